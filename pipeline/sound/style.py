"""Which music a scene asks for: its place first, then what its culture plays for its feeling, faith and hour."""

from __future__ import annotations

from pipeline.culture.packs import pack
from pipeline.errors import BadBrief
from pipeline.film import Scene, Story
from pipeline.vocabulary import Culture, MusicStyle, Setting, TimeOfDay

AUTO, NONE = "auto", "none"

_BY_PLACE = {
    Setting.PODCAST_STUDIO: MusicStyle.PODCAST_BED,
    Setting.SPACE: MusicStyle.ELECTRONIC,
    Setting.SPACESHIP: MusicStyle.ELECTRONIC,
    Setting.LABORATORY: MusicStyle.ELECTRONIC,
    Setting.MOSQUE: MusicStyle.MAQAM_HIJAZ,
    Setting.CHURCH: MusicStyle.HYMN,
    Setting.GURDWARA: MusicStyle.SHABAD,
}
_WESTERN = frozenset({Culture.EUROPEAN_MODERN, Culture.AMERICAN_MODERN})
_COUNTRY = frozenset({Setting.VILLAGE, Setting.FIELD, Setting.FOREST, Setting.GARDEN, Setting.PARK, Setting.MOUNTAINS})
_CITY = frozenset({Setting.CAFE, Setting.ROOFTOP, Setting.CITY_STREET})
_LATE = frozenset({TimeOfDay.EVENING, TimeOfDay.NIGHT})
_STRONG = 0.5
"""How strongly a scene must feel for its feeling to choose the style rather than its hour and place."""


def choose_style(story: Story, scene: Scene, music: str) -> MusicStyle | None:
    """The style for a scene: "none" None, a MusicStyle's value that one, "auto" what the scene asks for.

    Raises BadBrief for anything else.
    """
    if music == NONE:
        return None
    if music != AUTO:
        return _named(music)
    if story.podcast:
        return MusicStyle.PODCAST_BED
    feels = scene.emotions[0] if scene.emotions and scene.strength >= _STRONG else None
    at_ease = _at_ease(scene) if feels is None and scene.culture in _WESTERN else None
    religion = story.cultural_elements.religion
    return (
        _BY_PLACE.get(scene.setting)
        or at_ease
        or pack(scene.culture).music(feels, scene.time_of_day, scene.weather, religion, story.language)
    )


def _named(music: str) -> MusicStyle:
    if music not in {style.value for style in MusicStyle}:
        known = ", ".join(style.value for style in MusicStyle)
        raise BadBrief(f"There is no music style '{music}'. Choose auto, none, or one of: {known}.")
    return MusicStyle(music)


def _at_ease(scene: Scene) -> MusicStyle | None:
    """What today's West plays where nothing much is felt."""
    if scene.setting in _COUNTRY:
        return MusicStyle.FOLK_GUITAR
    return MusicStyle.JAZZ if scene.setting in _CITY and scene.time_of_day in _LATE else None
