"""The finished file: segments joined, sound encoded once, captions and chapters, in one MP4 that starts fast."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import numpy as np
from av.packet import Packet

from pipeline.picture.encode import copy_segments

AUDIO_RATE = 48_000
AUDIO_BITS = 192_000
AAC_FRAME = 1024
_ISO_639_2 = {
    "en": "eng", "es": "spa", "fr": "fra", "de": "deu", "hi": "hin", "ta": "tam", "te": "tel", "bn": "ben",
    "mr": "mar", "gu": "guj", "kn": "kan", "ml": "mal", "pa": "pan", "ja": "jpn", "zh": "zho", "ko": "kor",
    "ar": "ara", "pt": "por", "ru": "rus", "it": "ita",
}  # fmt: skip


_STYLE = b"""[Script Info]
ScriptType: v4.00+
PlayResX: 384
PlayResY: 288

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, \
StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding
Style: Default,Noto Sans,16,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,1,0,2,10,10,10,1

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""


VERSION = "1"
"""Raised whenever the same parts are joined into other bytes."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """A subtitle track: ISO 639-1 language and (start_ms, end_ms, text) in order, none over another."""

    language: str
    cues: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the film."""

    start_ms: int
    end_ms: int
    title: str


def mux(
    path: Path,
    segments: Sequence[tuple[Path, int]],
    fps: int,
    master: Path,
    subtitles: Sequence[Subtitles],
    chapters: Sequence[Chapter],
    title: str,
    language: str,
) -> None:
    """Write the film to `path`. `segments` are (file, frames), `master` a WAV, cut or padded to the picture."""
    frames = sum(count for _, count in segments)
    with (
        av.open(str(path), "w", format="mp4", options={"movflags": "+faststart", "fflags": "+bitexact"}) as out,
        av.open(str(segments[0][0])) as first,
    ):
        out.metadata["title"] = title
        video = out.add_stream_from_template(first.streams.video[0])
        video.time_base = Fraction(1, fps * 1000)
        video.metadata["language"] = _ISO_639_2[language]
        sound = _sound_stream(out, language)
        tracks = [_text_stream(out, track) for track in subtitles]
        out.set_chapters(
            [
                {"id": number, "start": chapter.start_ms, "end": chapter.end_ms, "time_base": Fraction(1, 1000),
                 "metadata": {"title": chapter.title}}
                for number, chapter in enumerate(chapters, 1)
            ]
        )  # fmt: skip
        samples = round(frames * AUDIO_RATE / fps)
        voice = _encoded(sound, master, samples)
        waiting = next(voice, None)
        texts = sorted(
            (packet for track, stream in zip(subtitles, tracks, strict=True) for packet in _texts(track, stream)),
            key=lambda packet: packet.pts,
        )
        for done in copy_segments(segments, fps, out, video):
            until = Fraction(done, fps)
            while waiting is not None and waiting.pts * waiting.time_base < until:
                out.mux(waiting)
                waiting = next(voice, None)
            while texts and texts[0].pts < until * 1000:
                out.mux(texts.pop(0))
        while waiting is not None:
            out.mux(waiting)
            waiting = next(voice, None)
        for packet in texts:
            out.mux(packet)


def _sound_stream(out: Any, language: str) -> Any:
    stream = out.add_stream("aac", rate=AUDIO_RATE)
    stream.layout = "stereo"
    stream.bit_rate = AUDIO_BITS
    stream.codec_context.format = "fltp"
    stream.codec_context.thread_count = 1
    stream.metadata["language"] = _ISO_639_2[language]
    return stream


def _encoded(stream: Any, master: Path, samples: int) -> Any:
    """AAC packets of the master, exactly as long as the picture.

    The encoder's first packet starts 1,024 samples before zero; the MP4's edit list drops that priming.
    """
    left = samples
    at = 0
    with av.open(str(master)) as source:
        resampler = av.AudioResampler("fltp", "stereo", AUDIO_RATE, frame_size=AAC_FRAME)
        frames = (
            made for frame in source.decode(source.streams.audio[0]) for made in resampler.resample(_undated(frame))
        )
        for made in _all(frames, resampler):
            if left <= 0:
                break
            block = made.to_ndarray()[:, : min(left, made.samples)]
            yield from _encode(stream, block, at)
            at += block.shape[1]
            left -= block.shape[1]
    while left > 0:
        block = np.zeros((2, min(left, AAC_FRAME)), np.float32)
        yield from _encode(stream, block, at)
        at += block.shape[1]
        left -= block.shape[1]
    yield from _stamped(stream.encode(None))


def _all(frames: Any, resampler: Any) -> Any:
    yield from frames
    yield from resampler.resample(None)


def _undated(frame: Any) -> Any:
    frame.pts = None
    return frame


def _encode(stream: Any, block: Any, at: int) -> Any:
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), format="fltp", layout="stereo")
    frame.sample_rate = AUDIO_RATE
    frame.pts = at
    frame.time_base = Fraction(1, AUDIO_RATE)
    yield from _stamped(stream.encode(frame))


def _stamped(packets: Any) -> Any:
    for packet in packets:
        if packet.pts is not None:
            yield packet


def _text_stream(out: Any, track: Subtitles) -> Any:
    stream = out.add_stream("mov_text", time_base=Fraction(1, 1000))
    # The encoder turns this style into the track's own; the samples themselves are written by hand below.
    stream.codec_context.subtitle_header = _STYLE
    stream.metadata["language"] = _ISO_639_2[track.language]
    return stream


def _texts(track: Subtitles, stream: Any) -> list[Any]:
    """Text samples: a 16-bit length and UTF-8; empty ones fill the time between, as the format wants."""
    packets = []
    at = 0
    for start, end, text in track.cues:
        if start > at:
            packets.append(_text(stream, at, start, ""))
        packets.append(_text(stream, start, end, text))
        at = end
    return packets


def _text(stream: Any, start: int, end: int, text: str) -> Any:
    body = text.encode()
    packet: Any = Packet(len(body).to_bytes(2, "big") + body)
    packet.stream = stream
    packet.time_base = Fraction(1, 1000)
    packet.pts = packet.dts = start
    packet.duration = end - start
    return packet
