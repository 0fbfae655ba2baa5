"""Tones from numbers: plucked strings, breath and bow, pads. 48 kHz, float32."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from scipy import signal

from pipeline.sound.instruments import PADS, PLUCKED, SUSTAINED, Pad, Plucked, Sustained
from pipeline.sound.piece import Note
from pipeline.sound.wav import RATE, Samples

_TOP_HZ = 17_000.0
_CONTROL_HZ = 500


def hertz(pitch: float) -> float:
    """Frequency of a MIDI number."""
    return float(440.0 * 2 ** ((pitch - 69) / 12))


# ------------------------------------------------------------------------------------------------------ strings


def pluck(name: str, note: Note) -> Samples:
    """One tone of a plucked string, rung out for a moment after its length."""
    string = PLUCKED[name]
    bends = note.bends if string.bends else ()
    if not bends:
        ring_s = round(min(note.duration_s, string.ring_s), 2)
        return _straight(name, round(note.pitch, 3), ring_s, round(note.velocity, 1))
    return _pluck(string, note.pitch, min(note.duration_s, string.ring_s), note.velocity, bends)


@lru_cache(maxsize=256)
def _straight(name: str, pitch: float, duration_s: float, velocity: float) -> Samples:
    return _pluck(PLUCKED[name], pitch, duration_s, velocity, ())


def _pluck(
    string: Plucked, pitch: float, duration_s: float, velocity: float, bends: Sequence[tuple[float, float]]
) -> Samples:
    release_s = min(0.35, 0.12 * string.ring_s)
    count = int((duration_s + release_s) * RATE)
    t: Samples = (np.arange(count) / RATE).astype(np.float32)
    base = hertz(pitch)
    tone = _partials(string, base, _phase(pitch, bends, count), t, velocity)
    if string.twin_cents:
        other = pitch + string.twin_cents / 100
        twin = _partials(string, hertz(other), _phase(other, bends, count), t, velocity)
        tone = np.float32(0.6) * tone + np.float32(0.5) * twin
    tick = int(0.012 * RATE)
    if string.tick and count > tick:
        noise = np.random.default_rng(7).standard_normal(tick) * np.exp(-np.arange(tick) / (0.0022 * RATE))
        tone[:tick] += (string.tick * 0.35 * velocity * noise).astype(np.float32)
    # The finger that damps the string, and the nail that leaves it: no step at either end.
    fade = int(release_s * RATE)
    tone[-fade:] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, fade, dtype=np.float32))
    rise = min(count, 48)
    tone[:rise] *= np.linspace(0, 1, rise, dtype=np.float32)
    return tone * np.float32(velocity * 10 ** (string.gain_db / 20))


def _partials(string: Plucked, base: float, phase: np.ndarray, t: Samples, velocity: float) -> Samples:
    """Sum of decaying partials; with `buzz` the energy wanders down through them, as over a curved bridge."""
    if string.ratios:
        return _bars(string, base, phase, t, velocity)
    count = min(string.harmonics, int(_TOP_HZ / (base * 1.35)))
    turn = np.exp(1j * phase).astype(np.complex64)
    spin = np.ones_like(turn)
    tone = np.zeros(len(t), dtype=np.float32)
    total = 0.0
    life = string.ring_s * (220 / base) ** 0.45
    slow = np.arange(0, len(t) + 480, 480, dtype=np.float32) / RATE
    wander = 4.0 + 15.0 * np.exp(-slow / 0.55) + 2.0 * np.sin(2 * np.pi * 0.7 * slow)
    for k in range(1, count + 1):
        spin *= turn
        level = abs(np.sin(np.pi * k * string.pluck)) + 0.06
        level *= k ** -(string.tilt + 0.55 * (1 - velocity))
        rate = 6.91 / life * (1 + string.damp * (k - 1))
        envelope = level * np.exp(-rate * slow)
        if string.buzz:
            envelope = envelope + string.buzz * 0.16 * np.exp(-(((k - wander) / 3.2) ** 2) - 0.75 * rate / (
                1 + string.damp * (k - 1)) * slow)  # fmt: skip
        total += float(envelope[0]) ** 2
        tone += np.interp(t, slow, envelope).astype(np.float32) * spin.imag
    return tone * np.float32(0.42 / max(1e-6, total) ** 0.5)


def _bars(string: Plucked, base: float, phase: np.ndarray, t: Samples, velocity: float) -> Samples:
    """Struck metal or wood: a few partials that are no harmonics; `buzz` is the rattle of shells or a spider's web."""
    tone = np.zeros(len(t), dtype=np.float32)
    life = string.ring_s * (220 / base) ** 0.45
    total = 0.0
    for place, ratio in enumerate(string.ratios):
        if base * ratio < _TOP_HZ:
            level = (place + 1) ** -(string.tilt + 0.6 * (1 - velocity))
            total += level**2
            fall = np.exp(-6.91 / life * (1 + string.damp * place * ratio / 2) * t)
            tone += np.float32(level) * fall * np.sin(ratio * phase).astype(np.float32)
    if string.buzz:
        # A rattle is driven by the tone and dies before it.
        rattle = np.sign(tone) * np.abs(tone) ** 3 * np.exp(-9.0 * t / life)
        sos = signal.butter(1, (900, 5200), "bandpass", fs=RATE, output="sos")
        tone += np.float32(string.buzz) * signal.sosfilt(sos, rattle).astype(np.float32)
    return tone * np.float32(0.42 / max(1e-6, total) ** 0.5)


