"""Compose: shots become segments of film, side by side in as many workers as there are.

A segment's request holds what its picture depends on and nothing else, so an edited shot leaves the takes of all others
untouched: a dissolve is a segment of its own, and no request knows ids or its place in the film.
"""

from __future__ import annotations

import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from pipeline.context import StageContext
from pipeline.crew import Crew, make_missing
from pipeline.film import Brief, Cast, Scene, Shot, Storyboard
from pipeline.picture.extras import Extra, apart, extras_of
from pipeline.picture.menagerie import Animal, alive, placed
from pipeline.picture.shoot import CUT, VERSION, Burned, Film, SegmentRequest, ShotPart, shoot
from pipeline.picture.view import Actor, ShotView
from pipeline.stages.hands import in_hands
from pipeline.stages.lettering import in_sanskrit, lower_thirds, shows_verse, verse_pages
from pipeline.stages.subtitle import Caption, CaptionTrack, lit_words
from pipeline.story.crowds import crowd_of
from pipeline.takes import Take, key_of
from pipeline.timeline import TimedShot, Timeline, frames_of, ms_of_frame
from pipeline.vocabulary import WATERS, Language, Setting, ShotSize, Why

SUFFIX = ".mp4"
FADE_MS = 500
_WORDS_OR_THINGS = frozenset({ShotSize.CARD, ShotSize.INSERT})
_NEAR = frozenset({ShotSize.MEDIUM, ShotSize.CLOSE, ShotSize.OVER_SHOULDER})
LONGEST_MS = 5_000
"""A longer run of frames is cut in two or more, so that no worker is left with all the work at the end."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run of frames of the film: of one shot, or of two that dissolve.

    `shot` is its index in the film. With `later` the next one is seen too; such a run belongs to the first of the two.
    """

    shot: int
    start: int
    frames: int
    later: bool = False


def compose(
    timeline: Timeline,
    board: Storyboard,
    cast: Cast,
    backdrops: Mapping[int, Take],
    performances: Mapping[str, Take],
    burned: CaptionTrack | None,
    brief: Brief,
    crew: Crew,
    context: StageContext,
    shots: Collection[int] | None = None,
) -> tuple[Take, ...]:
    """Encode the film as segments, in order: their frames add up to the timeline's.

    `backdrops` by scene number, `performances` by shot id; `burned` is drawn into the picture. Takes carry the fact
    `frames`. With `shots` (indices in the film) only the segments that belong to those are made.
    """
    requests = segment_requests(timeline, board, cast, backdrops, performances, burned, brief, shots)
    keys = [key_of("compositor", VERSION, request) for request in requests]
    takes = make_missing(crew, "compose", make_segment, dict(zip(keys, requests, strict=True)), SUFFIX, context)
    return tuple(takes[key] for key in keys)


def segment_requests(
    timeline: Timeline,
    board: Storyboard,
    cast: Cast,
    backdrops: Mapping[int, Take],
    performances: Mapping[str, Take],
    burned: CaptionTrack | None,
    brief: Brief,
    shots: Collection[int] | None = None,
) -> tuple[SegmentRequest, ...]:
    """What `compose` makes, in order."""
    sanskrit = in_sanskrit(board)
    thirds = lower_thirds(timeline, board)
    mine = [run for run in runs(timeline) if shots is None or run.shot in shots]
    views = {
        index: _view(
            timeline.shots[index], board, cast, backdrops, performances, brief, thirds.get(index), sanskrit=sanskrit
        )
        for index in shots_seen(mine)
    }
    film = Film(*brief.frame_size, brief.fps, brief.watermark)
    # Verse is in the picture already, and larger.
    verse = {index for index, timed in enumerate(timeline.shots) if shows_verse(timed, board.story)}
    return tuple(
        _request(run, timeline, views, None if run.shot in verse else burned, film, board.story.language)
        for run in mine
    )


def moment_request(
    timeline: Timeline,
    number: int,
    frame: int,
    board: Storyboard,
    cast: Cast,
    backdrop: Take,
    performance: Take | None,
    brief: Brief,
) -> SegmentRequest:
    """One frame of the shot of that index, `frame` frames after the shot's start, without captions and fades."""
    timed = timeline.shots[number]
    backdrops = {timed.shot.scene_number: backdrop}
    acted = {} if performance is None else {timed.shot.shot_id: performance}
    third = lower_thirds(timeline, board).get(number)
    view = _view(timed, board, cast, backdrops, acted, brief, third, sanskrit=in_sanskrit(board))
    film = Film(*brief.frame_size, brief.fps, brief.watermark)
    return SegmentRequest(film, (ShotPart(view, frame),), 1, 0, CUT, CUT, (), board.story.language)


def make_segment(request: SegmentRequest, context: StageContext) -> Take:
    """Draw and encode one segment, unless its take is there."""

    def make(path: Path) -> dict[str, int]:
        return {"frames": shoot(request, path)}

    return context.takes.get_or_make("compositor", VERSION, request, SUFFIX, make)


