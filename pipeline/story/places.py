"""Where, when, in which weather and in whose culture a scene plays."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import regex
from platformdirs import user_cache_path

from pipeline.language.embed import Labels, embed
from pipeline.story.lexicon import lexicon
from pipeline.vocabulary import INDOOR_SETTINGS, Culture, Language, Season, Setting, TimeOfDay, Weather

_INSIDE = regex.compile(
    r"^\W*(?:INT|I/E|INTERIOR|अंदर|भीतर|உள்ளே|உள்|室内|屋内|실내|ИНТ|داخلي)(?!\p{L})", regex.IGNORECASE
)
_OUTSIDE = regex.compile(
    r"^\W*(?:EXT|EXTERIOR|बाहर|வெளியே|வெளி|室外|屋外|실외|ЭКСТ|НАТ|خارجي)(?!\p{L})", regex.IGNORECASE
)
_INDOOR_OF = {Setting.TEMPLE: Setting.TEMPLE_INTERIOR}
SURE_MARGIN = 0.004
"""How far the best place must stand above the next for the embeddings to be believed."""

_HOME_CULTURE = {
    Language.HINDI: Culture.NORTH_INDIAN,
    Language.MARATHI: Culture.NORTH_INDIAN,
    Language.GUJARATI: Culture.NORTH_INDIAN,
    Language.PUNJABI: Culture.NORTH_INDIAN,
    Language.BENGALI: Culture.NORTH_INDIAN,
    Language.TAMIL: Culture.SOUTH_INDIAN,
    Language.TELUGU: Culture.SOUTH_INDIAN,
    Language.KANNADA: Culture.SOUTH_INDIAN,
    Language.MALAYALAM: Culture.SOUTH_INDIAN,
    Language.JAPANESE: Culture.JAPANESE,
    Language.CHINESE: Culture.CHINESE,
    Language.KOREAN: Culture.KOREAN,
    Language.ARABIC: Culture.MIDDLE_EASTERN,
    Language.SPANISH: Culture.LATIN_AMERICAN,
    Language.PORTUGUESE: Culture.LATIN_AMERICAN,
    Language.FRENCH: Culture.EUROPEAN_MODERN,
    Language.GERMAN: Culture.EUROPEAN_MODERN,
    Language.ITALIAN: Culture.EUROPEAN_MODERN,
    Language.RUSSIAN: Culture.EUROPEAN_MODERN,
    Language.ENGLISH: Culture.EUROPEAN_MODERN,
}
_ROOTED = frozenset(_HOME_CULTURE) - {
    Language.ENGLISH, Language.SPANISH, Language.PORTUGUESE, Language.FRENCH, Language.GERMAN, Language.ITALIAN,
    Language.RUSSIAN,
}  # fmt: skip
"""Languages whose stories play at home unless they say otherwise; the others are spoken on several continents."""


@dataclass(frozen=True, slots=True)
class Place:
    """What was found of a scene's place; `inferred` names the fields that the text does not say."""

    setting: Setting
    indoor: bool
    time_of_day: TimeOfDay
    weather: Weather
    season: Season | None
    inferred: tuple[str, ...]


def find_place(heading: str, text: str, before: Place | None, fallback: Setting) -> Place:
    """The place of a scene by its heading first, then its text; what neither says comes from the scene before."""
    inferred: list[str] = []
    setting = _setting(heading, text)
    if setting is None:
        inferred.append("setting")
        setting = _meant(text) or (before.setting if before else fallback)
    inside, outside = _INSIDE.match(heading), _OUTSIDE.match(heading)
    indoor = setting in INDOOR_SETTINGS if not (inside or outside) else bool(inside)
    if not (inside or outside):
        inferred.append("indoor")
    if indoor:
        setting = _INDOOR_OF.get(setting, setting)
    time = _first("time", heading) or _first("time", text)
    if time is None:
        inferred.append("time_of_day")
        time = before.time_of_day.value if before else TimeOfDay.MORNING.value
    weather = _first("weather", heading) or _first("weather", text)
    if weather is None:
        inferred.append("weather")
        weather = Weather.CLEAR.value
    season = _first("season", heading) or _first("season", text)
    return Place(
        setting, indoor, TimeOfDay(time), Weather(weather), Season(season) if season else None, tuple(inferred)
    )


def names_a_place(text: str) -> Setting | None:
    """The place that a text names in words, if it does."""
    return _setting("", text)


def find_culture(text: str, language: Language) -> tuple[Culture, bool]:
    """The culture of a story and whether it was inferred from the language alone."""
    if language in _ROOTED:
        return _HOME_CULTURE[language], True
    # Different words count, not how often they are said; a name travels, so it weighs half.
    weights = {label: 2 * count for label, count in lexicon("cultures", "culture").different(text).items()}
    for label, count in lexicon("cultures", "name").different(text).items():
        weights[label] = weights.get(label, 0) + count
    if weights:
        return Culture(max(weights, key=lambda label: weights[label])), False
    return _HOME_CULTURE[language], True


def find_religion(text: str) -> str | None:
    """The religion most words of a text belong to."""
    return lexicon("cultures", "religion").most(text)


def find_traditions(text: str) -> tuple[str, ...]:
    """Traditions that a text names, each once, in order."""
    return tuple(dict.fromkeys(hit.label for hit in lexicon("cultures", "tradition").find(text)))


def _first(section: str, text: str) -> str | None:
    hit = lexicon("hours", section).first(text)
    return hit.label if hit else None


def _setting(heading: str, text: str) -> Setting | None:
    words = lexicon("settings")
    named = words.find(heading)
    if named:
        # "TEMPLE STEPS" and "RIVER BANK, VILLAGE": the first named is the nearest.
        return Setting(named[0].label)
    found = words.most(text)
    return Setting(found) if found else None


def _meant(text: str) -> Setting | None:
    """The place the text is about without naming it, by meaning, if one stands out."""
    if not text.strip():
        return None
    best = _labels().rank(embed([text[:400]])[0])[0]
    return Setting(best.label) if best.margin >= SURE_MARGIN else None


@cache
def _labels() -> Labels:
    words = lexicon("settings").words
    descriptions = {
        setting.value: (
            f"the scene takes place in a {setting.value}",
            f"{setting.value}: {', '.join(words[setting.value][:5])}",
        )
        for setting in Setting
    }
    return Labels(descriptions, user_cache_path("ai-film-studio") / "labels")
