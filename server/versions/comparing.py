"""What is other in a later version: line by line in the script, scene by scene and shot by shot on paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from server.versions.schemas import BoardChange, DiffLine, SettingChange, Sign

MANY_LINES = 1_000
CONTEXT = 3
"""Lines shown around a change."""
_SCENE = ("setting", "time_of_day", "weather", "season", "cultural_context", "emotions", "pace")
_SHOT = ("size", "move", "characters", "focus", "insert", "card")
_HOLD_S = 0.5
"""A shot that is so much longer or shorter is another one; less comes from its neighbours."""
Json = dict[str, Any]


def script_diff(before: str, after: str, *, whole: bool) -> tuple[DiffLine, ...]:
    """The lines of both, each with what became of it; without `whole` those around changes. () where nothing is."""
    old, new = before.splitlines(), after.splitlines()
    if old == new:
        return ()
    # Ten thousand lines that are all alike would take half a minute: what stands everywhere is no landmark then.
    matcher = SequenceMatcher(None, old, new, autojunk=len(old) + len(new) > MANY_LINES)
    groups = [matcher.get_opcodes()] if whole else list(matcher.get_grouped_opcodes(CONTEXT))
    return tuple(line for group in groups for line in _lines(group, old, new))


def _lines(group: Sequence[tuple[str, int, int, int, int]], old: list[str], new: list[str]) -> Iterator[DiffLine]:
    for tag, old_from, old_to, new_from, new_to in group:
        if tag == "equal":
            yield from (DiffLine(sign=Sign.SAME, text=text) for text in old[old_from:old_to])
            continue
        yield from (DiffLine(sign=Sign.GONE, text=text) for text in old[old_from:old_to])
        yield from (DiffLine(sign=Sign.NEW, text=text) for text in new[new_from:new_to])


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[SettingChange, ...]:
    """Fields that are others."""
    names = sorted({*before, *after})
    return tuple(
        SettingChange(name=name, before=before.get(name), after=after.get(name))
        for name in names
        if before.get(name) != after.get(name)
    )


# --------------------------------------------------------------------------------------------------------- on paper


@dataclass(frozen=True, slots=True)
class _Part:
    """A scene or a shot: where it is, what it is known by, and what a creator sees of it."""

    scene_number: int
    shot: int | None
    words: str
    fields: Json
    seconds: float


def board_diff(before: Json, after: Json) -> tuple[BoardChange, ...]:
    """Scenes and shots of two storyboards (`pipeline.storyboard_json`) that are others, in the order of the film."""
    old, new = dict(_parts(before)), dict(_parts(after))
    found = [_gone_or_new(part, Sign.GONE) for key, part in old.items() if key not in new]
    for key, part in new.items():
        known = old.get(key)
        if known is None:
            found.append(_gone_or_new(part, Sign.NEW))
            continue
        fields = changed_fields(known.fields, part.fields)
        if part.shot is not None and abs(part.seconds - known.seconds) >= _HOLD_S:
            fields = (*fields, SettingChange(name="seconds", before=known.seconds, after=part.seconds))
        if fields:
            found.append(_change(part, Sign.SAME, fields))
    return tuple(sorted(found, key=lambda one: (one.scene_number, -1 if one.shot is None else one.shot)))


def _parts(board: Json) -> Iterator[tuple[tuple[Any, ...], _Part]]:
    """Every scene and shot under what it is known by: its words, not its number."""
    for scene in board["scenes"]:
        number, seconds = scene["scene_number"], scene["duration_seconds"]
        yield (
            ("scene", *_key(scene["anchor"])),
            _Part(number, None, _words(scene["anchor"]), {name: scene[name] for name in _SCENE}, seconds),
        )
        for at, shot in enumerate(scene["shots"]):
            fields = {name: shot[name] for name in _SHOT}
            fields["feelings"] = [line["emotion"] for line in shot["lines"]]
            fields["speakers"] = [line["character"] for line in shot["lines"]]
            part = _Part(number, at, _words(shot["anchor"]), fields, shot["duration_seconds"])
            yield ("shot", *_key(shot["anchor"])), part


def _key(anchor: Json) -> tuple[Any, ...]:
    return tuple(anchor["words"]), anchor["why"], anchor["nth"]


def _words(anchor: Json) -> str:
    return " ".join(anchor["words"])


def _gone_or_new(part: _Part, sign: Sign) -> BoardChange:
    return _change(part, sign, ())


def _change(part: _Part, sign: Sign, fields: tuple[SettingChange, ...]) -> BoardChange:
    return BoardChange(scene_number=part.scene_number, shot=part.shot, sign=sign, words=part.words[:200], fields=fields)
