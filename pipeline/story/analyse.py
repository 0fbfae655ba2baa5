"""A screenplay, understood: scenes with their place, people, feelings, deeds and things."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import regex

from pipeline.culture.packs import pack
from pipeline.film import (
    ActionText,
    Character,
    CulturalElements,
    Deed,
    Element,
    Heading,
    Line,
    Moment,
    Scene,
    Screenplay,
    Speech,
    Story,
    Transition,
)
from pipeline.language.sentences import breaths, sentences
from pipeline.story.feelings import feel
from pipeline.story.lexicon import finder, lexicon
from pipeline.story.people import People, find_people
from pipeline.story.places import (
    Place,
    find_culture,
    find_place,
    find_religion,
    find_traditions,
    names_a_place,
)
from pipeline.vocabulary import Action, AgeGroup, Beat, Culture, Emotion, Gender, Religion, Setting

MOST_SEEN = 4
"""More people than this do not fit a frame."""
MOST_THINGS = 4
_TIME_JUMP = regex.compile(
    r"^\W*(?:the next|next (?:morning|day)|that (?:night|evening)|at (?:dawn|dusk|night)|by (?:dawn|morning|evening)|"
    r"(?:days|weeks|months|years|hours) later|later|when (?:morning|night)|in the (?:morning|evening)|"
    r"al (?:día siguiente|amanecer|anochecer)|esa noche|le lendemain|am nächsten|на следующ|अगली|अगले|उस रात|"
    r"மறுநாள்|அன்று இரவு|翌|次の日|第二天|다음 날|في اليوم التالي|il giorno dopo|no dia seguinte)",
    regex.IGNORECASE,
)

_OF_WEATHER = frozenset({Action.WALK, Action.WALK_IN, Action.FALL})
_PRONOUNS = (
    (regex.compile(r"(?<!\w)(?:she|her|ella|elle|она|वह|அவள்|彼女|她)(?!\w)", regex.IGNORECASE), Gender.FEMALE),
    (
        regex.compile(
            r"(?<!\w)(?:he|his|él|il(?! (?:neige|pleut|fait|y a|pleuvait|neigeait))|он|वह|அவன்|彼|他)(?!\w)",
            regex.IGNORECASE,
        ),
        Gender.MALE,
    ),
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of elements at one place and time."""

    heading: str
    elements: tuple[Element, ...]

    @property
    def told(self) -> str:
        """Its description."""
        return " ".join(element.text for element in self.elements if isinstance(element, ActionText))

    @property
    def said(self) -> str:
        """What is spoken in it."""
        return " ".join(element.text for element in self.elements if isinstance(element, Speech))


def analyse(screenplay: Screenplay) -> Story:
    """Screenplay to Story; every word of every speech and told text is in a Line, in order."""
    people = find_people(screenplay)
    stretches = list(_stretches(screenplay, people))
    everything = " ".join([screenplay.title, *(element.text for element in screenplay.elements)])
    names = " ".join(character.name for character in people.characters)
    culture, culture_inferred = find_culture(f"{everything} {names}", screenplay.language)
    scenes: list[Scene] = []
    inferred = list(people.inferred)
    before: Place | None = None
    for index, stretch in enumerate(stretches):
        fallback = Setting.PODCAST_STUDIO if people.podcast else _usual(culture, stretch)
        place = _place(stretch, before, fallback, people)
        scenes.append(_scene(index + 1, stretch, place, culture, people))
        fields = (*place.inferred, *(("cultural_context",) if culture_inferred else ()))
        inferred += [f"scenes[{index}].{field}" for field in fields]
        before = place
    scenes = _with_beats(_with_same_things(scenes))
    inferred += [f"scenes[{index}].beat" for index in range(len(scenes))]
    religion = find_religion(everything)
    mood = Counter(emotion for scene in scenes for emotion in scene.emotions).most_common(1)[0][0]
    inferred.append("cultural_elements.music_style")
    return Story(
        title=screenplay.title,
        language=screenplay.language,
        words=screenplay.words,
        characters=people.characters,
        scenes=tuple(scenes),
        cultural_elements=CulturalElements(
            Religion(religion) if religion else None,
            find_traditions(everything),
            pack(culture).music(mood, scenes[0].time_of_day).value,
        ),
        podcast=people.podcast,
        inferred=tuple(inferred),
    )