def runs(timeline: Timeline) -> tuple[Run, ...]:
    """The film as runs of frames, without gap or overlap, long ones cut."""
    after = {dissolve.before: dissolve.frames // 2 for dissolve in timeline.dissolves}
    found: list[Run] = []
    longest = frames_of(LONGEST_MS, timeline.fps)
    for number, timed in enumerate(timeline.shots):
        start = timed.start_frame + after.get(number - 1, 0)
        end = timed.end_frame - after.get(number, 0)
        pieces = max(1, -(-(end - start) // longest))
        edges = [start + (end - start) * piece // pieces for piece in range(pieces + 1)]
        found += [Run(number, first, last - first) for first, last in pairwise(edges) if last > first]
        if after.get(number):
            found.append(Run(number, end, 2 * after[number], later=True))
    return tuple(found)


def shots_seen(seen_in: Iterable[Run]) -> tuple[int, ...]:
    """Indices of the shots that are seen in these runs, in order."""
    return tuple(sorted({index for run in seen_in for index in (run.shot, run.shot + run.later)}))


def _view(
    timed: TimedShot,
    board: Storyboard,
    cast: Cast,
    backdrops: Mapping[int, Take],
    performances: Mapping[str, Take],
    brief: Brief,
    third: str | None,
    *,
    sanskrit: bool,
) -> ShotView:
    shot = timed.shot
    scene = next(one.scene for one in board.scenes if one.scene.scene_number == shot.scene_number)
    # A card plays over the place it stands beside.
    return ShotView(
        backdrop=backdrops[shot.scene_number],
        size=shot.size,
        move=shot.move,
        actors=tuple(
            Actor(placement, cast.member(placement.character).look, in_hands(placement, scene, board.story))
            for placement in shot.placements
        ),
        focus=shot.focus,
        performance=performances.get(shot.shot_id),
        insert=shot.insert,
        card=shot.card,
        language=board.story.language,
        aspect=brief.aspect,
        frames=timed.frames,
        seed=_seed(shot, brief.seed),
        style=scene.culture if shot.card is not None else None,
        third=third,
        verse=verse_pages(timed, brief.fps, sanskrit=sanskrit) if shows_verse(timed, board.story) else (),
        animals=_animals(shot, scene),
        extras=_extras(shot, scene, brief.seed, board.story.language),
    )


def _animals(shot: Shot, scene: Scene) -> tuple[Animal, ...]:
    """Those that the scene names. They come on while the place is shown, and are there from then on.

    Near people they are left out: what the frame would show of them is a muzzle at its edge.
    """
    if shot.size in _WORDS_OR_THINGS or shot.size in _NEAR or scene.setting is Setting.PODCAST_STUDIO:
        return ()
    kinds = alive(scene.objects, indoor=scene.indoor, water=scene.setting in WATERS)
    return placed(kinds, walking=shot.why is Why.ESTABLISH)


def _extras(shot: Shot, scene: Scene, seed: int, language: Language) -> tuple[Extra, ...]:
    if shot.size in _WORDS_OR_THINGS:
        return ()
    # Places of all who are there, in the frame or not: the crowd is the same in every shot.
    taken = [placement.x for placement in (*shot.placements, *shot.unseen)]
    return apart(extras_of(scene, seed, crowd_of(scene, language)), taken)


def _seed(shot: Shot, seed: int) -> int:
    """Of the shot's content: two shots of one place get other weather, an unchanged shot keeps its own."""
    content = f"{seed}|{shot.size}|{shot.move}|{shot.focus}|{shot.insert}|{shot.card}"
    if shot.take:
        content += f"|{shot.take}"
    return zlib.crc32(content.encode())


def _request(
    run: Run,
    timeline: Timeline,
    views: Mapping[int, ShotView],
    burned: CaptionTrack | None,
    film: Film,
    language: Language,
) -> SegmentRequest:
    fps = timeline.fps
    fade = min(frames_of(FADE_MS, fps), timeline.frames // 2)
    parts = [ShotPart(views[run.shot], run.start - timeline.shots[run.shot].start_frame)]
    if run.later:
        parts.append(ShotPart(views[run.shot + 1], run.start - timeline.shots[run.shot + 1].start_frame))
    end = run.start + run.frames
    # Frames from the start of the film and to its end matter only within the fades.
    fade_in = run.start if run.start < fade else CUT
    fade_out = timeline.frames - end if timeline.frames - end < fade else CUT
    return SegmentRequest(
        film=film,
        parts=tuple(parts),
        frames=run.frames,
        fade=fade if CUT not in (fade_in, fade_out) or fade_in != fade_out else 0,
        fade_in=fade_in,
        fade_out=fade_out,
        captions=_burned(burned.captions if burned else (), run.start, end, fps),
        caption_language=burned.language if burned else language,
    )


def _burned(captions: Sequence[Caption], start: int, end: int, fps: int) -> tuple[Burned, ...]:
    """Captions seen in these frames, timed from the segment's start."""
    found = []
    for caption in captions:
        first, last = frames_of(caption.start_ms, fps), frames_of(caption.end_ms, fps)
        if first < end and last > start:
            lit = ((word, frames_of(word.start_ms, fps), frames_of(word.end_ms, fps)) for word in lit_words(caption))
            seen = tuple(
                (max(begins, start) - start, min(ends, end) - start, word.first, word.last)
                for word, begins, ends in lit
                if begins < min(ends, end) and ends > start
            )
            found.append(Burned(max(first, start) - start, min(last, end) - start, caption.text, seen))
    return tuple(found)


def segment_starts_ms(timeline: Timeline) -> tuple[int, ...]:
    """When each segment starts in the film."""
    return tuple(ms_of_frame(run.start, timeline.fps) for run in runs(timeline))
