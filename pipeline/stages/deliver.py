"""Deliver: segments, sound and captions become the film where the creator asked for it, whole or not at all."""

from __future__ import annotations

import errno
import shutil
import tempfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from pipeline.context import StageContext
from pipeline.errors import CannotDeliver
from pipeline.film import Film, Storyboard
from pipeline.stages.chapters import chapters_of
from pipeline.stages.compose import segment_starts_ms
from pipeline.stages.mix import Master
from pipeline.stages.subtitle import CaptionTrack, write_captions
from pipeline.takes import Take
from pipeline.timeline import TimedShot, Timeline, ms_of_frame
from pipeline.vocabulary import ShotSize

SUFFIXES = (".mp4", ".m4v")
FORMS = ("srt", "vtt", "ass")
STEMS = ("dialogue", "music", "effects", "mix")
_THUMBNAIL_FITNESS = {
    ShotSize.CLOSE: 1.0,
    ShotSize.MEDIUM: 0.95,
    ShotSize.TWO_SHOT: 0.9,
    ShotSize.FULL: 0.7,
    ShotSize.OVER_SHOULDER: 0.6,
    ShotSize.WIDE: 0.45,
}
_CANDIDATES = 8


def check_output(output: Path) -> None:
    """Raise CannotDeliver, before any work is done, if a film cannot be written there."""
    folder = output.absolute().parent
    if output.is_dir():
        raise CannotDeliver(f"'{output}' is a folder; name the film file, e.g. '{output / 'film.mp4'}'.")
    if output.suffix.lower() not in SUFFIXES:
        raise CannotDeliver(f"A film is an .mp4 file; '{output.name}' is not. Try '{output.with_suffix('.mp4').name}'.")
    if not folder.is_dir():
        raise CannotDeliver(f"The folder '{folder}' does not exist.")
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as refused:
        raise _sentence(refused, folder) from refused