# ------------------------------------------------------------------------------------------------------ scenes


def _stretches(screenplay: Screenplay, people: People) -> Iterator[Stretch]:
    """Scenes by headings; in told stories also where the text jumps in time or names another place."""
    heading, elements = "", list[Element]()
    headed = any(isinstance(element, Heading) for element in screenplay.elements)
    here: Setting | None = None
    for element in screenplay.elements:
        if isinstance(element, Transition):
            continue
        new = isinstance(element, Heading)
        if not headed and not people.podcast and isinstance(element, ActionText):
            there = names_a_place(element.text)
            moved = there is not None and here is not None and there is not here and len(elements) > 2
            new = bool(elements) and (bool(_TIME_JUMP.match(element.text)) or moved)
            here = there or here
        if new and elements:
            yield Stretch(heading, tuple(elements))
            elements = []
        if isinstance(element, Heading):
            heading = element.text
        else:
            elements.append(element)
    if elements:
        yield Stretch(heading, tuple(elements))


def _usual(culture: Culture, stretch: Stretch) -> Setting:
    modern = culture in (Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN)
    if stretch.told:
        return Setting.CITY_STREET if modern else Setting.VILLAGE
    return Setting.LIVING_ROOM if modern else Setting.COURTYARD


def _place(stretch: Stretch, before: Place | None, fallback: Setting, people: People) -> Place:
    if people.podcast:
        place = find_place(stretch.heading, "", before, fallback)
        named = names_a_place(stretch.heading)
        return place if named else replace(place, setting=Setting.PODCAST_STUDIO, indoor=True)
    # What people talk about need not be where they are: speech counts only where nothing is told.
    return find_place(stretch.heading, stretch.told or stretch.said, before, fallback)


def _scene(number: int, stretch: Stretch, place: Place, culture: Culture, people: People) -> Scene:
    moments = _numbered(number, list(_moments(stretch, people.characters)))
    lines = [moment for moment in moments if isinstance(moment, Line)]
    felt = Counter[Emotion]()
    for line in lines:
        felt[line.emotion] += round(100 * line.strength)
    if not lines:
        feeling = feel(stretch.told)
        felt[feeling.emotion] = round(100 * feeling.strength)
    if len(felt) > 1:
        del felt[Emotion.NEUTRAL]
    everything = f"{stretch.heading} {stretch.told} {stretch.said}"
    return Scene(
        scene_number=number,
        description=_description(stretch),
        setting=place.setting,
        indoor=place.indoor,
        time_of_day=place.time_of_day,
        weather=place.weather,
        season=place.season,
        culture=culture,
        emotions=tuple(emotion for emotion, _ in felt.most_common(3)),
        strength=round(max((line.strength for line in lines), default=0.4), 2),
        objects=tuple(dict.fromkeys(hit.label for hit in lexicon("objects").find(everything)))[:MOST_THINGS],
        beat=None,
        moments=moments,
        present=_present(moments, stretch, people),
    )


def _description(stretch: Stretch) -> str:
    told = stretch.told or stretch.said or stretch.heading
    start, end = next(iter(sentences(told)), (0, len(told)))
    return told[start:end]


def _present(moments: Sequence[Moment], stretch: Stretch, people: People) -> tuple[str, ...]:
    names = [person.name for person in people.characters]
    seen: dict[str, None] = {}
    for moment in moments:
        who = moment.character if isinstance(moment, Line) else moment.who
        if who in names:
            seen.setdefault(who)
        elif isinstance(moment, Line):
            for name in names:
                if _mentions(moment.text, name):
                    seen.setdefault(name)
    for name in names:
        if _mentions(stretch.told, name):
            seen.setdefault(name)
    return tuple(seen)[:MOST_SEEN]


