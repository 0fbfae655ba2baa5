"""A screenplay, understood: scenes with their place, people, feelings, deeds and things, and the reasons for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.culture.packs import pack
from pipeline.film import CulturalElements, Deed, Finding, Line, Moment, Scene, Screenplay, Story
from pipeline.language.sentences import sentences
from pipeline.reading.marks import plain
from pipeline.story.ballot import Elected
from pipeline.story.culture import find_culture, find_religion, find_traditions
from pipeline.story.deeds import deeds
from pipeline.story.epithets import as_named
from pipeline.story.feelings import Feeling, feelings, mood
from pipeline.story.heads import take_in
from pipeline.story.mentions import mentions, who_acts
from pipeline.story.passages import Kind, Passage, passages
from pipeline.story.people import People, find_people
from pipeline.story.places import Place, find_place, season_of
from pipeline.story.plot import pace, with_beats
from pipeline.story.scenes import split
from pipeline.vocabulary import Action, Culture, Language, Religion, Setting, TimeOfDay, Weather

MOST_SEEN = 4
"""More people than this do not fit a frame."""
MOST_THINGS = 4
_NARRATED = 0.6
"""A narrator tells of anger without shouting."""


def analyse(screenplay: Screenplay) -> Story:
    """Screenplay to Story; every word of every speech and told text is in a Line, in order."""
    found: Sequence[Passage] = passages(screenplay)
    take_in(passage.around for passage in found if passage.kind is not Kind.HEADING)
    meant: dict[str, list[str]] = {}
    if screenplay.form == "prose":
        found, meant = as_named(found, screenplay.language)
    people = find_people(screenplay, found, meant)
    culture = find_culture(found, [one.name for one in people.characters], screenplay.language)
    findings = list(people.findings)
    scenes: list[Scene] = []
    things: list[dict[str, str]] = []
    before: Place | None = None
    for index, scene in enumerate(split(screenplay, found, podcast=people.podcast)):
        fallback = Setting.PODCAST_STUDIO if people.podcast else _usual(Culture(culture.label), scene)
        before = find_place(scene, before, fallback)
        made = _Made(index + 1, scene, before, Culture(culture.label), people, screenplay.language)
        scenes.append(made.scene())
        things.append(made.things())
        findings += made.findings(culture)
    scenes = [replace(scene, pace=pace(scene)) for scene in with_beats(_with_same_things(scenes))]
    religion = find_religion(found)
    traditions = find_traditions(found)
    mood_of_all = Counter(emotion for scene in scenes for emotion in scene.emotions).most_common(1)[0][0]
    findings += [Finding(f"scenes[{index}].beat", 0.5) for index in range(len(scenes))]
    findings += [
        Finding(f"scenes[{index}].objects[{number}]", 0.9, _word_for(thing, named))
        for index, (scene, named) in enumerate(zip(scenes, things, strict=True))
        for number, thing in enumerate(scene.objects)
    ]
    findings.append(Finding("cultural_elements.music_style", 0.6))
    if religion is not None:
        findings.append(Finding("cultural_elements.religion", religion.confidence, religion.words))
    findings += [Finding(f"cultural_elements.traditions[{n}]", 0.9, word) for n, (_, word) in enumerate(traditions)]
    return Story(
        title=screenplay.title,
        language=screenplay.language,
        words=screenplay.words,
        characters=people.characters,
        scenes=tuple(scenes),
        cultural_elements=CulturalElements(
            Religion(religion.label) if religion else None,
            tuple(label for label, _ in traditions),
            pack(Culture(culture.label)).music(mood_of_all, scenes[0].time_of_day).value,
        ),
        podcast=people.podcast,
        findings=tuple(findings),
    )


def _usual(culture: Culture, scene: Sequence[Passage]) -> Setting:
    modern = culture in (Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN)
    if any(passage.kind is Kind.TOLD for passage in scene):
        return Setting.CITY_STREET if modern else Setting.VILLAGE
    return Setting.LIVING_ROOM if modern else Setting.COURTYARD


# ------------------------------------------------------------------------------------------------------ scenes


@dataclass
class _Made:
    """One scene in the making."""

    number: int
    found: Sequence[Passage]
    place: Place
    culture: Culture
    people: People
    language: Language
    _felt_by: list[tuple[Passage, Feeling]] = field(init=False)

    def __post_init__(self) -> None:
        passages = [passage for passage in self.found if passage.kind is not Kind.HEADING]
        self._felt_by = list(zip(passages, feelings(passages), strict=True))

    def scene(self) -> Scene:
        """The scene; its beat and pace come later, from the whole story."""
        felt = self._felt_by
        moments = _numbered(self.number, list(self._moments(felt)))
        emotions, strength = mood(felt)
        return Scene(
            scene_number=self.number,
            description=self._description(),
            setting=Setting(self.place.setting.label),
            indoor=self.place.indoor,
            time_of_day=TimeOfDay(self.place.time_of_day.label),
            weather=Weather(self.place.weather.label),
            season=season_of(self.place),
            culture=self.culture,
            emotions=emotions,
            strength=strength,
            objects=tuple(self.things())[:MOST_THINGS],
            beat=None,
            moments=moments,
            present=self._present(moments),
        )

    def findings(self, culture: Elected) -> Iterator[Finding]:
        """Why its place is what it is."""
        at = f"scenes[{self.number - 1}]"
        place = self.place
        yield Finding(f"{at}.setting", place.setting.confidence, place.setting.words)
        yield Finding(f"{at}.indoor", 0.95 if place.indoor_words else 0.8, place.indoor_words)
        yield Finding(f"{at}.time_of_day", place.time_of_day.confidence, place.time_of_day.words)
        yield Finding(f"{at}.weather", place.weather.confidence, place.weather.words)
        if place.season is not None:
            yield Finding(f"{at}.season", place.season.confidence, place.season.words)
        yield Finding(f"{at}.cultural_context", culture.confidence, culture.words)
        yield self._felt(f"{at}.emotions[0]")

    def _felt(self, path: str) -> Finding:
        """Why the scene feels as it does: the surest of its passages that feel so, and their words if any say it."""
        felt = self._felt_by
        first = mood(felt)[0][0]
        alike = [feeling for _, feeling in felt if feeling.emotion is first]
        words = next((feeling.words for feeling in alike if feeling.words), None)
        return Finding(path, max((feeling.confidence for feeling in alike), default=0.3), words)

    def _moments(self, felt: Sequence[tuple[Passage, Feeling]]) -> Iterator[Moment]:
        known = self.people.known
        last: str | None = None
        for passage, feeling in felt:
            if passage.kind is Kind.SAID:
                last = passage.speaker
                yield _line(passage, feeling, feeling.strength, self.language)
                continue
            who = who_acts(passage, known, last)
            last = who or last
            done = deeds(passage, who, known)
            if passage.narrated:
                yield from done
                yield _line(passage, feeling, feeling.strength * _NARRATED, self.language)
            else:
                yield from done or (Deed(who, Action.STAND, plain(passage.text), passage.span),)

    def _description(self) -> str:
        told = [passage for passage in self.found if passage.kind is Kind.TOLD]
        first = next(iter([*told, *self.found]))
        if first.kind is Kind.HEADING:
            # "EXT." ends no sentence.
            return plain(first.text)
        start, end = next(iter(sentences(first.text)), (0, len(first.text)))
        return plain(first.text[start:end])

    def things(self) -> dict[str, str]:
        """What can be shown by itself, and the script's own word for it."""
        named: dict[str, str] = {}
        for passage in self.found:
            people = mentions(passage.text, self.people.known)
            for hit in passage.found("object"):
                if not any(hit.start < one.end and one.start < hit.end for one in people):
                    named.setdefault(hit.label, hit.word)
        return named

    def _present(self, moments: Sequence[Moment]) -> tuple[str, ...]:
        names = {one.name for one in self.people.characters}
        heard = {passage.speaker for passage in self.found if passage.unseen}
        shown = {passage.speaker for passage in self.found if not passage.unseen}
        shown |= {moment.who for moment in moments if isinstance(moment, Deed)}
        names -= heard - shown
        seen: dict[str, None] = {}
        for moment in moments:
            who = moment.character if isinstance(moment, Line) else moment.who
            if who in names:
                seen.setdefault(who)
        for passage in self.found:
            if passage.kind is Kind.TOLD:
                for mention in mentions(passage.text, self.people.known):
                    if mention.name in names:
                        seen.setdefault(mention.name)
        return tuple(seen)[:MOST_SEEN]


