"""Who gets which voice: by language, gender and age, no two alike."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.film import NARRATOR, Character, Voice
from pipeline.speech.roster import Speakers
from pipeline.vocabulary import AgeGroup, Gender, Language

# When everybody has spoken once, the same speakers come again as clearly other bodies: (pitch, formant).
_BODIES = ((1.0, 1.0), (0.88, 0.93), (1.12, 1.07), (0.94, 1.06), (1.05, 0.94), (0.8, 0.9), (1.2, 1.12))
_Part = tuple[str, float, float]
"""A speaker and a body (pitch, formant)."""
_GIRL_HZ, _BOY_HZ = 262.0, 236.0
CHILDS_LIFT = 1.31
"""At least: nearly five semitones above the same speaker as an adult."""
CHILD_FORMANTS = {Gender.FEMALE: 1.18, Gender.MALE: 1.35}
"""How much smaller a girl's and a boy's body is than a woman's and a man's."""


@dataclass(frozen=True, slots=True)
class Ensemble:
    """An engine's speakers of a language, with each one's gender and usual fundamental in Hz."""

    speakers: Speakers
    gender_of: Callable[[str], Gender]
    hertz_of: Callable[[str], float]


def cast_voices(
    engine: str,
    ensemble: Ensemble,
    characters: Sequence[Character],
    language: Language,
    seed: int,
    chosen: Mapping[str, str],
) -> tuple[dict[str, Voice], Voice]:
    """A voice for every character by name, and the narrator's, which is nobody else's.

    `chosen` are the speakers that somebody picked, by character's name or NARRATOR; they are given out first. The
    others choose in their order, so one more at the end changes nobody before. The seed turns the order of the
    speakers.
    """
    speakers = ensemble.speakers
    taken: set[_Part] = set()
    narrator = chosen.get(NARRATOR)
    if narrator is not None:
        _first_free((narrator,), 0, taken)
    parts = {
        character.name: _first_free((chosen[character.name],), 0, taken)
        for character in characters
        if character.name in chosen
    }
    if narrator is None:
        # The one kept for the narrator, unless somebody plays a part with it.
        spoken_for = {speaker for speaker, _, _ in taken}
        free = (speakers.narrator, *speakers.female, *speakers.male)
        narrator = next((speaker for speaker in free if speaker not in spoken_for), speakers.narrator)
        taken.add((narrator, *_BODIES[0]))
    voices: dict[str, Voice] = {}
    for number, character in enumerate(characters):
        if character.name in parts:
            part = parts[character.name]
            feminine = ensemble.gender_of(part[0]) is Gender.FEMALE
        else:
            feminine = _sounds_female(character, seed)
            pool = speakers.female if feminine else speakers.male
            part = _first_free(pool[seed % len(pool) :] + pool[: seed % len(pool)], number, taken)
        voices[character.name] = _aged(engine, part, ensemble, language, character, feminine=feminine)
    return voices, Voice(engine, narrator, language, speed=0.97)


def _first_free(speakers: tuple[str, ...], number: int, taken: set[_Part]) -> _Part:
    """The first of the speakers, then of their other bodies, that nobody has; when all are gone, by number."""
    parts = [(speaker, pitch, formant) for (pitch, formant), speaker in product(_BODIES, speakers)]
    part = next((part for part in parts if part not in taken), parts[number % len(parts)])
    taken.add(part)
    return part


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
    engine: str, part: _Part, ensemble: Ensemble, language: Language, character: Character, *, feminine: bool
) -> Voice:
    speaker, pitch, formant = part
    usual, speed = ensemble.hertz_of(speaker), 1.0
    if character.gender is Gender.NONBINARY:
        # Between the two: towards 165 Hz and a middling body.
        pitch *= (165.0 / usual) ** 0.7
        formant *= 0.95 if feminine else 1.08
    match character.age_group:
        case AgeGroup.CHILD:
            pitch *= min(max((_GIRL_HZ if feminine else _BOY_HZ) / usual, CHILDS_LIFT), 2.2)
            formant *= CHILD_FORMANTS[Gender.FEMALE if feminine else Gender.MALE]
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
