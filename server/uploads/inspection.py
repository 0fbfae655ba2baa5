"""Looks at a file that anybody may have made, and writes it anew: `python -m server.uploads.inspection`.

A process of its own, with little memory and little time: what breaks a decoder breaks this, and nothing else. The file
is known by how it begins, never by its name; only the one reader that belongs to that beginning is asked, so that no
playlist can name other files or addresses. What comes out has pictures and sound in it, and nothing of what was said
beside them: no place, no camera, no name.

    argv: kind, file, folder to write to, limits as JSON        prints JSON: a `Finding` or {"code", "detail"}
"""

from __future__ import annotations

import json
import logging
import resource
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from server.uploads.limits import FileLimits, size_of
from server.vocabulary import UploadKind

if TYPE_CHECKING:
    from av.container import InputContainer, OutputContainer
    from av.stream import Stream

MEMORY_BYTES = 4 * 1024**3
CPU_S = 120
RATE = 48_000
TOO_SHORT_MS = 500
CLIP_CODECS = {"h264", "hevc", "av1", "vp8", "vp9"}
CLIP_SOUNDS = {"aac", "mp3", "opus", "vorbis"}
WEBM_ONLY = {"vp8", "vorbis"}
"""What no MP4 holds."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a file turned out to be, as it was written anew."""

    file: str
    width: int | None = None
    height: int | None = None
    duration_ms: int | None = None


class Refused(Exception):
    """It is not what it should be. `str(refused)` tells its owner what to do."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(detail)
        self.code = code


def container_of(head: bytes) -> str | None:  # noqa: PLR0911 - one line a format
    """The reader of FFmpeg's for a file that begins like this; None for one that we do not take."""
    if head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE":
        return "wav"
    if head[:4] == b"fLaC":
        return "flac"
    if head[:4] == b"OggS":
        return "ogg"
    if head[4:8] == b"ftyp":
        return "mp4"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "matroska"
    if head[:3] == b"ID3":
        return "mp3"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0:
        return "aac"
    if len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0:
        return "mp3"
    return None


def inspect(kind: UploadKind, path: Path, folder: Path, limits: FileLimits) -> Finding:
    """Read a file to its end and write it anew into `folder`. Raises Refused."""
    readers = {
        UploadKind.IMAGE: _image,
        UploadKind.NARRATION: _sound,
        UploadKind.MUSIC: _music,
        UploadKind.CLIP: _clip,
    }
    return readers[kind](path, folder, limits)


# ---------------------------------------------------------------------------------------------------------- pictures


def _image(path: Path, folder: Path, limits: FileLimits) -> Finding:
    from PIL import Image

    from pipeline.errors import BadImage
    from pipeline.picture.photo import FORMATS, open_photo

    Image.MAX_IMAGE_PIXELS = 2 * limits.pixels
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(path, formats=FORMATS) as told:
                pixels = told.width * told.height
                lossy = told.format == "JPEG"
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        pixels, lossy = 0, False  # what is wrong with it, the next one says
    if pixels > limits.pixels:
        raise Refused(
            "too_many_pixels",
            f"The picture has {pixels / 1e6:.0f} million pixels and your plan takes {limits.pixels // 1_000_000}. "
            "Save it smaller.",
        )
    try:
        picture = Image.fromarray(open_photo(path))
    except BadImage as bad:
        raise Refused("bad_image", str(bad).replace(f"'{path.name}'", "The file")) from bad
    opaque = picture.getchannel("A").getextrema()[0] == 255
    if opaque and lossy:
        kept = folder / "image.jpg"
        picture.convert("RGB").save(kept, "JPEG", quality=95, subsampling=0)
    else:
        kept = folder / "image.png"
        (picture.convert("RGB") if opaque else picture).save(kept, "PNG")
    return Finding(kept.name, picture.width, picture.height)


# ------------------------------------------------------------------------------------------------------------- sound


@contextmanager
def _opened(path: Path, wanted: str) -> Iterator[InputContainer]:
    """A file in the one reader that its beginning asks for. Raises Refused for what is none, or breaks on the way."""
    import av

    with path.open("rb") as file:
        reader = container_of(file.read(16))
        if reader is None:
            raise Refused("wrong_kind", f"That file is no {wanted}, whatever its name says.")
        file.seek(0)
        try:
            with av.open(file, "r", format=reader, metadata_errors="ignore") as opened:
                yield opened
        except (av.error.FFmpegError, ValueError, OverflowError) as broken:
            raise Refused(
                "damaged", f"That {wanted} is damaged: it cannot be read to its end. Save it anew and try again."
            ) from broken


