"""Groups: a scene's moments, gathered into what one shot can show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.directing.pace import line_ms
from pipeline.directing.presence import Presence
from pipeline.directing.reasons import feels
from pipeline.film import Deed, Line, Moment, Scene
from pipeline.vocabulary import Language

PICTURE_MS, LONG_PICTURE_MS = 3_000, 7_000
"""What a narrator tells is shown in pictures of such lengths, as far as sentences allow."""
QUICK_MS, EXCHANGE_MS = 1_300, 3_600
"""Words this short, one by one and together, are an exchange: cutting back and forth for them would be a stutter."""
MOST_DEEDS = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Moments start..end (half-open) of a scene that one shot shows."""

    start: int
    end: int
    moments: tuple[Moment, ...]
    travels: bool
    """Somebody comes or goes."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is said."""
        return tuple(moment for moment in self.moments if isinstance(moment, Line))

    @property
    def deeds(self) -> tuple[Deed, ...]:
        """What is done."""
        return tuple(moment for moment in self.moments if isinstance(moment, Deed))

    @property
    def text(self) -> str:
        """All its words."""
        return " ".join(moment.text for moment in self.moments)

    @property
    def speaker(self) -> str | None:
        """Who speaks first; None for a narrator or nobody."""
        return self.lines[0].character if self.lines else None

    @property
    def voices(self) -> tuple[str | None, ...]:
        """Who speaks, in order."""
        return tuple(dict.fromkeys(line.character for line in self.lines))

    @property
    def strongest(self) -> Line:
        """The line that feels most. Only where something is said."""
        return max(self.lines, key=lambda line: line.strength)


def gather(scene: Scene, presence: Presence, language: Language, limit_ms: int) -> Iterator[Group]:
    """All of a scene's moments in groups, in order; one voice's lines up to about the limit."""
    start = 0
    held: list[Moment] = []
    for index, moment in enumerate(scene.moments):
        travels = (_travel(presence, start, index), _travel(presence, index, index + 1))
        if held and not _joins(held, moment, scene, language, limit_ms, travels):
            yield Group(start, index, tuple(held), bool(travels[0]))
            start, held = index, []
        held.append(moment)
    if held:
        end = len(scene.moments)
        yield Group(start, end, tuple(held), bool(_travel(presence, start, end)))


def _travel(presence: Presence, start: int, end: int) -> int:
    """1 where somebody comes, -1 where somebody goes, 0 where nobody does either."""
    if any(presence.enters[start:end]):
        return 1
    return -1 if any(presence.leaves[start:end]) else 0


def _joins(
    held: Sequence[Moment],
    moment: Moment,
    scene: Scene,
    language: Language,
    limit_ms: int,
    travels: tuple[int, int],
) -> bool:
    """Whether a moment goes into the shot of those before it; `travels` of those and of it."""
    lines = [one for one in held if isinstance(one, Line)]
    deeds = [one for one in held if isinstance(one, Deed)]
    if isinstance(moment, Deed):
        return not lines and _goes_on(deeds, moment, travels)
    if not lines:
        # The sentence that tells of a deed is heard while it is done; who acts may speak in the same shot.
        silent = not travels[0] and all(deed.who == moment.character for deed in deeds)
        return moment.character is None or silent
    length_ms = sum(line_ms(line, language) for line in (*lines, moment))
    voices = {line.character for line in (*lines, moment)}
    if voices == {None}:
        told_ms = length_ms - line_ms(moment, language)
        return told_ms < PICTURE_MS and length_ms <= LONG_PICTURE_MS
    if len(voices) == 1:
        return length_ms <= limit_ms
    # A word that is felt is worth a face, however short.
    quick = all(line_ms(line, language) <= QUICK_MS and not feels(line) for line in (*lines, moment))
    return quick and not deeds and len(voices) == 2 and voices <= set(scene.present) and length_ms <= EXCHANGE_MS


def _goes_on(deeds: Sequence[Deed], deed: Deed, travels: tuple[int, int]) -> bool:
    """Whether a deed is of one piece with those before it: in one sentence, by one person, or coming in together."""
    if -1 in travels and travels[0] != travels[1]:
        return False
    if deed.text and deeds[-1].text == deed.text:
        return True
    together = travels[0] == travels[1] and (travels[1] == 1 or all(one.who == deed.who for one in deeds))
    return together and len(deeds) < MOST_DEEDS