def _line(passage: Passage, feeling: Feeling, strength: float, own: Language) -> Line:
    return Line(
        "",
        passage.speaker,
        plain(passage.text),
        feeling.emotion,
        round(strength, 3),
        passage.how,
        passage.language if passage.language is not own else None,
        passage.span,
    )


def _with_same_things(scenes: Sequence[Scene]) -> list[Scene]:
    """What was seen as a "diya lamp" is that later too, where the text only says "lamp"."""
    exact: dict[str, str] = {}
    same: list[Scene] = []
    for scene in scenes:
        exact |= {thing.split()[-1]: thing for thing in scene.objects if " " in thing}
        same.append(replace(scene, objects=tuple(dict.fromkeys(exact.get(thing, thing) for thing in scene.objects))))
    return same


def _word_for(thing: str, named: Mapping[str, str]) -> str | None:
    """The script's word for a thing, which may stand there by the shorter name: "lamp" for a "diya lamp"."""
    return named.get(thing) or next((word for label, word in named.items() if thing.endswith(label)), None)


def _numbered(scene: int, moments: Sequence[Moment]) -> tuple[Moment, ...]:
    numbered: list[Moment] = []
    count = 0
    for moment in moments:
        if isinstance(moment, Line):
            count += 1
            numbered.append(replace(moment, line_id=f"s{scene}.l{count}"))
        else:
            numbered.append(moment)
    return tuple(numbered)
