"""Which music a scene asks for: its culture first, then its hour, weather, place and mood."""

from __future__ import annotations

from pipeline.errors import BadBrief
from pipeline.film import Scene, Story
from pipeline.sound.mood import mood_of
from pipeline.vocabulary import Culture, Emotion, MusicStyle, Setting, TimeOfDay, Weather

AUTO, NONE = "auto", "none"

_BY_CULTURE = {
    Culture.JAPANESE: MusicStyle.JAPANESE_KOTO,
    Culture.CHINESE: MusicStyle.CHINESE_GUZHENG,
    Culture.KOREAN: MusicStyle.KOREAN_GAYAGEUM,
    Culture.MIDDLE_EASTERN: MusicStyle.MAQAM_HIJAZ,
    Culture.AFRICAN: MusicStyle.AFRICAN_KORA,
    Culture.LATIN_AMERICAN: MusicStyle.LATIN_GUITAR,
}
# The hour of a raga is its tradition's; the second is for dark scenes.
_HINDUSTANI = {
    TimeOfDay.DAWN: (MusicStyle.RAGA_AHIR_BHAIRAV, MusicStyle.RAGA_BHAIRAV),
    TimeOfDay.MORNING: (MusicStyle.RAGA_AHIR_BHAIRAV, MusicStyle.RAGA_TODI),
    TimeOfDay.NOON: (MusicStyle.RAGA_BHIMPALASI, MusicStyle.RAGA_TODI),
    TimeOfDay.AFTERNOON: (MusicStyle.RAGA_BHIMPALASI, MusicStyle.RAGA_BHIMPALASI),
    TimeOfDay.DUSK: (MusicStyle.RAGA_YAMAN, MusicStyle.RAGA_YAMAN),
    TimeOfDay.EVENING: (MusicStyle.RAGA_DURGA, MusicStyle.RAGA_KAFI),
    TimeOfDay.NIGHT: (MusicStyle.RAGA_DURGA, MusicStyle.RAGA_MALKAUNS),
}
_CARNATIC = {
    TimeOfDay.DAWN: (MusicStyle.RAGA_MOHANAM, MusicStyle.RAGA_SINDHU_BHAIRAVI),
    TimeOfDay.MORNING: (MusicStyle.RAGA_HAMSADHWANI, MusicStyle.RAGA_SINDHU_BHAIRAVI),
    TimeOfDay.NOON: (MusicStyle.RAGA_HAMSADHWANI, MusicStyle.RAGA_HINDOLAM),
    TimeOfDay.AFTERNOON: (MusicStyle.RAGA_MOHANAM, MusicStyle.RAGA_HINDOLAM),
    TimeOfDay.DUSK: (MusicStyle.RAGA_KALYANI, MusicStyle.RAGA_HINDOLAM),
    TimeOfDay.EVENING: (MusicStyle.RAGA_KALYANI, MusicStyle.RAGA_SINDHU_BHAIRAVI),
    TimeOfDay.NIGHT: (MusicStyle.RAGA_MOHANAM, MusicStyle.RAGA_HINDOLAM),
}
_BY_PLACE = {
    Setting.PODCAST_STUDIO: MusicStyle.PODCAST_BED,
    Setting.SPACE: MusicStyle.ELECTRONIC,
    Setting.SPACESHIP: MusicStyle.ELECTRONIC,
    Setting.LABORATORY: MusicStyle.ELECTRONIC,
    Setting.MOSQUE: MusicStyle.MAQAM_HIJAZ,
    Setting.CHURCH: MusicStyle.ORCHESTRAL,
}
_COUNTRY = frozenset({Setting.VILLAGE, Setting.FIELD, Setting.FOREST, Setting.GARDEN, Setting.PARK, Setting.MOUNTAINS})
_CITY = frozenset({Setting.CAFE, Setting.ROOFTOP, Setting.CITY_STREET})
_LATE = frozenset({TimeOfDay.EVENING, TimeOfDay.NIGHT})


def choose_style(story: Story, scene: Scene, music: str) -> MusicStyle | None:
    """The style for a scene: "none" None, a MusicStyle's value that one, "auto" what the scene asks for.

    Raises BadBrief for anything else.
    """
    if music == NONE:
        return None
    if music != AUTO:
        if music not in {style.value for style in MusicStyle}:
            known = ", ".join(style.value for style in MusicStyle)
            raise BadBrief(f"There is no music style '{music}'. Choose auto, none, or one of: {known}.")
        return MusicStyle(music)
    if story.podcast:
        return MusicStyle.PODCAST_BED
    by_place_or_culture = _BY_PLACE.get(scene.setting) or _BY_CULTURE.get(scene.culture)
    return by_place_or_culture or _by_hour(scene)


def _by_hour(scene: Scene) -> MusicStyle:
    dark = mood_of(scene.emotions, scene.strength, scene.beat).dark
    if scene.culture is Culture.NORTH_INDIAN:
        if scene.weather in (Weather.RAIN, Weather.STORM):
            return MusicStyle.RAGA_DESH
        if Emotion.REVERENT in scene.emotions and scene.time_of_day is TimeOfDay.DAWN:
            return MusicStyle.RAGA_BHAIRAV
        return _HINDUSTANI[scene.time_of_day][dark]
    if scene.culture is Culture.SOUTH_INDIAN:
        return _CARNATIC[scene.time_of_day][dark]
    return _western(scene)


def _western(scene: Scene) -> MusicStyle:
    mood = mood_of(scene.emotions, scene.strength, scene.beat)
    if scene.culture is Culture.EUROPEAN_OLD:
        return MusicStyle.ORCHESTRAL
    if mood.tension > 0.4:
        return MusicStyle.CINEMATIC
    if scene.setting in _COUNTRY:
        return MusicStyle.FOLK_GUITAR
    if scene.setting in _CITY and scene.time_of_day in _LATE:
        return MusicStyle.JAZZ
    if Emotion.CALM in scene.emotions and mood.arousal < 0.25:
        return MusicStyle.AMBIENT
    return MusicStyle.CINEMATIC
