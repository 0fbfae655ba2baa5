"""Small whole values of the trade for tests."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path

from pipeline.film import (
    Character,
    CulturalElements,
    Deed,
    Line,
    Moment,
    Scene,
    Story,
)
from pipeline.takes import Take, file_digest
from pipeline.timeline import Phone, Spoken, Word
from pipeline.vocabulary import (
    Action,
    AgeGroup,
    Beat,
    Culture,
    Emotion,
    Gender,
    Language,
    Role,
    Setting,
    TimeOfDay,
    Weather,
)


def character(name: str, *, role: Role = Role.PROTAGONIST, gender: Gender = Gender.FEMALE) -> Character:
    """An adult."""
    return Character(name, role, AgeGroup.ADULT, gender)


def line(number: int, who: str | None, text: str, emotion: Emotion = Emotion.CALM, strength: float = 0.4) -> Line:
    """Line number `number`."""
    return Line(f"l{number}", who, text, emotion, strength)


def scene(number: int, moments: Sequence[Moment], *, present: Sequence[str] = ("Meera", "Ravi")) -> Scene:
    """An evening at a river."""
    return Scene(
        scene_number=number,
        description="By the river",
        setting=Setting.RIVER_GHAT,
        indoor=False,
        time_of_day=TimeOfDay.DUSK,
        weather=Weather.CLEAR,
        season=None,
        culture=Culture.NORTH_INDIAN,
        emotions=(Emotion.CALM,),
        strength=0.4,
        objects=("lamp",),
        beat=Beat.SETUP,
        moments=tuple(moments),
        present=tuple(present),
    )


def story(scenes: Sequence[Scene] | None = None, *, podcast: bool = False) -> Story:
    """Meera and Ravi in two scenes."""
    people = (
        (character("Meera", role=Role.HOST), character("Ravi", role=Role.GUEST, gender=Gender.MALE))
        if podcast
        else (character("Meera"), character("Ravi", role=Role.SUPPORTING, gender=Gender.MALE))
    )
    default = (
        scene(
            1,
            [
                Deed("Meera", Action.WALK_IN, "Meera comes down the steps with a lamp."),
                line(1, "Meera", "Will the river carry it?"),
                line(2, "Ravi", "If you let it go gently.", Emotion.TENDER, 0.7),
                line(3, "Meera", "Then watch."),
            ],
        ),
        scene(2, [line(4, None, "And the river carried it to the sea."), Deed(None, Action.STAND, "Night.")]),
    )
    return Story(
        title="The Lamp",
        language=Language.ENGLISH,
        words=30,
        characters=people,
        scenes=tuple(scenes or default),
        cultural_elements=CulturalElements(None, (), None),
        podcast=podcast,
    )


def spoken(said: Line, duration_ms: int) -> Spoken:
    """A recording that nobody listens to: times without sound."""
    return Spoken(
        said,
        Take(Path("/nowhere.wav"), f"{said.text}{duration_ms}", {}),
        duration_ms,
        (Phone("a", 0, duration_ms),),
        (Word(said.text, 0, duration_ms, 0, len(said.text)),),
    )


def silent_wav(path: Path, duration_ms: int) -> None:
    """Silence as the voices write sound: mono, 16 bit, 24 kHz."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(24_000)
        file.writeframes(bytes(2 * 24 * duration_ms))


def take(path: Path) -> Take:
    """A file as a take."""
    return Take(path, file_digest(path), {})
