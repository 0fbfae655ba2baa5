"""A cue to a piece: the style decides who arranges."""

from __future__ import annotations

import zlib

import numpy as np

from pipeline.contracts.composer import MusicCue
from pipeline.sound.follow import follow
from pipeline.sound.modal import arrange_modal
from pipeline.sound.mood import mood_of
from pipeline.sound.piece import Piece
from pipeline.sound.scale import modes
from pipeline.sound.tonal import arrange_tonal


def compose(cue: MusicCue) -> Piece:
    """The Piece for a cue.

    What makes a film's music one (key, theme, rhythm) is drawn from the seed and the style alone, the rest also from
    the scene, so that scenes of one film are movements of one piece.
    """
    style = zlib.crc32(cue.style.value.encode())
    mood = mood_of(cue.emotions, cue.strength, cue.beat)
    theme_rng = np.random.default_rng([cue.seed, style])
    beat = 0 if cue.beat is None else 1 + list(type(cue.beat)).index(cue.beat)
    feeling = [list(type(emotion)).index(emotion) for emotion in cue.emotions[:3]]
    rng = np.random.default_rng([cue.seed, style, cue.duration_ms, beat, *feeling])
    arrange = arrange_modal if cue.style.value in modes() else arrange_tonal
    return follow(arrange(cue, mood, theme_rng, rng), cue.hits, cue.talk)
