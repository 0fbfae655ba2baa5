"""The air of a place: wind, rain, surf, birds, crickets, people, traffic, rooms, bells and fire, all synthesised."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy import signal

from pipeline.sound.drums import stroke
from pipeline.sound.wav import RATE, Samples, db
from pipeline.vocabulary import Setting, TimeOfDay, Weather

Layer = tuple[str, float]
"""A kind of sound and its level in dB against the bed's."""

_NATURE = frozenset(
    {Setting.VILLAGE, Setting.FIELD, Setting.FOREST, Setting.JUNGLE, Setting.GARDEN, Setting.PARK, Setting.RIVER_GHAT}
    | {Setting.COURTYARD, Setting.TEMPLE, Setting.MONASTERY, Setting.GURDWARA, Setting.PLAYGROUND, Setting.MOSQUE}
    | {Setting.CHURCH}
)
_PLACES: dict[Setting, tuple[Layer, ...]] = {
    Setting.TEMPLE: (("bells", -6), ("wind", -8), ("murmur", -12)),
    Setting.TEMPLE_INTERIOR: (("room", -6), ("bells", -8), ("fire", -10)),
    Setting.MONASTERY: (("wind", -6), ("bells", -8)),
    Setting.MOSQUE: (("wind", -8), ("murmur", -10)),
    Setting.CHURCH: (("wind", -8), ("room", -6)),
    Setting.GURDWARA: (("wind", -8), ("murmur", -8)),
    Setting.PALACE_HALL: (("room", -4), ("fire", -12)),
    Setting.COURTYARD: (("wind", -8),),
    Setting.VILLAGE: (("wind", -9), ("murmur", -14)),
    Setting.FIELD: (("wind", -4),),
    Setting.FOREST: (("leaves", -5),),
    Setting.JUNGLE: (("leaves", -6), ("crickets", -10)),
    Setting.RIVER_GHAT: (("stream", -4), ("bells", -12), ("murmur", -12)),
    Setting.BEACH: (("surf", 0),),
    Setting.HARBOUR: (("surf", -5), ("murmur", -8)),
    Setting.DESERT: (("wind", 0),),
    Setting.MOUNTAINS: (("wind", -1),),
    Setting.SNOW: (("wind", -2),),
    Setting.CAVE: (("room", -2), ("drips", -6)),
    Setting.CITY_STREET: (("traffic", 0), ("murmur", -8)),
    Setting.ROOFTOP: (("traffic", -6), ("wind", -6)),
    Setting.MARKET: (("murmur", 0), ("traffic", -12)),
    Setting.SCHOOL: (("room", -5), ("murmur", -8)),
    Setting.OFFICE: (("hum", -6), ("room", -6)),
    Setting.HOSPITAL: (("hum", -6), ("room", -6)),
    Setting.LIVING_ROOM: (("room", -6),),
    Setting.KITCHEN: (("room", -6), ("fire", -9)),
    Setting.BEDROOM: (("room", -8),),
    Setting.CAFE: (("murmur", -2), ("room", -8)),
    Setting.TRAIN: (("rails", 0),),
    Setting.STATION: (("murmur", -3), ("rails", -12)),
    Setting.SHIP: (("surf", -3), ("wind", -6)),
    Setting.SPACE: (("deep", -4),),
    Setting.SPACESHIP: (("deep", -2), ("hum", -8)),
    Setting.BATTLEFIELD: (("wind", -2), ("fire", -6)),
    Setting.LABORATORY: (("hum", -4),),
    Setting.LIBRARY: (("room", -7),),
    Setting.THEATRE_STAGE: (("room", -5),),
    Setting.PODCAST_STUDIO: (("room", -16),),
    Setting.COURTROOM: (("room", -4), ("murmur", -14)),
    Setting.PLAYGROUND: (("murmur", -5), ("wind", -9)),
    Setting.PARK: (("leaves", -8), ("traffic", -16)),
    Setting.GARDEN: (("leaves", -9),),
}
_WEATHERS: dict[Weather, tuple[Layer, ...]] = {
    Weather.RAIN: (("rain", 0),),
    Weather.STORM: (("rain", 2), ("wind", 0), ("thunder", 2)),
    Weather.WIND: (("wind", 1),),
    Weather.DUST: (("wind", 0),),
    Weather.SNOW: (("wind", -6),),
}


_SEALED = frozenset({Setting.SPACE, Setting.SPACESHIP, Setting.PODCAST_STUDIO, Setting.CAVE})
"""No weather gets in."""


