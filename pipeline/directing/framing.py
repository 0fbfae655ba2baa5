"""A Set-up turns what is to be shown into a Shot: who is in the frame, whom they look at, what they do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.directing.blocking import Blocking, embraced
from pipeline.directing.groups import Group
from pipeline.directing.naming import Naming
from pipeline.directing.presence import Presence, follow
from pipeline.directing.reasons import SINGLES, other_sizes, same_framing
from pipeline.directing.walking import FREE_HANDED, WALKS
from pipeline.film import Deed, Line, Placement, Scene, Shot, Story
from pipeline.vocabulary import Action, Aspect, CameraMove, ShotSize, Why

CARRIED = frozenset({
    "diya lamp", "lamp", "lantern", "candle", "letter", "book", "flower", "mango", "apple", "bread", "rice", "sweets",
    "tea cup", "coffee", "water jug", "basket", "bell", "gift", "egg", "lotus", "garland", "incense", "conch", "doll",
    "ball", "crown", "map", "photograph", "seedling", "stone", "shell", "medicine",
})  # fmt: skip
"""Things, by their labels in the word lists, that are carried in both hands before the body."""

_KEEPS = FREE_HANDED | {Action.SIT}
"""What somebody may do who has something in their hands, and have it still."""
_FROM_AFAR = frozenset({Action.FALL, Action.HUG, Action.GIVE})
"""What a frame about one face does not show: it takes the whole of somebody, or two."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A scene that is blocked: everything a shot's people follow from. `seated` is a podcast's habit."""

    scene: Scene
    aspect: Aspect
    presence: Presence
    blocking: Blocking
    holding: tuple[frozenset[str], ...] = ()
    """Who has a thing in their hands at each moment, because they walked with it."""
    seated: bool = False

    @classmethod
    def of(cls, story: Story, scene: Scene, aspect: Aspect) -> Setup:
        """Block a scene."""
        return cls(
            scene, aspect, follow(scene), Blocking.of(story, scene, aspect), _holding(story, scene), story.podcast
        )

    def on(self, group: Group) -> tuple[str, ...]:
        """Who is on stage in a group."""
        return self.presence.during(group.start, group.end)

    def company(
        self, start: int, end: int, speaker: str | None = None, partner: str | None = None, *, acting: bool = True
    ) -> tuple[Placement, ...]:
        """Everybody on stage in the moments start..end, from the left.

        They look at the speaker or at whoever does something, the speaker at the partner; what is done in these
        moments is done by them, unless another shot shows it (`acting`).
        """
        on = self.presence.during(start, end)
        acts: dict[str, tuple[Action, ...]] = {}
        for moment in range(start, end if acting else start):
            for name, action in self.presence.acts[moment]:
                acts[name] = tuple(dict.fromkeys((*acts.get(name, ()), action)))
        for name, actions in acts.items():
            if Action.WALK_IN in actions:
                # Who comes in walks by coming in.
                acts[name] = tuple(action for action in actions if action is not Action.WALK)
        doer = speaker if speaker in on else next(iter(acts), None)
        placements = []
        for name in sorted(on, key=self.blocking.x):
            looks_at = partner if name == doer else doer
            if name == doer and partner not in on and Action.HUG in acts.get(name, ()):
                looks_at = self.blocking.nearest(name, on)
            actions = self._rested(name, start, end, acts.get(name, ()))
            # What somebody has walked in with they still have.
            if start < end and name in self.holding[end - 1] and _KEEPS.issuperset(actions):
                actions = (*actions, Action.HOLD)
            placements.append(self.blocking.place(name, looks_at if looks_at in on else None, on, actions))
        return embraced(placements)

    def _rested(self, name: str, start: int, end: int, acts: tuple[Action, ...]) -> tuple[Action, ...]:
        """What somebody does, from the chair they already sit on."""
        if self.seated:
            return tuple(dict.fromkeys((Action.SIT, *acts)))
        rests = self.presence.rests[max(start, end - 1)] if self.presence.rests else {}
        rest = rests.get(name)
        return acts if rest is None else tuple(dict.fromkeys((rest, *acts)))

    def shot(
        self,
        size: ShotSize,
        move: CameraMove,
        company: Sequence[Placement],
        seen: Iterable[str],
        why: Why,
        *,
        focus: str | None = None,
        lines: tuple[Line, ...] = (),
        hold_ms: int = 0,
        insert: str | None = None,
        about: str = "",
        last: Shot | None = None,
    ) -> Shot:
        """A shot of those of the company who are `seen`. It does not repeat the picture of the `last` one.

        A size for two is one for one where only one is there, and the other way round nobody is crowded into a single.
        """
        names = set(seen)
        placements = tuple(placement for placement in company if placement.character in names)
        size = fitting(size, len(placements))
        if size in SINGLES:
            focus = placements[0].character
        shot = Shot(
            shot_id="",
            scene_number=self.scene.scene_number,
            size=size,
            move=move,
            placements=placements,
            focus=focus if focus in names else None,
            lines=lines,
            why=why,
            insert=insert,
            hold_ms=hold_ms,
            unseen=tuple(placement for placement in company if placement.character not in names),
            about="" if lines else about,
        )
        return seen_over_shoulder(self._varied(shot, last))

    def _varied(self, shot: Shot, last: Shot | None) -> Shot:
        if last is None or not same_framing(last, shot):
            return shot
        focus = shot.focus or next((one.character for one in shot.placements), None)
        far = any(not _FROM_AFAR.isdisjoint(one.actions) for one in shot.placements)
        for size in (ShotSize.FULL, ShotSize.WIDE, ShotSize.TWO_SHOT) if far else other_sizes(shot.size):
            if size is ShotSize.TWO_SHOT and len(shot.placements) < 2:
                continue
            other = alone(replace(shot, size=size), focus) if size in SINGLES else replace(shot, size=size, focus=focus)
            if not same_framing(last, other):
                return other
        return shot


