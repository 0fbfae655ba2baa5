"""Score: music for every scene, so that the film has one musical identity that moves with its feelings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.composer import Composer, MusicCue
from pipeline.crew import Crew, make_missing
from pipeline.directing.talk import MANNERS
from pipeline.film import Brief, Scene, Story
from pipeline.sound.style import choose_style
from pipeline.stages.drone import drone, is_chanted_scene
from pipeline.takes import Facts, Take, key_of
from pipeline.timeline import Timeline
from pipeline.vocabulary import Culture, MusicStyle, Why

OVERLAP_MS = 1_500
"""How long the music of two scenes sounds together; half of it lies on each side of the cut."""
UNDER_MS = 3_500
"""How long a podcast's music goes on under the first words, and comes before the last are over."""
STEP_MS = 2_000
"""Cues that are faded away come in this step, so that a shot that grows a little leaves its music as it is."""


@dataclass(frozen=True, slots=True)
class MusicStem:
    """Music at its place in the film.

    The mixer fades it in over the overlap unless it opens the film, and out from `end_ms` - OVERLAP_MS unless it ends
    by itself (`last`).
    """

    start_ms: int
    end_ms: int
    last: bool
    take: Take


SUFFIX = ".wav"
_Place = tuple[int, int, bool]
"""From when to when, in ms of the film, and whether nothing follows."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A cue and who plays it: what a worker is handed."""

    composer: Composer
    cue: MusicCue


