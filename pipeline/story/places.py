"""Where, when and in which weather a scene plays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import regex

from pipeline.story.ballot import Ballot, Elected
from pipeline.story.clock import hour_in
from pipeline.story.heads import head, vector_of
from pipeline.story.lexicon import Hit
from pipeline.story.passages import Kind, Passage
from pipeline.vocabulary import INDOOR_SETTINGS, Language, Season, Setting, TimeOfDay, Weather

_INSIDE_OF = {Setting.TEMPLE: Setting.TEMPLE_INTERIOR}
_OUTSIDE_OF = {Setting.TEMPLE_INTERIOR: Setting.TEMPLE}

IN_HEADING = {"place": 8.0, "sign": 3.0, "time": 8.0, "time_sign": 4.0, "weather": 6.0, "season": 6.0}
IN_TOLD = {"place": 1.6, "sign": 1.2, "time": 2.6, "time_sign": 1.8, "weather": 2.5, "season": 2.5}
IN_SAID = {"place": 0.4, "sign": 0.35, "time": 0.6, "time_sign": 0.4, "weather": 0.9, "season": 0.9}
"""What a word is worth by where it stands, in nats: people talk about other places than the one they are in."""
FIRST = 1.6
"""What is named first is nearest: its worth is multiplied."""
MEANT = {"place": 0.8, "time": 0.6}
"""What the embeddings' opinion is worth where no word says it, and half of it where one does."""
STAYING = {"place": 0.8, "time": 1.6}
"""What speaks for the place and the time of the scene before."""

