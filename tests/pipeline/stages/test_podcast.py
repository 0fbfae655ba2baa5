"""A podcast: its style, its quick turns, who listens, its music and its chapters."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.context import StageContext
from pipeline.crew import Alone
from pipeline.directing.pace import line_ms
from pipeline.directing.talk import MANNERS, murmur, style_of
from pipeline.film import Brief, Script, Storyboard
from pipeline.render import Engines
from pipeline.sound.foley import foley
from pipeline.stages.cast import cast
from pipeline.stages.chapters import chapters_of
from pipeline.stages.mix import plan_mix
from pipeline.stages.murmurs import listen
from pipeline.stages.score import OVERLAP_MS, score
from pipeline.stages.time import estimate, time
from pipeline.storyboard import make_storyboard
from pipeline.timeline import Timeline
from pipeline.vocabulary import Emotion, Language, PodcastStyle, Role, Setting
from tests import factories

INTERVIEW = """Title: The Slow Kitchen

Host: Welcome back to the show. Today we talk with Meera about bread and patience.

Meera: Thank you. I have waited a week to tell somebody about this loaf, and it was worth every day of it.

Host: A whole week? What did you do all that time?

Meera: I fed it, I listened to it, and I let it sleep. That is all that bread has ever wanted, and all it ever will.

Host: And what does it taste like in the end?

