"""What is on each sheet of the gallery."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Final

from pipeline.contracts.animator import Performer
from pipeline.film import Character, Look, Placement
from pipeline.picture.gallery.cell import Cell, Place
from pipeline.picture.gallery.sheet import Sheet
from pipeline.picture.look import design_looks
from pipeline.picture.props import OWN
from pipeline.picture.speech_shapes import SHAPES
from pipeline.vocabulary import (
    Action,
    AgeGroup,
    Culture,
    Emotion,
    Facing,
    Gender,
    Role,
    Season,
    Setting,
    ShotSize,
    TimeOfDay,
    Weather,
)

_AT_HOME: Final = {
    Setting.MOSQUE: Culture.MIDDLE_EASTERN,
    Setting.CHURCH: Culture.EUROPEAN_OLD,
    Setting.MONASTERY: Culture.CHINESE,
    Setting.SNOW: Culture.EUROPEAN_OLD,
    Setting.HARBOUR: Culture.EUROPEAN_MODERN,
    Setting.SHIP: Culture.EUROPEAN_OLD,
    Setting.DESERT: Culture.MIDDLE_EASTERN,
    Setting.JUNGLE: Culture.LATIN_AMERICAN,
    Setting.CITY_STREET: Culture.AMERICAN_MODERN,
    Setting.OFFICE: Culture.AMERICAN_MODERN,
    Setting.CAFE: Culture.EUROPEAN_MODERN,
    Setting.PODCAST_STUDIO: Culture.AMERICAN_MODERN,
    Setting.COURTROOM: Culture.AMERICAN_MODERN,
    Setting.LIBRARY: Culture.EUROPEAN_OLD,
    Setting.THEATRE_STAGE: Culture.EUROPEAN_MODERN,
    Setting.BATTLEFIELD: Culture.EUROPEAN_OLD,
    Setting.GARDEN: Culture.JAPANESE,
}
"""Where a place is shown when no culture is asked for; the rest is shown in the north of India."""
_OPEN: Final = (Setting.VILLAGE, Setting.TEMPLE, Setting.CITY_STREET, Setting.FOREST, Setting.RIVER_GHAT)
_CULTURED: Final = (
    Setting.VILLAGE,
    Setting.TEMPLE,
    Setting.CITY_STREET,
    Setting.MARKET,
    Setting.LIVING_ROOM,
    Setting.COURTYARD,
    Setting.PALACE_HALL,
)
_THINGS: Final = (
    "mango elephant horse camel cow buffalo goat sheep dog cat rabbit monkey tiger lion deer peacock parrot "
    "rooster snake fish butterfly bicycle car rickshaw scooter tent fire chair drum guitar violin flute umbrella "
    "suitcase backpack plant seed cart robot rocket mirror kite airplane balloon television trophy map candle "
    "bell key clock watch phone laptop radio camera microphone headphones glasses torch axe hammer sword knife "
    "bow pen pencil brush painting newspaper scroll bread apple orange rice banana coconut cake milk bottle "
    "medicine ring jewel necklace money gift ball doll toy crown hat shoe shell feather bone egg honey anchor "
    "compass telescope globe magnet dice coin teapot rug ladder broom bucket stone wheel chest vase "
)
_IN_PLACES: Final = (
    (Place(Setting.VILLAGE, TimeOfDay.DUSK), ("elephant", "oil lamp")),
    (Place(Setting.RIVER_GHAT, TimeOfDay.DAWN), ("clay lamp", "lotus", "boat")),
    (Place(Setting.MARKET, TimeOfDay.NOON), ("mango", "basket", "cow")),
    (Place(Setting.LIVING_ROOM, TimeOfDay.EVENING), ("letter", "lantern")),
    (Place(Setting.KITCHEN), ("pot", "bread", "knife", "egg")),
    (Place(Setting.CITY_STREET, TimeOfDay.NIGHT, Culture.AMERICAN_MODERN), ("car", "umbrella")),
    (Place(Setting.FIELD, TimeOfDay.AFTERNOON), ("kite", "bicycle")),
    (Place(Setting.FOREST, TimeOfDay.NIGHT), ("fire", "tent")),
    (Place(Setting.DESERT, TimeOfDay.NOON, Culture.MIDDLE_EASTERN), ("camel", "rug", "teapot")),
    (Place(Setting.PALACE_HALL, TimeOfDay.EVENING), ("crown", "sword")),
    (Place(Setting.SCHOOL), ("book", "globe", "bell")),
    (Place(Setting.GARDEN, TimeOfDay.MORNING, Culture.JAPANESE), ("lantern", "cat", "teacup")),
)


_HOME_ROOMS: Final = (
    (Setting.LIVING_ROOM, TimeOfDay.AFTERNOON),
    (Setting.LIVING_ROOM, TimeOfDay.NIGHT),
    (Setting.KITCHEN, TimeOfDay.AFTERNOON),
    (Setting.BEDROOM, TimeOfDay.EVENING),
)


def home_of(setting: Setting) -> Culture:
    """The culture a place is shown in when none is asked for."""
    return _AT_HOME.get(setting, Culture.NORTH_INDIAN)


def _places(hour: TimeOfDay) -> tuple[Cell, ...]:
    return tuple(
        Cell(setting.value, Place(setting, hour, home_of(setting), seed=number))
        for number, setting in enumerate(Setting)
    )


def _hours() -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{setting.value}, {hour.value}", Place(setting, hour))
        for setting, hour in itertools.product((*_OPEN, Setting.LIVING_ROOM), TimeOfDay)
    )


def _weathers() -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{setting.value}, {weather.value}", Place(setting, TimeOfDay.AFTERNOON, weather=weather))
        for setting, weather in itertools.product(_OPEN, Weather)
    )


def _seasons() -> tuple[Cell, ...]:
    places = (
        (Setting.VILLAGE, Culture.NORTH_INDIAN),
        (Setting.FOREST, Culture.EUROPEAN_OLD),
        (Setting.PARK, Culture.JAPANESE),
        (Setting.CITY_STREET, Culture.EUROPEAN_MODERN),
        (Setting.FIELD, Culture.SOUTH_INDIAN),
    )
    return tuple(
        Cell(f"{setting.value}, {season.value}", Place(setting, culture=culture, season=season))
        for (setting, culture), season in itertools.product(places, Season)
    )


def _cultures() -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{culture.value}: {setting.value}", Place(setting, TimeOfDay.AFTERNOON, culture))
        for culture, setting in itertools.product(Culture, _CULTURED)
    )


def _rooms() -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{culture.value}: {setting.value}, {hour.value}", Place(setting, hour, culture))
        for culture, (setting, hour) in itertools.product(Culture, _HOME_ROOMS)
    )


def _seeds() -> tuple[Cell, ...]:
    return tuple(
        Cell(f"{setting.value}, seed {seed}", Place(setting, TimeOfDay.AFTERNOON, home_of(setting), seed=seed))
        for setting, seed in itertools.product(Setting, (1, 2))
    )


def _things() -> tuple[Cell, ...]:
    room = Place(Setting.LIVING_ROOM, TimeOfDay.AFTERNOON)
    return tuple(Cell(thing, room, ShotSize.INSERT, insert=thing) for thing in dict.fromkeys((*OWN, *_THINGS.split())))


def _objects() -> tuple[Cell, ...]:
    return tuple(
        Cell(
            f"{place.setting.value}: {', '.join(objects)}",
            Place(place.setting, place.hour, place.culture, objects=objects),
        )
        for place, objects in _IN_PLACES
    )


# ------------------------------------------------------------------------------------------------------ people


def _cast(count: int, culture: Culture | None = None) -> tuple[tuple[str, Look], ...]:
    """Looks of that many people of every culture, age and gender, named by them."""
    cultures = tuple(Culture) if culture is None else (culture,)
    ages = (AgeGroup.ADULT, AgeGroup.CHILD, AgeGroup.ELDERLY, AgeGroup.TEEN)
    kinds = ((ages[(n // 2) % 4], (Gender.FEMALE, Gender.MALE)[(n + n // 8) % 2]) for n in itertools.count())
    people = []
    for number, (age, gender) in zip(range(count), kinds, strict=False):
        whose = cultures[number % len(cultures)]
        who = Character(f"person {number}", Role.SUPPORTING, age, gender)
        look = design_looks([who], whose, number)[who.name]
        people.append((f"{whose.value}, {age.value} {gender.value}", look))
    return tuple(people)


def _performer(look: Look, mood: Emotion = Emotion.NEUTRAL, actions: tuple[Action, ...] = ()) -> Performer:
    return Performer(Placement("who", 0.5, Facing.RIGHT, None, actions), look, mood, 1.0)


def _characters() -> tuple[Cell, ...]:
    room = Place(Setting.COURTYARD)
    return tuple(Cell(name, room, ShotSize.FULL, _performer(look)) for name, look in _cast(40))


def _emotions() -> tuple[Cell, ...]:
    room = Place(Setting.COURTYARD)
    people = _cast(3)
    return tuple(
        Cell(f"{emotion.value}", room, ShotSize.CLOSE, _performer(look, emotion))
        for emotion, (_, look) in itertools.product(Emotion, people)
    )


def _visemes() -> tuple[Cell, ...]:
    room = Place(Setting.COURTYARD)
    names = ("mouth_open", "mouth_wide", "mouth_round", "mouth_teeth", "mouth_tongue")
    _, look = _cast(1)[0]
    return tuple(
        Cell(name, room, ShotSize.CLOSE, _performer(look), tuple(zip(names, shape, strict=True)))
        for name, shape in SHAPES.items()
    )


def _actions() -> tuple[Cell, ...]:
    room = Place(Setting.COURTYARD)
    people = _cast(len(Action))
    return tuple(
        Cell(f"{action.value}, {at:.0%}", room, ShotSize.FULL, _performer(look, actions=(action,)), at=at)
        for (action, (_, look)), at in itertools.product(zip(Action, people, strict=True), (0.2, 0.5, 0.9))
    )


_MAKERS: Final[dict[str, Callable[[], Sheet]]] = {
    "places-day": lambda: Sheet("places-day", "Every place by day", 6, _places(TimeOfDay.AFTERNOON)),
    "places-night": lambda: Sheet("places-night", "Every place by night", 6, _places(TimeOfDay.NIGHT)),
    "hours": lambda: Sheet("hours", "Every hour", len(TimeOfDay), _hours()),
    "weathers": lambda: Sheet("weathers", "Every weather", len(Weather), _weathers()),
    "seasons": lambda: Sheet("seasons", "Every season", len(Season), _seasons()),
    "cultures": lambda: Sheet("cultures", "Every culture", len(_CULTURED), _cultures()),
    "rooms": lambda: Sheet("rooms", "At home in every culture", len(_HOME_ROOMS), _rooms()),
    "seeds": lambda: Sheet("seeds", "Two seeds of every place, side by side", 6, _seeds()),
    "things": lambda: Sheet("things", "Things, in the light of an afternoon", 12, _things(), 1.0),
    "objects": lambda: Sheet("objects", "Things where a script puts them", 4, _objects()),
    "characters": lambda: Sheet("characters", "Forty people by their seeds", 10, _characters(), 0.75),
    "emotions": lambda: Sheet("emotions", "Every feeling, on three faces", 6, _emotions(), 1.0),
    "visemes": lambda: Sheet("visemes", "Every shape of a mouth", 6, _visemes(), 1.0),
    "actions": lambda: Sheet("actions", "Every deed: begun, half way, done", 9, _actions(), 1.0),
}
SHEETS: Final = tuple(_MAKERS)
"""Names of all sheets, in order."""


def sheet(name: str) -> Sheet:
    """The sheet of that name; raises KeyError for another."""
    return _MAKERS[name]()
