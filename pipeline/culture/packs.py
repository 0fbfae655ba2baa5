"""Culture packs: what a culture wears, how its people look, its colours, its music. One TOML file a culture."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pipeline.vocabulary import (
    Accessory,
    AgeGroup,
    Culture,
    Dress,
    Emotion,
    FacialHair,
    Gender,
    HairStyle,
    Language,
    MusicStyle,
    Religion,
    TimeOfDay,
    Weather,
)

Colours = tuple[str, str, str]
"""Main, second and trim, each `RRGGBB`."""


@dataclass(frozen=True, slots=True)
class Garment:
    """A dress in its sets of colours, with what is worn along with it."""

    gender: Gender
    age_group: AgeGroup
    dress: Dress
    colours: tuple[Colours, ...]
    accessories: tuple[Accessory, ...]


@dataclass(frozen=True, slots=True)
class Outfit:
    """One dress in one set of colours."""

    dress: Dress
    colours: Colours


@dataclass(frozen=True, slots=True)
class Home:
    """How the rooms of a culture are built and furnished.

    The names are those of tables in pipeline/picture/scenery/furnishing.py and furniture.py; colours are `RRGGBB` under
    white light. `dado` is the lower wall's own colour, `band` the ornament that runs above it, None for none; `opening`
    is the shape of a window, `window` what hangs or stands in it. `hangings` are what is on the wall: the first between
    window and seat, the second above the seat.
    """

    wall: str
    dado: str | None
    band: str | None
    wood: str
    opening: str
    window: str
    floor: str
    floor_colours: tuple[str, ...]
    ceiling: str
    seat: str
    bed: str
    stove: str
    ware: str
    lamp: str
    rug: str
    hangings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Scenery:
    """How a culture builds and what grows there. The names are those of tables in pipeline/picture/scenery.

    `accents` colour ornament and cloth, the first vivid one is the scene's; `meadow` is the colour of open ground, None
    for green; where `white_winters`, leaves turn in autumn and snow lies in winter.
    """

    accents: tuple[str, ...]
    temple: str
    mosque: str
    house: str
    town_house: str
    stall: str
    court: str
    arch: str
    tree: str
    meadow: str | None
    white_winters: bool
    home: Home


@dataclass(frozen=True, slots=True)
class Pack:
    """A culture. Colours are `RRGGBB` under white light; `patterns` names ornaments for borders and walls."""

    culture: Culture
    accents: tuple[str, ...]
    skins: tuple[str, ...]
    hair_colours: tuple[str, ...]
    patterns: tuple[str, ...]
    wardrobe: tuple[Garment, ...]
    hair: Mapping[tuple[Gender, AgeGroup], tuple[HairStyle, ...]]
    facial_hair: Mapping[AgeGroup, tuple[FacialHair, ...]]
    royal: Outfit
    holy: Outfit
    music_home: MusicStyle
    music_times: Mapping[TimeOfDay, MusicStyle]
    music_emotions: Mapping[Emotion, MusicStyle]
    music_weathers: Mapping[Weather, MusicStyle]
    music_faiths: Mapping[Religion, MusicStyle]
    music_tongues: Mapping[Language, MusicStyle]
    scenery: Scenery

    def garments(self, gender: Gender, age_group: AgeGroup) -> tuple[Garment, ...]:
        """What somebody of that gender and age may wear; who is neither may wear either's."""
        return tuple(
            garment
            for garment in self.wardrobe
            if garment.age_group is age_group and gender in (garment.gender, Gender.NONBINARY, Gender.UNKNOWN)
        )

    def hair_styles(self, gender: Gender, age_group: AgeGroup) -> tuple[HairStyle, ...]:
        """How they may wear their hair."""
        if (gender, age_group) in self.hair:
            return self.hair[gender, age_group]
        return self.hair[Gender.FEMALE, age_group] + self.hair[Gender.MALE, age_group]

    def music(
        self,
        emotion: Emotion | None,
        time_of_day: TimeOfDay,
        weather: Weather | None = None,
        religion: Religion | None = None,
        language: Language | None = None,
    ) -> MusicStyle:
        """What is played for a scene.

        Reverence has its faith's music; joy is danced as the region of the language dances; rain has its own; then come
        the feeling's own style, the hour's and the home style.
        """
        found: list[MusicStyle | None] = []
        if religion is not None and emotion is Emotion.REVERENT:
            found.append(self.music_faiths.get(religion))
        if language is not None and emotion in _JOY:
            found.append(self.music_tongues.get(language))
        if weather is not None:
            found.append(self.music_weathers.get(weather))
        if emotion is not None:
            found.append(self.music_emotions.get(emotion))
        return next((style for style in found if style), self.music_times.get(time_of_day, self.music_home))