_FALLBACK, _ON_AIR = 0.4, 5.0
"""What speaks for the usual place of such a story; a talk show is recorded in its studio unless it says otherwise."""
_WIDE = frozenset({"living room", "village", "city street", "mountains"})
"""Settings whose words name the house or the region as often as the very place: `CASA DE DALVA/COZINHA`."""
_HEAD_FIRST = frozenset(
    {Language.SPANISH, Language.FRENCH, Language.ITALIAN, Language.PORTUGUESE, Language.RUSSIAN, Language.ARABIC}
)
"""Languages that name the thing before what it belongs to: `cocina del palacio`, but `palace kitchen`."""
_OF = regex.compile(r"(?<!\w)(?:of|in|at|on|near|outside|behind|overlooking)(?!\w)", regex.IGNORECASE)
_PART = regex.compile(r"\s+[-–—]+\s+|[,，、;；:：/·・.]+|\s*[–—]\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """What was found of a scene's place; each with its confidence and its words."""

    setting: Elected
    indoor: bool
    indoor_words: str | None
    time_of_day: Elected
    weather: Elected
    season: Elected | None


def find_place(scene: Sequence[Passage], before: Place | None, fallback: Setting) -> Place:
    """The place of a scene: by its heading first, then by what is told, then by what is said and by what it means."""
    marks = [hit for passage in scene if passage.kind is Kind.HEADING for hit in passage.found("heading")]
    inside = next((hit for hit in marks if hit.label == "inside"), None)
    outside = next((hit for hit in marks if hit.label == "outside"), None)
    setting = find_setting(scene, before.setting.label if before else None, fallback)
    where = Setting(setting.label)
    if inside and not outside:
        where = _INSIDE_OF.get(where, where)
    if outside and not inside:
        where = _OUTSIDE_OF.get(where, where)
    mark = inside or outside
    indoor = bool(inside) if mark else where in INDOOR_SETTINGS
    return Place(
        setting=replace(setting, label=where.value),
        indoor=indoor,
        indoor_words=mark.word if mark else None,
        time_of_day=find_time(scene, before.time_of_day.label if before else None),
        weather=_simple(scene, "weather") or Elected(Weather.CLEAR.value, 0.5, None),
        season=_simple(scene, "season"),
    )


def find_setting(scene: Sequence[Passage], before: str | None, fallback: Setting) -> Elected:
    """The setting of some passages that play in one place; `before` is where the scene before played."""
    headings = [passage for passage in scene if passage.kind is Kind.HEADING]
    ballot = Ballot()
    for heading in headings:
        nearest = _nearest(heading)
        if nearest is not None:
            ballot.vote(nearest.label, IN_HEADING["place"], nearest.word)
    named = bool(ballot.said)
    _count(ballot, scene, "place", "sign")
    if not named:
        told = [passage for passage in scene if passage.kind is not Kind.SAID] or list(scene)
        vectors = [vector_of(around) for around in list(dict.fromkeys(passage.around for passage in told))[:3]]
        worth = MEANT["place"] * (0.5 if _says(told, "place") else 1.0)
        ballot.lean(head("place").probabilities(np.mean(vectors, axis=0)), worth)
    if before is not None and not headings:
        ballot.vote(before, STAYING["place"])
    ballot.vote(fallback.value, _ON_AIR if fallback is Setting.PODCAST_STUDIO else _FALLBACK)
    return ballot.elect() or Elected(fallback.value, 0.2, None)


def find_time(scene: Sequence[Passage], before: str | None) -> Elected:
    """The time of day of some passages; `before` is that of the scene before."""
    ballot = Ballot()
    for passage in scene:
        told = None if passage.kind is Kind.SAID else hour_in(passage.text)
        if told is not None:
            worth = IN_HEADING if passage.kind is Kind.HEADING else IN_TOLD
            ballot.vote(told[0].value, worth["time"], told[1])
    _count(ballot, scene, "time", "time_sign")
    if before is not None:
        ballot.vote(before, STAYING["time"])
    if not ballot.said:
        told_of = [passage for passage in scene if passage.kind is not Kind.SAID] or list(scene)
        vectors = [vector_of(around) for around in list(dict.fromkeys(passage.around for passage in told_of))[:2]]
        ballot.lean(head("time").probabilities(np.mean(vectors, axis=0)), MEANT["time"])
    return ballot.elect() or Elected(TimeOfDay.MORNING.value, 0.2, None)


def season_of(place: Place) -> Season | None:
    """The season, if one was found."""
    return Season(place.season.label) if place.season else None


def _nearest(heading: Passage) -> Hit | None:
    """The place a heading means: of its first part that names one, the word the others only describe."""
    start = 0
    wide: Hit | None = None
    for part in [*_PART.finditer(heading.text), None]:
        end = part.start() if part else len(heading.text)
        hits = [hit for hit in heading.found("place") if start <= hit.start < end]
        if hits:
            first_rules = heading.language in _HEAD_FIRST or _OF.search(heading.text, hits[0].end, hits[-1].start)
            nearest = hits[0] if first_rules else hits[-1]
            if nearest.label not in _WIDE:
                return nearest
            wide = wide or nearest
        start = part.end() if part else end
    return wide


def _says(passages: Sequence[Passage], section: str) -> bool:
    return any(passage.found(section) for passage in passages)


def _simple(scene: Sequence[Passage], section: str) -> Elected | None:
    ballot = Ballot()
    _count(ballot, scene, section)
    return ballot.elect()


def _count(ballot: Ballot, scene: Sequence[Passage], *sections: str) -> None:
    """Every different word once, worth what its section, its passage's kind and its coming first make it."""
    seen: set[tuple[str, str]] = set()
    firsts: set[Kind] = set()
    for passage in scene:
        worth = {Kind.HEADING: IN_HEADING, Kind.TOLD: IN_TOLD, Kind.SAID: IN_SAID}[passage.kind]
        for hit in passage.found(*sections):
            if passage.kind is Kind.HEADING and hit.section == "place":
                continue  # weighed by _nearest
            if (hit.label, hit.word.casefold()) in seen:
                continue
            seen.add((hit.label, hit.word.casefold()))
            first = hit.section == sections[0] and passage.kind not in firsts
            if first:
                firsts.add(passage.kind)
            ballot.vote(hit.label, worth[hit.section] * (FIRST if first else 1.0), hit.word)
