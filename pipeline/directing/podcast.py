"""Podcast: everybody at the table first, then whoever speaks, listening faces, and together again at a new subject.

Who sits at the table sits there from the first shot to the last, the host on the left.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.directing.framing import Setup
from pipeline.directing.groups import Group, gather
from pipeline.directing.reasons import FEELINGS, Room, feels, hangs, held
from pipeline.film import Scene, Shot, Story
from pipeline.vocabulary import Aspect, CameraMove, Role, ShotSize, Why

ANSWER_MS = 6_000
"""What is said longer is cut, and heard over the face of whoever listens."""
OPENING_MS = 2_600
DEED_MS = 2_600
REACTION_MS = 1_500
_TOGETHER_AFTER = 3
"""Shots of single faces after which the host's next words bring back the table."""
_MOVES = (CameraMove.DRIFT, CameraMove.STATIC, CameraMove.PUSH)


def converse(story: Story, scene: Scene, aspect: Aspect, room: Room) -> Iterator[Shot]:
    """All shots of a podcast's scene, in order, without ids."""
    setup = Setup.of(story, scene, aspect)
    groups = list(gather(scene, setup.presence, story.language, ANSWER_MS))
    hosts = {character.name for character in story.characters if character.role is Role.HOST}
    last: Shot | None = None
    singles = 0
    if not groups:
        yield _table(setup, Group(0, 0, (), travels=False), (), None, Why.WHO_IS_HERE, last)
        return
    for turn, group in enumerate(groups):
        speaker, on = group.speaker, setup.on(group)
        before = groups[turn - 1].speaker if turn else None
        partner = _partner(setup, groups, turn)
        seen_alone = speaker in on and len(group.voices) == 1
        subject = speaker in hosts and before != speaker and singles >= _TOGETHER_AFTER
        ending = turn == len(groups) - 1 and turn > 1
        if turn == 0 or not seen_alone or subject or ending:
            why = Why.WHO_IS_HERE if turn == 0 else Why.TOGETHER if seen_alone else Why.EXCHANGE
            shot = _table(setup, group, on, partner, why if group.lines else Why.DOES, last)
        elif before == speaker and partner is not None and _seen_alone(last, speaker):
            # A long answer is heard over the face of whoever listens.
            shot = _single(setup, group, partner, speaker, ShotSize.MEDIUM, Why.LISTENS, turn, last)
        else:
            strong = feels(group.strongest)
            size = ShotSize.CLOSE if strong else ShotSize.MEDIUM
            why = FEELINGS.get(group.strongest.emotion, Why.SPEAKS) if strong else Why.SPEAKS
            shot = _single(setup, group, speaker or "", partner, size, why, turn, last)
        singles = 0 if len(shot.placements) > 1 else singles + 1
        last = shot
        yield shot
        following = groups[turn + 1].speaker if turn + 1 < len(groups) else speaker
        strong = seen_alone and (feels(group.strongest) or (room is Room.AMPLE and hangs(group.lines[-1])))
        if room is not Room.LEAN and strong and _seen_alone(shot, speaker) and partner not in (None, following):
            company = setup.company(group.end - 1, group.end, speaker, partner, acting=False)
            yield setup.shot(
                ShotSize.CLOSE, CameraMove.STATIC, company, [partner or ""], Why.REACTION,
                focus=partner, hold_ms=held(REACTION_MS, scene), about=group.lines[-1].text,
            )  # fmt: skip


def _table(setup: Setup, group: Group, on: Sequence[str], partner: str | None, why: Why, last: Shot | None) -> Shot:
    """Everybody: the whole table first and where there are many, close together otherwise."""
    people = on or setup.presence.first
    wide = last is None or len(people) > 2
    return setup.shot(
        ShotSize.WIDE if wide else ShotSize.TWO_SHOT,
        CameraMove.PUSH,
        setup.company(group.start, group.end, group.speaker, partner),
        people,
        why,
        focus=group.speaker,
        lines=group.lines,
        hold_ms=0 if group.lines else held(DEED_MS if group.moments else OPENING_MS, setup.scene),
        about=group.moments[0].text if group.moments else setup.scene.description,
        last=last,
    )


def _single(
    setup: Setup, group: Group, focus: str, other: str | None, size: ShotSize, why: Why, turn: int, last: Shot | None
) -> Shot:
    speaker = group.speaker
    company = setup.company(group.start, group.end, speaker, other if focus == speaker else focus)
    move = CameraMove.PUSH if why in FEELINGS.values() else _MOVES[turn % len(_MOVES)]
    return setup.shot(size, move, company, [focus], why, focus=focus, lines=group.lines, last=last)


def _seen_alone(shot: Shot | None, name: str | None) -> bool:
    return shot is not None and shot.focus == name and len(shot.placements) == 1


def _partner(setup: Setup, groups: Sequence[Group], turn: int) -> str | None:
    """Whom the speaker talks to: who just spoke, else who speaks next, else who sits nearest."""
    group = groups[turn]
    on = [name for name in setup.on(group) if name != group.speaker]
    voices = [*reversed([one.speaker for one in groups[:turn]]), *[one.speaker for one in groups[turn + 1 :]]]
    found = next((one for one in (*group.voices, *voices) if one in on), None)
    return found or setup.blocking.nearest(group.speaker or "", on)
