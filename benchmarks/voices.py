"""How well the voices are understood, how fast they are, when their words begin, and whether moods can be told apart.

    .venv/bin/python benchmarks/voices.py hearing [LANG ...] [--alone] [--keep] [--tune] [--wrong] [--json FILE]
    .venv/bin/python benchmarks/voices.py starts [LANG ...] [--sentences N]
    .venv/bin/python benchmarks/voices.py moods [LANG ...] [--voices N] [--json FILE]
    .venv/bin/python benchmarks/voices.py heard [LANG ...]

hearing: every sentence of benchmarks/sentences/LANG.txt (written for this, never used to tune) is spoken by the best
woman and the best man in turn and written down by Whisper base, in 8 bits; the peer in the same run is espeak-ng's
formant voice (--alone leaves it out). Word errors (WER) and letter errors (CER) against the text, as README.md beside
the sentences says, the likelihood that Whisper gives the language where it cannot write it (WEAK_EAR), and CPU
seconds per second of speech. --keep writes what was
found to pipeline/speech/understood.toml, from which each language's label comes; --tune takes the sentences that may be
tuned on.

starts: word starts and, in English, phone edges against pocketsphinx's forced alignment; word starts against Whisper's
in the other languages, which is the looser of the two.

moods: pace, pitch, melody and loudness of each mood, and a child's voice, against neutral, for every voice there is,
and what misses of what LIMITS asks. heard: word errors of each of those moods.
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import tempfile
import time
import tomllib
import unicodedata
import wave
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path

import numpy as np
import regex
from numpy.typing import NDArray

from benchmarks import formant
from pipeline.contracts.voice import Speech, SpeechRequest
from pipeline.engines.transcriber.whisper import WhisperTranscriber
from pipeline.engines.voice.kokoro import KokoroVoice
from pipeline.film import Character, Voice
from pipeline.speech import japanese, roster, shaping
from pipeline.speech.roster import hertz_of, speakers_of
from pipeline.speech.saying import said
from pipeline.vocabulary import AgeGroup, Emotion, Language
from pipeline.vocabulary import Role as CharacterRole

HERE = Path(__file__).with_name("sentences")
UNDERSTOOD = Path(roster.__file__).with_name("understood.toml")
WEAK_EAR = frozenset(
    {
        *(Language.HINDI, Language.TELUGU, Language.BENGALI, Language.MARATHI),
        *(Language.GUJARATI, Language.KANNADA, Language.MALAYALAM, Language.PUNJABI),
    }
)
"""Whisper base hardly writes these whoever speaks: the likelihood of the language has to judge in its place.

Of people's Hindi Whisper small, three times its size, misses 48 % of the words (model card of whisper-small-hindi by
J. Vinith), and base still 29 % after it was trained on it (whisper-base-hi-2 by arun100); of the others it heard less.
"""
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
    sentences: int = 0

    def hear(self, text: str, heard: str, language: Language) -> None:
        """Count what was misheard of a sentence."""
        wanted, got = plain(text, language), plain(heard, language)
        # More errors than words or letters are a loop of Whisper's, not of the voice.
        self.words_wrong += min(words_misheard(wanted, got), len(wanted))
        self.words += len(wanted)
        letters = "".join(wanted)
        self.letters_wrong += min(_distance(letters, "".join(got)), len(letters))
        self.letters += len(letters)
        self.sentences += 1

    @property
    def wer(self) -> float:
        """Share of the words that were misheard."""
        return round(self.words_wrong / max(self.words, 1), 3)

    @property
    def cer(self) -> float:
        """The same of letters."""
        return round(self.letters_wrong / max(self.letters, 1), 3)

    @property
    def likelihood(self) -> float | None:
        """Mean of what the ear gave the language; None where it was not asked."""
        return round(statistics.mean(self.likelihoods), 2) if self.likelihoods else None

    @property
    def work_per_second(self) -> float:
        """CPU seconds per second of speech."""
        return round(self.work_s / max(self.speech_s, 1e-9), 3)

    @property
    def figures(self) -> dict[str, float | None]:
        """What is kept."""
        return {"wer": self.wer, "cer": self.cer, "likelihood": self.likelihood, "work": self.work_per_second}


def main() -> None:
    """Measure what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("hearing", "starts", "moods", "heard"))
    parser.add_argument("languages", nargs="*", type=Language)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--voices", type=int, default=0, help="speakers a language; 0 is all")
    parser.add_argument("--alone", action="store_true", help="without the peer")
    parser.add_argument("--keep", action="store_true", help="label the languages by what was found")
    parser.add_argument("--tune", action="store_true", help="the sentences that may be tuned on")
    parser.add_argument("--wrong", action="store_true", help="print what was misheard")
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="voices-") as folder:
        match asked.what:
            case "hearing":
                found = hearing(asked, Path(folder))
            case "starts":
                found = starts(asked, Path(folder))
            case "moods":
                found = moods(asked, Path(folder))
            case _:
                found = heard_moods(asked, Path(folder))
    if asked.json:
        known = json.loads(asked.json.read_text("utf-8")) if asked.json.is_file() else {}
        asked.json.write_text(json.dumps(known | found, ensure_ascii=False, indent=1) + "\n", "utf-8")