def layers_of(setting: Setting, time_of_day: TimeOfDay, weather: Weather, *, indoor: bool) -> tuple[Layer, ...]:
    """What is heard at a place at an hour in a weather. Indoors the weather is outside the walls."""
    layers = list(_PLACES[setting])
    wet = weather in (Weather.RAIN, Weather.STORM)
    if indoor and wet and setting not in _SEALED:
        # Under a roof rain is a dull drumming, and the wind stays outside.
        layers.append(("roof", -5 if weather is Weather.RAIN else -2))
        if weather is Weather.STORM:
            layers.append(("thunder", -6))
    elif setting not in _SEALED:
        layers += [(kind, level - (9 if indoor else 0)) for kind, level in _WEATHERS.get(weather, ())]
    if not indoor and not wet and setting in _NATURE:
        match time_of_day:
            case TimeOfDay.DAWN | TimeOfDay.MORNING:
                layers.append(("birds", -3))
            case TimeOfDay.NOON | TimeOfDay.AFTERNOON:
                layers.append(("birds", -8))
            case TimeOfDay.DUSK:
                layers += [("birds", -10), ("crickets", -9)]
            case TimeOfDay.EVENING | TimeOfDay.NIGHT:
                layers.append(("crickets", -5))
    return tuple(layers)


def breathe(layers: tuple[Layer, ...], samples: int, seed: int) -> Samples:
    """The air of a place as (samples, 2), around -32 dBFS RMS at 0 dB."""
    air = np.zeros((samples, 2), dtype=np.float32)
    for index, (kind, level_db) in enumerate(layers):
        sound = _KINDS[kind](samples, np.random.default_rng([seed, index]))
        loud = float(np.sqrt(np.mean(sound.astype(np.float64) ** 2)))
        if loud > 0:
            # Sparse sounds are set by their peaks, or a single bird would be blown up to a bed's power.
            level = max(loud, float(np.abs(sound).max()) / 9)
            air += sound * np.float32(db(-32 + level_db) / level)
    return air


def _noise(samples: int, rng: np.random.Generator, low: float, high: float) -> Samples:
    """Band-limited noise, different in each ear."""
    sos = signal.butter(1, (low, high), "bandpass", fs=RATE, output="sos").astype(np.float32)
    white = rng.standard_normal((samples, 2), dtype=np.float32)
    return np.asarray(signal.sosfilt(sos, white, axis=0), dtype=np.float32)


def _slow(samples: int, rng: np.random.Generator, period_s: float, low: float, high: float) -> Samples:
    """A curve that wanders between `low` and `high`, turning about every `period_s`."""
    turns = int(samples / RATE / period_s) + 3
    points = rng.uniform(low, high, turns)
    dense = np.repeat(points, 16)
    kernel = np.hanning(18)[1:-1]
    smooth = np.convolve(np.pad(dense, 8, mode="edge"), kernel / kernel.sum(), "same")[8:-8]
    places = np.linspace(0, samples, len(smooth))
    return np.asarray(np.interp(np.arange(samples), places, smooth), dtype=np.float32)


def _wind(samples: int, rng: np.random.Generator) -> Samples:
    low = _noise(samples, rng, 90, 420) * _slow(samples, rng, 2.6, 0.25, 1.0)[:, None]
    high = _noise(samples, rng, 420, 1300) * (_slow(samples, rng, 1.9, 0.0, 0.8) ** 2)[:, None]
    return low + np.float32(0.4) * high


def _leaves(samples: int, rng: np.random.Generator) -> Samples:
    return _noise(samples, rng, 1800, 7000) * (_slow(samples, rng, 1.4, 0.15, 1.0) ** 2)[:, None]


def _rain(samples: int, rng: np.random.Generator) -> Samples:
    bed = _noise(samples, rng, 900, 9000)
    drops = np.zeros((samples, 2), dtype=np.float32)
    count = samples // RATE * 60
    drops[rng.integers(0, max(1, samples), count), rng.integers(0, 2, count)] = rng.exponential(1.0, count)
    sos = signal.butter(2, (1500, 6500), "bandpass", fs=RATE, output="sos")
    patter = np.asarray(signal.sosfilt(sos, drops, axis=0), dtype=np.float32)
    return bed * np.float32(0.5) + patter * np.float32(4.0)


def _roof(samples: int, rng: np.random.Generator) -> Samples:
    bed = _noise(samples, rng, 120, 900)
    drops = np.zeros((samples, 2), dtype=np.float32)
    count = samples // RATE * 18
    drops[rng.integers(0, max(1, samples), count), rng.integers(0, 2, count)] = rng.exponential(1.0, count)
    sos = signal.butter(2, (200, 1400), "bandpass", fs=RATE, output="sos")
    return bed * np.float32(0.6) + np.asarray(signal.sosfilt(sos, drops, axis=0), dtype=np.float32) * np.float32(6.0)


