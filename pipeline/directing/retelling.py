"""Retelling: the creator's changes to what was understood, made before the director stages it.

Scenes move, are joined and are cut in two; a place, an hour, a feeling, a speaker or somebody's age is put right. No
line is ever lost or said twice. Scenes keep their numbers, so that what is not touched is staged as before.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.directing.anchors import find_cut, find_line, find_scene, plain, quoted
from pipeline.directing.carrying import carry_out
from pipeline.directing.naming import Naming
from pipeline.edits import Edit, MergeScenes, MoveScene, Recast, RetakeLine, SetLine, SetScene, SplitScene, StoryEdit
from pipeline.errors import BadEdit, LostEdit
from pipeline.film import NARRATOR, Finding, Line, Moment, Scene, Story
from pipeline.language.sentences import sentences
from pipeline.story.analyse import MOST_SEEN, MOST_THINGS
from pipeline.story.plot import pace, with_beats
from pipeline.vocabulary import INDOOR_SETTINGS, Emotion

CHOSEN_STRENGTH = 0.7
"""A feeling that somebody chose is to be seen and heard."""
_MOST_FEELINGS = 3
_COLOUR = re.compile(r"[0-9A-Fa-f]{6}")
_SCENE = re.compile(r"^scenes\[(\d+)\]\.(.*)$")
_MOMENT = re.compile(r"^moments\[(\d+)\]\.(.*)$")
_THING = re.compile(r"^objects\[(\d+)\]$")
_CULTURE, _FEELING = "cultural_context", "emotions[0]"

Reasons = Mapping[str, Finding]
"""A scene's findings, by their paths within the scene."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A scene with the reasons for what it says."""

    scene: Scene
    reasons: Reasons

    def chosen(self, path: str) -> bool:
        return path in self.reasons and self.reasons[path].chosen


def retell(story: Story, edits: Iterable[StoryEdit], must: Collection[Edit] = ()) -> tuple[Story, tuple[str, ...]]:
    """The story with those changes made, in order, that can be, and a note for each of the others.

    Raises BadEdit for one that `must` be possible (LostEdit: for words that are gone).
    """
    return carry_out(story, edits, _retold, must)


def _retold(story: Story, edit: StoryEdit) -> Story:  # noqa: PLR0911 - one case a kind of change
    match edit:
        case MoveScene():
            return _move(story, edit)
        case MergeScenes():
            return _merge(story, edit)
        case SplitScene():
            return _split(story, edit)
        case SetScene():
            return _set_scene(story, edit)
        case SetLine():
            return _set_line(story, edit)
        case Recast():
            return _recast(story, edit)
        case RetakeLine():
            return _retake(story, edit)


# ------------------------------------------------------------------------------------------------------ scenes


def _move(story: Story, edit: MoveScene) -> Story:
    scene = find_scene(story.scenes, edit.scene)
    before = None if edit.before is None else find_scene(story.scenes, edit.before)
    if before is scene:
        return story
    order = [one for one in _told(story) if one.scene is not scene]
    at = next((at for at, one in enumerate(order) if one.scene is before), len(order))
    moved = next(one for one in _told(story) if one.scene is scene)
    return _with(story, [*order[:at], moved, *order[at:]])


def _merge(story: Story, edit: MergeScenes) -> Story:
    told = _told(story)
    scenes = [one.scene for one in told]
    at, following = scenes.index(find_scene(scenes, edit.first)), scenes.index(find_scene(scenes, edit.second))
    if following != at + 1:
        raise BadEdit(f"A scene is merged with the next, and the one of {quoted(edit.second)} is not the next.")
    first, second = told[at], told[following]
    emotions, strength = _felt_together(first, second)
    merged = replace(
        first.scene,
        emotions=emotions,
        strength=strength,
        objects=tuple(dict.fromkeys((*first.scene.objects, *second.scene.objects)))[:MOST_THINGS],
        moments=(*first.scene.moments, *second.scene.moments),
        present=tuple(dict.fromkeys((*first.scene.present, *second.scene.present)))[:MOST_SEEN],
    )
    reasons = dict(first.reasons)
    if first.scene.emotions[:1] != emotions[:1]:
        reasons |= {path: one for path, one in second.reasons.items() if path == _FEELING}
    later = _shifted(second.reasons, len(first.scene.moments))
    reasons |= {path: one for path, one in later.items() if _MOMENT.match(path)}
    merged = replace(merged, pace=pace(merged))
    joined = _Told(merged, _of_things(merged, [first, second], reasons))
    return _plotted(story, [*told[:at], joined, *told[following + 1 :]], (at,))


