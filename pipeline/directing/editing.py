"""Editing: the creator's changes to the shots of a storyboard, made one after the other.

No line is ever lost or said twice. `apply` refuses what cannot be done; `carry_over` makes what can still be done to a
storyboard of an edited script and notes the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.directing.anchors import find_shot, plain, quoted
from pipeline.directing.cards import CARDS
from pipeline.directing.carrying import carry_out
from pipeline.directing.framing import alone, fitting, seen_over_shoulder
from pipeline.directing.numbering import numbered
from pipeline.directing.presence import RESTS
from pipeline.directing.reasons import SINGLES
from pipeline.edits import (
    Anchor,
    DropShot,
    Edit,
    MergeShots,
    MoveShot,
    Reframe,
    Restage,
    RetakeShot,
    SetHold,
    ShotEdit,
    SplitShot,
)
from pipeline.errors import BadEdit, LostEdit
from pipeline.film import Placement, Shot, Storyboard
from pipeline.vocabulary import Action, ShotSize, Why

SHORTEST_HOLD_MS, LONGEST_HOLD_MS = 1_000, 30_000


def apply(board: Storyboard, edits: Iterable[ShotEdit]) -> Storyboard:
    """The storyboard with the changes made, in order. Raises BadEdit (LostEdit: for words that are gone)."""
    for edit in edits:
        board = _apply(board, edit)
    return board


def carry_over(board: Storyboard, edits: Iterable[ShotEdit], must: Collection[Edit] = ()) -> Storyboard:
    """The storyboard with those changes made that can be; the others are told in its notes.

    Raises BadEdit for one that `must` be possible.
    """
    board, notes = carry_out(board, edits, _apply, must)
    return replace(board, notes=(*board.notes, *notes))


def _apply(board: Storyboard, edit: ShotEdit) -> Storyboard:  # noqa: PLR0911 - one case a kind of change
    match edit:
        case MoveShot():
            return _move_shot(board, edit)
        case MergeShots():
            return _merge(board, edit)
        case SplitShot():
            return _changed(board, edit.shot, lambda shot: _split(shot, edit))
        case DropShot():
            return _drop(board, edit)
        case Reframe():
            return _changed(board, edit.shot, lambda shot: [_reframed(shot, edit)])
        case Restage():
            return _changed(board, edit.shot, lambda shot: [_restaged(shot, edit)])
        case SetHold():
            return _changed(board, edit.shot, lambda shot: [_held(shot, edit)])
        case RetakeShot():
            return _changed(board, edit.shot, lambda shot: [replace(shot, take=edit.take)])


def _changed(board: Storyboard, anchor: Anchor, change: Callable[[Shot], Sequence[Shot]]) -> Storyboard:
    """One shot replaced by others."""
    return _rebuilt(board, find_shot(board, anchor), change)


def _rebuilt(board: Storyboard, one: Shot, change: Callable[[Shot], Sequence[Shot]]) -> Storyboard:
    scenes = tuple(
        numbered(scene.scene, [new for shot in scene.shots for new in (change(shot) if shot is one else [shot])])
        for scene in board.scenes
    )
    return replace(board, scenes=scenes)


# ------------------------------------------------------------------------------------------------------- order


def _move_shot(board: Storyboard, edit: MoveShot) -> Storyboard:
    shot = find_shot(board, edit.shot)
    before = None if edit.before is None else find_shot(board, edit.before)
    if shot.why in CARDS or (before is not None and before.why is Why.TITLE):
        raise BadEdit("The title opens the film and the end closes it; they cannot be moved.")
    if before is not None and before.scene_number != shot.scene_number:
        raise BadEdit(f"A shot stays at its place and hour: {quoted(edit.shot)} cannot move to another scene.")
    scenes = []
    for scene in board.scenes:
        shots = [other for other in scene.shots if other is not shot]
        if len(shots) < len(scene.shots):
            last = next((at for at, other in enumerate(shots) if other.why is Why.END), len(shots))
            at = next((at for at, other in enumerate(shots) if other is before), last)
            if before is shot:
                at = scene.shots.index(shot)
            shots.insert(at, shot)
        scenes.append(numbered(scene.scene, shots))
    return replace(board, scenes=tuple(scenes))


# ------------------------------------------------------------------------------------------------ cut and join


def _split(shot: Shot, edit: SplitShot) -> list[Shot]:
    at = next((at for at, line in enumerate(shot.lines) if plain(line.text) == plain(edit.before)), None)
    if at is None:
        raise LostEdit(f"“{edit.before[:60]}” is not said in the shot of {quoted(edit.shot)}.")
    if at == 0:
        raise BadEdit(f"“{edit.before[:60]}” is the first line of its shot: there is nothing before it to cut off.")
    # What is done is done once, in the first half: in the second everybody is as it left them.
    rest = replace(
        shot, lines=shot.lines[at:], placements=_after(shot.placements), unseen=_after(shot.unseen), hold_ms=0
    )
    if rest.focus not in [one.character for one in rest.placements]:
        rest = replace(rest, focus=None)
    return [replace(shot, lines=shot.lines[:at], why=Why.CHOSEN), _tidy(replace(rest, why=Why.CHOSEN))]


def _after(placements: Sequence[Placement]) -> tuple[Placement, ...]:
    stayed = [one for one in placements if Action.WALK_OUT not in one.actions]
    return tuple(replace(one, actions=tuple(action for action in one.actions if action in RESTS)) for one in stayed)


def _merge(board: Storyboard, edit: MergeShots) -> Storyboard:
    first, second = find_shot(board, edit.first), find_shot(board, edit.second)
    shots = board.shots
    if first.why in CARDS or second.why in CARDS:
        raise BadEdit("A card is words alone; it cannot be merged with a shot.")
    if first is second or shots.index(second) != shots.index(first) + 1 or first.scene_number != second.scene_number:
        raise BadEdit(f"A shot is merged with the next of its scene, and {quoted(edit.second)} is not the next.")
    lines = (*first.lines, *second.lines)
    company = {one.character: one for one in (*second.unseen, *second.placements, *first.unseen, *first.placements)}
    voices = {line.character for line in lines}
    # Who is only in the second shot has come by then; who speaks is seen. A thing alone stays alone.
    seen = {one.character for one in first.placements} | (voices & set(company) if first.insert is None else set())
    merged = replace(
        first,
        lines=lines,
        placements=_from_left(one for name, one in company.items() if name in seen),
        unseen=_from_left(one for name, one in company.items() if name not in seen),
        hold_ms=max(first.hold_ms, second.hold_ms) if lines else first.hold_ms + second.hold_ms,
        about="" if lines else first.about,
        why=Why.CHOSEN,
    )
    merged = _tidy(merged)
    scenes = tuple(
        numbered(scene.scene, [merged if one is first else one for one in scene.shots if one is not second])
        for scene in board.scenes
    )
    return replace(board, scenes=scenes)


def _drop(board: Storyboard, edit: DropShot) -> Storyboard:
    shot = find_shot(board, edit.shot)
    if shot.lines:
        raise BadEdit(f"{quoted(edit.shot)} is said in that shot; merge it with another instead of dropping it.")
    scene = next(scene for scene in board.scenes if shot in scene.shots)
    if shot.why not in CARDS and len([one for one in scene.shots if one.why not in CARDS]) == 1:
        raise BadEdit("It is the only shot of its scene; a scene needs one.")
    return _rebuilt(board, shot, lambda _: [])


# ---------------------------------------------------------------------------------------------------- pictures


def _reframed(shot: Shot, edit: Reframe) -> Shot:
    _no_card(shot)
    if edit.size is ShotSize.CARD or (edit.size is ShotSize.INSERT and shot.insert is None):
        raise BadEdit(f"A shot of people cannot become an {edit.size.value}.")
    company = {one.character: one for one in (*shot.placements, *shot.unseen)}
    focus = shot.focus if edit.focus is None else edit.focus
    if edit.focus is not None and edit.focus not in company:
        raise _absent([edit.focus], company)
    size = edit.size or (ShotSize.MEDIUM if shot.insert is not None and edit.focus is not None else shot.size)
    changed = replace(shot, size=size, move=edit.move or shot.move, focus=focus, why=Why.CHOSEN)
    if size is ShotSize.INSERT:
        return replace(changed, focus=None)
    changed = replace(changed, insert=None)
    if size in SINGLES:
        return alone(changed, focus or next(iter(company), None)) if company else replace(changed, size=ShotSize.FULL)
    seen = list(company)
    if size in (ShotSize.TWO_SHOT, ShotSize.OVER_SHOULDER):
        seen = _pair(changed, focus, company)
    changed = replace(
        changed,
        placements=_from_left(company[name] for name in seen),
        unseen=_from_left(one for name, one in company.items() if name not in seen),
        focus=focus if focus in seen else next(iter(seen), None) if size is not ShotSize.WIDE else None,
    )
    return _tidy(changed)


def _pair(shot: Shot, focus: str | None, company: Mapping[str, Placement]) -> list[str]:
    """Whom a shot for two shows: who is in focus, and whom they look at or who is seen already or stands nearest.

    Whoever stands between the two cannot be left out.
    """
    first = focus or next(iter(company), None)
    if first is None:
        return []
    looked_at = company[first].looks_at if first in company else None
    seen = [one.character for one in shot.placements if one.character != first]
    near = sorted((abs(one.x - company[first].x), name) for name, one in company.items() if name != first)
    second = next((name for name in (looked_at, *seen, *(name for _, name in near)) if name in company), None)
    if second is None:
        return [first]
    low, high = sorted((company[first].x, company[second].x))
    return [name for name, one in company.items() if low <= one.x <= high]


def _restaged(shot: Shot, edit: Restage) -> Shot:
    _no_card(shot)
    company = {one.character: one for one in (*shot.placements, *shot.unseen)}
    gone = [name for name in edit.characters if name not in company]
    if gone:
        raise _absent(gone, company)
    seen = dict.fromkeys(edit.characters)
    if not seen and shot.insert is None:
        size = ShotSize.WIDE if shot.size is ShotSize.WIDE else ShotSize.FULL
        shot = replace(shot, size=size)
    if seen and shot.insert is not None:
        shot = replace(shot, insert=None, size=ShotSize.MEDIUM)
    return _tidy(
        replace(
            shot,
            placements=_from_left(company[name] for name in seen),
            unseen=_from_left(one for name, one in company.items() if name not in seen),
            focus=shot.focus if shot.focus in seen else next(iter(seen), None),
            why=Why.CHOSEN,
        )
    )


def _held(shot: Shot, edit: SetHold) -> Shot:
    if not SHORTEST_HOLD_MS <= edit.hold_ms <= LONGEST_HOLD_MS:
        raise BadEdit(f"A shot can be held for {SHORTEST_HOLD_MS} to {LONGEST_HOLD_MS} ms, not for {edit.hold_ms}.")
    return replace(shot, hold_ms=edit.hold_ms)


def _no_card(shot: Shot) -> None:
    if shot.why in CARDS or shot.card is not None:
        raise BadEdit("A card is words alone; it has no picture to change.")


def _absent(names: Sequence[str], company: Iterable[str]) -> BadEdit:
    there = ", ".join(sorted(company)) or "nobody"
    return BadEdit(f"{', '.join(names)} cannot be seen in this shot: not on stage then. There is: {there}.")


def _from_left(placements: Iterable[Placement]) -> tuple[Placement, ...]:
    return tuple(sorted(placements, key=lambda one: (one.x, one.character)))


def _tidy(shot: Shot) -> Shot:
    """A size that can hold who is in the frame, and backs turned only where we look over a shoulder."""
    if shot.insert is not None:
        return replace(shot, focus=None)
    size = fitting(shot.size, len(shot.placements))
    focus = shot.placements[0].character if size in SINGLES else shot.focus
    return seen_over_shoulder(replace(shot, size=size, focus=focus))