_JOY = frozenset({Emotion.EXCITED, Emotion.HAPPY})


@cache
def pack(culture: Culture) -> Pack:
    """The pack of a culture, read from its TOML file beside this module."""
    text = (files(__package__) / f"{culture.value.replace(' ', '_')}.toml").read_text(encoding="utf-8")
    data = tomllib.loads(text)
    music = data["music"]
    return Pack(
        culture=culture,
        accents=tuple(data["accents"]),
        skins=tuple(data["skins"]),
        hair_colours=tuple(data["hair_colours"]),
        patterns=tuple(data["patterns"]),
        wardrobe=tuple(_garment(entry) for entry in data["wardrobe"]),
        hair={
            (Gender(gender), AgeGroup(age)): tuple(HairStyle(style) for style in styles)
            for gender, ages in data["hair"].items()
            for age, styles in ages.items()
        },
        facial_hair={
            AgeGroup(age): tuple(FacialHair(style) for style in styles) for age, styles in data["facial_hair"].items()
        },
        royal=_outfit(data["royal"]),
        holy=_outfit(data["holy"]),
        music_home=MusicStyle(music["home"]),
        music_times={TimeOfDay(name): MusicStyle(style) for name, style in music.get("times", {}).items()},
        music_emotions={Emotion(name): MusicStyle(style) for name, style in music.get("emotions", {}).items()},
        music_weathers={Weather(name): MusicStyle(style) for name, style in music.get("weathers", {}).items()},
        music_faiths={Religion(name): MusicStyle(style) for name, style in music.get("faiths", {}).items()},
        music_tongues={Language(code): MusicStyle(style) for code, style in music.get("tongues", {}).items()},
        scenery=_scenery(data["scenery"]),
    )


def _scenery(entry: dict[str, Any]) -> Scenery:
    return Scenery(
        accents=tuple(entry["accents"]),
        temple=entry["temple"],
        mosque=entry["mosque"],
        house=entry["house"],
        town_house=entry["town_house"],
        stall=entry["stall"],
        court=entry["court"],
        arch=entry["arch"],
        tree=entry["tree"],
        meadow=entry.get("meadow"),
        white_winters=entry["white_winters"],
        home=_home(entry["home"]),
    )


def _home(entry: dict[str, Any]) -> Home:
    first, second = entry["hangings"]
    return Home(
        wall=entry["wall"],
        dado=entry.get("dado"),
        band=entry.get("band"),
        wood=entry["wood"],
        opening=entry["opening"],
        window=entry["window"],
        floor=entry["floor"],
        floor_colours=tuple(entry["floor_colours"]),
        ceiling=entry["ceiling"],
        seat=entry["seat"],
        bed=entry["bed"],
        stove=entry["stove"],
        ware=entry["ware"],
        lamp=entry["lamp"],
        rug=entry["rug"],
        hangings=(first, second),
    )


def _colours(triple: list[str]) -> Colours:
    main, second, trim = triple
    return main, second, trim


def _garment(entry: dict[str, Any]) -> Garment:
    return Garment(
        gender=Gender(entry["gender"]),
        age_group=AgeGroup(entry["age"]),
        dress=Dress(entry["dress"]),
        colours=tuple(_colours(triple) for triple in entry["colours"]),
        accessories=tuple(Accessory(name) for name in entry["accessories"]),
    )


def _outfit(entry: dict[str, Any]) -> Outfit:
    return Outfit(Dress(entry["dress"]), _colours(entry["colours"]))