def _surf(samples: int, rng: np.random.Generator) -> Samples:
    phase = 2 * np.pi * np.cumsum(0.105 + 0.02 * _slow(samples, rng, 5, -1, 1)) / RATE + rng.uniform(0, 6)
    swell = (0.5 + 0.5 * np.sin(phase + 0.6 * np.sin(phase))).astype(np.float32) ** 2
    foam = _noise(samples, rng, 900, 6000) * (swell**2)[:, None]
    wash = _noise(samples, rng, 120, 900) * (0.25 + 0.75 * swell)[:, None]
    return np.asarray(wash + np.float32(0.7) * foam, dtype=np.float32)


def _stream(samples: int, rng: np.random.Generator) -> Samples:
    bed = _noise(samples, rng, 350, 2200)
    for _ in range(3):
        centre = float(rng.uniform(500, 1600))
        band = _noise(samples, rng, centre, centre * 1.3)
        bed += np.float32(1.2) * band * (_slow(samples, rng, 0.16, 0, 1) ** 3)[:, None]
    return bed


def _scatter(
    samples: int, rng: np.random.Generator, every_s: float, make: Callable[[np.random.Generator], Samples]
) -> Samples:
    """Single sounds at random times and places between the ears."""
    track = np.zeros((samples, 2), dtype=np.float32)
    at = float(rng.uniform(0.1, every_s))
    while at * RATE < samples:
        sound = make(rng)
        start = int(at * RATE)
        room = min(len(sound), samples - start)
        side = float(rng.uniform(-0.8, 0.8))
        ears = np.array([np.sqrt((1 - side) / 2), np.sqrt((1 + side) / 2)], dtype=np.float32)
        fade = np.ones(room, dtype=np.float32)
        edge = min(room, 480)
        if room < len(sound):
            fade[-edge:] = np.linspace(1, 0, edge)
        track[start : start + room] += (sound[:room] * fade)[:, None] * ears * np.float32(rng.uniform(0.35, 1.0))
        at += float(rng.exponential(every_s)) + 0.12
    return track


def _chirp(rng: np.random.Generator) -> Samples:
    """A bird's call: a few syllables that sweep."""
    base, syllables = float(rng.uniform(2300, 4800)), int(rng.integers(1, 6))
    length, gap = float(rng.uniform(0.06, 0.16)), float(rng.uniform(0.04, 0.12))
    sweep, bend = float(rng.uniform(-0.35, 0.35)), float(rng.uniform(-0.2, 0.2))
    count = int(length * RATE)
    t = np.linspace(0, 1, count, dtype=np.float32)
    pitch = base * (1 + sweep * (t - 0.5) + bend * np.sin(2 * np.pi * t * float(rng.integers(1, 4))))
    call = np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * np.sin(np.pi * t) ** 2
    pause = np.zeros(int(gap * RATE))
    return np.concatenate([part for _ in range(syllables) for part in (call, pause)]).astype(np.float32)


def _birds(samples: int, rng: np.random.Generator) -> Samples:
    return _scatter(samples, rng, 1.1, _chirp)


def _crickets(samples: int, rng: np.random.Generator) -> Samples:
    track = np.zeros((samples, 2), dtype=np.float32)
    t = np.arange(samples, dtype=np.float64) / RATE
    for _ in range(3):
        pitch, rate = float(rng.uniform(3900, 4900)), float(rng.uniform(2.0, 3.2))
        pulse = np.clip(np.sin(2 * np.pi * rate * t + rng.uniform(0, 6)), 0, 1) ** 2 * (
            0.5 + 0.5 * np.sin(2 * np.pi * 31 * t)
        )
        side = float(rng.uniform(0.2, 0.8))
        sound = (np.sin(2 * np.pi * pitch * t) * pulse).astype(np.float32) * _slow(samples, rng, 4, 0.3, 1)
        track += sound[:, None] * np.array([side, 1 - side], dtype=np.float32)
    return track


def _murmur(samples: int, rng: np.random.Generator) -> Samples:
    """Many voices at once: bands of speech, each with the rhythm of syllables."""
    track = np.zeros((samples, 2), dtype=np.float32)
    for low, high, share in ((180, 420, 1.0), (420, 900, 0.8), (900, 1900, 0.4), (1900, 3200, 0.16)):
        band = _noise(samples, rng, low, high) * np.float32(share)
        left, right = _slow(samples, rng, 0.13, 0.1, 1), _slow(samples, rng, 0.17, 0.1, 1)
        track += band * np.stack([left, right], axis=1)
    return track


