"""Time: the length asked for by pauses alone, and a change that stays where it was made."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.film import Brief, Shot, Storyboard
from pipeline.stages.direct import direct
from pipeline.stages.time import (
    BEAT_MS,
    MINUTES,
    SHORTEST_MS,
    TIGHT_TAIL_MS,
    TOLERANCE_MS,
    estimate,
    film_lengths,
    fits,
    lengths_kept,
    minutes_that_fit,
    time,
)
from pipeline.timeline import Timeline, ms_of_frame
from tests import factories


def long_story() -> Storyboard:
    scenes = [
        factories.scene(
            number,
            [
                factories.line(number * 10 + turn, ("Meera", "Ravi")[turn % 2], f"Line {number} {turn} is said here.")
                for turn in range(4)
            ],
        )
        for number in (1, 2, 3)
    ]
    return direct(factories.story(scenes), Brief())


def timed(durations_ms: list[int], brief: Brief) -> Timeline:
    board = long_story()
    recordings = {
        line.line_id: factories.spoken(line, length) for line, length in zip(board.lines, durations_ms, strict=True)
    }
    return time(board, recordings, brief)


@st.composite
def boards(draw: st.DrawFn) -> Storyboard:
    """Stories of a few words to some five hundred."""
    scenes = draw(st.lists(st.lists(st.integers(1, 60), min_size=1, max_size=8), min_size=1, max_size=6))
    told = [
        factories.scene(
            number,
            [
                factories.line(number * 10 + turn, (None, "Meera", "Ravi")[turn % 3], "word " * words)
                for turn, words in enumerate(lines)
            ],
        )
        for number, lines in enumerate(scenes, 1)
    ]
    return direct(factories.story(told), Brief())


durations = st.lists(st.integers(200, 6_000), min_size=12, max_size=12)
briefs = st.builds(Brief, minutes=st.none() | st.sampled_from((1.0, 1.5, 2.0, 5.0)), fps=st.sampled_from((24, 25, 30)))


@given(durations, briefs)
def test_everything_said_fits_into_its_shot(lengths: list[int], brief: Brief) -> None:
    timeline = timed(lengths, brief)
    frame = 0
    for shot in timeline.shots:
        assert shot.start_frame == frame
        frame = shot.end_frame
        length_ms = ms_of_frame(shot.frames, brief.fps)
        assert length_ms >= SHORTEST_MS - 50
        at = 0
        for cue in shot.cues:
            assert cue.start_ms >= at
            at = cue.end_ms
        assert at <= length_ms
    assert frame == timeline.frames


@given(durations, briefs)
def test_the_length_asked_for_is_met_or_the_creator_is_told(lengths: list[int], brief: Brief) -> None:
    timeline = timed(lengths, brief)
    if brief.minutes is not None and not timeline.notes:
        assert abs(timeline.duration_ms - brief.minutes * 60_000) <= 2_000
    if brief.minutes is not None and sum(lengths) > brief.minutes * 60_000 + 2_000:
        assert "too long" in timeline.notes[0]


@given(durations, briefs)
def test_dissolves_have_room_on_both_sides(lengths: list[int], brief: Brief) -> None:
    timeline = timed(lengths, brief)
    for dissolve in timeline.dissolves:
        assert dissolve.frames % 2 == 0
        for shot in timeline.shots[dissolve.before : dissolve.before + 2]:
            assert shot.frames >= dissolve.frames
    assert len(timeline.dissolves) == 4  # two cards, two changes of scene


def test_a_line_that_grows_a_little_changes_its_own_shot_alone() -> None:
    lengths = [1_500] * 12
    before = timed(lengths, Brief(minutes=1.0))
    lengths[5] += 220
    after = timed(lengths, Brief(minutes=1.0))
    changed = [
        index
        for index, (one, two) in enumerate(zip(before.shots, after.shots, strict=True))
        if (one.frames, [cue.start_ms for cue in one.cues], [cue.end_ms for cue in one.cues])
        != (two.frames, [cue.start_ms for cue in two.cues], [cue.end_ms for cue in two.cues])
    ]
    assert len(changed) == 1
    assert any(cue.spoken.line.text == "Line 2 1 is said here." for cue in after.shots[changed[0]].cues)


def edited(durations_ms: list[int], brief: Brief) -> Timeline:
    """The same film with another line in its second scene."""
    board = long_story()
    said = dict(zip((line.line_id for line in board.lines), durations_ms, strict=True))
    scenes = [
        factories.scene(
            scene.scene.scene_number,
            [
                replace(line, text="Quite another thing is said.") if line.text == "Line 2 1 is said here." else line
                for line in scene.scene.lines
            ],
        )
        for scene in board.scenes
    ]
    board = direct(factories.story(scenes), Brief())
    recordings = {line.line_id: factories.spoken(line, said[line.line_id]) for line in board.lines}
    return time(board, recordings, brief)


def outside(timeline: Timeline) -> list[object]:
    """All that is seen and heard outside of the second scene, besides when."""
    return [
        (one.shot.shot_id, one.frames, [(cue.start_ms, cue.end_ms) for cue in one.cues])
        for one in timeline.shots
        if one.shot.scene_number != 2
    ]


@example(lengths=[200, 200, 1091, 1091, 4091, 4591, 200, 4161, 4591, 5091, 5091, 5591], length=200, minutes=1.0, fps=25)
@given(durations, st.integers(200, 6_000), st.sampled_from((1.0, 1.5)), st.sampled_from((24, 25, 30)))
def test_where_there_was_a_film_before_another_line_changes_its_own_scene_alone(
    lengths: list[int], length: int, minutes: float, fps: int
) -> None:
    brief = Brief(minutes=minutes, fps=fps)
    before = timed(lengths, brief)
    brief = replace(brief, former=lengths_kept(long_story(), before))
    assert timed(lengths, brief) == before
    lengths = list(lengths)
    lengths[5] = length
    after, free = edited(lengths, brief), edited(lengths, replace(brief, former=()))
    # The film is as long as it would be without; where the scene has no room for its line, it is as it would be.
    assert (after.frames, after.notes) == (free.frames, free.notes)
    assert outside(after) == outside(before) or after == free
    # A line of a likely length always finds its room.
    if before.frames == after.frames and sum(lengths) < 30_000 and abs(length - 3_000) < 1_500:
        assert outside(after) == outside(before)


def test_a_shot_that_is_to_stay_for_longer_does_so_where_there_was_a_film_before() -> None:
    brief, lengths = Brief(minutes=1.0), [2_000] * 12
    board, before = long_story(), timed([2_000] * 12, Brief(minutes=1.0))
    kept = replace(brief, former=lengths_kept(board, before))
    place = next(shot for shot in board.scenes[1].shots if not shot.lines)
    shots = tuple(replace(one, hold_ms=9_000) if one is place else one for one in board.scenes[1].shots)
    longer = replace(board, scenes=(board.scenes[0], replace(board.scenes[1], shots=shots), *board.scenes[2:]))
    recordings = {
        line.line_id: factories.spoken(line, length) for line, length in zip(longer.lines, lengths, strict=True)
    }
    after = time(longer, recordings, kept)
    frames = {one.shot.shot_id: one.frames for one in after.shots}
    assert frames[place.shot_id] > next(one.frames for one in before.shots if one.shot.shot_id == place.shot_id)


def test_a_film_of_another_length_has_another_pace() -> None:
    lengths = [1_500] * 12
    former = lengths_kept(long_story(), timed(lengths, Brief(minutes=1.0)))
    assert edited(lengths, Brief(minutes=2.0, former=former)) == edited(lengths, Brief(minutes=2.0))


@pytest.mark.parametrize("minutes", [None, 1.0, 3.0])
def test_the_estimate_covers_every_shot(minutes: float | None) -> None:
    board = long_story()
    lengths = estimate(board, Brief(minutes=minutes))
    assert set(lengths) == {shot.shot_id for shot in board.shots}
    assert all(math.isfinite(length) and length > 0 for length in lengths.values())


rates = st.sampled_from((24, 25, 30))


@given(boards(), rates)
def test_a_length_that_fits_is_met_and_no_other(board: Storyboard, fps: int) -> None:
    lengths = film_lengths(board, Brief(fps=fps))
    assert lengths.tightest_ms <= lengths.easy_ms <= lengths.longest_ms
    fitting = minutes_that_fit(lengths)
    for minutes in MINUTES:
        seen_ms = sum(estimate(board, Brief(minutes=minutes, fps=fps)).values())
        beside_ms = abs(seen_ms - minutes * 60_000)
        assert fits(lengths, minutes) == (minutes in fitting)
        # Every shot's own milliseconds are rounded.
        if minutes in fitting:
            assert beside_ms <= TOLERANCE_MS + len(board.shots)
        else:
            assert beside_ms > TOLERANCE_MS - len(board.shots)


@given(boards(), rates)
def test_the_lengths_are_those_of_films(board: Storyboard, fps: int) -> None:
    lengths = film_lengths(board, Brief(fps=fps))
    spare = len(board.shots)
    for minutes, expected in ((None, lengths.easy_ms), (0.01, lengths.tightest_ms), (60.0, lengths.longest_ms)):
        seen_ms = sum(estimate(board, Brief(minutes=minutes, fps=fps)).values())
        assert abs(seen_ms - expected) <= spare + 1000 / fps


@given(boards(), rates, st.floats(0.2, 6))
def test_a_ceiling_is_kept_and_nothing_is_drawn_out_to_it(board: Storyboard, fps: int, most: float) -> None:
    lengths = film_lengths(board, Brief(fps=fps))
    seen_ms = sum(estimate(board, Brief(most_minutes=most, fps=fps)).values())
    spare = len(board.shots) + 1000 / fps
    if lengths.easy_ms <= most * 60_000:
        assert estimate(board, Brief(most_minutes=most, fps=fps)) == estimate(board, Brief(fps=fps))
    else:
        assert seen_ms <= max(most * 60_000, lengths.tightest_ms) + spare
        assert seen_ms >= min(most * 60_000, lengths.easy_ms) - spare


def test_what_does_not_fit_under_the_ceiling_is_as_short_as_it_can_be_and_said() -> None:
    film = timed([6_000] * 12, Brief(most_minutes=1))
    assert "too long for 1 minute" in film.notes[0]
    assert film.duration_ms > 72_000
    squeezed = timed([3_800] * 12, Brief(most_minutes=1))
    assert squeezed.notes == ()
    assert abs(squeezed.duration_ms - 60_000) <= 50
    easy = timed([1_000] * 12, Brief(most_minutes=5))
    assert easy == timed([1_000] * 12, Brief())


def test_a_beat_is_waited_for_once_a_speech() -> None:
    board = long_story()
    shot = next(shot for shot in board.shots if shot.lines)
    line = shot.lines[0]
    same = replace(line, line_id="again", parenthetical="beat")
    shots = [replace(shot, lines=lines) for lines in ((line, same), (replace(line, parenthetical="beat"), same))]

    def leads(shot: Shot) -> tuple[int, ...]:
        scene = replace(board.scenes[0], shots=(shot,))
        timeline = time(
            replace(board, scenes=(scene,)), {one.line_id: factories.spoken(one, 1_500) for one in shot.lines}, Brief()
        )
        cues = timeline.shots[0].cues
        assert cues[-1].end_ms + TIGHT_TAIL_MS <= ms_of_frame(timeline.shots[0].frames, timeline.fps)
        return (cues[0].start_ms, cues[1].start_ms - cues[0].end_ms)

    before, between = leads(shots[0])
    assert between >= BEAT_MS
    assert before < BEAT_MS
    before, between = leads(shots[1])
    assert before >= BEAT_MS
    assert between < BEAT_MS, "the rest of the same speech does not wait again"
