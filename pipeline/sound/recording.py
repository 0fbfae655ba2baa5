"""Opens a creator's own music, whatever it is stored as."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from pipeline.errors import BadMusic
from pipeline.sound.wav import RATE, Samples

SHORTEST_S, LONGEST_S = 5.0, 20 * 60.0
LARGEST_BYTES = 200 * 1024 * 1024
_SILENT = 1e-3


def check_recording(path: Path) -> None:
    """Look at the first seconds alone. Raises BadMusic with what is wrong and what to do."""
    _long_enough(_decode(path, SHORTEST_S), path.name)


def open_recording(path: Path) -> Samples:
    """(samples, 2) at 48 kHz without the silence around it. Raises BadMusic with what is wrong and what to do."""
    name = path.name
    samples = _decode(path, LONGEST_S)
    if len(samples) > LONGEST_S * RATE:
        raise BadMusic(_too_long(name))
    if not np.isfinite(samples).all():
        raise BadMusic(f"'{name}' is damaged: it holds samples that are no numbers.")
    heard = np.flatnonzero(np.abs(samples).max(axis=1) > _SILENT) if len(samples) else np.zeros(0, dtype=int)
    if not len(heard):
        raise BadMusic(f"'{name}' is silent from its beginning to its end.")
    return _long_enough(samples[heard[0] : heard[-1] + 1], name)


def _too_long(name: str) -> str:
    return f"'{name}' is longer than {LONGEST_S / 60:.0f} minutes; cut it first."


def _long_enough(samples: Samples, name: str) -> Samples:
    if len(samples) < SHORTEST_S * RATE:
        raise BadMusic(f"'{name}' is shorter than {SHORTEST_S:.0f} seconds; give a longer recording.")
    return samples


def _decode(path: Path, most_s: float) -> Samples:
    """What is in the file, a little more than `most_s` of it at most."""
    import av  # FFmpeg, only for who brings music

    name = path.name
    try:
        if path.stat().st_size > LARGEST_BYTES:
            raise BadMusic(f"'{name}' is larger than {LARGEST_BYTES >> 20} MB; give a compressed or shorter recording.")
        with av.open(str(path)) as container:
            if not container.streams.audio:
                raise BadMusic(f"There is no sound in '{name}'. Give an MP3, M4A, OGG, FLAC or WAV file.")
            told_s = (container.duration or 0) / av.time_base
            if told_s > LONGEST_S + 1:
                raise BadMusic(_too_long(name))
            resampler = av.AudioResampler(format="fltp", layout="stereo", rate=RATE)
            frames: list[Samples] = []
            count = 0
            for frame in container.decode(audio=0):
                frames += [part.to_ndarray().T.astype(np.float32) for part in resampler.resample(frame)]
                count += frame.samples
                if count > (most_s + 1) * frame.sample_rate:
                    break
            frames += [part.to_ndarray().T.astype(np.float32) for part in resampler.resample(None)]
    except (FileNotFoundError, IsADirectoryError, PermissionError) as missing:
        raise BadMusic(f"'{name}' cannot be opened: there is no such file, or it may not be read.") from missing
    except (av.error.FFmpegError, OSError) as damaged:
        raise BadMusic(f"'{name}' is no music that can be read. Give an MP3, M4A, OGG, FLAC or WAV file.") from damaged
    return np.concatenate(frames) if frames else np.zeros((0, 2), dtype=np.float32)