Meera: Like rain, and a little like waiting.
"""


def board_of(text: str, folder: Path, podcast: PodcastStyle | None = None) -> Storyboard:
    from pipeline.takes import TakeStore

    script, brief = Script(text, Language.ENGLISH), Brief(podcast=podcast)
    return make_storyboard(script, brief, StageContext(TakeStore(folder)))


def timed(board: Storyboard, ms_a_letter: int = 70) -> Timeline:
    recordings = {line.line_id: factories.spoken(line, ms_a_letter * len(line.text)) for line in board.lines}
    return time(board, recordings, Brief())


def turns(timeline: Timeline) -> list[tuple[str | None, int, int]]:
    return [
        (cue.spoken.line.character, timeline.start_ms(shot) + cue.start_ms, timeline.start_ms(shot) + cue.end_ms)
        for shot in timeline.shots
        for cue in shot.cues
    ]


def test_the_style_is_found_or_chosen(tmp_path: Path) -> None:
    story = board_of(INTERVIEW, tmp_path).story
    assert story.talk is PodcastStyle.INTERVIEW
    assert style_of(replace(story, title="Why Bread Takes a Week")) is PodcastStyle.EXPLAINER
    heated = tuple(
        replace(
            scene,
            moments=tuple(replace(one, emotion=Emotion.ANGRY, strength=0.8) for one in scene.lines),
        )
        for scene in story.scenes
    )
    assert style_of(replace(story, scenes=heated)) is PodcastStyle.DEBATE
    assert board_of(INTERVIEW, tmp_path, PodcastStyle.STORY).story.talk is PodcastStyle.STORY


def test_a_play_is_made_a_podcast_when_that_is_chosen(tmp_path: Path) -> None:
    play = "EXT. RIVER - DUSK\n\nMEERA\nWill it carry the lamp?\n\nRAVI\nIf you let it go gently.\n"
    assert board_of(play, tmp_path).story.talk is None
    story = board_of(play, tmp_path, PodcastStyle.DEBATE).story
    assert story.podcast
    assert story.talk is PodcastStyle.DEBATE
    assert all(scene.setting is Setting.PODCAST_STUDIO for scene in story.scenes)
    assert {one.role for one in story.characters} == {Role.HOST, Role.GUEST}


@pytest.mark.parametrize("style", list(PodcastStyle))
def test_turns_are_quick_and_overlap_a_little(style: PodcastStyle, tmp_path: Path) -> None:
    heard = turns(timed(board_of(INTERVIEW, tmp_path, style)))
    gaps = [(after[1] - before[2]) for before, after in pairwise(heard) if before[0] != after[0]]
    wanted = MANNERS[style].gap_ms
    assert len(gaps) == 5
    # Shots are whole frames: up to one more.
    assert all(wanted - 45 <= gap <= wanted + 90 for gap in gaps)
    if style is PodcastStyle.DEBATE:
        assert max(gaps) < 0


def test_no_line_is_talked_over_for_long(tmp_path: Path) -> None:
    heard = turns(timed(board_of(INTERVIEW, tmp_path, PodcastStyle.DEBATE)))
    for before, after in pairwise(heard):
        assert before[2] - after[1] <= (before[2] - before[1]) // 6 + 45


def test_who_listens_murmurs_in_a_pause_and_sits_where_they_sit(tmp_path: Path, context: StageContext) -> None:
    board = board_of(INTERVIEW, tmp_path)
    engines = Engines.choose(Brief())
    timeline = timed(board)
    actors = cast(board.story, engines.voice, Brief())
    heard = listen(timeline, board, actors, engines.voice, Alone(), context)
    spans = turns(timeline)
    assert heard.murmurs
    for one in heard.murmurs:
        speaking = [who for who, start, end in spans if start < one.start_ms <= end]
        assert speaking
        assert one.character not in speaking
    assert heard.breaths
    assert all(
        any(who == one.character and 0 < start - one.start_ms < 600 for who, start, _ in spans) for one in heard.breaths
    )
    stems = score(timeline, board.story, Brief(), engines.composer, Alone(), context)
    assert [(stem.start_ms, stem.last) for stem in stems] == [(0, False), (stems[1].start_ms, True)]
    assert stems[0].end_ms > spans[0][1]
    assert spans[-1][1] - 4_000 < stems[1].start_ms < spans[-1][1]
    assert stems[1].end_ms == timeline.duration_ms
    plan = plan_mix(timeline, stems, board.story, 0, heard)
    host = next(one.name for one in board.story.characters if one.role is Role.HOST)
    pans = {who: line.pan for (who, _, _), line in zip(spans, plan.speech, strict=False)}
    assert pans[host] < -0.2
    assert all(pan > 0.2 for who, pan in pans.items() if who != host)
    assert [line.gain_db < -5 for line in plan.speech] == [False] * len(spans) + [True] * len(heard.murmurs)
    assert len(plan.breaths) == len(heard.breaths)


def test_questions_are_chapters(tmp_path: Path) -> None:
    board = board_of(INTERVIEW, tmp_path)
    timeline = timed(board, 120)
    marks = chapters_of(timeline, board)
    assert marks[0].start_ms == 0
    assert marks[-1].end_ms == timeline.duration_ms
    assert all(before.end_ms == after.start_ms for before, after in pairwise(marks))
    assert marks[0].title == "1. The Slow Kitchen"
    assert marks[1].title == "2. A whole week?"


def test_a_sloka_is_a_chapter_and_the_questions_stay_ones(context: StageContext) -> None:
    brief = Brief(sloka="gita-2-47", podcast=PodcastStyle.INTERVIEW)
    board = make_storyboard(Script(INTERVIEW, Language.ENGLISH), brief, context)
    titles = [mark.title for mark in chapters_of(timed(board, 120), board)]
    assert titles[:3] == ["1. कर्मण्येवाधिकारस्ते", "2. The Slow Kitchen", "3. A whole week?"]


@pytest.mark.parametrize("style", list(PodcastStyle))
def test_a_talk_is_as_long_as_it_was_quoted(tmp_path: Path, style: PodcastStyle) -> None:
    board = board_of(INTERVIEW, tmp_path, style)
    recordings = {line.line_id: factories.spoken(line, line_ms(line, Language.ENGLISH)) for line in board.lines}
    quoted = sum(estimate(board, Brief()).values())
    assert abs(quoted - time(board, recordings, Brief()).duration_ms) < 250


def test_nobody_waits_long_for_an_answer_when_a_length_is_asked_for(tmp_path: Path) -> None:
    board = board_of(INTERVIEW, tmp_path, PodcastStyle.DEBATE)
    recordings = {line.line_id: factories.spoken(line, 70 * len(line.text)) for line in board.lines}
    spoken = turns(time(board, recordings, Brief(minutes=1)))
    assert max(after[1] - before[2] for before, after in pairwise(spoken)) < 900


def test_every_language_has_words_for_a_listener() -> None:
    line = factories.line(1, "Meera", "I fed it, and I let it sleep.")
    for language in Language:
        words = {murmur(language, line, number) for number in range(6)}
        assert len(words) == 3


def test_a_breath_is_soft_at_both_ends() -> None:
    breath = foley("breath", 2)
    assert 0.25 < len(breath) / 48_000 < 0.45
    assert abs(breath[0]) < 1e-3
    assert abs(breath[-1]) < 1e-3


def test_a_sloka_before_a_talk_keeps_its_drone_and_the_music_waits_for_the_talk(
    tmp_path: Path, context: StageContext
) -> None:
    brief = Brief(sloka="gita-2-47", podcast=PodcastStyle.INTERVIEW)
    board = make_storyboard(Script(INTERVIEW, Language.ENGLISH), brief, context)
    timeline = timed(board)
    first, *_ = timeline.scene_ranges_ms()
    stems = score(timeline, board.story, brief, Engines.choose(brief).composer, Alone(), context, tonic=57.0)
    assert [stem.take.facts["engine"] for stem in stems].count("drone") == 1
    drone, intro, outro = stems
    assert (drone.start_ms, drone.last, intro.last, outro.last) == (0, False, False, True)
    assert abs(intro.start_ms - first[2]) <= OVERLAP_MS
    spoken = [(begin, end) for who, begin, end in turns(timeline) if who in ("Host", "Meera")]
    assert intro.start_ms <= spoken[0][0] < intro.end_ms < spoken[-1][1]
    assert outro.end_ms == timeline.duration_ms


def test_verse_alone_is_no_talk_and_has_a_drone_all_the_same(context: StageContext) -> None:
    from pipeline.chant.library import piece

    chosen = piece("gita-2-47")
    brief = Brief(podcast=PodcastStyle.INTERVIEW)
    board = make_storyboard(Script(chosen.text, chosen.spoken_as, chosen.title, verse=True), brief, context)
    stems = score(timed(board), board.story, brief, Engines.choose(brief).composer, Alone(), context, tonic=57.0)
    assert {stem.take.facts["engine"] for stem in stems} == {"drone"}
