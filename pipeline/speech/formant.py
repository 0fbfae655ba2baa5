"""A line spoken by espeak-ng's own formant voice: robotic, in a hundredth of the time, with exact times.

The named peer of `benchmarks/voices.py`; it is no engine, because it never gives the same bytes twice.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from pipeline.contracts.voice import SpeechRequest
from pipeline.speech import espeak, japanese, shaping
from pipeline.speech.feeling import Delivery, deliver
from pipeline.speech.performance import Performance, silent, timed
from pipeline.speech.reading import Phrase, WrittenWord, dictionary_of, read_aloud
from pipeline.speech.roster import FORMANT_SPEAKERS
from pipeline.speech.timing import HeardSound, phones_of
from pipeline.speech.transcription import SOUNDS
from pipeline.speech.vocoder import RATE
from pipeline.vocabulary import Gender, Language

_VOICE_OF = {Language.ENGLISH: "en-us", Language.CHINESE: "cmn", Language.PORTUGUESE: "pt-br", Language.FRENCH: "fr"}
_USUAL_WORDS_A_MINUTE = 165
_LEAST, _MOST = 80, 390


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
    uttered = espeak.utter(text, _variant(request, delivery), _tone(request, delivery))
    import soxr

    sound = soxr.resample(uttered.samples.astype(np.float32) / 32768, espeak.RATE * voice.formant, RATE, quality="HQ")
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


def _tone(request: SpeechRequest, delivery: Delivery) -> espeak.Tone:
    voice = request.voice
    pace = _USUAL_WORDS_A_MINUTE * voice.speed * delivery.speed / voice.formant
    # Fifty steps of its pitch are about an octave.
    height = 50 + 50 * math.log2(voice.pitch * delivery.scale / voice.formant)
    return espeak.Tone(
        round(min(max(pace, _LEAST), _MOST)),
        round(min(max(height, 0), 99)),
        round(min(max(50 * delivery.range, 0), 99)),
    )


def _heard(
    uttered: espeak.Uttered, places: Sequence[int], formant: float, cut_ms: float, duration_ms: int
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
