"""Mouth shapes over time from the voice's own phones: visemes, glides between them, closed lips where they close."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts.animator import Utterance

Curve = NDArray[np.float64]
SHAPES: dict[str, tuple[float, float, float, float, float]] = {
    "rest": (0.0, 0.5, 0.0, 0.0, 0.0),
    "MBP": (0.0, 0.5, 0.0, 0.0, 0.0),
    "AA": (0.85, 0.55, 0.1, 0.2, 0.1),
    "AE": (0.6, 0.75, 0.0, 0.4, 0.0),
    "EH": (0.45, 0.75, 0.0, 0.4, 0.0),
    "IY": (0.2, 0.95, 0.0, 0.6, 0.0),
    "AO": (0.6, 0.35, 0.6, 0.1, 0.0),
    "OW": (0.4, 0.3, 0.8, 0.0, 0.0),
    "UW": (0.2, 0.12, 1.0, 0.0, 0.0),
    "FV": (0.12, 0.5, 0.0, 1.0, 0.0),
    "TH": (0.2, 0.55, 0.0, 0.5, 1.0),
    "L": (0.35, 0.55, 0.0, 0.4, 0.8),
    "SZ": (0.12, 0.7, 0.0, 1.0, 0.0),
    "SH": (0.2, 0.3, 0.6, 0.9, 0.0),
    "R": (0.25, 0.35, 0.5, 0.2, 0.3),
    "TDN": (0.2, 0.6, 0.0, 0.6, 0.5),
    "KG": (0.3, 0.55, 0.0, 0.2, 0.0),
}
"""Open, wide, round, teeth, tongue (ART.md)."""
_SOUNDS = {
    "MBP": "mbpɓ",
    "AA": "aɑɐʌɒäIW",
    "AE": "æ",
    "EH": "eɛəɜɘɚAɤ",
    "IY": "iɪᵻjɨy",
    "AO": "ɔY",
    "OW": "oOɵQ",
    "UW": "uʊwɯʉʍøœ",
    "FV": "fvɸβʋ",
    "TH": "θð",
    "L": "lɭɫʎɬɺ",
    "SZ": "szʦʣɕʑ",
    "SH": "ʃʒʧʤʂʐcɟçʨʥ",
    "R": "rɹɾɽʀʁɻ",
    "TDN": "tdnʈɖɳɲT",
    "KG": "kgɡŋqxɣhɦħʔʕɴχɢ",
}
_SHAPE_OF = {sound: name for name, sounds in _SOUNDS.items() for sound in sounds}
LEAD_S = 0.05
GLIDE_S = 0.07
_RATE = 250
_PRESSED_S, _PARTING_S = 0.035, 0.05
"""How long before a closed sound ends lips press last, and how long they part: half open where the next begins."""


def shape_of(symbol: str) -> str | None:
    """The mouth shape of a phone; None for a mark that has no sound of its own (stress, length)."""
    for letter in symbol:
        if letter in _SHAPE_OF:
            return _SHAPE_OF[letter]
    if symbol and all(letter in "ˈˌːʰʲ̩̃ˑ↓↑→↗↘" for letter in symbol):
        return None
    return "rest"


def mouth_curves(utterances: Sequence[Utterance], seconds: Curve) -> Curve:
    """(frames, 5): open, wide, round, teeth, tongue at each time, shut where nobody speaks."""
    rest = np.array(SHAPES["rest"])
    if not utterances or len(seconds) == 0:
        return np.tile(rest, (len(seconds), 1))
    fine = np.tile(rest, (int(float(seconds[-1]) * _RATE) + _RATE, 1))
    closures: list[tuple[float, float]] = []
    for said in utterances:
        level = _levels(said)
        for phone in said.phones:
            name = shape_of(phone.symbol)
            if name is None:
                continue
            first, last = (max(0, round((ms / 1000 - LEAD_S) * _RATE)) for ms in (phone.start_ms, phone.end_ms))
            last = max(last, first + 1)
            fine[first:last] = SHAPES[name]
            fine[first:last, 0] *= _openness(level, phone.start_ms - said.start_ms, phone.end_ms - said.start_ms)
            if name == "MBP":
                closures.append((phone.start_ms / 1000 - LEAD_S, phone.end_ms / 1000 - LEAD_S))
    window = np.hanning(round(GLIDE_S * _RATE) + 2)
    window /= window.sum()
    smooth = np.stack([np.convolve(column, window, "same") for column in fine.T], axis=1)
    at = np.clip(seconds * _RATE, 0, len(fine) - 1)
    curves = np.stack([np.interp(at, np.arange(len(fine)), column) for column in smooth.T], axis=1)
    for start, end in closures:
        # Lips that close are seen closed, however short the sound: on the nearest frame at least.
        middle = (start + end) / 2
        away = np.maximum(0, np.abs(seconds - middle) - max(0.0, (end - start) / 2 - _PRESSED_S))
        if float(seconds[0]) <= middle <= float(seconds[-1]):
            away[int(np.argmin(np.abs(seconds - middle)))] = 0
        parted = np.clip(away / _PARTING_S, 0, 1)
        curves[:, 0] *= parted
        curves[:, 3] *= parted
        curves[:, 4] *= parted
    silent = np.ones(len(seconds), dtype=bool)
    for said in utterances:
        silent &= (seconds < said.start_ms / 1000 - 0.12) | (seconds > said.end_ms / 1000 + 0.08)
    curves[silent] = rest
    return curves


def _levels(said: Utterance) -> Curve:
    """Loudness of every 20 ms, 1 for what is loud in this line."""
    level = np.asarray(said.loudness, np.float64)
    if len(level) == 0:
        return level
    levels: Curve = np.clip(level / max(1e-4, float(np.percentile(level, 92))), 0, 1.15)
    return levels


def _openness(levels: Curve, start_ms: float, end_ms: float) -> float:
    """How wide a sound of a line opens the mouth: one measure a sound, so that it opens when the sound begins.

    A voice swells into a vowel; a mouth that follows the swell comes late by up to two frames.
    """
    first, last = int(start_ms // 20), math.ceil(end_ms / 20)
    inside = levels[max(first, 0) : max(last, first + 1, 0)]
    return 0.45 + 0.6 * float(inside.mean()) if len(inside) else 1.0