def _split(story: Story, edit: SplitScene) -> Story:
    scene, cut = find_cut(story.scenes, edit.before)
    if cut == 0:
        raise BadEdit(f"The scene begins with {quoted(edit.before)}: there is nothing before it to cut off.")
    told = _told(story)
    at = next(at for at, one in enumerate(told) if one.scene is scene)
    naming = Naming.of(story, scene)
    number = max(one.scene_number for one in story.scenes) + 1
    first = _half(story, told[at], scene.moments[:cut], naming)
    second = _half(story, told[at], scene.moments[cut:], naming)
    things = {*first.objects, *second.objects}
    first = replace(first, objects=(*first.objects, *(one for one in scene.objects if one not in things)))
    second = replace(second, scene_number=number, description=_first_sentence(second))
    reasons = told[at].reasons
    halves = [
        _Told(first, _of_things(first, [told[at]], _within(reasons, 0, cut))),
        _Told(second, _of_things(second, [told[at]], _within(reasons, cut, len(scene.moments)))),
    ]
    return _plotted(story, [*told[:at], *halves, *told[at + 1 :]], (at, at + 1))


def _half(story: Story, whole: _Told, moments: tuple[Moment, ...], naming: Naming) -> Scene:
    """A part of a scene by itself: with those who do, say or are told of something in it, and how that feels."""
    scene = whole.scene
    text = " ".join(moment.text for moment in moments)
    emotions, strength = scene.emotions, scene.strength
    if not whole.chosen(_FEELING):
        emotions, strength = _felt_in(scene, moments)
    half = replace(
        scene,
        moments=moments,
        present=scene.present if story.podcast else _present(scene, moments, naming),
        objects=naming.things_in(text),
        emotions=emotions,
        strength=strength,
    )
    # What feels as the whole did goes as fast as it did.
    return half if emotions == scene.emotions else replace(half, pace=pace(half))


def _present(scene: Scene, moments: Sequence[Moment], naming: Naming) -> tuple[str, ...]:
    seen: set[str | None] = set()
    for moment in moments:
        if isinstance(moment, Line):
            seen |= {moment.character, *(naming.people_in(moment.text) if moment.character is None else ())}
        else:
            seen |= {moment.who, *naming.people_in(moment.text)}
    return tuple(name for name in scene.present if name in seen)


def _felt_in(scene: Scene, moments: Sequence[Moment]) -> tuple[tuple[Emotion, ...], float]:
    """How a part of a scene feels: as its lines do, as strongly as they do beside the scene's."""
    lines = [moment for moment in moments if isinstance(moment, Line)]
    weights = Counter[Emotion]()
    for line in lines:
        weights[line.emotion] += round(1e6 * line.strength)
    emotions = tuple(emotion for emotion, weight in weights.most_common(_MOST_FEELINGS) if weight)
    strongest = max((line.strength for line in scene.lines), default=0.0)
    if not emotions or not strongest:
        return scene.emotions, scene.strength
    return emotions, round(scene.strength * max(line.strength for line in lines) / strongest, 2)


def _felt_together(first: _Told, second: _Told) -> tuple[tuple[Emotion, ...], float]:
    """What two scenes feel like as one: what somebody chose, else the stronger one's feelings first."""
    one, other = first, second
    if second.scene.strength > first.scene.strength:
        one, other = second, first
    if other.chosen(_FEELING) and not one.chosen(_FEELING):
        one, other = other, one
    emotions = dict.fromkeys((*one.scene.emotions, *other.scene.emotions))
    return tuple(emotions)[:_MOST_FEELINGS], max(one.scene.strength, other.scene.strength)


