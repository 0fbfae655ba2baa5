"""Kokoro: what is heard, when, and by whom."""

from __future__ import annotations

import wave
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from pipeline.contracts.voice import Speaker, Speech, SpeechRequest
from pipeline.engines.voice.kokoro import KokoroVoice
from pipeline.errors import TakeFailed
from pipeline.film import NARRATOR, Character, Voice
from pipeline.speech.roster import hertz_of, speakers_of
from pipeline.vocabulary import AgeGroup, Emotion, Gender, Language, Manner, Role

VOICE = Voice("kokoro", "af_heart", Language.ENGLISH)
TEXT = "The lamp is on the river. Will it reach the sea?"


def say(
    path: Path, text: str = TEXT, voice: Voice = VOICE, emotion: Emotion = Emotion.NEUTRAL, strength: float = 0.8
) -> tuple[Speech, NDArray[np.float64]]:
    speech = KokoroVoice().speak(SpeechRequest(text, voice, emotion, strength), path)
    with wave.open(str(path)) as file:
        assert (file.getnchannels(), file.getsampwidth(), file.getframerate()) == (1, 2, speech.sample_rate)
        pcm = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767
    return speech, pcm


def pitch_hz(sound: NDArray[np.float64], rate: int = 24_000) -> float:
    """Median fundamental of the voiced parts, by autocorrelation."""
    found = []
    window = np.hanning(1200)
    bias = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)[:1200]
    for start in range(0, len(sound) - 1200, 480):
        piece = sound[start : start + 1200] * window
        if np.sqrt(np.mean(piece**2)) < 0.03:
            continue
        match = np.fft.irfft(np.abs(np.fft.rfft(piece, 4096)) ** 2)[:1200] / (bias + 1e-9)
        low, high = rate // 550, rate // 65
        best = low + int(np.argmax(match[low:high] > 0.92 * match[low:high].max()))
        while best + 1 < high and match[best + 1] > match[best]:
            best += 1
        if match[best] > 0.5 * match[0]:
            found.append(rate / best)
    return float(np.median(found))


def test_the_same_request_gives_the_same_bytes(tmp_path: Path) -> None:
    one, _ = say(tmp_path / "one.wav")
    two, _ = say(tmp_path / "two.wav")
    assert one == two
    assert (tmp_path / "one.wav").read_bytes() == (tmp_path / "two.wav").read_bytes()


def test_times_cover_the_sound_and_the_words(tmp_path: Path) -> None:
    speech, sound = say(tmp_path / "take.wav")
    assert abs(speech.duration_ms - len(sound) / 24) <= 1
    assert speech.phones[0].start_ms == 0
    assert speech.phones[-1].end_ms == speech.duration_ms
    assert all(a.end_ms == b.start_ms for a, b in zip(speech.phones, speech.phones[1:], strict=False))
    assert all(phone.end_ms > phone.start_ms for phone in speech.phones)
    assert [word.text for word in speech.words] == TEXT.replace(".", "").replace("?", "").split()
    assert all(word.end_ms > word.start_ms for word in speech.words)
    assert all(a.end_ms <= b.start_ms for a, b in zip(speech.words, speech.words[1:], strict=False))
    gap = speech.words[6].start_ms - speech.words[5].end_ms
    assert gap > 150, "a sentence's end is a pause"


def test_level_silence_and_peak(tmp_path: Path) -> None:
    for speaker in ("af_heart", "am_michael"):
        speech, sound = say(tmp_path / "take.wav", voice=Voice("kokoro", speaker, Language.ENGLISH))
        spoken = sound[np.abs(sound) > 0.01]
        assert -22 < 20 * np.log10(np.sqrt(np.mean(spoken**2))) < -15
        assert speech.peak <= 0.71
        heard = np.flatnonzero(np.abs(sound) > 0.01)
        assert heard[0] < 24 * 60
        assert len(sound) - heard[-1] < 24 * 100


