"""The rules of the music: phrases, ways up and down, closed cycles, endings on time, met cuts, quiet speech."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

import mido
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.music import bars_of, repetition
from pipeline.assets import locate
from pipeline.sound.compose import compose
from pipeline.sound.groove import bands
from pipeline.sound.midi import midi_file
from pipeline.sound.modal import mode_of
from pipeline.sound.mood import mood_of
from pipeline.sound.perform import perform, perform_stems
from pipeline.sound.piece import Piece
from pipeline.sound.preview import preview_cue
from pipeline.sound.scale import Mode, Swara, modes
from pipeline.sound.wav import RATE
from pipeline.vocabulary import Emotion, MusicStyle

MODAL = [style for style in MusicStyle if style.value in modes()]


def played(style: MusicStyle) -> tuple[Mode, Piece]:
    cue = preview_cue(style, ms=60_000)
    return mode_of(cue, mood_of(cue.emotions, cue.strength, cue.beat)), compose(cue)


def swaras(mode: Mode, piece: Piece) -> list[tuple[Swara, float, float]]:
    """The lead's tones by name, with start and end."""
    lead = next(part for part in piece.parts if part.role == "lead")
    named = []
    for note in lead.notes:
        above = note.pitch - piece.tonic
        letter = min(mode.letters, key=lambda one: abs((above - mode.semitones(Swara(one)) + 6) % 12 - 6))
        octave = round((above - mode.semitones(Swara(letter))) / 12)
        named.append((Swara(letter, octave), note.start_s, note.start_s + note.duration_s))
    return named


def test_every_style_has_who_plays_it_and_there_are_enough() -> None:
    assert len(MusicStyle) >= 40
    assert {style.value for style in MusicStyle} <= set(modes()) | set(bands())


@pytest.mark.parametrize("style", MODAL)
def test_in_one_breath_a_line_goes_as_its_mode_goes(style: MusicStyle) -> None:
    mode, piece = played(style)
    tones = swaras(mode, piece)
    for (before, _, ended), (after, begins, _) in itertools.pairwise(tones):
        assert mode.allows(before, after) or begins - ended > 0.02, (before, after)


@pytest.mark.parametrize("style", MODAL)
def test_its_phrases_are_heard_whole(style: MusicStyle) -> None:
    mode, piece = played(style)
    spelled = " ".join(tone.letter for tone, _, _ in swaras(mode, piece))
    heard = [phrase for phrase in mode.phrases if " ".join(tone.letter for tone in phrase) in spelled]
    assert len(heard) >= 4


@pytest.mark.parametrize("style", list(MusicStyle))
def test_cycles_close_and_the_last_tone_is_the_tonic_on_time(style: MusicStyle) -> None:
    piece = compose(preview_cue(style, Emotion.HAPPY, ms=40_000))
    ends = [max(part.notes, key=lambda note: note.start_s) for part in piece.parts if part.role == "lead"]
    assert all((note.pitch - piece.tonic) % 12 == pytest.approx(0, abs=1e-6) for note in ends)
    assert ends[0].start_s + ends[0].duration_s == pytest.approx(40, abs=0.06)
    assert ends[0].start_s == pytest.approx(piece.bars[-1], abs=1e-6)
    assert np.ptp(np.diff(piece.bars)) < 1e-6


def test_a_cut_is_met_by_a_beat_and_an_accent() -> None:
    cue = replace(preview_cue(MusicStyle.FOLK_GUITAR, ms=30_000), hits=(11_300,))
    piece = compose(cue)
    assert min(abs(at - 11.3) for at in piece.bars) < 1e-6
    lead = next(part for part in piece.parts if part.role == "lead")
    assert max(note.start_s for note in lead.notes) == pytest.approx(30 - 3.6, abs=1e-6)


@pytest.mark.parametrize("style", [MusicStyle.RAGA_KAFI, MusicStyle.SALSA])
def test_under_speech_there_is_less(style: MusicStyle) -> None:
    cue = preview_cue(style, Emotion.HAPPY, ms=30_000)
    hushed = compose(replace(cue, talk=((8_000, 16_000),)))

    def force(piece: Piece) -> float:
        notes = [note.velocity for part in piece.parts for note in part.notes if 8 <= note.start_s < 16]
        return sum(notes) + sum(b.velocity for part in piece.parts for b in part.strokes if 8 <= b.start_s < 16)

    assert force(hushed) < 0.7 * force(compose(cue))


