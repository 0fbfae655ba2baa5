"""The mixing desk: speech, music and air on three buses, ducked, limited and set to the loudness of the house."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import ndimage, signal

from pipeline.sound.ambience import Layer, breathe
from pipeline.sound.foley import foley
from pipeline.sound.loudness import (
    SILENT_LUFS,
    integrated_lufs,
    limiting_gain,
    oversampled_peaks,
    true_peak_db,
)
from pipeline.sound.room import impulse_response, reverberate
from pipeline.sound.wav import RATE, Samples, db, read_wav
from pipeline.takes import Take

MASTER_LUFS = -14.0
CEILING_DB = -1.0
AAC_DB = 1.5
"""How far under the ceiling the master stays: its AAC, decoded, was measured up to 0.94 dB above it (a chant)."""
DUCK_DB, DUCK_DOWN_S, DUCK_UP_S = -11.0, 0.08, 0.4
SPEECH_RMS_DB, MUSIC_DB, AIR_DB = -20.0, -7.5, -6.0
"""Speech as heard while somebody speaks; music against the composer's -18 LUFS; air against its own level."""
_LEVELLING = 0.8
"""Share of the difference between lines that is evened out: a whisper stays softer than a shout."""
_BRIDGE_S = 0.6
"""Music stays down over pauses shorter than this, which is longer than the way down and up."""


@dataclass(frozen=True, slots=True)
class SpeechAt:
    """A line's take in the film; `pan` -1..1, `gain_db` against the level of speech."""

    take: Take
    start: int
    pan: float
    gain_db: float = 0.0


@dataclass(frozen=True, slots=True)
class MusicAt:
    """A stem's take: heard from `start` to `end`, faded over so many samples at each side."""

    take: Take
    start: int
    end: int
    fade_in: int
    fade_out: int


@dataclass(frozen=True, slots=True)
class PlaceAt:
    """A scene's place: its air, how long its room rings and how much of the voice goes there."""

    start: int
    end: int
    layers: tuple[Layer, ...]
    ring_s: float
    wet: float
    seed: int


@dataclass(frozen=True, slots=True)
class EventAt:
    """Something that is done and heard: a kind of `foley`, how loud against its own level, and where; `pan` -1..1."""

    kind: str
    start: int
    gain_db: float
    pan: float
    seed: int


@dataclass(frozen=True, slots=True)
class MixPlan:
    """Everything the desk needs. All places are samples at 48 kHz."""

    samples: int
    speech: tuple[SpeechAt, ...]
    music: tuple[MusicAt, ...]
    places: tuple[PlaceAt, ...]
    events: tuple[EventAt, ...] = ()
    breaths: tuple[EventAt, ...] = ()


@dataclass(slots=True)
class Mixdown:
    """The finished sound; the three stems sum to the mix."""

    mix: Samples
    dialogue: Samples
    music: Samples
    effects: Samples
    lufs: float
    true_peak_db: float


def mix_down(plan: MixPlan, air: Samples | None = None) -> Mixdown:
    """Mix a film. Loudness is met within half a LU unless there is next to nothing to hear.

    `air` is what `breathe_film` gave of its places, if that is there; it is used up.
    """
    dialogue, spoken = _dialogue(plan)
    duck = ducking(plan.samples, spoken)
    music = music_of(plan)
    music *= duck[:, None]
    effects = breathe_film(plan.samples, plan.places) if air is None else air
    # The air gives way as well, by a third: a scene keeps breathing under its words.
    effects *= (duck ** np.float32(0.3))[:, None]
    effects += _events(plan)
    buses = (dialogue, music, effects)
    _scale(buses, _edges(plan.samples))
    total = dialogue + music + effects
    _scale(buses, master_gain(total))
    np.add(dialogue, music, out=total)
    total += effects
    return Mixdown(total, dialogue, music, effects, integrated_lufs(total), true_peak_db(total))


def _scale(buses: tuple[Samples, ...], gain: Samples) -> None:
    for bus in buses:
        np.multiply(bus, gain[:, None], out=bus)