def _first_sentence(scene: Scene) -> str:
    told = [one for one in scene.moments if not isinstance(one, Line) or one.character is None]
    text = (told or list(scene.moments))[0].text
    start, end = next(iter(sentences(text)), (0, len(text)))
    return text[start:end]


def _set_scene(story: Story, edit: SetScene) -> Story:
    scene = find_scene(story.scenes, edit.scene)
    indoor = edit.indoor
    if indoor is None and edit.setting is not None:
        indoor = edit.setting in INDOOR_SETTINGS
    if indoor is False and (edit.setting or scene.setting) in INDOOR_SETTINGS:
        raise BadEdit(f"A {(edit.setting or scene.setting).value} is indoors.")
    chosen = {
        "setting": edit.setting,
        "indoor": indoor,
        "time_of_day": edit.time_of_day,
        "weather": edit.weather,
        "season": edit.season,
        "culture": edit.culture,
    }
    changed = replace(scene, **{field: value for field, value in chosen.items() if value is not None})  # type: ignore[arg-type]
    paths = [_CULTURE if field == "culture" else field for field, value in chosen.items() if value is not None]
    if edit.emotion is not None:
        # What else is felt in it goes on sounding under what was chosen.
        rest = [one for one in scene.emotions if one is not edit.emotion]
        changed = replace(
            changed,
            emotions=(edit.emotion, *rest)[:_MOST_FEELINGS],
            strength=_strength(edit.emotion, scene.strength),
        )
        changed = replace(changed, pace=pace(changed))
        paths.append(_FEELING)
    return _changed(story, scene, lambda one: _Told(changed, {**one.reasons, **_choices(paths)}))


def _strength(emotion: Emotion, strength: float) -> float:
    return strength if emotion is Emotion.NEUTRAL else max(strength, CHOSEN_STRENGTH)


# ------------------------------------------------------------------------------------------- lines and people


def _set_line(story: Story, edit: SetLine) -> Story:
    line = find_line(story.scenes, edit.line)
    scene = next(scene for scene in story.scenes if line in scene.moments)
    said, paths, present = line, [], scene.present
    at = scene.moments.index(line)
    if edit.emotion is not None:
        said = replace(said, emotion=edit.emotion, strength=_strength(edit.emotion, said.strength))
        paths.append(f"moments[{at}].emotion")
    if edit.character is not None:
        said = replace(said, character=_named(story, edit.character))
        paths.append(f"moments[{at}].character")
    moments = (*scene.moments[:at], said, *scene.moments[at + 1 :])
    if said.character != line.character:
        if not story.podcast and line.character not in _present(scene, moments, Naming.of(story, scene)):
            # Whoever said it before was there for nothing else.
            present = tuple(name for name in present if name != line.character)
        if said.character is not None and said.character not in present:
            present = (*present[: MOST_SEEN - 1], said.character)
    changed = replace(scene, moments=moments, present=present)
    return _changed(story, scene, lambda one: _Told(changed, {**one.reasons, **_choices(paths)}))


def _retake(story: Story, edit: RetakeLine) -> Story:
    line = find_line(story.scenes, edit.line)
    if line.recital is not None and line.recital.chanted:
        raise LostEdit("Verse that is chanted has one reading.")

    def said(one: _Told) -> _Told:
        moments = tuple(replace(line, take=edit.take) if moment is line else moment for moment in one.scene.moments)
        return replace(one, scene=replace(one.scene, moments=moments))

    scene = next(scene for scene in story.scenes if any(moment is line for moment in scene.moments))
    return _changed(story, scene, said)


def _named(story: Story, name: str) -> str | None:
    names = {plain(NARRATOR): None} | {plain(one.name): one.name for one in story.characters}
    if plain(name) not in names:
        raise LostEdit(f"Nobody in the story is called '{name}'.")
    return names[plain(name)]