def test_midi_has_a_track_a_part_and_bends_for_quarter_tones() -> None:
    piece = compose(preview_cue(MusicStyle.MAQAM_RAST, Emotion.HAPPY))
    file = mido.MidiFile(file=io.BytesIO(midi_file(piece)))
    assert len(file.tracks) == 1 + len(piece.parts)
    played = sum(message.type == "note_on" for track in file.tracks for message in track)
    assert played == sum(len(part.notes) + len(part.strokes) for part in piece.parts)
    assert any(message.type == "pitchwheel" and message.pitch for track in file.tracks for message in track)


def test_stems_sum_to_the_whole() -> None:
    piece = compose(preview_cue(MusicStyle.RAGA_KAFI, ms=9_000))
    stems = perform_stems(piece, locate().soundfont, 9 * RATE, 3)
    whole = perform(piece, locate().soundfont, 9 * RATE, 3)
    assert np.abs(sum(stems.values()) - whole).max() < 1e-4


@settings(max_examples=40)
@given(
    st.sampled_from(MODAL), st.sampled_from(Emotion), st.integers(0, 999), st.integers(9_000, 100_000), st.booleans()
)
def test_a_mode_keeps_its_ways_at_any_length_in_any_mood(
    style: MusicStyle, emotion: Emotion, seed: int, ms: int, last: bool
) -> None:
    cue = replace(preview_cue(style, emotion, seed, ms), last=last)
    mode, piece = mode_of(cue, mood_of(cue.emotions, cue.strength, cue.beat)), compose(cue)
    for (before, _, ended), (after, begins, _) in itertools.pairwise(swaras(mode, piece)):
        assert mode.allows(before, after) or begins - ended > 0.02, (before, after)
    degrees = {round(degree % 12, 3) for degree in piece.degrees}
    for part in piece.parts:
        for note in part.notes:
            assert round((note.pitch - piece.tonic) % 12, 3) % 12 in degrees


@settings(max_examples=40)
@given(st.sampled_from(MusicStyle), st.sampled_from(Emotion), st.integers(0, 999), st.integers(9_000, 100_000))
def test_every_piece_comes_home_on_time_and_its_cycles_close(
    style: MusicStyle, emotion: Emotion, seed: int, ms: int
) -> None:
    piece = compose(preview_cue(style, emotion, seed, ms))
    lead = next(part for part in piece.parts if part.role == "lead")
    final = max(lead.notes, key=lambda note: note.start_s)
    assert (final.pitch - piece.tonic + 6) % 12 - 6 == pytest.approx(0, abs=1e-6)
    assert final.start_s + final.duration_s == pytest.approx(ms / 1000, abs=0.06)
    assert 2.9 < ms / 1000 - final.start_s < 4.6
    if piece.bars:
        assert final.start_s == pytest.approx(piece.bars[-1], abs=1e-6), "it falls on the first beat of a cycle"
        assert len(piece.bars) < 3 or np.ptp(np.diff(piece.bars)) < 1e-6
    # The lead and the drums begin nothing after it; who answers the lead may answer this too.
    begun = [
        (at, part.role)
        for part in piece.parts
        for at in (*(note.start_s for note in part.notes), *(stroke.start_s for stroke in part.strokes))
    ]
    assert max(at for at, role in begun if role in ("lead", "drums")) <= final.start_s + 1.5
    assert min(at for at, _ in begun) < 0.9, "nobody waits for the music"


@settings(max_examples=30)
@given(st.sampled_from(MusicStyle), st.sampled_from(Emotion), st.integers(0, 999), st.integers(20_000, 90_000))
def test_no_bar_is_said_over_and_over(style: MusicStyle, emotion: Emotion, seed: int, ms: int) -> None:
    copies, run = repetition(bars_of(compose(preview_cue(style, emotion, seed, ms))))
    assert run <= 4
    assert copies <= 0.8


def test_the_measure_of_repetition_knows_a_loop() -> None:
    bars = bars_of(compose(preview_cue(MusicStyle.SALSA, ms=40_000)))
    assert repetition(bars[:4] * 5)[0] > 0.75
    assert repetition([bars[6]] * 8) == (1.0, 8)
    assert repetition(bars)[0] < 0.5
