"""What is composed: notes in their scale, cycles that add up, forms that come home."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.contracts.composer import MusicCue
from pipeline.sound.compose import compose
from pipeline.sound.drums import stroke_names
from pipeline.sound.harmony import chord, lead_voices
from pipeline.sound.piece import Piece
from pipeline.sound.rhythm import SILENCE, rhythms
from pipeline.sound.scale import modes
from pipeline.vocabulary import Beat, Culture, Emotion, MusicStyle, TimeOfDay

CUES = st.builds(
    MusicCue,
    style=st.sampled_from(MusicStyle),
    duration_ms=st.integers(800, 90_000),
    emotions=st.lists(st.sampled_from(Emotion), max_size=3).map(tuple),
    strength=st.floats(0, 1),
    beat=st.sampled_from([None, *Beat]),
    time_of_day=st.sampled_from(TimeOfDay),
    culture=st.sampled_from(Culture),
    seed=st.integers(0, 9),
    last=st.booleans(),
)


def cue(style: MusicStyle, *emotions: Emotion, seconds: float = 30, last: bool = True, seed: int = 1) -> MusicCue:
    return MusicCue(
        style, round(seconds * 1000), emotions, 0.7, Beat.SETUP, TimeOfDay.DAWN, Culture.NORTH_INDIAN, seed, last
    )


@settings(max_examples=150)
@given(CUES)
def test_every_note_is_of_the_scale_and_inside_the_piece(asked: MusicCue) -> None:
    piece = compose(asked)
    notes = [note for part in piece.parts if part.instrument != "gm:drums" for note in part.notes]
    assert notes
    for note in notes:
        away = min(abs((note.pitch - piece.tonic - degree + 6) % 12 - 6) for degree in piece.degrees)
        assert away < 0.01, note
        assert 24 <= note.pitch <= 100, note
    for part in piece.parts:
        for note in part.notes:
            assert 0 <= note.start_s < piece.duration_s
            assert note.start_s + note.duration_s <= piece.duration_s + 6.1  # a drone's string rings on
            assert 0 < note.velocity <= 1
        for beat in part.strokes:
            assert 0 <= beat.start_s < piece.duration_s


@given(CUES)
def test_the_same_cue_is_the_same_piece(asked: MusicCue) -> None:
    assert compose(asked) == compose(asked)


@pytest.mark.parametrize("style", [style for style in MusicStyle if style.value in modes()])
def test_an_ending_comes_home_to_the_tonic(style: MusicStyle) -> None:
    piece = compose(cue(style, Emotion.HAPPY))
    lead = max(piece.parts[0].notes, key=lambda note: note.start_s)
    assert (lead.pitch - piece.tonic) % 12 == pytest.approx(0, abs=1e-6)
    assert lead.start_s + lead.duration_s == pytest.approx(piece.duration_s, abs=0.05)


def test_a_theme_is_heard_in_every_scene_of_the_film() -> None:
    calm, glad = (compose(cue(MusicStyle.CINEMATIC, feeling)) for feeling in (Emotion.CALM, Emotion.HAPPY))
    assert calm.tonic == glad.tonic


@pytest.mark.parametrize("style", list(MusicStyle))
def test_excitement_is_denser_than_sorrow(style: MusicStyle) -> None:
    def events(piece: Piece) -> float:
        return sum(len(part.notes) + len(part.strokes) for part in piece.parts if part.instrument != "tanpura")

    excited = events(compose(cue(style, Emotion.EXCITED)))
    assert excited > 1.2 * events(compose(cue(style, Emotion.SAD)))


@pytest.mark.parametrize("name", sorted(rhythms()))
def test_cycles_add_up_and_their_drums_know_their_strokes(name: str) -> None:
    rhythm = rhythms()[name]
    assert len(rhythm.theka) == len(rhythm.turn) == sum(rhythm.divisions) == rhythm.beats
    named = {stroke for beat in (*rhythm.theka, *rhythm.turn) for stroke in beat} - {SILENCE}
    assert named <= stroke_names(rhythm.drum)
    played = rhythm.strokes(2.0, 0.5, turn=False, strength=1.0)
    assert all(2.0 <= beat.start_s < 2.0 + rhythm.beats * 0.5 for beat in played)
    assert played[0].velocity == max(beat.velocity for beat in played)


@pytest.mark.parametrize("name", sorted(modes()))
def test_phrases_use_only_the_tones_of_their_mode(name: str) -> None:
    mode = modes()[name]
    letters = set(mode.letters)
    assert {swara.letter for phrase in mode.phrases for swara in phrase} <= letters
    assert {mode.vadi, mode.samvadi, *mode.rests, *mode.swaying} <= letters
    assert [swara.step for swara in mode.aroha] == sorted(swara.step for swara in mode.aroha)
    assert [swara.step for swara in mode.avaroha] == sorted((swara.step for swara in mode.avaroha), reverse=True)
    assert any(phrase[-1].letter == "S" for phrase in mode.phrases)
    assert set(mode.rhythms) <= set(rhythms())


def test_ragas_are_tuned_justly() -> None:
    assert modes()["raga-yaman"].degrees()[2] == pytest.approx(12 * np.log2(5 / 4))


@given(st.lists(st.sampled_from(["C", "Am7", "Fmaj9", "Dm7b5", "G13", "Abmaj7", "Csus4"]), min_size=2, max_size=8))
def test_voices_move_little(names: list[str]) -> None:
    voices: tuple[float, ...] = ()
    for name in names:
        after = lead_voices(chord(name), 60, voices, 52, 75)
        assert {int(pitch - 60) % 12 for pitch in after} <= chord(name).classes
        for pitch in after if voices else ():
            assert min(abs(pitch - other) for other in voices) <= 7
        voices = after
