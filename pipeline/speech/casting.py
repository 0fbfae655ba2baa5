"""Who gets which voice: by language, gender and age, no two alike."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import product

from pipeline.film import Character, Voice
from pipeline.speech.roster import hertz_of, speakers_of
from pipeline.vocabulary import AgeGroup, Gender, Language

# When everybody has spoken once, the same speakers come again as clearly other bodies: (pitch, formant).
_BODIES = ((1.0, 1.0), (0.88, 0.93), (1.12, 1.07), (0.94, 1.06), (1.05, 0.94), (0.8, 0.9), (1.2, 1.12))
_GIRL_HZ, _BOY_HZ = 262.0, 236.0


def cast_voices(
    engine: str, characters: Sequence[Character], language: Language, seed: int
) -> tuple[dict[str, Voice], Voice]:
    """A voice for every character by name, and the narrator's, which is nobody else's.

    Characters choose in their order, so one more at the end changes nobody before. The seed turns the order of the
    speakers.
    """
    speakers = speakers_of(language)
    taken: set[tuple[str, float, float]] = set()
    voices: dict[str, Voice] = {}
    for character in characters:
        feminine = _sounds_female(character, seed)
        pool = speakers.female if feminine else speakers.male
        turned = pool[seed % len(pool) :] + pool[: seed % len(pool)]
        bodies = list(product(_BODIES, turned))
        (pitch, formant), speaker = next(
            ((body, name) for body, name in bodies if (name, *body) not in taken),
            bodies[len(voices) % len(bodies)],
        )
        taken.add((speaker, pitch, formant))
        voices[character.name] = _aged(
            engine, speaker, language, character, feminine=feminine, pitch=pitch, formant=formant
        )
    return voices, Voice(engine, speakers.narrator, language, speed=0.97)


def _sounds_female(character: Character, seed: int) -> bool:
    match character.gender:
        case Gender.FEMALE:
            return True
        case Gender.MALE:
            return False
        case _:
            # Nobody said: by the name, so that the same name always sounds the same.
            return hashlib.sha256(f"{character.name}/{seed}".encode()).digest()[0] % 2 == 0


def _aged(
    engine: str, speaker: str, language: Language, character: Character, *, feminine: bool, pitch: float, formant: float
) -> Voice:
    usual, speed = hertz_of(speaker), 1.0
    if character.gender is Gender.NONBINARY:
        # Between the two: towards 165 Hz and a middling body.
        pitch *= (165.0 / usual) ** 0.7
        formant *= 0.95 if feminine else 1.08
    match character.age_group:
        case AgeGroup.CHILD:
            pitch *= min(max((_GIRL_HZ if feminine else _BOY_HZ) / usual, 1.0), 2.2)
            formant *= 1.18 if feminine else 1.35
            speed = 1.02
        case AgeGroup.TEEN:
            pitch *= 1.08 if feminine else 1.14
            formant *= 1.06 if feminine else 1.1
            speed = 1.03
        case AgeGroup.ELDERLY:
            pitch *= 0.9 if feminine else 0.96
            formant *= 0.97
            speed = 0.87
        case AgeGroup.ADULT:
            pass
    return Voice(engine, speaker, language, speed, round(pitch, 3), round(min(max(formant, 0.8), 1.45), 3))
