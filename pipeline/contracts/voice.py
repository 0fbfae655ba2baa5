"""Voice: text to speech with exact times."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from pipeline.contracts.engine import Engine
from pipeline.errors import TakeFailed
from pipeline.film import Character, Voice
from pipeline.timeline import Phone, Word
from pipeline.vocabulary import Emotion, Gender, Language, Manner, Naturalness


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Words to say, who says them and how. `strength` 0..1 scales the emotion; another `take` is another reading."""

    text: str
    voice: Voice
    emotion: Emotion
    strength: float
    manner: Manner = Manner.SPOKEN
    pronunciations: tuple[tuple[str, str], ...] = ()
    """Of words of this text: (word, how it is said), in letters of the language or in IPA between slashes."""
    take: int = 0


@dataclass(frozen=True, slots=True)
class ChantedSyllable:
    """A syllable in IAST letters, written at `start`..`end` of the text: how long it lasts, what quiet follows it.

    `after` is ṃ, ḥ, m̐ or nothing; `tone` is in semitones from the tonic.
    """

    onset: tuple[str, ...]
    vowel: str
    after: str
    coda: tuple[str, ...]
    start: int
    end: int
    duration_ms: int
    pause_ms: int
    tone: float


@dataclass(frozen=True, slots=True)
class ChantRequest:
    """Verse to chant and who chants it; the tonic is the voice's own (`VoiceEngine.tonic`)."""

    text: str
    voice: Voice
    syllables: tuple[ChantedSyllable, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """What was written to the path: mono 16-bit PCM WAV at `sample_rate`, with its times. `peak` is 0..1.

    `syllables` are there for what was chanted.
    """

    sample_rate: int
    duration_ms: int
    peak: float
    phones: tuple[Phone, ...]
    words: tuple[Word, ...]
    syllables: tuple[Word, ...] = ()


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who can be chosen. `id` is the engine's own name, `name` one for people ("Heart").

    `native` is False for who speaks the language with an accent.
    """

    id: str
    name: str
    gender: Gender
    native: bool


class VoiceEngine(Engine):
    """Speaks. The same request gives the same bytes."""

    capability: ClassVar[str] = "voice"

    @abstractmethod
    def languages(self) -> frozenset[Language]:
        """Languages it speaks intelligibly."""

    @abstractmethod
    def naturalness(self, language: Language) -> Naturalness:
        """How natural it sounds in one of its languages, as it was measured."""

    @abstractmethod
    def speakers(self, language: Language) -> tuple[Speaker, ...]:
        """Who can be chosen to speak a language, the best first; ids and names are unique in it."""

    @abstractmethod
    def cast_voices(
        self, characters: Sequence[Character], language: Language, seed: int, chosen: Mapping[str, str]
    ) -> tuple[dict[str, Voice], Voice]:
        """A voice for every character by name, and one for the narrator.

        By age and gender, no two alike while voices last; adding a character at the end changes nobody before it.
        `chosen` gives ids of `speakers(language)` by character's name or NARRATOR: those speak, as old as the
        character is, and nobody else sounds like them.
        """

    @abstractmethod
    def speak(self, request: SpeechRequest, path: Path) -> Speech:
        """Write the speech to `path` (WAV). Words cover the text's words in order; phones cover what is heard."""

    def tonic(self, voice: Voice) -> float | None:
        """MIDI number of the tone on which this voice chants; None for an engine that can only speak."""
        del voice
        return None

    def chant(self, request: ChantRequest, path: Path) -> Speech:
        """Write the chant to `path` as `speak` does, each syllable as long and as high as it says. See `tonic`."""
        raise TakeFailed(self.name, f"'{request.text}'", f"{path.name}: this voice does not chant")
