"""A line spoken by espeak-ng's own formant voice: robotic, in a hundredth of the time, with exact times.

The named peer of `voices.py`; it is no engine, because it never gives the same bytes twice.
"""

from __future__ import annotations

import ctypes
import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.voice import SpeechRequest
from pipeline.speech import espeak, japanese, shaping
from pipeline.speech.feeling import Delivery, deliver
from pipeline.speech.performance import Performance, silent, timed
from pipeline.speech.reading import Phrase, WrittenWord, dictionary_of, read_aloud
from pipeline.speech.timing import HeardSound, phones_of
from pipeline.speech.transcription import SOUNDS
from pipeline.speech.vocoder import RATE
from pipeline.vocabulary import Gender, Language

_VOICE_OF = {Language.ENGLISH: "en-us", Language.CHINESE: "cmn", Language.PORTUGUESE: "pt-br", Language.FRENCH: "fr"}
_USUAL_WORDS_A_MINUTE = 165
_LEAST, _MOST = 80, 390
UTTERED_RATE = 22_050
"""Of espeak-ng's own voice."""
_CHARACTERS, _UTF8 = 1, 1
_END_OF_LIST, _WORD, _PHONEME = 0, 1, 7
_SPEED, _PITCH, _RANGE = 1, 3, 4
FORMANT_SPEAKERS = {
    **dict.fromkeys(("f1", "f2", "f3", "f4"), Gender.FEMALE),
    **dict.fromkeys(("m3", "m1", "m2", "m7"), Gender.MALE),
}
"""espeak-ng's variants that can be understood; each speaks every language."""


class _Id(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Id),
    )


_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Tone:
    """How it speaks: words a minute (usual 165), height and liveliness from 0 to 100 (usual 50)."""

    words_a_minute: int = 165
    pitch: int = 50
    range: int = 50


@dataclass(frozen=True, slots=True)
class Uttered:
    """Sound at UTTERED_RATE. `words` are (place in the text, ms), `phones` (IPA, ms), each in order of their starts."""

    samples: NDArray[np.int16]
    words: tuple[tuple[int, int], ...]
    phones: tuple[tuple[str, int], ...]


def perform(request: SpeechRequest) -> Performance:
    """Speak a line. What cannot be said gives a short silence without words. Raises ValueError for no such speaker."""
    voice = request.voice
    if voice.speaker not in FORMANT_SPEAKERS:
        raise ValueError(f"there is no speaker '{voice.speaker}'")
    phrases = read_aloud(request.text, voice.language, dictionary_of(request.pronunciations))
    written = tuple(word for phrase in phrases for word in phrase.words)
    if not written:
        return silent()
    text, places = _said(phrases, voice.language)
    delivery = deliver(request.emotion, request.strength, request.manner)
    uttered = _utter(text, _variant(request, delivery), _tone(request, delivery))
    import soxr

    sound = soxr.resample(uttered.samples.astype(np.float32) / 32768, UTTERED_RATE * voice.formant, RATE, quality="HQ")
    first, last = shaping.audible(sound)
    if last <= first:
        return silent()
    kept = shaping.soften_edges(sound[first:last].astype(np.float32))
    samples = shaping.level(shaping.brighten(kept, delivery.bright_db), delivery.gain_db)
    duration_ms = round(len(samples) * 1000 / RATE)
    heard = _heard(uttered, places, voice.formant, first * 1000 / RATE, duration_ms)
    return Performance(samples, duration_ms, phones_of(heard, duration_ms), timed(written, heard, duration_ms))


def _said(phrases: Sequence[Phrase], language: Language) -> tuple[str, tuple[int, ...]]:
    """The text for espeak-ng, and where each word begins in it."""
    text, places = "", []
    for phrase in phrases:
        for word in phrase.words:
            places.append(len(text))
            text += _form(word, language) + " "
        text = text.rstrip() + (phrase.mark or ".") + " "
    return text, tuple(places)


def _form(word: WrittenWord, language: Language) -> str:
    said = word.text if not word.said or SOUNDS.fullmatch(word.said) else word.said
    return japanese.kana(said) if language is Language.JAPANESE else said


def _variant(request: SpeechRequest, delivery: Delivery) -> str:
    voice = request.voice
    code = _VOICE_OF.get(voice.language, voice.language.value)
    if delivery.breathy:
        return f"{code}+{'whisperf' if FORMANT_SPEAKERS[voice.speaker] is Gender.FEMALE else 'whisper'}"
    return f"{code}+{voice.speaker}"


def _tone(request: SpeechRequest, delivery: Delivery) -> Tone:
    voice = request.voice
    pace = _USUAL_WORDS_A_MINUTE * voice.speed * delivery.speed / voice.formant
    # Fifty steps of its pitch are about an octave.
    height = 50 + 50 * math.log2(voice.pitch * delivery.scale / voice.formant)
    return Tone(
        round(min(max(pace, _LEAST), _MOST)),
        round(min(max(height, 0), 99)),
        round(min(max(50 * delivery.range, 0), 99)),
    )


def _heard(
    uttered: Uttered, places: Sequence[int], formant: float, cut_ms: float, duration_ms: int
) -> list[HeardSound]:
    """Sounds with their words: the word begun last when a sound starts."""
    starts = [(ms, bisect_right(places, place) - 1) for place, ms in uttered.words if place >= 0]
    begun = [ms for ms, _ in starts]
    heard: list[HeardSound] = []
    edges = [ms for _, ms in uttered.phones[1:]] + [math.inf]
    for (symbol, start), end in zip(uttered.phones, edges, strict=True):
        sound = symbol.strip("ˈˌ")
        if not sound or not any(letter.isalpha() for letter in sound):
            continue
        place = bisect_right(begun, start) - 1
        word = max(starts[place][1], 0) if place >= 0 else 0
        times = [min(max(ms / formant - cut_ms, 0), duration_ms) for ms in (start, end)]
        heard.append(HeardSound(sound, times[0], times[1], word))
    return heard


def _utter(text: str, voice: str, tone: Tone) -> Uttered:
    """Speak a text with the formant voice, or a variant of it ("de+f3"). Raises ValueError for an unknown one.

    Its noise and phases go on from call to call: the same words are never the same bytes, so it can make no takes.
    """
    sound: list[NDArray[np.int16]] = []
    words: list[tuple[int, int]] = []
    phones: list[tuple[str, int]] = []

    def receive(samples: ctypes._Pointer[ctypes.c_short], count: int, events: ctypes._Pointer[_Event]) -> int:
        if count > 0:  # the last call brings no samples
            sound.append(np.ctypeslib.as_array(samples, (count,)).astype(np.int16))
        place = 0
        while events[place].type != _END_OF_LIST:
            event = events[place]
            if event.type == _WORD:
                words.append((event.text_position - 1, event.audio_position))
            elif event.type == _PHONEME:
                phones.append((event.id.string.decode("utf-8", "ignore"), event.audio_position))
            place += 1
        return 0

    heard = _Callback(receive)
    with espeak.speaking(voice) as library:
        library.espeak_SetSynthCallback(heard)
        for what, value in ((_SPEED, tone.words_a_minute), (_PITCH, tone.pitch), (_RANGE, tone.range)):
            library.espeak_SetParameter(what, value, 0)
        written = text.encode()
        library.espeak_Synth(written, len(written) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
        library.espeak_Synchronize()
    samples = np.concatenate(sound) if sound else np.zeros(0, np.int16)
    return Uttered(samples, tuple(words), tuple(phones))
