"""A chanted line as sound, with the times of its sounds, syllables and words."""

from __future__ import annotations

import math
from itertools import accumulate

import regex

from pipeline.assets import AssetFolder
from pipeline.contracts.voice import ChantRequest
from pipeline.film import Voice
from pipeline.speech import shaping, vocoder
from pipeline.speech.chanting import FRAME_MS, intone
from pipeline.speech.performance import Performance
from pipeline.speech.roster import hertz_of, speakers_of
from pipeline.speech.sanskrit import tokens_of
from pipeline.speech.symbols import MODIFIERS, as_ipa
from pipeline.speech.timing import LAG_MS, HeardSound, phones_of
from pipeline.timeline import Phone, Word
from pipeline.vocabulary import Language

VOWEL_STRENGTH = 7.6
"""What the model foresees for the middle of a spoken vowel (median of three speakers 7.8 to 8.5): held ones keep it."""
SHORT_MS = 120.0
_WORD = regex.compile(r"[\p{L}\p{M}\p{N}’']+")


def reciter_of(voice: Voice) -> str:
    """Who chants for a voice: the speaker itself if India's languages are among theirs, else their narrator."""
    indian = speakers_of(Language.HINDI)
    return voice.speaker if voice.speaker in (*indian.female, *indian.male, indian.narrator) else indian.narrator


def tonic_of(voice: Voice) -> float:
    """MIDI number of the tone on which a voice recites: the semitone nearest to where it speaks."""
    return float(round(69 + 12 * math.log2(hertz_of(reciter_of(voice)) * voice.pitch / 440)))


def chant(request: ChantRequest, assets: AssetFolder) -> tuple[Performance, tuple[Word, ...]]:
    """Chant a line; what has no syllable gives a short silence."""
    if not request.syllables:
        quiet = round(SHORT_MS)
        return Performance(shaping.silence(SHORT_MS), quiet, (Phone(".", 0, quiet),), ()), ()
    tokens, spans = tokens_of(request.syllables)
    speaker = reciter_of(request.voice)
    hertz = 440 * 2 ** ((tonic_of(request.voice) - 69) / 12)
    sound = intone(
        assets.kokoro_model,
        tokens,
        vocoder.vocabulary(assets.kokoro_vocab),
        vocoder.style_of(speaker, assets.kokoro_voices),
        hertz,
        VOWEL_STRENGTH,
    )
    edges = [0, *accumulate(token.frames for token in tokens)]
    begin_ms = max(0.0, edges[spans[0][0]] * FRAME_MS - LAG_MS - 20)
    end_ms = edges[spans[-1][1]] * FRAME_MS + 60
    first, last = (round(ms * vocoder.RATE / 1000) for ms in (begin_ms, end_ms))
    samples = shaping.level(shaping.soften_edges(sound[first:last]))
    duration_ms = round(len(samples) * 1000 / vocoder.RATE)

    def heard(edge: int) -> float:
        return min(max(edges[edge] * FRAME_MS - LAG_MS - begin_ms, 0.0), float(duration_ms))

    sounds: list[HeardSound] = []
    for number, (start, stop) in enumerate(spans):
        for place in range(start, stop):
            letter = tokens[place].letter
            if letter in MODIFIERS and sounds:
                before = sounds[-1]
                sounds[-1] = HeardSound(before.symbol + letter, before.start_ms, heard(place + 1), before.word)
            else:
                sounds.append(HeardSound(as_ipa(letter), heard(place), heard(place + 1), number))
    syllables = tuple(
        Word(request.text[one.start : one.end], round(heard(start)), round(heard(stop)), one.start, one.end)
        for one, (start, stop) in zip(request.syllables, spans, strict=True)
    )
    return Performance(samples, duration_ms, phones_of(sounds, duration_ms), _words(request.text, syllables)), syllables


def _words(text: str, syllables: tuple[Word, ...]) -> tuple[Word, ...]:
    """Written words with the times of the syllables that begin in them; one that holds none has no length."""
    words: list[Word] = []
    cursor = 0
    for match in _WORD.finditer(text):
        mine = [one for one in syllables if match.start() <= one.start < match.end()]
        start_ms = mine[0].start_ms if mine else cursor
        cursor = mine[-1].end_ms if mine else cursor
        words.append(Word(match[0], start_ms, cursor, match.start(), match.end()))
    return tuple(words)