# ---------------------------------------------------------------------------------------------------- understood


def hearing(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """How well each language is understood, beside the formant voice."""
    ear = WhisperTranscriber()
    found: dict[str, object] = {}
    print(f"{'':3} {'WER':>6} {'CER':>6} {'lang':>5} {'work/s':>7}    formant: {'WER':>6} {'CER':>6}")
    for language in asked.languages or list(Language):
        who = speakers_of(language)
        ours, peer = Score(), Score()
        # What is loaded once is no sentence's work.
        KokoroVoice().speak(_request("1", Voice("kokoro", who.female[0], language)), folder / "warm.wav")
        for number, text in enumerate(_sentences(language, tune=asked.tune)[: asked.sentences]):
            woman, path = number % 2 == 0, folder / "line.wav"
            speaker = (who.female if woman else who.male)[0]
            began = time.process_time()
            spoken = KokoroVoice().speak(_request(text, Voice("kokoro", speaker, language)), path)
            ours.work_s += time.process_time() - began
            ours.speech_s += spoken.duration_ms / 1000
            heard = ear.hear(path, language).text
            ours.hear(text, heard, language)
            if language in WEAK_EAR:
                ours.likelihoods.append(ear.likelihood(path, language))
            if asked.wrong and words_misheard(plain(text, language), plain(heard, language)):
                print(f"      {speaker}: {text}\n      heard: {heard}")
            if not asked.alone:
                request = _request(text, Voice("espeak", "f3" if woman else "m3", language))
                shaping.write_wav(formant.perform(request).samples, path)
                peer.hear(text, ear.hear(path, language).text, language)
        found[language.value] = {"kokoro": ours.figures, "espeak": peer.figures if peer.words else None}
        likelihood = "    -" if ours.likelihood is None else f"{ours.likelihood:5.2f}"
        print(
            f"{language.value:3} {ours.wer:6.3f} {ours.cer:6.3f} {likelihood} {ours.work_per_second:7.3f}"
            + ("" if asked.alone else f"             {peer.wer:6.3f} {peer.cer:6.3f}"),
            flush=True,
        )
        if asked.keep:
            _keep(language, ours)
    return found


def _keep(language: Language, score: Score) -> None:
    """Write a language's row of what its label comes from."""
    tables = tomllib.loads(UNDERSTOOD.read_text("utf-8")) if UNDERSTOOD.is_file() else {}
    sure = {} if score.likelihood is None else {"likelihood": score.likelihood}
    tables[language.value] = {"misheard": score.cer, **sure, "sentences": score.sentences}
    rows = [
        f"{one.value} = {{ {', '.join(f'{name} = {figure}' for name, figure in row.items())} }}\n"
        for one in Language
        if (row := tables.get(one.value))
    ]
    head = "# Letters misheard, how likely the language was where the ear cannot write it: by benchmarks/voices.py.\n\n"
    UNDERSTOOD.write_text(head + "".join(rows), "utf-8")


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
    theirs = ["".join(plain(word.text, language)) for word in heard]
    errors = []
    cursor = 0
    for word in speech.words:
        written = "".join(plain(word.text, language))
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

    letters_a_second: float
    semitones: float
    """Median of the melody, above 100 Hz."""
    spread: float
    """Of the melody, from its tenth to its ninetieth percentile, in semitones."""
    level_db: float
    timbre: Sound


@dataclass(frozen=True, slots=True)
class Limits:
    """Least and most of a mood against neutral: pace and melody as factors, pitch in semitones, loudness in dB."""

    pace: tuple[float, float] = (0, math.inf)
    semitones: tuple[float, float] = (-math.inf, math.inf)
    melody: tuple[float, float] = (0, math.inf)
    level_db: tuple[float, float] = (-math.inf, math.inf)
    formants: tuple[float, float] = (0, math.inf)

    def missed(self, found: Mapping[str, float]) -> list[str]:
        """What lies outside."""
        return [
            f"{name} {found[name]:+.2f}"
            for name, (least, most) in ((one.name, getattr(self, one.name)) for one in fields(self))
            if not least <= found[name] <= most
        ]


HEARD = 0.05
"""How many more words may be misheard in a mood than in neutral."""
LIMITS: dict[Emotion | str, Limits] = {
    Emotion.SAD: Limits(pace=(0, 0.9), semitones=(-math.inf, -1), melody=(0, 0.95)),
    Emotion.CALM: Limits(pace=(0, 0.97), level_db=(-math.inf, -1)),
    Emotion.HAPPY: Limits(pace=(1.08, math.inf), semitones=(0.5, math.inf), melody=(1.05, math.inf)),
    Emotion.EXCITED: Limits(pace=(1.08, math.inf), semitones=(0.5, math.inf), melody=(1.05, math.inf)),
    Emotion.ANGRY: Limits(pace=(1.03, math.inf), level_db=(1, math.inf)),
    "child": Limits(semitones=(4, math.inf), formants=(1.08, math.inf)),
}
"""What must be heard of a mood."""


def moods(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """How each mood differs from neutral, a voice at a time, each in the first language that has it."""
    found: dict[str, object] = {}
    missed: list[str] = []
    known: set[str] = set()
    for language in asked.languages or list(Language):
        who = speakers_of(language)
        new = [one for one in (*who.female, *who.male, who.narrator) if one not in known]
        known |= set(new)
        for speaker in new[: asked.voices or None]:
            plain_one = _delivered(language, speaker, Emotion.NEUTRAL, folder)
            row = {
                str(mood): _against(
                    _child(language, speaker, folder)
                    if mood == "child"
                    else _delivered(language, speaker, Emotion(mood), folder),
                    plain_one,
                )
                for mood in LIMITS
            }
            found[f"{language.value} {speaker}"] = row
            print(f"{language.value} {speaker}", flush=True)
            for mood, limits in LIMITS.items():
                against = row[str(mood)]
                misses = limits.missed(against)
                missed += [f"{language.value} {speaker} {mood}: {what}" for what in misses]
                print(
                    f"   {mood:<8} pace {against['pace']:5.2f}  pitch {against['semitones']:+5.1f} st  melody "
                    f"{against['melody']:5.2f}  level {against['level_db']:+5.1f} dB  "
                    f"formants {against['formants']:4.2f}"
                    f"{'   MISSED: ' + ', '.join(misses) if misses else ''}",
                    flush=True,
                )
    print(f"{len(found)} voices, {len(found) * len(LIMITS)} moods, {len(missed)} misses")
    for one in missed:
        print(f"   {one}")
    return found


def heard_moods(asked: argparse.Namespace, folder: Path) -> dict[str, object]:
    """Word errors of each mood beside neutral, for the best woman and the best man in turn."""
    ear = WhisperTranscriber()
    found: dict[str, object] = {}
    for language in asked.languages or [Language.ENGLISH]:
        who = speakers_of(language)
        plain_wer = 0.0
        for mood in (Emotion.NEUTRAL, *(Emotion(one) for one in LIMITS if one != "child")):
            score = Score()
            for number, text in enumerate(_sentences(language)[: asked.sentences]):
                speaker = (who.female if number % 2 == 0 else who.male)[0]
                KokoroVoice().speak(_request(text, Voice("kokoro", speaker, language), mood), folder / "line.wav")
                score.hear(text, ear.hear(folder / "line.wav", language).text, language)
            plain_wer = score.wer if mood is Emotion.NEUTRAL else plain_wer
            found[f"heard {language.value} {mood}"] = score.figures
            more = "   MISSED" if score.wer > plain_wer + HEARD else ""
            print(f"{language.value} {mood:<8} WER {score.wer:.3f}  CER {score.cer:.3f}{more}", flush=True)
    return found


def _delivered(language: Language, speaker: str, emotion: Emotion, folder: Path) -> Measured:
    voice = Voice("kokoro", speaker, language)
    return _measure([_request(min(_sentences(language), key=len), voice, emotion)], folder)


def _child(language: Language, speaker: str, folder: Path) -> Measured:
    """As casting makes a child of this speaker."""
    child = Character("Kim", CharacterRole.SUPPORTING, AgeGroup.CHILD, roster.gender_of(speaker))
    voices, _ = KokoroVoice().cast_voices([child], language, 0, {child.name: speaker})
    return _measure([_request(min(_sentences(language), key=len), voices[child.name])], folder)


def _measure(requests: Sequence[SpeechRequest], folder: Path) -> Measured:
    seconds, count = 0.0, 0
    tones: list[Sound] = []
    levels, timbres = [], []
    for request in requests:
        speech = KokoroVoice().speak(request, folder / "mood.wav")
        sound, rate = _read(folder / "mood.wav")
        seconds += speech.duration_ms / 1000
        count += len(request.text.replace(" ", ""))
        hertz = melody_of(sound, rate, near=hertz_of(request.voice.speaker) * request.voice.pitch)
        tones.append(hertz)
        loud = sound[np.abs(sound) > 0.005]
        levels.append(float(np.mean(loud**2)))
        timbres.append(_timbre(sound, rate))
    semitones = 12 * np.log2(np.concatenate(tones) / 100)
    low, middle, high = np.percentile(semitones, (10, 50, 90))
    return Measured(
        count / seconds,
        float(middle),
        float(high - low),
        10 * float(np.log10(np.mean(levels))),
        np.mean(timbres, axis=0),
    )


def _against(one: Measured, plain_one: Measured) -> dict[str, float]:
    return {
        "pace": round(one.letters_a_second / plain_one.letters_a_second, 3),
        "semitones": round(one.semitones - plain_one.semitones, 2),
        "melody": round(one.spread / plain_one.spread, 2),
        "level_db": round(one.level_db - plain_one.level_db, 1),
        "formants": round(_shift(one.timbre, plain_one.timbre), 3),
    }


_STEPS = 96
"""Of a timbre, to an octave."""
_LOW_HZ, _OCTAVES = 400.0, 4


def _timbre(sound: Sound, rate: int) -> Sound:
    """Loudness in dB by pitch, from _LOW_HZ on in steps of an octave, smoothed so that no single harmonic is seen."""
    size = 4096
    frames = np.lib.stride_tricks.sliding_window_view(sound, size)[:: size // 2] * np.hanning(size)
    power = np.mean(np.abs(np.fft.rfft(frames)) ** 2, axis=0)
    wide = np.convolve(power, np.hanning(101) / np.hanning(101).sum(), "same")  # some 300 Hz
    at = _LOW_HZ * 2 ** (np.arange(_STEPS * _OCTAVES) / _STEPS)
    return 10 * np.log10(np.interp(at, np.fft.rfftfreq(size, 1 / rate), wide) + 1e-12)


def _shift(one: Sound, other: Sound) -> float:
    """By what factor the first timbre lies higher, within half an octave: where both shapes agree best."""
    slopes = [np.convolve(np.diff(timbre), np.ones(9) / 9, "same") for timbre in (one, other)]
    reach = _STEPS // 2
    middle = slopes[1][reach:-reach]

    def agreement(by: int) -> float:
        return float(np.corrcoef(slopes[0][reach + by : len(slopes[0]) - reach + by], middle)[0, 1])

    return float(2 ** (max(range(-reach, reach), key=agreement) / _STEPS))


def melody_of(sound: Sound, rate: int, near: float) -> Sound:
    """Fundamentals in Hz of the frames with a tone, by autocorrelation within an octave of `near`."""
    size, step = rate * 50 // 1000, rate // 100
    window = np.hanning(size)
    bias = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)[:size]
    low, high = int(rate / min(near * 2.2, 700)), min(int(rate / max(near / 2.0, 55)), size - 1)
    loud = 0.15 * np.sqrt(np.mean(sound**2))
    found = []
    for start in range(0, len(sound) - size, step):
        piece = sound[start : start + size] * window
        if np.sqrt(np.mean(piece**2)) < loud:
            continue
        match = np.fft.irfft(np.abs(np.fft.rfft(piece, 4096)) ** 2)[:size] / (bias + 1e-9)
        best = low + int(np.argmax(match[low:high]))
        if match[best] > 0.55 * match[0]:
            found.append(rate / best)
    return np.array(found)


# ---------------------------------------------------------------------------------------------------------- tools


def _request(text: str, voice: Voice, emotion: Emotion = Emotion.NEUTRAL) -> SpeechRequest:
    return SpeechRequest(text, voice, emotion, 0.8)


def _sentences(language: Language, *, tune: bool = False) -> list[str]:
    folder = HERE / "tune" if tune else HERE
    return (folder / f"{language.value}.txt").read_text("utf-8").splitlines()


def _read(path: Path) -> tuple[Sound, int]:
    with wave.open(str(path)) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767, file.getframerate()


def plain(text: str, language: Language) -> list[str]:
    """The words of a text as they are compared: what cannot be heard makes no difference.

    The rules are in README.md beside the sentences.
    """
    if language is Language.JAPANESE:
        text = japanese.kana(text)
    elif language is Language.CHINESE:
        text = regex.sub(r"\p{Han}+", lambda found: _by_sound(found[0]), text)
    small = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    small = regex.sub(r"\p{Cf}|\p{Arabic}\K\p{M}+", "", small).translate(_ALIKE)
    words = regex.sub(r"[^\p{L}\p{M}\p{N}]+", " ", small).split()
    return " ".join(said(words, language)).casefold().replace("-", " ").split()


def _by_sound(han: str) -> str:
    """One sign a syllable, the same for all characters that sound alike, tone and all."""
    from pypinyin import Style, lazy_pinyin

    syllables = lazy_pinyin(han, style=Style.TONE3, neutral_tone_with_five=True)
    # The dictionary gives these two the tone of the word around them, and the ear may write another word.
    plain = (_OWN_TONE.get(one, syllable) for one, syllable in zip(han, syllables, strict=True))
    return "".join(_SIGNS.setdefault(syllable, chr(_FIRST_SIGN + len(_SIGNS))) for syllable in plain)


_OWN_TONE = {"一": "yi1", "不": "bu4"}
_FIRST_SIGN = ord("一")
_SIGNS: dict[str, str] = {}
"""Of Chinese syllables, in the order in which they were met; there are some 1,300."""
_ALIKE = str.maketrans("أإآٱىة", "اااايه")
"""Letters that Arabic writers use for one another."""
_LONGEST_JOIN = 3


def words_misheard(wanted: Sequence[str], got: Sequence[str]) -> int:
    """Words left out, put in or changed, at least; words that only run together or fall apart are not misheard."""
    rows = len(wanted) + 1
    costs = [[0] * (len(got) + 1) for _ in range(rows)]
    for row in range(rows):
        for column in range(len(got) + 1):
            if row == 0 or column == 0:
                costs[row][column] = row + column
                continue
            best = min(
                costs[row - 1][column] + 1,
                costs[row][column - 1] + 1,
                costs[row - 1][column - 1] + (wanted[row - 1] != got[column - 1]),
            )
            for size in range(2, _LONGEST_JOIN + 1):
                if row >= size and "".join(wanted[row - size : row]) == got[column - 1]:
                    best = min(best, costs[row - size][column - 1])
                if column >= size and wanted[row - 1] == "".join(got[column - size : column]):
                    best = min(best, costs[row - 1][column - size])
            costs[row][column] = best
    return costs[-1][-1]


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
    main()
