"""Music over the film: one identity, one cue a scene, and no take lost to a reworded line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.context import StageContext
from pipeline.contracts.composer import Composer
from pipeline.crew import Alone
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief
from pipeline.film import Brief, Shot, Story
from pipeline.sound.style import choose_style
from pipeline.stages.score import OVERLAP_MS, score
from pipeline.timeline import TimedShot, Timeline
from pipeline.vocabulary import CameraMove, Culture, MusicStyle, ShotSize, Weather, Why
from tests import factories


def timeline_of(story: Story, seconds: tuple[float, ...] = (5.0, 4.0)) -> Timeline:
    shots, start = [], 0
    for scene, length in zip(story.scenes, seconds, strict=True):
        shot = Shot(
            f"s{scene.scene_number}", scene.scene_number, ShotSize.WIDE, CameraMove.DRIFT, (), None, (), Why.ESTABLISH
        )
        shots.append(TimedShot(shot, start, round(length * 24), ()))
        start = shots[-1].end_frame
    return Timeline(24, tuple(shots), ())


def test_scenes_overlap_in_one_style_and_the_last_one_ends(context: StageContext) -> None:
    story = factories.story()
    timeline = timeline_of(story)
    stems = score(timeline, story, Brief(), pick(Composer), Alone(), context)
    assert len(stems) == 2
    assert {stem.take.facts["style"] for stem in stems} == {MusicStyle.RAGA_YAMAN.value}
    assert stems[0].start_ms == 0
    assert stems[0].end_ms - stems[1].start_ms == OVERLAP_MS
    assert [stem.last for stem in stems] == [False, True]
    assert stems[1].end_ms == timeline.duration_ms
    for stem in stems:
        assert stem.take.facts["duration_ms"] >= stem.end_ms - stem.start_ms
    assert stems[1].take.facts["duration_ms"] == stems[1].end_ms - stems[1].start_ms


def test_a_shot_that_grows_a_little_keeps_its_music(context: StageContext) -> None:
    story = factories.story()
    before = score(timeline_of(story), story, Brief(), pick(Composer), Alone(), context)
    after = score(timeline_of(story, (5.2, 4.0)), story, Brief(), pick(Composer), Alone(), context)
    assert [stem.take.digest for stem in before] == [stem.take.digest for stem in after]


def test_none_is_silence_and_an_unknown_style_lists_what_there_is(context: StageContext) -> None:
    story = factories.story()
    assert score(timeline_of(story), story, Brief(music="none"), pick(Composer), Alone(), context) == ()
    with pytest.raises(BadBrief, match="raga-yaman"):
        score(timeline_of(story), story, Brief(music="polka"), pick(Composer), Alone(), context)


def test_every_culture_hour_and_weather_has_a_style() -> None:
    story = factories.story()
    scene = story.scenes[0]
    for culture in Culture:
        assert choose_style(story, replace(scene, culture=culture), "auto") is not None
    assert choose_style(story, replace(scene, weather=Weather.RAIN), "auto") is MusicStyle.RAGA_DESH
    assert choose_style(factories.story(podcast=True), scene, "auto") is MusicStyle.PODCAST_BED
    assert choose_style(story, scene, "jazz") is MusicStyle.JAZZ