def _holding(story: Story, scene: Scene) -> tuple[frozenset[str], ...]:
    """Who holds something at each moment: from walking with it until their hands do something else, or they go."""
    naming = Naming.of(story, scene)
    now, found = set[str](), []
    for moment in scene.moments:
        if isinstance(moment, Deed) and moment.who is not None:
            if moment.what in WALKS and not CARRIED.isdisjoint(naming.things_in(moment.text)):
                now.add(moment.who)
            elif moment.what not in _KEEPS or naming.things_in(moment.text):
                now.discard(moment.who)
        found.append(frozenset(now))
    return tuple(found)


def fitting(size: ShotSize, people: int) -> ShotSize:
    """The size nearest to the one wanted that so many people can be shown in."""
    if size in (ShotSize.TWO_SHOT, ShotSize.OVER_SHOULDER) and people < 2:
        return ShotSize.MEDIUM if people else ShotSize.WIDE
    if size in SINGLES and not people:
        return ShotSize.FULL
    if size in SINGLES and people > 1:
        return ShotSize.TWO_SHOT
    if size is ShotSize.OVER_SHOULDER and people > 2:
        return ShotSize.TWO_SHOT
    return size


def alone(shot: Shot, focus: str | None) -> Shot:
    """The same shot with nobody but one person in the frame."""
    if focus is None:
        return shot
    everybody = (*shot.placements, *shot.unseen)
    return replace(
        shot,
        focus=focus,
        placements=tuple(one for one in everybody if one.character == focus),
        unseen=tuple(one for one in everybody if one.character != focus),
    )


def seen_over_shoulder(shot: Shot) -> Shot:
    """Who is not in focus in an over-the-shoulder shot has their back to us; in any other, nobody has."""
    over = shot.size is ShotSize.OVER_SHOULDER
    return replace(
        shot,
        placements=tuple(replace(one, back_to_camera=over and one.character != shot.focus) for one in shot.placements),
    )
