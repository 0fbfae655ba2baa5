"""How well the voices are understood, how fast they are, when their words begin, and whether moods can be told apart.

    .venv/bin/python benchmarks/voices.py hearing [LANG ...] [--sentences N] [--json FILE]
    .venv/bin/python benchmarks/voices.py starts [LANG ...] [--sentences N]
    .venv/bin/python benchmarks/voices.py moods [LANG ...] [--voices N] [--heard]

hearing: every sentence of benchmarks/voices/LANG.txt (written for this, never used to tune) is spoken by the best woman
and the best man in turn and written down by Whisper base, in 8 bits; the peer in the same run is espeak-ng's formant
voice. Word errors (WER) and letter errors (CER) against the text, the likelihood that Whisper gives the language,
and CPU seconds per second of speech. The ear has limits of its own: Whisper base hardly writes Gujarati, Kannada,
Malayalam, Marathi, Punjabi, Telugu and Bengali whoever speaks. Where its letters are mostly wrong for both voices it
cannot judge, and the likelihood that it gives the language has to.

starts: word starts and, in English, phone edges against pocketsphinx's forced alignment; word starts against Whisper's
in the other languages, which is the looser of the two.

moods: pace, pitch, melody and loudness of each mood against neutral, per voice; with --heard also its word errors.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
import unicodedata
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from pipeline.contracts.voice import Speech, SpeechRequest
from pipeline.engines.transcriber.whisper import WhisperTranscriber
from pipeline.engines.voice.kokoro import KokoroVoice
from pipeline.film import Voice
from pipeline.speech import formant, shaping
from pipeline.speech.casting import CHILD_FORMANTS, CHILDS_LIFT
from pipeline.speech.roster import hertz_of, speakers_of
from pipeline.vocabulary import Emotion, Gender, Language, Manner

HERE = Path(__file__).with_name("voices")
BY_LETTERS = {Language.JAPANESE, Language.CHINESE, Language.KOREAN, Language.TAMIL}
"""Judged by letters: no spaces, or words so long that one letter spoils them."""
STARTS = (Language.SPANISH, Language.FRENCH, Language.GERMAN, Language.ITALIAN, Language.PORTUGUESE)

Sound = NDArray[np.float64]


@dataclass
class Score:
    """Of one engine in one language."""

    words_wrong: int = 0
    words: int = 0
    letters_wrong: int = 0
    letters: int = 0
    likelihoods: list[float] = field(default_factory=list)
    work_s: float = 0.0
    speech_s: float = 0.0

    def hear(self, text: str, heard: str, likelihood: float) -> None:
        """Count what was misheard of a sentence."""
        wanted, got = _plain(text), _plain(heard)
        self.words_wrong += _distance(wanted.split(), got.split())
        self.words += len(wanted.split())
        letters = wanted.replace(" ", "")
        # More errors than letters are a loop of Whisper's, not of the voice.
        self.letters_wrong += min(_distance(letters, got.replace(" ", "")), len(letters))
        self.letters += len(letters)
        self.likelihoods.append(likelihood)

    @property
    def figures(self) -> dict[str, float]:
        """What is printed and kept."""
        return {
            "wer": round(self.words_wrong / max(self.words, 1), 3),
            "cer": round(self.letters_wrong / max(self.letters, 1), 3),
            "likelihood": round(statistics.mean(self.likelihoods), 2),
            "work_per_second": round(self.work_s / max(self.speech_s, 1e-9), 3),
        }


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("hearing", "starts", "moods"))
    parser.add_argument("languages", nargs="*", type=Language)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--voices", type=int, default=0, help="speakers a language; 0 is all")
    parser.add_argument("--heard", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="print what was misheard")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="voices-") as folder:
        match asked.what:
            case "hearing":
                found = hearing(asked, Path(folder))
            case "starts":
                found = starts(asked, Path(folder))
            case _:
                found = moods(asked, Path(folder))
    if asked.json:
        known = json.loads(asked.json.read_text("utf-8")) if asked.json.is_file() else {}
        asked.json.write_text(json.dumps(known | found, ensure_ascii=False, indent=1) + "\n", "utf-8")


# ---------------------------------------------------------------------------------------------------- understood


def hearing(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """How well each language is understood, beside the formant voice."""
    ear = WhisperTranscriber()
    found: dict[str, object] = {}
    print(f"{'':3} {'WER':>6} {'CER':>6} {'lang':>5} {'work/s':>7}    formant: {'WER':>6} {'CER':>6} {'lang':>5}")
    for language in asked.languages or list(Language):
        who = speakers_of(language)
        scores = {"kokoro": Score(), "espeak": Score()}
        # What is loaded once is no sentence's work.
        KokoroVoice().speak(_request("1", Voice("kokoro", who.female[0], language)), folder / "warm.wav")
        for number, text in enumerate(_sentences(language)[: asked.sentences]):
            woman = number % 2 == 0
            for name, speaker in (
                ("kokoro", (who.female if woman else who.male)[0]),
                ("espeak", "f3" if woman else "m3"),
            ):
                score, path = scores[name], folder / "line.wav"
                began = time.process_time()
                request = _request(text, Voice(name, speaker, language))
                score.speech_s += (_kokoro if name == "kokoro" else _espeak)(request, path) / 1000
                score.work_s += time.process_time() - began
                heard = ear.hear(path, language)
                score.hear(text, heard.text, heard.likelihood)
                if asked.wrong and name == "kokoro" and _plain(heard.text) != _plain(text):
                    print(f"      {speaker}: {text}\n      heard: {heard.text}")
        ours, peer = scores["kokoro"].figures, scores["espeak"].figures
        found[language.value] = {"kokoro": ours, "espeak": peer, "sentences": asked.sentences}
        print(
            f"{language.value:3} {ours['wer']:6.3f} {ours['cer']:6.3f} {ours['likelihood']:5.2f} "
            f"{ours['work_per_second']:7.3f}             "
            f"{peer['wer']:6.3f} {peer['cer']:6.3f} {peer['likelihood']:5.2f}",
            flush=True,
        )
    return found


def _kokoro(request: SpeechRequest, path: Path) -> int:
    return KokoroVoice().speak(request, path).duration_ms


def _espeak(request: SpeechRequest, path: Path) -> int:
    performance = formant.perform(request)
    shaping.write_wav(performance.samples, path)
    return performance.duration_ms


# ------------------------------------------------------------------------------------------------------- on time


def starts(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """When words and phones begin."""
    found: dict[str, object] = {}
    for language in asked.languages or [Language.ENGLISH, *STARTS]:
        words: list[float] = []
        phones: list[float] = []
        who = speakers_of(language)
        for number, text in enumerate(_sentences(language)[: asked.sentences]):
            speaker = (who.female if number % 2 == 0 else who.male)[0]
            path = folder / "line.wav"
            speech = KokoroVoice().speak(_request(text, Voice("kokoro", speaker, language)), path)
            if language is Language.ENGLISH:
                by_words, by_phones = _against_sphinx(path, speech)
                words += by_words
                phones += by_phones
            else:
                words += _against_whisper(path, language, speech)
        found[f"starts {language.value}"] = {"words_ms": _median(words), "phones_ms": _median(phones), "n": len(words)}
        edges = f", phone edges {_median(phones)} ms of {len(phones)}" if phones else ""
        print(f"{language.value}: median error of {len(words)} word starts {_median(words)} ms{edges}", flush=True)
    return found


def _against_sphinx(path: Path, speech: Speech) -> tuple[list[float], list[float]]:
    """Errors in ms of word starts and of phone edges inside words, against a forced alignment."""
    import soxr
    from pocketsphinx import Decoder

    sound, rate = _read(path)
    quiet = np.zeros(3_200)
    heard = np.concatenate([quiet, soxr.resample(sound, rate, 16_000), quiet])
    pcm = (np.clip(heard, -1, 1) * 32767).astype("<i2").tobytes()
    decoder = Decoder(samprate=16_000, bestpath=False, loglevel="FATAL")
    spoken = [regex.sub(r"[^a-z']", "", word.text.lower()) for word in speech.words]
    if any(decoder.lookup_word(word) is None for word in spoken):
        return [], []
    decoder.set_align_text(" ".join(spoken))
    _decode(decoder, pcm)
    decoder.set_alignment()
    _decode(decoder, pcm)
    alignment = decoder.get_alignment()
    aligned = [word for word in alignment.words() if word.name not in {"<s>", "</s>", "<sil>", "(NULL)"}]
    if len(aligned) != len(spoken):
        return [], []
    words, phones = [], []
    for word, ours in zip(aligned, speech.words, strict=True):
        words.append(abs(word.start * 10 - 200 - ours.start_ms))
        theirs = [phone.start * 10 - 200 for phone in word][1:]
        edges = [phone.start_ms for phone in speech.phones if ours.start_ms < phone.start_ms < ours.end_ms]
        phones += [min(abs(edge - other) for other in edges) for edge in theirs if edges]
    return words, phones


def _decode(decoder: object, pcm: bytes) -> None:
    decoder.start_utt()  # type: ignore[attr-defined]
    decoder.process_raw(pcm, full_utt=True)  # type: ignore[attr-defined]
    decoder.end_utt()  # type: ignore[attr-defined]


def _against_whisper(path: Path, language: Language, speech: Speech) -> list[float]:
    """Errors in ms of the starts of words that were heard as they are written, but the first, which has no edge."""
    heard = WhisperTranscriber().hear(path, language).words
    theirs = [_plain(word.text) for word in heard]
    errors = []
    cursor = 0
    for word in speech.words:
        written = _plain(word.text)
        if written in theirs[cursor : cursor + 3]:
            cursor = theirs.index(written, cursor)
            if cursor:
                errors.append(float(abs(heard[cursor].start_ms - word.start_ms)))
            cursor += 1
    return errors


# --------------------------------------------------------------------------------------------------------- moods


@dataclass(frozen=True, slots=True)
class Measured:
    """Of one line: speaking pace and voice."""

    words_a_second: float
    hertz: float
    spread: float
    """Standard deviation of the melody, in semitones."""
    level_db: float
    tone: float
    """Share of the frames that have a tone."""


MOODS: tuple[tuple[str, Emotion, Manner], ...] = (
    *((emotion.value, emotion, Manner.SPOKEN) for emotion in Emotion),
    ("whispered", Emotion.NEUTRAL, Manner.WHISPERED),
    ("shouted", Emotion.NEUTRAL, Manner.SHOUTED),
)


def moods(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """How each mood differs from neutral, a voice at a time."""
    found: dict[str, object] = {}
    for language in asked.languages or [Language.ENGLISH]:
        who = speakers_of(language)
        everybody = (*who.female, *who.male, who.narrator)
        chosen = everybody[:: max(1, len(everybody) // asked.voices)] if asked.voices else everybody
        texts = _sentences(language)[:2]
        for speaker in chosen:
            plain = _delivered(texts, language, speaker, Emotion.NEUTRAL, Manner.SPOKEN, folder)
            row = {}
            for name, emotion, manner in MOODS[1:]:
                one = _delivered(texts, language, speaker, emotion, manner, folder)
                row[name] = _against(one, plain)
            child = _child(texts, language, speaker, folder)
            row["child"] = _against(child, plain)
            found[f"{language.value} {speaker}"] = row
            print(f"{language.value} {speaker}")
            for name, one in row.items():
                print(
                    f"   {name:<11} pace {one['pace']:5.2f}  pitch {one['semitones']:+5.1f} st  melody "
                    f"{one['melody']:5.2f}  level {one['level_db']:+5.1f} dB  tone {one['tone']:4.2f}",
                    flush=True,
                )
    if asked.heard:
        found |= _heard_moods(asked, folder)
    return found


def _heard_moods(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    ear = WhisperTranscriber()
    found: dict[str, object] = {}
    for language in asked.languages or [Language.ENGLISH]:
        speaker = speakers_of(language).female[0]
        for name, emotion, manner in MOODS:
            score = Score()
            for text in _sentences(language)[: asked.sentences]:
                request = replace(_request(text, Voice("kokoro", speaker, language), emotion), manner=manner)
                KokoroVoice().speak(request, folder / "line.wav")
                heard = ear.hear(folder / "line.wav", language)
                score.hear(text, heard.text, heard.likelihood)
            found[f"heard {language.value} {name}"] = score.figures
            print(f"   {name:<11} WER {score.figures['wer']:.3f}  CER {score.figures['cer']:.3f}", flush=True)
    return found


def _delivered(
    texts: Sequence[str], language: Language, speaker: str, emotion: Emotion, manner: Manner, folder: Path
) -> Measured:
    voice = Voice("kokoro", speaker, language)
    return _measure(texts, [replace(_request(text, voice, emotion), manner=manner) for text in texts], folder)


def _child(texts: Sequence[str], language: Language, speaker: str, folder: Path) -> Measured:
    female = speaker in speakers_of(language).female or "f_" in speaker[:3]
    gender = Gender.FEMALE if female else Gender.MALE
    voice = Voice("kokoro", speaker, language, 1.0, CHILDS_LIFT, CHILD_FORMANTS[gender])
    return _measure(texts, [_request(text, voice) for text in texts], folder)


def _measure(texts: Sequence[str], requests: Sequence[SpeechRequest], folder: Path) -> Measured:
    seconds, count = 0.0, 0
    tones: list[Sound] = []
    frames, levels = 0, []
    for text, request in zip(texts, requests, strict=True):
        speech = KokoroVoice().speak(request, folder / "mood.wav")
        sound, rate = _read(folder / "mood.wav")
        seconds += speech.duration_ms / 1000
        count += len(text.replace(" ", ""))
        hertz, spoken = melody_of(sound, rate, near=hertz_of(request.voice.speaker) * request.voice.pitch)
        tones.append(hertz)
        frames += spoken
        loud = sound[np.abs(sound) > 0.005]
        levels.append(float(np.mean(loud**2)))
    tone = np.concatenate(tones)
    semitones = 12 * np.log2(np.maximum(tone, 1.0) / 100)
    return Measured(
        count / seconds,
        float(np.median(tone)) if len(tone) else 0.0,
        float(np.std(semitones)) if len(tone) else 0.0,
        10 * float(np.log10(np.mean(levels))),
        len(tone) / max(frames, 1),
    )


def _against(one: Measured, plain: Measured) -> dict[str, float]:
    return {
        "pace": round(one.words_a_second / plain.words_a_second, 3),
        "semitones": round(12 * float(np.log2(max(one.hertz, 1.0) / plain.hertz)), 2),
        "melody": round(one.spread / plain.spread, 2),
        "level_db": round(one.level_db - plain.level_db, 1),
        "tone": round(one.tone, 2),
    }


def melody_of(sound: Sound, rate: int, near: float) -> tuple[Sound, int]:
    """Fundamentals in Hz of the frames with a tone, by autocorrelation within an octave of `near`; and all frames."""
    size, step = rate * 50 // 1000, rate // 100
    window = np.hanning(size)
    bias = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)[:size]
    low, high = int(rate / min(near * 2.2, 700)), min(int(rate / max(near / 2.0, 55)), size - 1)
    loud = 0.15 * np.sqrt(np.mean(sound**2))
    found, frames = [], 0
    for start in range(0, len(sound) - size, step):
        piece = sound[start : start + size] * window
        if np.sqrt(np.mean(piece**2)) < loud:
            continue
        frames += 1
        match = np.fft.irfft(np.abs(np.fft.rfft(piece, 4096)) ** 2)[:size] / (bias + 1e-9)
        best = low + int(np.argmax(match[low:high]))
        if match[best] > 0.55 * match[0]:
            found.append(rate / best)
    return np.array(found), frames


# ---------------------------------------------------------------------------------------------------------- tools


def _request(text: str, voice: Voice, emotion: Emotion = Emotion.NEUTRAL) -> SpeechRequest:
    return SpeechRequest(text, voice, emotion, 0.8)


def _sentences(language: Language) -> list[str]:
    return (HERE / f"{language.value}.txt").read_text("utf-8").splitlines()


def _read(path: Path) -> tuple[Sound, int]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767, file.getframerate()


def _plain(text: str) -> str:
    small = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(regex.sub(r"[^\p{L}\p{M}\p{N}']+", " ", small).split())


def _distance(one: Sequence[str], other: Sequence[str]) -> int:
    before = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        here = [row]
        for column, right in enumerate(other, 1):
            here.append(min(before[column] + 1, here[-1] + 1, before[column - 1] + (left != right)))
        before = here
    return before[-1]


def _median(errors: Sequence[float]) -> float:
    return round(statistics.median(errors), 1) if errors else float("nan")


if __name__ == "__main__":
    sys.exit(main())
