"""Cards: the title and the end, in the film's language."""

from __future__ import annotations

from pipeline.directing.pace import reading_ms
from pipeline.film import Scene, Shot
from pipeline.vocabulary import CameraMove, Language, ShotSize, Why

CARD_MS = 2_800
CARDS = frozenset({Why.TITLE, Why.END})
_END = {
    Language.ENGLISH: "The End",
    Language.SPANISH: "Fin",
    Language.FRENCH: "Fin",
    Language.GERMAN: "Ende",
    Language.HINDI: "समाप्त",
    Language.TAMIL: "முற்றும்",
    Language.TELUGU: "సమాప్తం",
    Language.BENGALI: "সমাপ্ত",
    Language.MARATHI: "समाप्त",
    Language.GUJARATI: "સમાપ્ત",
    Language.KANNADA: "ಮುಕ್ತಾಯ",
    Language.MALAYALAM: "ശുഭം",
    Language.PUNJABI: "ਸਮਾਪਤ",
    Language.JAPANESE: "終わり",
    Language.CHINESE: "剧终",
    Language.KOREAN: "끝",
    Language.ARABIC: "النهاية",
    Language.PORTUGUESE: "Fim",
    Language.RUSSIAN: "Конец",
    Language.ITALIAN: "Fine",
}


def title_card(scene: Scene, title: str) -> Shot:
    """The title, over the place of the first scene."""
    return _card(scene, Why.TITLE, title, CameraMove.PUSH)


def end_card(scene: Scene, language: Language) -> Shot:
    """The end, over the place of the last scene."""
    return _card(scene, Why.END, end_words(language), CameraMove.PULL)


def end_words(language: Language) -> str:
    """What the last card says."""
    return _END[language]


def _card(scene: Scene, why: Why, text: str, move: CameraMove) -> Shot:
    return Shot(
        shot_id="",
        scene_number=scene.scene_number,
        size=ShotSize.CARD,
        move=move,
        placements=(),
        focus=None,
        lines=(),
        why=why,
        card=text,
        hold_ms=max(CARD_MS, reading_ms(text)),
        about=text,
    )
