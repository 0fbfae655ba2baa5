"""A line, spoken: sentence by sentence, with the pauses between them, and the times of everything."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.assets import AssetFolder
from pipeline.contracts.voice import SpeechRequest
from pipeline.speech import shaping, vocoder
from pipeline.speech.feeling import deliver, reread
from pipeline.speech.reading import Phrase, WrittenWord, dictionary_of, read_aloud
from pipeline.speech.roster import hertz_of
from pipeline.speech.symbols import SPACE
from pipeline.speech.timing import HeardSound, hear, phones_of
from pipeline.speech.transcription import transcribe
from pipeline.timeline import Phone, Word

SHORT_SILENCE_MS = 120.0
_MOST_LETTERS = 300
"""In one inference: memory grows with the length."""
_PAUSE_MS = {".": 280.0, "!": 260.0, "?": 280.0, "…": 520.0, "—": 150.0, ";": 160.0, ":": 160.0, ",": 110.0, "": 60.0}
_SLOWEST, _FASTEST = 0.55, 1.6
_TONELESS = 1e-3
"""A fundamental so low that the model takes all of it for unvoiced, and whispers."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """What goes into the model at once. `words` are indices into the line's words, None for marks."""

    letters: str
    words: tuple[int | None, ...]
    mark: str


@dataclass(frozen=True, slots=True)
class Performance:
    """Sound at vocoder.RATE with its times."""

    samples: vocoder.Samples
    duration_ms: int
    phones: tuple[Phone, ...]
    words: tuple[Word, ...]


def perform(request: SpeechRequest, assets: AssetFolder) -> Performance:
    """Speak a line. What cannot be said (emoji, punctuation alone) gives a short silence without words."""
    voice = request.voice
    phrases = read_aloud(request.text, voice.language, dictionary_of(request.pronunciations))
    written = tuple(word for phrase in phrases for word in phrase.words)
    delivery = reread(deliver(request.emotion, request.strength, request.manner), request.text, request.take)
    speed = min(max(voice.speed * delivery.speed, _SLOWEST), _FASTEST)
    scale = _TONELESS if delivery.breathy else voice.pitch * delivery.scale / voice.formant
    melody = vocoder.Melody(hertz_of(voice.speaker), scale, delivery.range)
    style = vocoder.style_of(voice.speaker, assets.kokoro_voices)
    vocabulary = vocoder.vocabulary(assets.kokoro_vocab)
    parts: list[vocoder.Samples] = []
    heard: list[HeardSound] = []
    offset, pause_ms = 0, 0.0
    for sentence in _sentences(phrases, request):
        tokens = [vocabulary[letter] for letter in sentence.letters]
        sung = vocoder.sing(assets.kokoro_model, tokens, style, speed / voice.formant, melody)
        sound = shaping.resize_body(sung.samples, voice.formant)
        first, last = shaping.audible(sound)
        if last <= first:
            continue
        if parts:
            parts.append(shaping.silence(pause_ms / speed))
            offset += len(parts[-1])
        parts.append(shaping.soften_edges(sound[first:last]))
        shift_ms = (offset - first) * 1000 / vocoder.RATE
        floor_ms, roof_ms = offset * 1000 / vocoder.RATE, (offset + last - first) * 1000 / vocoder.RATE
        heard.extend(
            HeardSound(
                sounded.symbol,
                min(max(sounded.start_ms + shift_ms, floor_ms), roof_ms),
                min(max(sounded.end_ms + shift_ms, floor_ms), roof_ms),
                sounded.word,
            )
            for sounded in hear(sentence.letters, sentence.words, sung.frames, voice.formant)
        )
        offset += last - first
        pause_ms = _PAUSE_MS[sentence.mark]
    if not parts:
        return silent()
    samples = shaping.level(shaping.brighten(np.concatenate(parts), delivery.bright_db), delivery.gain_db)
    duration_ms = round(len(samples) * 1000 / vocoder.RATE)
    return Performance(samples, duration_ms, phones_of(heard, duration_ms), timed(written, heard, duration_ms))


def silent() -> Performance:
    """What is heard of a line that has nothing to say."""
    samples = shaping.silence(SHORT_SILENCE_MS)
    return Performance(samples, round(SHORT_SILENCE_MS), (Phone(".", 0, round(SHORT_SILENCE_MS)),), ())


def _sentences(phrases: tuple[Phrase, ...], request: SpeechRequest) -> Iterator[Sentence]:
    language = request.voice.language
    british = request.voice.speaker.startswith("b")
    letters: list[str] = []
    owners: list[int | None] = []
    mark, first = "", 0

    def close() -> Sentence:
        # A bare end would be sung as if more came.
        text = "".join(letters) if mark else "".join(letters) + "."
        sentence = Sentence(text, tuple(owners) if mark else (*owners, None), mark)
        letters.clear()
        owners.clear()
        return sentence

    for phrase in phrases:
        sounds = transcribe(phrase, language, british=british)
        for piece, belongs in _pieces(sounds.letters, sounds.words):
            if letters and len(letters) + len(piece) > _MOST_LETTERS:
                yield close()
            if letters:
                letters.append(SPACE)
                owners.append(None)
            letters.extend(piece)
            owners.extend(first + word for word in belongs)
            mark = ""
        if letters and sounds.letters:
            mark = phrase.mark
            if mark:
                letters.append(mark)
                owners.append(None)
        if letters and phrase.ends_sentence:
            yield close()
        first += len(phrase.words)
    if letters:
        yield close()


def _pieces(letters: str, words: tuple[int, ...]) -> Iterator[tuple[str, tuple[int, ...]]]:
    """A phrase longer than the model takes, cut at spaces."""
    start = 0
    while start < len(letters):
        end = len(letters)
        if end - start > _MOST_LETTERS:
            space = letters.rfind(SPACE, start + 1, start + _MOST_LETTERS)
            end = space if space > start else start + _MOST_LETTERS
        yield letters[start:end], words[start:end]
        start = end + 1 if letters[end : end + 1] == SPACE else end


def timed(written: Sequence[WrittenWord], heard: Sequence[HeardSound], duration_ms: int) -> tuple[Word, ...]:
    """Every written word in order; one without a sound stands where the word before it ends, with no length."""
    spans: dict[int, tuple[float, float]] = {}
    for sound in heard:
        if sound.word is not None:
            start, end = spans.get(sound.word, (sound.start_ms, sound.end_ms))
            spans[sound.word] = (min(start, sound.start_ms), max(end, sound.end_ms))
    words: list[Word] = []
    cursor = 0
    for index, word in enumerate(written):
        start, end = spans.get(index, (cursor, cursor))
        start_ms = min(max(round(start), cursor), duration_ms)
        end_ms = min(max(round(end), start_ms), duration_ms)
        words.append(Word(word.text, start_ms, end_ms, word.start, word.end))
        cursor = end_ms
    return tuple(words)