def master_gain(total: Samples) -> Samples:
    """Gain per sample that brings a sound to MASTER_LUFS under CEILING_DB of true peak."""
    loudness = integrated_lufs(total)
    if loudness <= SILENT_LUFS:
        return np.ones(len(total), dtype=np.float32)
    peaks = oversampled_peaks(total)
    makeup = MASTER_LUFS - loudness
    gain = np.ones(len(total), dtype=np.float32)
    for _ in range(6):
        makeup = min(makeup, 36.0)
        gain = np.float32(db(makeup)) * limiting_gain(peaks * np.float32(db(makeup)), CEILING_DB - AAC_DB)
        missing = MASTER_LUFS - integrated_lufs(total * gain[:, None])
        if abs(missing) < 0.1:
            break
        makeup += missing
    return gain


def ducking(samples: int, spoken: list[tuple[int, int]]) -> Samples:
    """Gain of the music over time: down ahead of each stretch of speech, up after it."""
    stretches: list[list[int]] = []
    for start, end in sorted(spoken):
        if stretches and start - stretches[-1][1] < _BRIDGE_S * RATE:
            stretches[-1][1] = max(stretches[-1][1], end)
        else:
            stretches.append([start, end])
    points: list[tuple[float, float]] = [(-1.0, 0.0)]
    for start, end in stretches:
        down, up = start - DUCK_DOWN_S * RATE, end + DUCK_UP_S * RATE
        points += [(down, 0.0), (float(start), DUCK_DB), (float(end), DUCK_DB), (up, 0.0)]
    times, levels = zip(*points, strict=True)
    curve = np.interp(np.arange(samples), times, levels).astype(np.float32)
    return np.asarray(np.exp(curve * np.float32(math.log(10) / 20)), dtype=np.float32)


def _dialogue(plan: MixPlan) -> tuple[Samples, list[tuple[int, int]]]:
    """All lines at their places, levelled, compressed, in their rooms; and where somebody speaks."""
    bus = np.zeros((plan.samples, 2), dtype=np.float32)
    spoken: list[tuple[int, int]] = []
    sos = signal.butter(2, 75, "highpass", fs=RATE, output="sos")
    for line in plan.speech:
        voice = _levelled(np.asarray(signal.sosfilt(sos, _at_house_rate(line.take.path)), dtype=np.float32))
        room = min(len(voice), plan.samples - line.start)
        if room <= 0:
            continue
        angle = (line.pan + 1) * math.pi / 4
        ears = np.array([math.cos(angle), math.sin(angle)], dtype=np.float32)
        bus[line.start : line.start + room] += voice[:room, None] * ears * np.float32(db(line.gain_db))
        spoken.append((line.start, line.start + room))
    bus *= _compression(bus)[:, None]
    _lay_events(bus, plan.breaths)
    for place in plan.places:
        _ring(bus, place, plan.samples, 1.0)
    return bus, spoken


def _at_house_rate(path: Path) -> Samples:
    import soxr

    samples, rate = read_wav(path)
    mono = samples.mean(axis=1)
    if rate == RATE:
        return np.asarray(mono, dtype=np.float32)
    return np.asarray(soxr.resample(mono, rate, RATE, quality="HQ"), dtype=np.float32)


