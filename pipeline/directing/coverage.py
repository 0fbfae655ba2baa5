"""Coverage: a scene of a play, shot by shot.

The place first, then who talks to whom, then faces: nearer as the scene tightens to its climax, farther after it. Who
is spoken to is seen when it lands; a thing that is handled or named is shown by itself; a new partner is first seen
together with whom they talk to.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace

from pipeline.directing.framing import Setup
from pipeline.directing.groups import Group, gather
from pipeline.directing.montage import place, told
from pipeline.directing.naming import Naming
from pipeline.directing.pace import speaking_ms
from pipeline.directing.reasons import (
    STRONG,
    Arc,
    Room,
    feels,
    hangs,
    held,
    opening_move,
    same_framing,
    speech_move,
    speech_size,
)
from pipeline.film import Placement, Scene, Shot, Story
from pipeline.vocabulary import Action, Aspect, Beat, CameraMove, Pace, ShotSize, Why

LONG_SHOT_MS = {Pace.SLOW: 9_000, Pace.STEADY: 8_000, Pace.FAST: 5_500}
"""A shot of speech that would be longer is cut at a line's end."""
ESTABLISHING_MS, OPENING_MS = 2_600, 3_200
"""A look at the place alone, and with something that is done or told in it."""
DEED_MS = 2_600
INSERT_MS, SHORTEST_INSERT_MS = 2_000, 1_000
REACTION_MS = 1_500
BREATH_MS = 2_600
MOST_INSERTS = 2
"""More still lifes than this in a scene are a catalogue."""
_SPARE = frozenset({Why.REACTION, Why.WHO_IS_HERE, Why.BREATH})
"""What a scene can do without, should it show the same picture as the shot beside it."""
_OF_THE_PLACE = frozenset(
    {"star", "moon", "sun", "cloud", "rainbow", "tree", "train", "piano", "plough", "needle", "statue"}
)
"""Nothing of these is shown by itself: they are in the picture of the place, or nobody has drawn them."""
_HANDLES = frozenset({Action.HOLD, Action.GIVE, Action.READ, Action.WRITE, Action.POINT})
_FOR_TWO = frozenset({Action.HUG, Action.GIVE})
"""What a face alone does not show: both are in the picture."""
_WITH_HANDS = frozenset({Action.BOW, Action.POINT, Action.WAVE, Action.NAMASTE, Action.PRAY, Action.READ, Action.WRITE})
"""What a face alone does not show either: the hands are in the picture."""
_WALKS = frozenset({Action.WALK_IN, Action.WALK_OUT, Action.WALK, Action.RUN, Action.FALL, Action.DANCE})


def cover(story: Story, scene: Scene, aspect: Aspect, room: Room) -> Iterator[Shot]:
    """All shots of a scene, in order, without ids. A roomier film has the shots of a tighter one among its own."""
    shots = list(_Coverage(story, scene, aspect, room).shots())
    for index, shot in enumerate(shots):
        around = [*shots[max(0, index - 1) : index], *shots[index + 1 : index + 2]]
        if shot.why not in _SPARE or shot.lines or not any(same_framing(shot, other) for other in around):
            yield shot


