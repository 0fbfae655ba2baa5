"""Where one scene ends and the next begins: at headings; in told stories where time jumps or people come elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.film import Heading, Screenplay, Transition
from pipeline.story.clock import hour_in
from pipeline.story.passages import Kind, Passage
from pipeline.story.places import find_setting
from pipeline.vocabulary import Setting

EARLY = 30
"""A jump in time is told at the beginning of its sentence, within so many characters (a third in dense writing)."""
SILENTLY = 0.65
SURE = 0.4
"""How sure the place of a paragraph must be to take it for another one than the scene's."""


def split(screenplay: Screenplay, found: Sequence[Passage], *, podcast: bool) -> list[list[Passage]]:
    """Passages by scene, in order."""
    headed = any(isinstance(element, Heading) for element in screenplay.elements)
    breaks = {
        number
        for number, element in enumerate(screenplay.elements)
        if isinstance(element, Transition) and not any(character.isalpha() for character in element.text)
    }
    scenes: list[list[Passage]] = []
    for paragraph in _paragraphs(found):
        first = paragraph[0]
        broken = bool(scenes) and any(scenes[-1][-1].element < number < first.element for number in breaks)
        if first.kind is Kind.HEADING:
            new = not scenes or any(one.kind is not Kind.HEADING for one in scenes[-1])
        elif headed or podcast or not scenes:
            new = not scenes
        else:
            new = broken or _leads_away(paragraph, scenes[-1])
        if new:
            scenes.append([])
        for passage in paragraph:
            # Within a paragraph only a jump in time that is said outright ends a scene.
            if passage is not first and not headed and not podcast and len(scenes[-1]) > 1 and _jumps(passage):
                scenes.append([])
            scenes[-1].append(passage)
    return scenes


def _paragraphs(found: Sequence[Passage]) -> Iterator[list[Passage]]:
    paragraph: list[Passage] = []
    for passage in found:
        if paragraph and passage.element != paragraph[-1].element:
            yield paragraph
            paragraph = []
        paragraph.append(passage)
    if paragraph:
        yield paragraph


def _leads_away(paragraph: Sequence[Passage], scene: Sequence[Passage]) -> bool:
    """Whether a told paragraph plays at another time or in another place than the scene so far."""
    first = paragraph[0]
    if first.kind is not Kind.TOLD or not first.opens or not any(one.kind is not Kind.HEADING for one in scene):
        return False
    told = [one for one in scene if one.kind is not Kind.SAID]
    opening = paragraph[:2] if len(paragraph) > 1 else paragraph
    if _jumps(first) or _differ(
        [at for one in opening for at in _times(one)], [at for one in told for at in _times(one)]
    ):
        return True
    if _is_under_way(scene) and _is_later(first, told):
        return True
    return bool(told) and _is_elsewhere(paragraph, told, silent=len(told) == len(scene) and len(paragraph) > 1)


def _is_elsewhere(paragraph: Sequence[Passage], told: Sequence[Passage], *, silent: bool) -> bool:
    """Whether a paragraph plays in another place than what was told before it.

    `silent`: nobody has spoken. A paragraph that is full of another place has then gone there without saying so.
    """
    place = find_setting(told, None, Setting.VILLAGE)
    here = {_family(hit.label) for one in told for hit in one.found("place")} | {_family(place.label)}
    there = find_setting(paragraph, None, Setting.VILLAGE)
    if _family(there.label) in here:
        return False
    named = {_family(hit.label) for hit in paragraph[0].found("place")}
    if named:
        return not named & here and there.confidence >= SURE
    return silent and min(place.confidence, there.confidence) >= SILENTLY


def _differ(there: Sequence[str], here: Sequence[str]) -> bool:
    """Whether times are told on both sides, and none on both."""
    return bool(there) and bool(here) and not set(there) & set(here)


def _jumps(passage: Passage) -> bool:
    return (
        passage.kind is Kind.TOLD
        and not passage.goes_on
        and any(hit.start <= _early(passage) for hit in passage.found("jump"))
    )


def _is_later(passage: Passage, told: Sequence[Passage]) -> bool:
    """Whether a sentence opens with an hour that was not told before: "At noon Jonas stood in goal"."""
    opens = {hit.label for hit in passage.found("time", "time_sign") if hit.start <= _early(passage)}
    return bool(opens) and not opens & {hit.label for one in told for hit in one.found("time", "time_sign")}


def _is_under_way(scene: Sequence[Passage]) -> bool:
    """Whether a scene holds more than the sentence that opens it."""
    return sum(one.kind is not Kind.HEADING for one in scene) > 1


def _times(passage: Passage) -> list[str]:
    told = hour_in(passage.text)
    by_clock = [told[0].value] if told is not None else []
    return [*by_clock, *(hit.label for hit in passage.found("time", "season"))]


def _early(passage: Passage) -> int:
    dense = sum("\u3040" <= character <= "\u9fff" for character in passage.text)
    return EARLY // 3 if dense * 2 > len(passage.text) else EARLY


def _family(label: str) -> str:
    return _FAMILY.get(label, label)


_FAMILY = {
    Setting.TEMPLE_INTERIOR.value: Setting.TEMPLE.value,
    Setting.JUNGLE.value: Setting.FOREST.value,
    Setting.SPACESHIP.value: Setting.SPACE.value,
    Setting.SNOW.value: Setting.MOUNTAINS.value,
    Setting.GARDEN.value: Setting.PARK.value,
    Setting.HARBOUR.value: Setting.BEACH.value,
}
"""Places that a text names by turns and means as one."""