def test_feelings_change_pace_and_height(tmp_path: Path) -> None:
    plain, plain_sound = say(tmp_path / "plain.wav")
    sad, sad_sound = say(tmp_path / "sad.wav", emotion=Emotion.SAD)
    excited, excited_sound = say(tmp_path / "excited.wav", emotion=Emotion.EXCITED)
    assert sad.duration_ms > plain.duration_ms * 1.08
    assert excited.duration_ms < plain.duration_ms * 0.95
    assert pitch_hz(sad_sound) < pitch_hz(plain_sound) < pitch_hz(excited_sound)
    faint, _ = say(tmp_path / "faint.wav", emotion=Emotion.SAD, strength=0.2)
    assert plain.duration_ms < faint.duration_ms < sad.duration_ms


def test_a_whisper_has_no_tone_and_a_shout_is_loud(tmp_path: Path) -> None:
    def spoken(manner: Manner) -> NDArray[np.float64]:
        request = SpeechRequest(TEXT, VOICE, Emotion.NEUTRAL, 0.5, manner)
        KokoroVoice().speak(request, tmp_path / "take.wav")
        with wave.open(str(tmp_path / "take.wav")) as file:
            return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32767

    def level_db(sound: NDArray[np.float64]) -> float:
        return float(10 * np.log10(np.mean(sound[np.abs(sound) > 0.003] ** 2)))

    plain, whispered, shouted = map(spoken, (Manner.SPOKEN, Manner.WHISPERED, Manner.SHOUTED))
    assert level_db(whispered) < level_db(plain) - 4
    assert level_db(shouted) > level_db(plain) + 2
    assert pitch_hz(shouted) > pitch_hz(plain) * 1.12
    assert tone_share(whispered) < 0.3
    assert tone_share(plain) > 0.6


def tone_share(sound: NDArray[np.float64]) -> float:
    """Share of the loud frames that repeat themselves within 2 to 14 ms."""
    toned, frames = 0, 0
    window = np.hanning(1200)
    bias = np.fft.irfft(np.abs(np.fft.rfft(window, 4096)) ** 2)[:1200]
    for start in range(0, len(sound) - 1200, 480):
        piece = sound[start : start + 1200] * window
        if np.sqrt(np.mean(piece**2)) < 0.3 * np.sqrt(np.mean(sound**2)):
            continue
        frames += 1
        match = np.fft.irfft(np.abs(np.fft.rfft(piece, 4096)) ** 2)[:1200] / (bias + 1e-9)
        toned += bool(match[48:336].max() > 0.6 * match[0])
    return toned / max(frames, 1)


def test_a_boy_is_higher_than_the_man_who_speaks_him(tmp_path: Path) -> None:
    boy = Character("Bo", Role.SUPPORTING, AgeGroup.CHILD, Gender.MALE)
    voices, _ = KokoroVoice().cast_voices([boy], Language.ENGLISH, 0, {})
    _, sound = say(tmp_path / "boy.wav", voice=voices["Bo"])
    assert 190 < pitch_hz(sound) < 300


@pytest.mark.parametrize("text", ["😀", "...", "", "(sighs)", "*"])
def test_nothing_to_say_is_a_short_silence(tmp_path: Path, text: str) -> None:
    speech, sound = say(tmp_path / "take.wav", text)
    assert speech.words == ()
    assert 0 < speech.duration_ms < 200
    assert not sound.any()


def test_a_long_line_without_a_pause_is_said_whole(tmp_path: Path) -> None:
    text = "the river carried it slowly " * 12
    speech, _ = say(tmp_path / "take.wav", text, Voice("kokoro", "af_heart", Language.ENGLISH, speed=1.6))
    assert len(speech.words) == len(text.split())
    assert speech.words[-1].end_ms > 8_000


def test_an_unknown_speaker_fails_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(TakeFailed, match="nobody"):
        say(tmp_path / "take.wav", voice=Voice("kokoro", "nobody", Language.ENGLISH))


PEOPLE = st.lists(st.tuples(st.sampled_from(list(AgeGroup)), st.sampled_from(list(Gender))), min_size=1, max_size=14)