def check_stems(folder: Path) -> None:
    """Raise CannotDeliver, before any work is done, if stems cannot be written there; makes the folder."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except FileExistsError as file:
        raise CannotDeliver(f"'{folder}' is a file; name a folder for the stems.") from file
    except OSError as refused:
        raise _sentence(refused, folder) from refused


def deliver_stems(master: Master, folder: Path, name: str) -> tuple[Path, ...]:
    """Write `name.dialogue.wav`, `name.music.wav`, `name.effects.wav` and their sum, `name.mix.wav`."""
    made = []
    try:
        for stem, take in zip(STEMS, (master.dialogue, master.music, master.effects, master.mix), strict=True):
            place = folder / f"{name}.{stem}.wav"
            with tempfile.TemporaryDirectory(prefix=".stems-", dir=folder) as aside:
                draft = Path(aside) / place.name
                shutil.copyfile(take.path, draft)
                draft.replace(place)
            made.append(place)
    except OSError as refused:
        raise _sentence(refused, folder) from refused
    return tuple(made)


def deliver(
    segments: Sequence[Take],
    master: Master,
    captions: Sequence[CaptionTrack],
    timeline: Timeline,
    board: Storyboard,
    output: Path,
    context: StageContext,
) -> Film:
    """Write the film, its thumbnail (`film.jpg`) and its caption files (`film.en.srt`, …) beside each other.

    Everything is made in a hidden folder next to `output` and renamed when it is whole, the film last. Raises
    CannotDeliver for a folder that cannot be written or is full.
    """
    from pipeline.picture.playback import frame_size

    check_output(output)
    with _workplace(output) as folder:
        context.step("deliver", 0, 3)
        film = folder / "film.mp4"
        joined = _join(segments, master, captions, timeline, board, context)
        shutil.copyfile(joined.path, film)
        context.step("deliver", 1, 3)
        made: list[tuple[Path, Path]] = []
        size = frame_size(film)
        for track in captions:
            for form in FORMS:
                draft = folder / f"{track.language.value}.{form}"
                draft.write_text(write_captions(track, form, size), encoding="utf-8")
                made.append((draft, output.with_name(f"{output.stem}.{track.language.value}.{form}")))
        picture = folder / "film.jpg"
        shutil.copyfile(_thumbnail(joined, segments, timeline, captions, board, context).path, picture)
        context.step("deliver", 2, 3)
        for draft, place in [*made, (picture, output.with_suffix(".jpg")), (film, output)]:
            draft.replace(place)
        context.step("deliver", 3, 3)
    return Film(
        video=output,
        thumbnail=output.with_suffix(".jpg"),
        subtitles=tuple(place for _, place in made),
        duration_ms=timeline.duration_ms,
        notes=timeline.notes,
    )


def _join(
    segments: Sequence[Take],
    master: Master,
    captions: Sequence[CaptionTrack],
    timeline: Timeline,
    board: Storyboard,
    context: StageContext,
) -> Take:
    """The film as one file, kept as a take: the sound is encoded once, however often the film is delivered."""
    from pipeline.picture.mux import VERSION, Chapter, Subtitles, mux

    tracks = [
        Subtitles(track.language.value, tuple((c.start_ms, c.end_ms, c.text) for c in track.captions))
        for track in captions
    ]
    chapters = [Chapter(one.start_ms, one.end_ms, one.title) for one in chapters_of(timeline, board)]
    title, language = board.story.title, board.story.language.value

    def make(path: Path) -> None:
        parts = [(take.path, int(take.facts["frames"])) for take in segments]
        mux(path, parts, timeline.fps, master.mix.path, tracks, chapters, title, language)

    inputs = (tuple(segments), timeline.fps, master.mix, tuple(tracks), tuple(chapters), title, language)
    return context.takes.get_or_make("mux", VERSION, inputs, ".mp4", make)


def _thumbnail(
    film: Take,
    segments: Sequence[Take],
    timeline: Timeline,
    captions: Sequence[CaptionTrack],
    board: Storyboard,
    context: StageContext,
) -> Take:
    from pipeline.picture.thumbnail import VERSION, thumbnail

    places = _candidates(timeline, captions)
    starts = segment_starts_ms(timeline)

    def worth(place: tuple[int, float]) -> float:
        moment_ms, fitness = place
        number = bisect_right(starts, moment_ms) - 1
        return _liveliness(segments[number], moment_ms - starts[number], context) * (0.4 + fitness)

    best_ms, _ = max(places, key=worth)
    story = board.story

    def make(path: Path) -> None:
        path.write_bytes(thumbnail(film.path, best_ms / 1000, story.title, story.language))

    return context.takes.get_or_make("thumbnail", VERSION, (film, best_ms, story.title, story.language), ".jpg", make)


def _liveliness(segment: Take, moment_ms: int, context: StageContext) -> float:
    """How much there is to see in a segment at that time: of an edited film, only what is new is looked at."""
    from pipeline.picture.thumbnail import VERSION, liveliness

    def look(path: Path) -> None:
        path.write_text(repr(liveliness(segment.path, moment_ms / 1000)))

    take = context.takes.get_or_make("liveliness", VERSION, (segment, moment_ms), ".txt", look)
    return float(take.path.read_text())


def _candidates(timeline: Timeline, captions: Sequence[CaptionTrack]) -> list[tuple[int, float]]:
    """Times (ms) worth a look for the thumbnail, and how fit their shots are: people, seen well, without a caption."""
    cues = [(caption.start_ms, caption.end_ms) for track in captions for caption in track.captions]

    def moment_ms(timed: TimedShot) -> int:
        """The frame of the shot's inner part that lies farthest from any caption, and there near its middle."""
        start, length = timeline.start_ms(timed), ms_of_frame(timed.frames, timeline.fps)
        places = range(start + length // 6, start + length * 19 // 20, 40)

        def air(place: int) -> tuple[int, int]:
            clear = min((max(first - place, place - end) for first, end in cues), default=600)
            return min(clear, 600), -abs(place - start - length * 3 // 5)

        return max(places, key=air)

    def fitness(timed: TimedShot) -> float:
        people = 1.0 if timed.shot.placements else 0.35
        return _THUMBNAIL_FITNESS.get(timed.shot.size, 0.0) * people

    shots = sorted(timeline.shots, key=lambda timed: (-fitness(timed), timed.start_frame))[:_CANDIDATES]
    return [(moment_ms(timed), fitness(timed)) for timed in sorted(shots, key=lambda timed: timed.start_frame)]


@contextmanager
def _workplace(output: Path) -> Iterator[Path]:
    """A hidden folder beside the output (renames stay on one disk), gone afterwards whatever happens."""
    parent = output.absolute().parent
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix=f".{output.stem}-", dir=parent))
        yield folder
    except OSError as refused:
        # PyAV's errors are OSErrors too and carry the same numbers.
        if refused.errno in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS):
            raise _sentence(refused, parent) from refused
        raise
    finally:
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


def _sentence(refused: OSError, folder: Path) -> CannotDeliver:
    match refused.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return CannotDeliver(f"There is no space left in '{folder}'. Free some and run the command again.")
        case errno.EACCES | errno.EPERM:
            return CannotDeliver(f"'{folder}' may not be written by this user.")
        case errno.EROFS:
            return CannotDeliver(f"'{folder}' is on a disk that is read-only.")
        case _:
            return CannotDeliver(f"The film cannot be written to '{folder}': {refused.strerror}.")