def _sound(path: Path, folder: Path, limits: FileLimits) -> Finding:
    """Whatever is heard in it, as FLAC of 48 kHz with one channel or two."""
    import av

    kept = folder / "sound.flac"
    with _opened(path, "sound file") as found:
        if not found.streams.audio:
            raise Refused("no_sound", "There is no sound in that file.")
        heard = found.streams.audio[0]
        layout = "mono" if heard.codec_context.layout.nb_channels == 1 else "stereo"
        samples = 0
        with av.open(str(kept), "w", format="flac") as written:
            lane = written.add_stream("flac", rate=RATE, layout=layout, format="s16")
            turned = av.AudioResampler(format="s16", layout=layout, rate=RATE, frame_size=4096)
            for frame in _frames(found, heard):
                for piece in turned.resample(frame):
                    samples += piece.samples
                    _check_length(samples / RATE, limits)
                    piece.pts = None
                    written.mux(lane.encode(piece))
            for piece in turned.resample(None):
                samples += piece.samples
                piece.pts = None
                written.mux(lane.encode(piece))
            written.mux(lane.encode(None))
    _check_not_empty(samples * 1000 // RATE)
    return Finding(kept.name, duration_ms=samples * 1000 // RATE)


def _music(path: Path, folder: Path, limits: FileLimits) -> Finding:
    """Sound that a film can be laid over: what the pipeline would refuse is refused here, before anything is paid."""
    from pipeline.errors import BadMusic
    from pipeline.sound.recording import open_recording

    found = _sound(path, folder, limits)
    try:
        open_recording(folder / found.file)
    except BadMusic as bad:
        raise Refused("bad_music", str(bad).replace(f"'{found.file}'", "The file")) from bad
    return found


def _frames(found: InputContainer, lane: Stream) -> Iterator[Any]:
    """Everything that is in a stream, decoded."""
    for packet in found.demux(lane):
        yield from packet.decode()


# ------------------------------------------------------------------------------------------------------------- clips


def _clip(path: Path, folder: Path, limits: FileLimits) -> Finding:
    """Picture and sound of a clip in a new container, after every frame of both was decoded once."""
    with _opened(path, "video") as found:
        if not found.streams.video:
            raise Refused("no_picture", "There is no moving picture in that file.")
        seen = found.streams.video[0]
        heard = found.streams.audio[0] if found.streams.audio else None
        _check_clip(seen, heard, limits)
        duration_ms = _watch(found, seen, limits)
        width, height = seen.codec_context.width, seen.codec_context.height
    if heard is not None:
        with _opened(path, "video") as found:
            for _ in _frames(found, found.streams.audio[0]):
                pass
    names = {stream.codec_context.name for stream in (seen, heard) if stream is not None}
    suffix = ".webm" if names & WEBM_ONLY else ".mp4"
    kept = folder / f"clip{suffix}"
    with _opened(path, "video") as found:
        _copy(found, kept)
    return Finding(kept.name, width, height, duration_ms)


def _check_clip(seen: Any, heard: Any, limits: FileLimits) -> None:
    pixels = seen.codec_context.width * seen.codec_context.height
    if pixels > limits.pixels:
        raise Refused(
            "too_many_pixels",
            f"The clip has {seen.codec_context.width} x {seen.codec_context.height} pixels and your plan takes "
            f"{limits.pixels / 1e6:.1f} million. Save it smaller.",
        )
    for stream, known in ((seen, CLIP_CODECS), (heard, CLIP_SOUNDS)):
        if stream is not None and stream.codec_context.name.removeprefix("lib") not in known | {"dav1d"}:
            raise Refused(
                "wrong_codec",
                f"The clip is written as {stream.codec_context.name}. Save it as H.264 with AAC, or as WebM.",
            )


def _watch(found: InputContainer, seen: Any, limits: FileLimits) -> int:
    """Decode every frame; gives the length in ms by the frames' own times."""
    first = last = None
    for frame in _frames(found, seen):
        if frame.width * frame.height > limits.pixels:
            raise Refused("too_many_pixels", "The clip grows larger on its way than your plan takes. Save it smaller.")
        if frame.time is None:
            continue
        first = frame.time if first is None else first
        last = max(frame.time, first if last is None else last)
        _check_length(last - first, limits)
    duration_ms = 0 if first is None or last is None else round((last - first) * 1000)
    _check_not_empty(duration_ms)
    return duration_ms


def _copy(found: InputContainer, kept: Path) -> None:
    """The first picture and the first sound, and nothing else that is in there."""
    import av

    written: OutputContainer
    options = {"movflags": "faststart"} if kept.suffix == ".mp4" else {}
    with av.open(str(kept), "w", options=options) as written:
        lanes = {}
        for stream in (found.streams.video[0], *found.streams.audio[:1]):
            lane = written.add_stream_from_template(stream)
            lane.metadata.clear()
            lanes[stream.index] = lane
        written.metadata.clear()
        for packet in found.demux([stream for stream in found.streams if stream.index in lanes]):
            if packet.dts is None:
                continue
            packet.stream = lanes[packet.stream.index]
            written.mux(packet)


# ----------------------------------------------------------------------------------------------------------- lengths


def _check_length(seconds: float, limits: FileLimits) -> None:
    if seconds > limits.seconds:
        raise Refused(
            "too_long", f"That is longer than the {limits.seconds} seconds that your plan takes. Cut it and try again."
        )


def _check_not_empty(duration_ms: int) -> None:
    if duration_ms < TOO_SHORT_MS:
        raise Refused("too_short", "There is less than half a second in that file.")


def main(arguments: list[str]) -> None:
    """See above."""
    kind, path, folder, given = arguments
    limits = FileLimits(**json.loads(given))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_S, CPU_S))
    most = 8 * max(limits.bytes, 100_000_000)
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    logging.disable(logging.CRITICAL)
    try:
        told: dict[str, Any] = asdict(inspect(UploadKind(kind), Path(path), Path(folder), limits))
    except Refused as refused:
        told = {"code": refused.code, "detail": str(refused)}
    except MemoryError:
        told = {"code": "too_large", "detail": f"That takes more than {size_of(MEMORY_BYTES)} to look at."}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