@given(PEOPLE, st.sampled_from(list(Language)), st.integers(0, 5))
def test_no_two_alike_and_newcomers_change_nobody(
    people: list[tuple[AgeGroup, Gender]], language: Language, seed: int
) -> None:
    cast = [Character(f"P{n}", Role.SUPPORTING, age, gender) for n, (age, gender) in enumerate(people)]
    voices, narrator = KokoroVoice().cast_voices(cast, language, seed, {})
    fewer, same_narrator = KokoroVoice().cast_voices(cast[:-1], language, seed, {})
    assert narrator == same_narrator
    assert all(voices[name] == voice for name, voice in fewer.items())
    bodies = [(voice.speaker, voice.pitch, voice.formant) for voice in voices.values()]
    assert len(set(bodies)) == len(bodies)
    assert narrator.speaker not in {voice.speaker for voice in voices.values()}


@given(PEOPLE, st.sampled_from(list(Language)), st.integers(0, 5), st.data())
def test_the_chosen_speak_and_nobody_sounds_like_them(
    people: list[tuple[AgeGroup, Gender]], language: Language, seed: int, data: st.DataObject
) -> None:
    cast = [Character(f"P{n}", Role.SUPPORTING, age, gender) for n, (age, gender) in enumerate(people)]
    names = [*(character.name for character in cast), NARRATOR]
    ids = [speaker.id for speaker in KokoroVoice().speakers(language)]
    chosen = data.draw(st.dictionaries(st.sampled_from(names), st.sampled_from(ids)))
    voices, narrator = KokoroVoice().cast_voices(cast, language, seed, chosen)
    everybody = {**voices, NARRATOR: narrator}
    assert {name: everybody[name].speaker for name in chosen} == chosen
    sounds = [(voice.speaker, voice.pitch, voice.formant) for voice in everybody.values()]
    assert len(set(sounds)) == len(sounds)


def test_a_chosen_speaker_is_as_old_as_the_character(tmp_path: Path) -> None:
    people = [
        Character("Bo", Role.SUPPORTING, AgeGroup.CHILD, Gender.MALE),
        Character("Al", Role.SUPPORTING, AgeGroup.ADULT, Gender.MALE),
        Character("Oma", Role.SUPPORTING, AgeGroup.ELDERLY, Gender.FEMALE),
    ]
    voices, _ = KokoroVoice().cast_voices(people, Language.ENGLISH, 0, dict.fromkeys(("Bo", "Al", "Oma"), "am_onyx"))
    assert [voice.speaker for voice in voices.values()] == ["am_onyx"] * 3
    assert voices["Bo"].formant > 1.3
    assert voices["Oma"].speed < 0.9
    _, sound = say(tmp_path / "boy.wav", voice=voices["Bo"])
    assert 160 < pitch_hz(sound) < 300


@pytest.mark.parametrize(
    ("speaker", "language", "name", "gender", "native"),
    [
        ("af_heart", Language.ENGLISH, "Heart", Gender.FEMALE, True),
        ("hf_alpha+af_heart:0.35", Language.HINDI, "Alpha & Heart", Gender.FEMALE, True),
        ("hf_alpha+af_heart:0.35", Language.TAMIL, "Alpha & Heart", Gender.FEMALE, False),
        ("ff_siwis+im_nicola:0.75", Language.FRENCH, "Nicola & Siwis", Gender.MALE, False),
        ("zm_yunyang", Language.CHINESE, "Yunyang", Gender.MALE, True),
    ],
)
def test_speakers_have_names_for_people(
    speaker: str, language: Language, name: str, gender: Gender, native: bool
) -> None:
    assert Speaker(speaker, name, gender, native) in KokoroVoice().speakers(language)


@pytest.mark.parametrize("language", list(Language))
def test_women_speak_higher_than_men(language: Language) -> None:
    speakers = speakers_of(language)
    assert min(map(hertz_of, speakers.female[:2])) > max(map(hertz_of, speakers.male[:2])) * 0.95