def _phase(pitch: float, bends: Sequence[tuple[float, float]], count: int) -> np.ndarray:
    """Running phase in radians of a tone that bends; the bends are eased between their breakpoints."""
    if not bends:
        return 2 * np.pi * hertz(pitch) / RATE * np.arange(count, dtype=np.float64)
    curve = pitch + np.interp(np.arange(count), *_control(bends, count))
    frequency = 440.0 * np.exp2((curve - 69) / 12)
    return np.asarray(2 * np.pi / RATE * np.cumsum(frequency))


def _control(bends: Sequence[tuple[float, float]], count: int) -> tuple[np.ndarray, np.ndarray]:
    """Bends as a smooth curve at the control rate: (sample numbers, semitones)."""
    hop = RATE // _CONTROL_HZ
    places = np.arange(0, count + hop, hop)
    times, values = zip(*bends, strict=True)
    curve = np.interp(places / RATE, times, values)
    width = 15  # 30 ms: a finger does not jump
    padded = np.pad(curve, width // 2, mode="edge")
    return places, np.convolve(padded, np.hanning(width + 2)[1:-1] / np.hanning(width + 2).sum(), "valid")


# -------------------------------------------------------------------------------------------------- breath, bow


def sing(name: str, notes: Sequence[Note], length_s: float, seed: int) -> Samples:
    """A line played in one breath or bow after another: pitch and strength as two continuous curves."""
    voice = SUSTAINED[name]
    count = int(length_s * RATE)
    hop = RATE // _CONTROL_HZ
    slots = count // hop + 2
    pitch, level = _curves(voice, notes, slots)
    t = np.arange(count)
    places = np.arange(slots) * hop
    frequency = 440.0 * np.exp2((np.interp(t, places, pitch) - 69) / 12)
    strength = np.interp(t, places, level).astype(np.float32)
    turn = np.exp(1j * (2 * np.pi / RATE) * np.cumsum(frequency)).astype(np.complex64)
    spin = np.ones_like(turn)
    tone = np.zeros(count, dtype=np.float32)
    for k, amount in enumerate(voice.partials, start=1):
        spin *= turn
        # Blown or bowed harder, a tone gets brighter.
        tone += np.float32(amount) * spin.imag * (strength ** np.float32(1 + 0.22 * (k - 1)))
    rng = np.random.default_rng([seed, 3])
    noise = rng.standard_normal(count).astype(np.float32)
    sos = signal.butter(1, (voice.breath_hz * 0.4, voice.breath_hz * 1.8), "bandpass", fs=RATE, output="sos")
    air = signal.sosfilt(sos, noise).astype(np.float32) * (0.35 + 0.65 * np.maximum(0, turn.real))
    tone += np.float32(voice.breath * 2.2) * air * strength
    for centre, q, gain_db in voice.formants:
        tone = _peak(tone, centre, q, gain_db)
    return tone * np.float32(0.3 * 10 ** (voice.gain_db / 20))


def _curves(voice: Sustained, notes: Sequence[Note], slots: int) -> tuple[np.ndarray, np.ndarray]:
    """Pitch and strength at the control rate. Tones that touch are slurred; the rest breathe."""
    pitch = np.full(slots, float(notes[0].pitch) if notes else 69.0)
    level = np.zeros(slots)
    ordered = sorted(notes, key=lambda note: note.start_s)
    for index, note in enumerate(ordered):
        start = int(note.start_s * _CONTROL_HZ)
        following = ordered[index + 1].start_s if index + 1 < len(ordered) else note.start_s + note.duration_s + 9
        end_s = min(note.start_s + note.duration_s, following)
        tied = following - end_s < 0.06
        end = min(slots, int(end_s * _CONTROL_HZ))
        if end <= start:
            continue
        t = np.arange(end - start) / _CONTROL_HZ
        curve = np.full(end - start, float(note.pitch))
        if note.bends:
            times, offsets = zip(*note.bends, strict=True)
            curve += np.interp(t, times, offsets)
        late = np.clip((t - 0.3) / 0.4, 0, 1)
        curve += voice.vibrato * late * np.sin(2 * np.pi * voice.vibrato_hz * t)
        pitch[start:end] = curve
        pitch[end:] = note.pitch
        sink = 1 - 0.25 * np.clip(t / max(0.4, end_s - note.start_s), 0, 1)
        swell = np.minimum(1, 0.25 + t / voice.attack_s) * sink
        shape = note.velocity * swell * (1 + 0.08 * late * np.sin(2 * np.pi * voice.vibrato_hz * t + 1.2))
        if not tied:
            away = np.clip((end_s - note.start_s - t) / voice.release_s, 0, 1)
            shape *= away
        level[start:end] = shape
    kernel = np.hanning(17)[1:-1]
    smooth = np.convolve(np.pad(pitch, 7, mode="edge"), kernel / kernel.sum(), "valid")
    soft = np.hanning(27)[1:-1]
    return smooth, np.convolve(np.pad(level, 12), soft / soft.sum(), "valid")


def _peak(tone: Samples, centre: float, q: float, gain_db: float) -> Samples:
    """A peaking equaliser (Bristow-Johnson's audio EQ cookbook)."""
    a, omega = 10 ** (gain_db / 40), 2 * np.pi * centre / RATE
    alpha = np.sin(omega) / (2 * q)
    b = np.array([1 + alpha * a, -2 * np.cos(omega), 1 - alpha * a])
    den = np.array([1 + alpha / a, -2 * np.cos(omega), 1 - alpha / a])
    return np.asarray(signal.lfilter(b / den[0], den / den[0], tone), dtype=np.float32)


# --------------------------------------------------------------------------------------------------------- pads


def hold(name: str, note: Note) -> Samples:
    """One held tone of a pad in stereo: detuned copies, wide, that swell and breathe."""
    pad = PADS[name]
    return _hold(pad, note)


def _hold(pad: Pad, note: Note) -> Samples:
    count = int((note.duration_s + pad.release_s) * RATE)
    t = np.arange(count, dtype=np.float64) / RATE
    sides = []
    for side in (-1, 1):
        tone = np.zeros(count, dtype=np.float32)
        for voice, offset in enumerate((-1.0, 0.35)):
            base = hertz(note.pitch + side * offset * pad.detune_cents / 100)
            start = 1.7 * voice + 0.9 * side + note.pitch
            turn = np.exp(1j * (2 * np.pi * base * t + start)).astype(np.complex64)
            spin = np.ones_like(turn)
            for k, amount in enumerate(pad.partials, start=1):
                if base * k < 9_000:
                    spin = spin * turn
                    tone += np.float32(amount) * spin.imag
        sides.append(tone)
    rise = np.clip(t / pad.attack_s, 0, 1)
    fall = np.clip((note.duration_s + pad.release_s - t) / pad.release_s, 0, 1)
    shape = (0.5 - 0.5 * np.cos(np.pi * rise)) * (0.5 - 0.5 * np.cos(np.pi * fall))
    breath = 1 + 0.12 * np.sin(2 * np.pi * 0.13 * t + note.pitch)
    gain = 0.09 * note.velocity * 10 ** (pad.gain_db / 20)
    return np.stack(sides, axis=1) * (gain * shape * breath).astype(np.float32)[:, None]
