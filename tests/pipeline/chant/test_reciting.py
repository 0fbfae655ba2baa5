"""Chant: every syllable as long as it weighs, on the reciting tone; stories that are verse, or begin with it."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from pipeline.chant.library import SANSKRIT, Piece, piece, pieces
from pipeline.chant.reciting import TONIC, is_chanted, recitals, recite
from pipeline.context import StageContext
from pipeline.contracts.voice import ChantRequest, Speech
from pipeline.crew import Alone
from pipeline.engines.voice.kokoro import KokoroVoice
from pipeline.film import Brief, Script, Voice
from pipeline.sound.wav import read_wav
from pipeline.speech.sanskrit import tokens_of
from pipeline.stages.cast import cast
from pipeline.stages.drone import drone, is_chanted_scene
from pipeline.stages.record import record
from pipeline.stages.time import time
from pipeline.storyboard import make_storyboard
from pipeline.vocabulary import Culture, Language
from tests import factories

LINES = piece("vakratunda").text.splitlines()


def test_a_sloka_has_two_lines_of_two_quarters() -> None:
    first, second = recitals(LINES)
    assert (first.metre, first.quarters, first.first, first.closes) == ("anushtubh", (8, 8), 0, False)
    assert (second.metre, second.quarters, second.first, second.closes) == ("anushtubh", (8, 8), 2, True)


def test_stanzas_are_found_one_after_the_other_and_stray_lines_stand_alone() -> None:
    lines = ["गणेश वन्दना", *LINES, *piece("ya-kundendu").text.splitlines()]
    found = recitals(lines)
    assert [one.metre for one in found] == ["", *["anushtubh"] * 2, *["shardulavikridita"] * 4]
    assert [one.closes for one in found] == [True, False, True, False, False, False, True]


def test_heavy_syllables_are_twice_as_long_and_the_quarter_rests() -> None:
    (first, _) = recitals(LINES)
    sung = recite(LINES[0], first)
    beat = sung[1].duration_ms
    assert [round(one.duration_ms / beat) for one in sung] == [2, 1, 2, 1, 1, 2, 2, 3, 2, 1, 2, 1, 1, 2, 1, 4]
    assert [one.pause_ms > 0 for one in sung] == [False] * 7 + [True] + [False] * 8
    assert "".join(LINES[0][one.start : one.end] for one in sung) == LINES[0].replace(" ", "").rstrip("।")


def test_the_tone_rises_and_comes_home() -> None:
    first, second = recitals(LINES)
    opens, closes = recite(LINES[0], first), recite(LINES[1], second)
    assert opens[7].tone > TONIC
    assert closes[-1].tone == TONIC
    assert closes[-2].tone < TONIC
    assert {one.tone for one in (*opens, *closes)} <= {-2.0, 0.0, 2.0}


def test_frames_add_up_to_the_time_that_was_asked_for() -> None:
    for line, recital in zip(LINES, recitals(LINES), strict=True):
        sung = recite(line, recital)
        tokens, spans = tokens_of(sung)
        frames = sum(token.frames for token in tokens[spans[0][0] : spans[-1][1]])
        assert frames * 25 == pytest.approx(sum(one.duration_ms + one.pause_ms for one in sung), abs=25)


def test_what_is_chanted() -> None:
    assert is_chanted(LINES)
    assert is_chanted(piece("vakratunda").latin.splitlines())
    assert is_chanted(piece("rahiman-dhaga").text.splitlines())
    assert not is_chanted(["The moon came up,", "and nobody saw,"])
    assert not is_chanted(piece("kural-1").text.splitlines())


@pytest.mark.parametrize("text", [piece("vakratunda").text, piece("vakratunda").latin, " ".join(LINES)])
def test_a_pasted_sloka_is_chanted_in_either_script(text: str, context: StageContext) -> None:
    story = make_storyboard(Script(text), Brief(), context).story
    assert story.verse
    assert story.language is Language.HINDI
    lines = [line for scene in story.scenes for line in scene.lines]
    assert [line.recital.metre if line.recital else None for line in lines] == ["anushtubh"] * 2


PASTED = {
    "numbered, two metres": (
        (
            "1. वक्रतुण्ड महाकाय सूर्यकोटिसमप्रभ ।\nनिर्विघ्नं कुरु मे देव सर्वकार्येषु सर्वदा ॥१॥\n\n"
            "2. गजाननं भूतगणादिसेवितं कपित्थजम्बूफलसारभक्षितम् ।\nउमासुतं शोकविनाशकारणं नमामि विघ्नेश्वरपादपङ्कजम् ॥२॥"
        ),
        ["anushtubh", "anushtubh", "vamshastha", "vamshastha"],
    ),
    "IAST without dandas": (
        "yadā yadā hi dharmasya glānir bhavati bhārata\nabhyutthānam adharmasya tadātmānaṃ sṛjāmy aham",
        ["anushtubh", "anushtubh"],
    ),
    "hyphened IAST": (
        (
            "kastūrī-tilakaṃ lalāṭa-paṭale vakṣaḥ-sthale kaustubhaṃ\n"
            "nāsāgre vara-mauktikaṃ karatale veṇuḥ kare kaṅkaṇam\n"
            "sarvāṅge hari-candanaṃ sulalitaṃ kaṇṭhe ca muktāvalī\ngopa-strī-pariveṣṭito vijayate gopāla-cūḍāmaṇiḥ"
        ),
        ["shardulavikridita"] * 4,
    ),
    "a mantra in no metre": ("Asato mā sad gamaya\nTamaso mā jyotir gamaya\nMṛtyor mā amṛtaṃ gamaya", [""] * 3),
    "a song in no metre": ("वन्दे मातरम्\nसुजलां सुफलां मलयजशीतलाम्\nशस्यश्यामलां मातरम् ॥", [""] * 3),
}


@pytest.mark.parametrize("name", PASTED)
def test_what_people_paste_is_chanted(name: str, context: StageContext) -> None:
    text, wanted = PASTED[name]
    story = make_storyboard(Script(text), Brief(), context).story
    lines = [line for scene in story.scenes for line in scene.lines]
    assert [line.recital.metre if line.recital else None for line in lines] == wanted
    assert all(line.recital is not None and line.recital.chanted for line in lines)
    assert not any(one.isdigit() for line in lines for one in line.text)
    assert story.scenes[0].culture is Culture.NORTH_INDIAN


def test_what_is_said_again_is_read_in_another_way() -> None:
    line, recital = LINES[1], recitals(LINES)[1]
    readings = [recite(line, recital, number) for number in range(3)]
    tones = [tuple(one.tone for one in reading) for reading in readings]
    assert len(set(tones)) == 3
    assert all(reading[-1] == TONIC for reading in tones), "all come home"
    times = [sum(one.duration_ms for one in reading) for reading in readings]
    assert len(set(times)) == 3
    assert max(times) < 1.1 * min(times)
    assert recite(line, recital, 3) == readings[0]


def test_a_sloka_that_is_pasted_twice_has_two_readings(context: StageContext) -> None:
    text = "\n".join(LINES)
    board = make_storyboard(Script(f"{text}\n\n{text}"), Brief(), context)
    voice = KokoroVoice()
    if not voice.is_available().available:
        pytest.skip("no voice model")
    spoken = record(board, cast(board.story, voice, Brief()), Brief(), voice, Alone(), context)
    first, _, again, _ = (spoken[line.line_id] for line in board.lines)
    assert first.line.text == again.line.text
    assert first.audio.digest != again.audio.digest
    assert first.duration_ms != again.duration_ms


def test_a_sloka_opens_a_story_and_leaves_its_scenes_alone(context: StageContext) -> None:
    script = Script("EXT. TEMPLE - DAWN\n\nMEERA\nThe lamp is lit.\n\nRAVI\nThen ring the bell.\n", Language.ENGLISH)
    plain = make_storyboard(script, Brief(), context)
    opened = make_storyboard(script, Brief(sloka="vakratunda"), context)
    first, *rest = opened.scenes
    assert [line.text for line in first.scene.lines] == LINES
    assert all(line.recital is not None for line in first.scene.lines)
    assert first.scene.setting is plain.scenes[0].scene.setting
    assert [one.scene.lines for one in rest] == [one.scene.lines for one in plain.scenes]
    assert {one.path for one in opened.story.findings} >= {"scenes[1].setting"}
    assert not any(one.path.startswith("scenes[0]") for one in opened.story.findings)


@pytest.fixture(scope="module")
def sung(tmp_path_factory: pytest.TempPathFactory) -> tuple[ChantRequest, Path, Speech]:
    voice = KokoroVoice()
    if not voice.is_available().available:
        pytest.skip("no voice model")
    line, recital = LINES[1], recitals(LINES)[1]
    request = ChantRequest(line, Voice("kokoro", "hm_psi", Language.HINDI), recite(line, recital))
    path = tmp_path_factory.mktemp("chant") / "line.wav"
    return request, path, voice.chant(request, path)


def test_the_voice_holds_the_syllables_and_the_tones(sung: tuple[ChantRequest, Path, Speech]) -> None:
    request, path, speech = sung
    with wave.open(str(path)) as file:
        rate = file.getframerate()
        sound = np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768
    syllables = speech.syllables
    assert len(syllables) == len(request.syllables)
    assert all(a.end_ms <= b.start_ms + 1 for a, b in pairwise(syllables))
    tonic = 440 * 2 ** ((KokoroVoice().tonic(request.voice) - 69) / 12)
    off = []
    for asked, heard in zip(request.syllables, syllables, strict=True):
        assert heard.end_ms - heard.start_ms == pytest.approx(asked.duration_ms, abs=30)
        # The second half of the syllable is its vowel; the voice lags the edges a little.
        begin, end = (
            int((heard.start_ms + (heard.end_ms - heard.start_ms) * share) * rate / 1000) for share in (0.6, 0.95)
        )
        part = sound[begin : max(end, begin + 1600)]
        off.append(abs(12 * np.log2(_hertz(part, rate, tonic) / tonic) - asked.tone))
    assert float(np.median(off)) < 0.3
    assert sum(one < 0.8 for one in off) >= len(off) * 0.7
    assert np.sqrt((sound**2).mean()) > 0.03


def _hertz(part: np.ndarray, rate: int, near: float) -> float:
    part = part * np.hanning(len(part))
    match = np.correlate(part, part, "full")[len(part) - 1 :]
    low, high = int(rate / near / 1.35), int(rate / near * 1.35)
    return rate / (low + int(np.argmax(match[low:high])))


def test_who_cannot_chant_in_an_indian_voice_hands_over_to_one() -> None:
    from pipeline.speech.chanted import reciter_of

    assert reciter_of(Voice("kokoro", "bf_emma", Language.ENGLISH)) == "hm_psi"
    assert reciter_of(Voice("kokoro", "hf_alpha", Language.HINDI)) == "hf_alpha"


@pytest.mark.parametrize(("key", "language"), [("tyger", Language.ENGLISH), ("kural-1", Language.TAMIL)])
def test_a_poem_before_a_story_is_spoken_in_its_own_language(
    key: str, language: Language, context: StageContext
) -> None:
    script = Script("EXT. TEMPLE - DAWN\n\nMEERA\nThe lamp is lit.\n", Language.ENGLISH)
    board = make_storyboard(script, Brief(sloka=key), context)
    actors = cast(board.story, KokoroVoice(), Brief())
    first = board.scenes[0].scene.lines[0]
    assert first.recital is not None
    assert not first.recital.chanted
    assert actors.voice_of(first).language is language
    assert not is_chanted_scene(board.scenes[0].scene)
    assert not is_chanted_scene(board.scenes[1].scene)


def test_the_drone_is_tuned_to_the_reciter_and_rings_at_the_ends_of_a_stanza(context: StageContext) -> None:
    story = make_storyboard(Script(piece("vakratunda").text, Language.HINDI, "Ganesha", verse=True), Brief(), context)
    recordings = {line.line_id: factories.spoken(line, 7_000) for line in story.lines}
    timeline = time(story, recordings, Brief())
    scene = story.scenes[0].scene
    take = drone(timeline, scene, (0, timeline.duration_ms), 48.0, context, last=True)
    sound, rate = read_wav(take.path)
    assert len(sound) == round(timeline.duration_ms * rate / 1000)
    assert np.abs(sound[-100:]).max() < 1e-3
    part = sound[rate * 4 : rate * 12].mean(axis=1) * np.hanning(rate * 8)
    spectrum, hertz = np.abs(np.fft.rfft(part)), np.fft.rfftfreq(len(part), 1 / rate)
    tonic = 440 * 2 ** ((48 - 69) / 12)
    near = (hertz > tonic * 0.94) & (hertz < tonic * 1.06)
    assert abs(1200 * np.log2(hertz[near][np.argmax(spectrum[near])] / tonic)) < 10


_CHANTED = [one for one in pieces().values() if one.language == SANSKRIT or one.metre in ("doha", "chaupai")]


@pytest.mark.parametrize("one", _CHANTED, ids=lambda one: one.key)
def test_every_sloka_of_the_library_is_chanted_in_its_metre(one: Piece, context: StageContext) -> None:
    story = make_storyboard(Script(one.text, one.spoken_as, one.title, verse=True), Brief(), context).story
    found = [line.recital for scene in story.scenes for line in scene.lines]
    assert all(recital is not None and recital.chanted for recital in found)
    wanted = "" if one.metre in ("prose", "names") else one.metre
    assert {recital.metre for recital in found if recital is not None} == {wanted}
    if one.language == SANSKRIT:
        assert story.scenes[0].culture in (Culture.NORTH_INDIAN, Culture.SOUTH_INDIAN)


@pytest.mark.parametrize("one", [one for one in pieces().values() if one not in _CHANTED], ids=lambda one: one.key)
def test_poems_in_other_languages_are_spoken(one: Piece, context: StageContext) -> None:
    story = make_storyboard(Script(one.text, one.spoken_as, one.title, verse=True), Brief(), context).story
    assert story.verse
    assert all(line.recital is None for scene in story.scenes for line in scene.lines)