def _levelled(voice: Samples) -> Samples:
    """A line brought most of the way to the level of speech, with no step at its ends."""
    frame = RATE // 50
    whole = len(voice) // frame * frame
    if not whole:
        return voice
    power = (voice[:whole].reshape(-1, frame).astype(np.float64) ** 2).mean(axis=1)
    active = power[power > power.max() * 1e-4]
    if not power.max():
        return voice
    rms_db = 10 * math.log10(active.mean())
    voice = voice * np.float32(db((SPEECH_RMS_DB - rms_db) * _LEVELLING + (1 - _LEVELLING) * 2))
    edge = min(len(voice) // 2, RATE // 125)
    voice[:edge] *= np.linspace(0, 1, edge, dtype=np.float32)
    voice[-edge:] *= np.linspace(1, 0, edge, dtype=np.float32)
    return voice


def _compression(bus: Samples, threshold_db: float = -21.0, ratio: float = 2.2) -> Samples:
    """Gain that tames the loud syllables: 5 ms ahead, 60 ms of envelope."""
    hop = 240
    blocks = -(-len(bus) // hop)
    padded = np.zeros(blocks * hop, dtype=np.float32)
    padded[: len(bus)] = np.abs(bus).max(axis=1)
    envelope = np.sqrt((padded.reshape(-1, hop) ** 2).mean(axis=1) + 1e-12)
    envelope = ndimage.maximum_filter1d(ndimage.gaussian_filter1d(envelope, 4), 5)
    over = np.maximum(0.0, 20 * np.log10(envelope + 1e-9) - threshold_db)
    reduction = ndimage.gaussian_filter1d(-over * (1 - 1 / ratio), 3)
    places = np.arange(blocks) * hop + hop / 2
    curve = np.interp(np.arange(len(bus)), places, reduction).astype(np.float32)
    return np.asarray(np.exp(curve * np.float32(math.log(10) / 20)), dtype=np.float32)


def music_of(plan: MixPlan) -> Samples:
    """All music at its place and its level, faded from stem to stem, before it is ducked."""
    bus = np.zeros((plan.samples, 2), dtype=np.float32)
    for stem in plan.music:
        played, _ = read_wav(stem.take.path)
        length = min(len(played), stem.end - stem.start, plan.samples - stem.start)
        if length <= 0:
            continue
        played = played[:length] * np.float32(db(MUSIC_DB))
        _ramp(played, stem.fade_in, stem.fade_out)
        bus[stem.start : stem.start + length] += played
    return bus


def breathe_film(samples: int, places: Sequence[PlaceAt], blend_s: float = 1.0) -> Samples:
    """The air of all places, one blending into the next, before anybody speaks."""
    bus = np.zeros((samples, 2), dtype=np.float32)
    half = int(blend_s * RATE / 2)
    for place in places:
        start, end = max(0, place.start - half), min(samples, place.end + half)
        air = breathe(place.layers, end - start, place.seed) * np.float32(db(AIR_DB))
        _ramp(air, 2 * half if start > 0 else 0, 2 * half if end < samples else 0)
        bus[start:end] += air
    return bus


def _events(plan: MixPlan) -> Samples:
    """Footsteps, doors and what else is done, each in the room it is done in."""
    bus = np.zeros((plan.samples, 2), dtype=np.float32)
    _lay_events(bus, plan.events)
    for place in plan.places:
        _ring(bus, place, plan.samples, 1.6)
    return bus


def _lay_events(bus: Samples, events: tuple[EventAt, ...]) -> None:
    """Add what is done to a bus, each at its place, in place."""
    for event in events:
        sound = foley(event.kind, event.seed) * np.float32(db(event.gain_db))
        room = min(len(sound), len(bus) - event.start)
        if room <= 0:
            continue
        sound = sound[:room].copy()
        edge = min(room, RATE // 100)
        sound[-edge:] *= np.linspace(1, 0, edge, dtype=np.float32)
        angle = (event.pan + 1) * math.pi / 4
        ears = np.array([math.cos(angle), math.sin(angle)], dtype=np.float32)
        bus[event.start : event.start + room] += sound[:, None] * ears


def _ring(bus: Samples, place: PlaceAt, samples: int, share: float) -> None:
    """Add what the place's room gives back of what sounds in it, in place."""
    end = min(samples, place.end + int(place.ring_s * RATE))
    if place.wet and bus[place.start : place.end].any():
        send = np.zeros((end - place.start, 2), dtype=np.float32)
        send[: place.end - place.start] = bus[place.start : place.end]
        wet = reverberate(send, impulse_response(place.ring_s, early=1.4)) * np.float32(place.wet * share)
        bus[place.start : end] += wet


def _ramp(sound: Samples, fade_in: int, fade_out: int) -> None:
    """Equal-power fades at both ends, in place."""
    fade_in, fade_out = min(fade_in, len(sound) // 2), min(fade_out, len(sound) // 2)
    if fade_in:
        sound[:fade_in] *= np.sin(np.linspace(0, np.pi / 2, fade_in, dtype=np.float32))[:, None]
    if fade_out:
        sound[-fade_out:] *= np.cos(np.linspace(0, np.pi / 2, fade_out, dtype=np.float32))[:, None]


def _edges(samples: int) -> Samples:
    """The film's own fades: a tenth of a second in, half a second out."""
    shape = np.ones(samples, dtype=np.float32)
    into, away = min(samples // 4, RATE // 10), min(samples // 4, RATE // 2)
    if into and away:
        shape[:into] = 0.5 - 0.5 * np.cos(np.linspace(0, np.pi, into))
        shape[-away:] = 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, away))
    return shape