def _mentions(text: str, name: str) -> bool:
    return bool(finder(name).search(text))


def _with_same_things(scenes: Sequence[Scene]) -> list[Scene]:
    """What was seen as a "diya lamp" is that later too, where the text only says "lamp"."""
    exact: dict[str, str] = {}
    same: list[Scene] = []
    for scene in scenes:
        exact |= {thing.split()[-1]: thing for thing in scene.objects if " " in thing}
        same.append(replace(scene, objects=tuple(dict.fromkeys(exact.get(thing, thing) for thing in scene.objects))))
    return same


def _with_beats(scenes: Sequence[Scene]) -> list[Scene]:
    """Setup first, resolution last, the climax where the feeling is strongest between; turns otherwise."""
    inner = range(1, len(scenes) - 1)
    climax = max(inner, key=lambda index: (scenes[index].strength, index)) if inner else None
    beats = []
    for index in range(len(scenes)):
        if index == 0:
            beats.append(Beat.SETUP)
        elif index == len(scenes) - 1:
            beats.append(Beat.RESOLUTION)
        else:
            beats.append(Beat.CLIMAX if index == climax else Beat.TURN)
    return [replace(scene, beat=beat) for scene, beat in zip(scenes, beats, strict=True)]


# ----------------------------------------------------------------------------------------------------- moments


def _moments(stretch: Stretch, characters: Sequence[Character]) -> Iterator[Moment]:
    last: str | None = None
    for element in stretch.elements:
        if isinstance(element, Speech):
            last = element.character
            yield from _lines(element.character, element.text, element.parenthetical)
            continue
        if not isinstance(element, ActionText):
            continue
        for start, end in sentences(element.text):
            sentence = element.text[start:end]
            who = _who(sentence, characters, last)
            last = who or last
            deeds = _deeds(sentence, who)
            if element.told:
                yield from deeds
                yield from _lines(None, sentence, None)
            else:
                yield from deeds or (Deed(who, Action.STAND, sentence),)


def _lines(character: str | None, text: str, parenthetical: str | None) -> Iterator[Line]:
    for start, end in breaths(text):
        said = text[start:end]
        feeling = feel(said, parenthetical)
        # A narrator tells of anger without shouting.
        strength = feeling.strength if character is not None else feeling.strength * 0.6
        yield Line("", character, said, feeling.emotion, round(strength, 3), parenthetical)


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


def _who(sentence: str, characters: Sequence[Character], last: str | None) -> str | None:
    """Who acts in a sentence: the first named, else whom its pronoun can mean."""
    named = [(found.start(), one.name) for one in characters if (found := finder(one.name).search(sentence))]
    if named:
        return min(named)[1]
    for pattern, gender in _PRONOUNS:
        if pattern.search(sentence):
            fitting = [character.name for character in characters if character.gender is gender]
            if last in fitting:
                return last
            if len(fitting) == 1:
                return fitting[0]
    ages = {hit.label for hit in lexicon("people", "age").find(sentence)}
    for age in (AgeGroup.CHILD, AgeGroup.ELDERLY):
        fitting = [character.name for character in characters if character.age_group is age]
        if age in ages and len(fitting) == 1:
            return fitting[0]
    return None


def _deeds(sentence: str, who: str | None) -> list[Deed]:
    """What a sentence says is done, at most two things, in order."""
    found = list(dict.fromkeys(hit.label for hit in lexicon("deeds").find(sentence)))
    if who is None and lexicon("hours", "weather").first(sentence):
        # In Russian snow walks, in Korean rain comes.
        found = [label for label in found if label not in _OF_WEATHER]
    return [Deed(who, Action(label), sentence) for label in found[:2]]