def score(
    timeline: Timeline,
    story: Story,
    brief: Brief,
    composer: Composer,
    crew: Crew,
    context: StageContext,
    tonic: float | None = None,
) -> tuple[MusicStem, ...]:
    """One stem a scene range, in order; none where the music is "none". Raises BadBrief for an unknown style.

    What is chanted on a `tonic` (a MIDI number; None: nothing is) stands on a drone tuned to it.
    """
    scenes = {scene.scene_number: scene for scene in story.scenes}
    ranges = timeline.scene_ranges_ms()
    styles = film_styles(timeline, story, brief.music)
    places: list[_Place] = []
    orders: list[_Order] = []
    drones: list[MusicStem] = []
    for index, (number, start_ms, end_ms) in enumerate(ranges):
        scene, last = scenes[number], index == len(ranges) - 1
        style = styles.get(scene.culture)
        if style is None:
            continue
        begin = start_ms if index == 0 else max(0, start_ms - OVERLAP_MS // 2)
        end = timeline.duration_ms if last else end_ms + OVERLAP_MS // 2
        if tonic is not None and is_chanted_scene(scene):
            drones.append(MusicStem(begin, end, last, drone(timeline, scene, (begin, end), tonic, context, last=last)))
            continue
        length = end - begin if last else math.ceil((end - begin) / STEP_MS) * STEP_MS
        places.append((begin, end, last))
        cue = _cue(scene, style, length, brief.seed, last=last)
        heard = replace(cue, hits=_hits(timeline, begin, start_ms, end_ms), talk=_talk(timeline, begin, end))
        orders.append(_Order(composer, heard))
    if orders and story.talk is not None and not MANNERS[story.talk].bed:
        places, orders = _intro_and_outro(timeline, places, orders)
    takes, keys = _played(orders, crew, context)
    played = [MusicStem(start, end, last, takes[key]) for (start, end, last), key in zip(places, keys, strict=True)]
    return tuple(sorted((*played, *drones), key=lambda stem: stem.start_ms))


def _played(orders: Sequence[_Order], crew: Crew, context: StageContext) -> tuple[dict[str, Take], list[str]]:
    keys = [key_of(_maker(order.composer), order.composer.version, order.cue) for order in orders]
    return make_missing(crew, "score", _record, dict(zip(keys, orders, strict=True)), SUFFIX, context), keys


def _intro_and_outro(
    timeline: Timeline, places: Sequence[_Place], orders: Sequence[_Order]
) -> tuple[list[_Place], list[_Order]]:
    """A podcast that is all talk: music until somebody speaks and a little on, and again when the last word is said."""
    begin, (_, end, last) = places[0][0], places[-1]
    talk = [(one, other) for one, other in _spoken(timeline) if begin <= one < end]
    first, final = (talk[0][0], talk[-1][1]) if talk else (end, end)
    intro = min(end, first + UNDER_MS)
    outro = max(intro, final - UNDER_MS)
    parts = [((begin, intro, False), orders[0]), ((outro, end, last), orders[-1])]
    heard = [(place, order) for place, order in parts if place[1] - place[0] >= OVERLAP_MS]
    return [place for place, _ in heard], [_shortened(order, timeline, place) for place, order in heard]


def _shortened(order: _Order, timeline: Timeline, place: _Place) -> _Order:
    begin, end, last = place
    cue = replace(order.cue, duration_ms=end - begin, last=last, hits=(), talk=_talk(timeline, begin, end))
    return replace(order, cue=cue)


def film_styles(timeline: Timeline, story: Story, music: str) -> dict[Culture, MusicStyle | None]:
    """One style for all scenes of a culture: that of its longest scene."""
    lengths: dict[int, int] = {}
    for number, start_ms, end_ms in timeline.scene_ranges_ms():
        lengths[number] = lengths.get(number, 0) + end_ms - start_ms
    longest: dict[Culture, Scene] = {}
    for scene in story.scenes:
        known = longest.get(scene.culture)
        # Whole steps of five seconds, so that a reworded line does not hand the lead to another scene.
        if known is None or lengths.get(scene.scene_number, 0) // 5_000 > lengths.get(known.scene_number, 0) // 5_000:
            longest[scene.culture] = scene
    return {culture: choose_style(story, scene, music) for culture, scene in longest.items()}


def _cue(scene: Scene, style: MusicStyle, duration_ms: int, seed: int, *, last: bool) -> MusicCue:
    return MusicCue(
        style=style,
        duration_ms=duration_ms,
        emotions=scene.emotions,
        strength=scene.strength,
        beat=scene.beat,
        time_of_day=scene.time_of_day,
        culture=scene.culture,
        seed=seed,
        last=last,
    )


_SHOWN = frozenset({Why.SHOW_IT, Why.ENTERS, Why.LEAVES, Why.DOES, Why.REACTION})
_CLEAR_MS = 4_000
"""Hits lie so far from each other and from their scene's ends."""
_MOST_HITS = 3


def _hits(timeline: Timeline, begin_ms: int, start_ms: int, end_ms: int) -> tuple[int, ...]:
    """Cuts that the music marks, from the cue's start: the cut to the scene, and cuts to what is done in it."""
    hits = [start_ms] if start_ms > begin_ms else []
    for timed in timeline.shots:
        at = timeline.start_ms(timed)
        shows = timed.shot.why in _SHOWN and start_ms + _CLEAR_MS <= at <= end_ms - _CLEAR_MS
        if shows and len(hits) < _MOST_HITS and (not hits or at - hits[-1] >= _CLEAR_MS):
            hits.append(at)
    return tuple(hit - begin_ms for hit in hits)


def _talk(timeline: Timeline, begin_ms: int, end_ms: int) -> tuple[tuple[int, int], ...]:
    """Where somebody speaks, from the cue's start, in whole steps: those that are spoken through for half or more.

    A reworded line seldom changes which steps these are, so the music stays as it is.
    """
    spoken = [(start - begin_ms, end - begin_ms) for start, end in _spoken(timeline)]
    talk: list[tuple[int, int]] = []
    for step in range(0, end_ms - begin_ms, STEP_MS):
        covered = sum(max(0, min(end, step + STEP_MS) - max(start, step)) for start, end in spoken)
        if covered >= STEP_MS // 2:
            if talk and talk[-1][1] == step:
                talk[-1] = (talk[-1][0], step + STEP_MS)
            else:
                talk.append((step, step + STEP_MS))
    return tuple(talk)


def _spoken(timeline: Timeline) -> list[tuple[int, int]]:
    """From when to when each line is heard, in ms of the film."""
    return [
        (timeline.start_ms(timed) + cue.start_ms, timeline.start_ms(timed) + cue.end_ms)
        for timed in timeline.shots
        for cue in timed.cues
    ]


def _record(order: _Order, context: StageContext) -> Take:
    def make(path: Path) -> Facts:
        from pipeline.sound.loudness import integrated_lufs
        from pipeline.sound.wav import read_wav

        order.composer.compose(order.cue, path)
        samples, _ = read_wav(path)
        return {
            "engine": order.composer.name,
            "style": order.cue.style.value,
            "duration_ms": order.cue.duration_ms,
            "lufs": round(integrated_lufs(samples), 2),
            "peak": round(float(abs(samples).max(initial=0.0)), 4),
        }

    return context.takes.get_or_make(_maker(order.composer), order.composer.version, order.cue, SUFFIX, make)


def _maker(composer: Composer) -> str:
    return f"composer:{composer.name}"