def _recast(story: Story, edit: Recast) -> Story:
    """Age and gender, from which look and voice follow; what is chosen of these is the cast's business.

    (`pipeline.stages.cast`): here it is only seen that it can be had.
    """
    at = next((at for at, one in enumerate(story.characters) if plain(one.name) == plain(edit.character)), None)
    if at is None:
        raise LostEdit(f"Nobody in the story is called '{edit.character}'.")
    for colour in (edit.skin, edit.hair_colour, *(edit.dress_colours or ())):
        if colour is not None and not _COLOUR.fullmatch(colour):
            raise BadEdit(f"'{colour}' is not a colour: write six hexadecimal digits, e.g. B5532D.")
    one = story.characters[at]
    characters = list(story.characters)
    characters[at] = replace(one, age_group=edit.age_group or one.age_group, gender=edit.gender or one.gender)
    fields = [("age_group", edit.age_group), ("gender", edit.gender)]
    paths = [f"characters[{at}].{field}" for field, value in fields if value is not None]
    found = [finding for finding in story.findings if finding.path not in paths]
    return replace(story, characters=tuple(characters), findings=(*found, *_choices(paths).values()))


# ----------------------------------------------------------------------------------------------------- reasons


def _told(story: Story) -> list[_Told]:
    reasons: list[dict[str, Finding]] = [{} for _ in story.scenes]
    for finding in story.findings:
        if inside := _SCENE.match(finding.path):
            reasons[int(inside[1])][inside[2]] = finding
    return [_Told(scene, found) for scene, found in zip(story.scenes, reasons, strict=True)]


def _with(story: Story, told: Sequence[_Told]) -> Story:
    """The story of these scenes, the paths of its findings led to where they are now."""
    rest = [finding for finding in story.findings if not _SCENE.match(finding.path)]
    own = [
        replace(finding, path=f"scenes[{at}].{path}")
        for at, one in enumerate(told)
        for path, finding in one.reasons.items()
    ]
    return replace(story, scenes=tuple(one.scene for one in told), findings=(*rest, *own))


def _changed(story: Story, scene: Scene, change: Callable[[_Told], _Told]) -> Story:
    return _with(story, [change(one) if one.scene is scene else one for one in _told(story)])


def _plotted(story: Story, told: Sequence[_Told], touched: Collection[int]) -> Story:
    """The story of these scenes; those that are new get their part in the plot, the others keep theirs."""
    parts = with_beats([one.scene for one in told])
    settled = [
        replace(one, scene=replace(one.scene, beat=part.beat)) if at in touched else one
        for at, (one, part) in enumerate(zip(told, parts, strict=True))
    ]
    return _with(story, settled)


def _choices(paths: Iterable[str]) -> dict[str, Finding]:
    return {path: Finding(path, 1.0, chosen=True) for path in paths}


def _shifted(reasons: Reasons, by: int) -> dict[str, Finding]:
    return dict(_moved(reasons, by))


def _moved(reasons: Reasons, by: int) -> Iterator[tuple[str, Finding]]:
    for path, finding in reasons.items():
        inside = _MOMENT.match(path)
        yield (f"moments[{int(inside[1]) + by}].{inside[2]}" if inside else path), finding


def _within(reasons: Reasons, start: int, end: int) -> dict[str, Finding]:
    """The reasons of the part of a scene that its moments start..end (half-open) are."""
    kept = {
        path: finding
        for path, finding in reasons.items()
        if not (inside := _MOMENT.match(path)) or start <= int(inside[1]) < end
    }
    return _shifted(kept, -start)


def _of_things(scene: Scene, sources: Sequence[_Told], reasons: Reasons) -> dict[str, Finding]:
    """The reasons with those for a scene's things taken from the scenes that it was made of."""
    known: dict[str, Finding] = {}
    for source in sources:
        for path, finding in source.reasons.items():
            if (inside := _THING.match(path)) and int(inside[1]) < len(source.scene.objects):
                known.setdefault(source.scene.objects[int(inside[1])], finding)
    kept = {path: finding for path, finding in reasons.items() if not _THING.match(path)}
    things = {f"objects[{number}]": known[thing] for number, thing in enumerate(scene.objects) if thing in known}
    return {**kept, **things}
