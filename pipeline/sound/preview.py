"""A short piece of every style, to choose by: the mood its tradition gives it, an opening, a theme, an ending."""

from __future__ import annotations

from pathlib import Path

from pipeline.contracts.composer import MusicCue
from pipeline.sound.compose import compose
from pipeline.sound.groove import bands
from pipeline.sound.midi import midi_file
from pipeline.sound.perform import perform, perform_stems
from pipeline.sound.piece import Piece
from pipeline.sound.scale import Swara, modes
from pipeline.sound.wav import write_wav
from pipeline.timeline import samples_of
from pipeline.vocabulary import Culture, Emotion, MusicStyle, TimeOfDay

PREVIEW_MS = 24_000
_FEELINGS = {
    MusicStyle.CINEMATIC: Emotion.TENDER,
    MusicStyle.EPIC: Emotion.DETERMINED,
    MusicStyle.SUSPENSE: Emotion.AFRAID,
    MusicStyle.LULLABY: Emotion.TENDER,
    MusicStyle.HYMN: Emotion.REVERENT,
    MusicStyle.AMBIENT: Emotion.CALM,
    MusicStyle.LOFI: Emotion.CALM,
    MusicStyle.SYNTHWAVE: Emotion.LONGING,
    MusicStyle.TANGO: Emotion.LONGING,
    MusicStyle.FLAMENCO: Emotion.PROUD,
    MusicStyle.ANDEAN: Emotion.LONGING,
    MusicStyle.BLUES: Emotion.NEUTRAL,
    MusicStyle.JAZZ: Emotion.NEUTRAL,
}


def preview_cue(style: MusicStyle, emotion: Emotion | None = None, seed: int = 0, ms: int = PREVIEW_MS) -> MusicCue:
    """What a preview plays: in the style's own mood and hour unless an emotion is given."""
    mode = modes().get(style.value)
    moods = mode.moods if mode is not None else ()
    own = moods[0] if moods else _FEELINGS.get(style, Emotion.HAPPY)
    hours = mode.hours if mode is not None else ()
    return MusicCue(
        style=style,
        duration_ms=ms,
        emotions=(own if emotion is None else emotion,),
        strength=0.8,
        beat=None,
        time_of_day=hours[0] if hours else TimeOfDay.NOON,
        culture=Culture.EUROPEAN_MODERN,
        seed=seed,
        last=True,
    )


def describe(style: MusicStyle) -> str:
    """A line about a style: its tones, its hours and moods where it has them, and who leads."""
    mode = modes().get(style.value)
    if mode is None:
        band = bands()[style.value]
        return f"{band.bpm[0]:.0f} to {band.bpm[1]:.0f} beats a minute, {band.beats} in a bar; {band.players[0].name}"
    tones = f"{_written(mode.aroha)} / {_written(mode.avaroha)}"
    hours = f"; {', '.join(mode.hours)}" if mode.hours else ""
    moods = f"; {', '.join(mode.moods)}" if mode.moods else ""
    return f"{tones}{hours}{moods}; {', '.join(dict.fromkeys(mode.leads))}"


def _written(line: tuple[Swara, ...]) -> str:
    return " ".join("." * -swara.octave + swara.letter + "'" * swara.octave for swara in line)


def write_preview(cue: MusicCue, soundfont: Path, path: Path) -> Piece:
    """Play a cue to a WAV file (48 kHz, stereo, float) and give back what was played."""
    piece = compose(cue)
    write_wav(path, perform(piece, soundfont, samples_of(cue.duration_ms), cue.seed))
    return piece


def write_midi(cue: MusicCue, path: Path) -> None:
    """Write a cue as a MIDI file."""
    path.write_bytes(midi_file(compose(cue)))


def write_stems(cue: MusicCue, soundfont: Path, folder: Path) -> list[Path]:
    """Write `melody.wav`, `harmony.wav`, `rhythm.wav`, `drone.wav`, those that the piece has; they sum to the whole."""
    stems = perform_stems(compose(cue), soundfont, samples_of(cue.duration_ms), cue.seed)
    paths = []
    for name, samples in stems.items():
        paths.append(folder / f"{name}.wav")
        write_wav(paths[-1], samples)
    return paths