class _Coverage:
    """A scene being shot: what has been seen of it so far."""

    def __init__(self, story: Story, scene: Scene, aspect: Aspect, room: Room) -> None:
        self.story, self.scene, self.room = story, scene, room
        self.setup = Setup.of(story, scene, aspect)
        self.naming = Naming.of(story, scene)
        self.arc = Arc.of(scene)
        self.groups = list(gather(scene, self.setup.presence, story.language, LONG_SHOT_MS[scene.pace]))
        self.things: set[str] = set()
        self.pair: frozenset[str] | None = None
        self.last: Shot | None = None
        """The last shot that every version of the film has: the others come and go around it."""
        self.introduced = False

    def shots(self) -> Iterator[Shot]:
        """In order."""
        rest = yield from self._opening()
        for turn in range(rest, len(self.groups)):
            group = self.groups[turn]
            thing = self._thing(group)
            # Where nobody does anything, the thing is the picture.
            still = thing is not None and self._happens(group)
            shot = self._insert(thing or "", group) if still else self._shot(group, turn)
            if thing is not None:
                self.things.add(thing)
                if self.room is not Room.LEAN and shot.insert is None:
                    yield self._insert(thing, group)
            if shot.insert is not None:
                self.things.add(shot.insert)
            self.last = shot
            yield shot
            yield from self._reaction(group, turn)
        yield from self._closing()

    def _happens(self, group: Group) -> bool:
        """Whether something is described that nobody on stage does."""
        return not group.lines and not any(self.setup.presence.acts[group.start : group.end])

    def _shot(self, group: Group, turn: int) -> Shot:
        if not group.lines:
            return self._deed(group, turn)
        if group.speaker is None:
            return told(self.setup, group, self.naming, self.things, turn, self.last)
        return self._speech(group, turn)

    # ------------------------------------------------------------------------------------------------- both ends

    def _opening(self) -> Generator[Shot, None, int]:
        """The place, and how many groups it took in: a scene that opens on movement or on telling opens on it."""
        first = self.groups[0] if self.groups else None
        if first is not None and first.speaker is None:
            company = self.setup.company(first.start, first.end)
            shot = self._wide(company, OPENING_MS, first)
            used = 1
        else:
            # Whoever comes in with the first words is not there yet, and whoever acts in them has not begun.
            company = self.setup.company(0, 0, acting=False)
            shot = self._wide(company, ESTABLISHING_MS, first)
            used = 0
        self.last = shot
        yield shot
        if self.room is Room.AMPLE and company and used == 0:
            names = [one.character for one in company]
            yield self.setup.shot(
                ShotSize.FULL, CameraMove.DRIFT, company, names, Why.WHO_IS_HERE, focus=names[0],
                hold_ms=held(BREATH_MS, self.scene), about=shot.about,
            )  # fmt: skip
        return used

    def _wide(self, company: Sequence[Placement], hold_ms: int, group: Group | None) -> Shot:
        return self.setup.shot(
            ShotSize.WIDE,
            opening_move(self.scene),
            company,
            [one.character for one in company],
            Why.ESTABLISH,
            lines=group.lines if group is not None and group.speaker is None else (),
            hold_ms=held(hold_ms, self.scene),
            about=group.moments[0].text if group is not None else self.scene.description,
        )

    def _closing(self) -> Iterator[Shot]:
        """A breath at the end of the scene, where there is time for one."""
        if self.room is not Room.AMPLE or self.last is None or self.last.size is ShotSize.WIDE:
            return
        end = len(self.scene.moments)
        gone = self.setup.presence.leaves[end - 1] if end else frozenset()
        company = self.setup.company(end - 1, end, acting=False) if end else ()
        stayed = [one for one in company if one.character not in gone]
        yield self.setup.shot(
            ShotSize.WIDE,
            CameraMove.PULL,
            [replace(one, looks_at=None) if one.looks_at in gone else one for one in stayed],
            [one.character for one in stayed],
            Why.BREATH,
            hold_ms=held(BREATH_MS, self.scene),
            about=self.scene.moments[-1].text,
        )

    # ----------------------------------------------------------------------------------------------------- deeds

    def _deed(self, group: Group, turn: int) -> Shot:
        presence = self.setup.presence
        acts = [act for moment in range(group.start, group.end) for act in presence.acts[moment]]
        if not acts:
            return replace(place(self.setup, group, turn, self.last), hold_ms=held(DEED_MS, self.scene))
        doer = acts[0][0]
        moving = any(action in _WALKS for _, action in acts)
        why = Why.DOES
        if group.travels:
            why = Why.LEAVES if any(presence.leaves[group.start : group.end]) else Why.ENTERS
        tall = self.setup.aspect is Aspect.TALL
        company = self.setup.company(group.start, group.end)
        return self.setup.shot(
            ShotSize.WIDE if moving and not tall else ShotSize.FULL,
            CameraMove.DRIFT if moving else CameraMove.PUSH,
            company,
            [one.character for one in company],
            why,
            focus=doer,
            hold_ms=held(DEED_MS, self.scene) * len({deed.text for deed in group.deeds}),
            about=group.moments[0].text,
            last=self.last,
        )

    # --------------------------------------------------------------------------------------------------- speech

    def _speech(self, group: Group, turn: int) -> Shot:
        speaker, on = group.speaker or "", self.setup.on(group)
        line = group.strongest
        if speaker not in on:  # heard and not seen: those who hear it are
            listeners = self.setup.company(group.start, group.end)
            focus = listeners[0].character if listeners else None
            return self.setup.shot(
                ShotSize.MEDIUM, CameraMove.DRIFT, listeners, [focus] if focus else [], Why.VOICE_OFF,
                focus=focus, lines=group.lines, last=self.last,
            )  # fmt: skip
        partner = self._partner(group)
        company = self.setup.company(group.start, group.end, speaker, partner)
        pair = None if partner is None else frozenset({speaker, partner})
        new, first = pair is not None and pair != self.pair, not self.introduced
        # The opening has just shown everybody: a face that feels may follow at once.
        shown = self.last is not None and self.last.size is ShotSize.WIDE and speaker in _names(self.last)
        self.pair, self.introduced = pair or self.pair, True
        move = speech_move(line, self.scene, self.arc, turn)
        seen = (speaker,) if partner is None else self.setup.blocking.between(speaker, partner, on)
        if len(group.voices) > 1:
            size, why = ShotSize.TWO_SHOT, Why.EXCHANGE
        elif any(action in _WALKS for action in _actions(company, speaker)):
            size, why, seen = ShotSize.FULL, Why.DOES, on
        elif new and not (shown and feels(line)):
            size, why = ShotSize.TWO_SHOT, Why.WHO_TALKS
        elif partner is not None and not _FOR_TWO.isdisjoint(_actions(company, speaker)):
            size, why = ShotSize.TWO_SHOT, Why.DOES
        else:
            size, why = speech_size(line, self.arc, self.setup.aspect, alone=len(seen) != 2, first=first)
            if size is ShotSize.CLOSE and not _WITH_HANDS.isdisjoint(_actions(company, speaker)):
                size = ShotSize.MEDIUM
        if size in (ShotSize.CLOSE, ShotSize.MEDIUM):
            seen = (speaker,)
        hold_ms = held(DEED_MS, self.scene) if _actions(company, speaker) and size is ShotSize.FULL else 0
        return self.setup.shot(
            size, move, company, seen, why, focus=speaker, lines=group.lines, hold_ms=hold_ms, last=self.last
        )

    def _partner(self, group: Group) -> str | None:
        """Whom a speaker talks to: who is named, who just spoke, who speaks next, who stands nearest."""
        on = [name for name in self.setup.on(group) if name != group.speaker]
        named = [name for name in self.naming.people_in(" ".join(line.text for line in group.lines)) if name in on]
        others = [voice for voice in group.voices if voice in on]
        before = [voice for one in reversed(self.groups[: self.groups.index(group)]) for voice in reversed(one.voices)]
        after = [voice for one in self.groups[self.groups.index(group) + 1 :] for voice in one.voices]
        near = next((voice for voice in before if voice is not None), None)
        candidates = [*others, *named[:1], near, *after]
        return next((one for one in candidates if one in on), self.setup.blocking.nearest(group.speaker or "", on))

    def _reaction(self, group: Group, turn: int) -> Iterator[Shot]:
        """The listener's face after a strong line or a question that hangs, unless it comes next by itself."""
        if self.room is Room.LEAN or group.speaker not in self.setup.on(group) or len(group.voices) != 1:
            return
        line, listener = group.strongest, self._partner(group)
        following = self.groups[turn + 1] if turn + 1 < len(self.groups) else None
        if listener is None or listener not in self.setup.presence.during(group.end - 1, group.end):
            return
        answered = following is not None and following.speaker == listener
        lands = line.strength >= STRONG and feels(line)
        if not lands and not hangs(group.lines[-1]):
            return
        # Whoever is about to answer is seen then; only a film with time for it waits with them.
        if (answered and not (lands and self.room is Room.AMPLE)) or (following is None and not lands):
            return
        company = self.setup.company(group.end - 1, group.end, group.speaker, listener, acting=False)
        yield self.setup.shot(
            ShotSize.CLOSE, CameraMove.STATIC, company, [listener], Why.REACTION,
            focus=listener, hold_ms=held(REACTION_MS, self.scene), about=group.lines[-1].text,
        )  # fmt: skip

    # --------------------------------------------------------------------------------------------------- things

    def _thing(self, group: Group) -> str | None:
        """A thing that this group handles or names and that was not seen by itself before.

        What a narrator tells of is shown while it is told, not before.
        """
        if len(self.things) >= MOST_INSERTS or (group.lines and group.speaker is None):
            return None
        named = self.naming.things_in(group.text)
        handled = self.scene.objects if any(deed.what in _HANDLES for deed in group.deeds) else ()
        seen = self.things | _OF_THE_PLACE
        return next((thing for thing in (*named, *handled) if thing not in seen), None)

    def _insert(self, thing: str, group: Group) -> Shot:
        """A thing alone, no longer than the words that bring it up."""
        words = next((one.text for one in group.moments if self.naming.things_in(one.text)), group.moments[0].text)
        hold_ms = min(held(INSERT_MS, self.scene), speaking_ms(words, self.story.language))
        return self.setup.shot(
            ShotSize.INSERT,
            CameraMove.PULL if self.scene.beat is Beat.RESOLUTION else CameraMove.PUSH,
            self.setup.company(group.start, group.start, acting=False),
            (),
            Why.SHOW_IT,
            hold_ms=max(SHORTEST_INSERT_MS, hold_ms),
            insert=thing,
            about=group.moments[0].text,
        )


def _names(shot: Shot) -> tuple[str, ...]:
    return tuple(one.character for one in shot.placements)


def _actions(company: Sequence[Placement], name: str) -> tuple[Action, ...]:
    return next((one.actions for one in company if one.character == name), ())