def _traffic(samples: int, rng: np.random.Generator) -> Samples:
    bed = _noise(samples, rng, 50, 320)
    passing = _noise(samples, rng, 300, 1500)
    left = _slow(samples, rng, 2.2, 0, 1) ** 3
    right = np.roll(left, int(0.7 * RATE))
    return bed + passing * np.stack([left, right], axis=1)


def _room(samples: int, rng: np.random.Generator) -> Samples:
    return _noise(samples, rng, 60, 350) + np.float32(0.12) * _noise(samples, rng, 1000, 4000)


def _hum(samples: int, rng: np.random.Generator) -> Samples:
    t = np.arange(samples, dtype=np.float64) / RATE
    tone = sum(np.sin(2 * np.pi * 50 * k * t + k) / k**1.5 for k in (1, 2, 3, 4, 6))
    return np.asarray(tone, dtype=np.float32)[:, None] * np.float32(0.25) + _noise(samples, rng, 90, 600)


def _deep(samples: int, rng: np.random.Generator) -> Samples:
    t = np.arange(samples, dtype=np.float64) / RATE
    tone = sum(
        np.sin(2 * np.pi * hz * t + 0.7 * np.sin(2 * np.pi * 0.07 * t * k)) for k, hz in enumerate((41, 62, 82.5), 1)
    )
    return np.asarray(tone, dtype=np.float32)[:, None] * np.float32(0.3) + _noise(samples, rng, 40, 160)


def _rails(samples: int, rng: np.random.Generator) -> Samples:
    clack = np.zeros((samples, 2), dtype=np.float32)
    burst = rng.standard_normal((2400, 2)).astype(np.float32) * np.exp(-np.arange(2400) / 420)[:, None].astype(
        np.float32
    )
    for beat in np.arange(0.3, samples / RATE, 0.82):
        for offset, level in ((0.0, 1.0), (0.16, 0.7)):
            start = int((beat + offset) * RATE)
            room = min(len(burst), samples - start)
            if room > 0:
                clack[start : start + room] += burst[:room] * np.float32(level)
    sos = signal.butter(2, (140, 1400), "bandpass", fs=RATE, output="sos")
    return np.asarray(signal.sosfilt(sos, clack, axis=0), dtype=np.float32) * np.float32(2.2) + _noise(
        samples, rng, 50, 300
    )


def _bells(samples: int, rng: np.random.Generator) -> Samples:
    return _scatter(samples, rng, 5.5, lambda pick: stroke("bell", "bell", 60.0) * np.float32(pick.uniform(0.4, 1.0)))


def _fire(samples: int, rng: np.random.Generator) -> Samples:
    def crackle(pick: np.random.Generator) -> Samples:
        length = int(pick.integers(150, 900))
        shape = np.exp(-np.arange(length) / (length / 5))
        return np.asarray(pick.standard_normal(length) * shape, dtype=np.float32)

    bed = _noise(samples, rng, 80, 500) * _slow(samples, rng, 0.4, 0.5, 1)[:, None]
    return bed * np.float32(0.4) + _scatter(samples, rng, 0.12, crackle)


def _drip(rng: np.random.Generator) -> Samples:
    t = np.arange(int(0.12 * RATE)) / RATE
    pitch = float(rng.uniform(900, 1800))
    return (np.sin(2 * np.pi * pitch * t * (1 + 2 * t)) * np.exp(-t / 0.025) * np.minimum(1, t * 800)).astype(
        np.float32
    )


def _drips(samples: int, rng: np.random.Generator) -> Samples:
    return _scatter(samples, rng, 1.3, _drip)


def _thunder(samples: int, rng: np.random.Generator) -> Samples:
    def clap(pick: np.random.Generator) -> Samples:
        length = int(pick.uniform(2.5, 4.5) * RATE)
        rumble = _noise(length, pick, 35, 160)[:, 0]
        t = np.arange(length) / RATE
        shape = np.minimum(1, t / 0.15) * np.exp(-t / 1.1) * _slow(length, pick, 0.25, 0.4, 1)
        return np.asarray(rumble * shape, dtype=np.float32)

    return _scatter(samples, rng, 9.0, clap)


_KINDS: dict[str, Callable[[int, np.random.Generator], Samples]] = {
    "wind": _wind, "leaves": _leaves, "rain": _rain, "roof": _roof, "surf": _surf, "stream": _stream, "birds": _birds,
    "crickets": _crickets, "murmur": _murmur, "traffic": _traffic, "room": _room, "hum": _hum, "deep": _deep,
    "rails": _rails, "bells": _bells, "fire": _fire, "drips": _drips, "thunder": _thunder,
}  # fmt: skip
