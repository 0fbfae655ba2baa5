"""Made again: another reading, another performance, another language, another format; all else is taken as it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from PIL import Image

from pipeline.context import StageContext
from pipeline.crew import Alone
from pipeline.directing.anchors import anchor_of, line_anchor_of
from pipeline.edits import RetakeLine, RetakeShot
from pipeline.errors import BadBrief
from pipeline.film import Brief, Script
from pipeline.render import Plan, found_still, plan_film, score_film, shoot_film, shoot_shot
from pipeline.sketching import draft_film, sketch_shot
from pipeline.takes import Facts, Take, TakeStore
from pipeline.vocabulary import Aspect, Language, Why
from tests.stories import TWO_LAMPS

SCRIPT = Script(TWO_LAMPS)
BRIEF = Brief(height=90, fps=12)


@dataclass
class Counting(TakeStore):
    """A store that remembers who made something."""

    folder: Path
    made: list[str] = field(default_factory=list)

    def get_or_make(
        self, maker: str, version: str, inputs: object, suffix: str, make: Callable[[Path], Facts | None]
    ) -> Take:
        def watched(path: Path) -> Facts | None:
            self.made.append(maker)
            return make(path)

        return super().get_or_make(maker, version, inputs, suffix, watched)

    def count(self, maker: str) -> int:
        return sum(one.startswith(maker) for one in self.made)


@pytest.fixture(scope="module")
def takes(tmp_path_factory: pytest.TempPathFactory) -> Counting:
    """Everything of the first film is here."""
    store = Counting(tmp_path_factory.mktemp("takes"))
    context = StageContext(store)
    plan = plan_film(SCRIPT, BRIEF, Alone(), context)
    shoot_film(plan, Alone(), context)
    score_film(plan, Alone(), context)
    return store


@pytest.fixture
def context(takes: Counting) -> StageContext:
    takes.made.clear()
    return StageContext(takes)


@pytest.fixture
def first(context: StageContext) -> Plan:
    return plan_film(SCRIPT, BRIEF, Alone(), context)


def again(context: StageContext, brief: Brief) -> Plan:
    return plan_film(SCRIPT, brief, Alone(), context)


def test_a_film_whose_takes_are_there_makes_nothing(first: Plan, context: StageContext, takes: Counting) -> None:
    shoot_film(first, Alone(), context)
    assert takes.made == []
    assert all(found_still(first, number, context) is None for number in range(len(first.shots)))  # no still yet


def test_another_reading_of_a_line_is_heard_and_touches_its_own_shot(
    first: Plan, context: StageContext, takes: Counting
) -> None:
    line = first.board.lines[1]
    edit = RetakeLine(line_anchor_of(first.board.story.scenes, line), take=1)
    plan = again(context, replace(BRIEF, edits=(edit,)))
    assert takes.count("kokoro") == 1
    before = {cue.spoken.line.line_id: cue.spoken.audio.digest for shot in first.shots for cue in shot.cues}
    after = {cue.spoken.line.line_id: cue.spoken.audio.digest for shot in plan.shots for cue in shot.cues}
    assert [line_id for line_id in before if before[line_id] != after[line_id]] == [line.line_id]
    # Heard as another, and as nobody else: within what a reading may stray.
    spoken = [[cue.spoken for shot in one.shots for cue in shot.cues] for one in (first, plan)]
    lengths = [next(one.duration_ms for one in lines if one.line.line_id == line.line_id) for lines in spoken]
    assert 0.8 < lengths[1] / lengths[0] < 1.25
    # The same number is the same reading.
    takes.made.clear()
    again(context, replace(BRIEF, edits=(edit,)))
    assert takes.made == []


def test_another_take_of_a_shot_is_another_performance_of_it_alone(
    first: Plan, context: StageContext, takes: Counting
) -> None:
    number = next(at for at, timed in enumerate(first.shots) if timed.shot.placements and timed.cues)
    edit = RetakeShot(anchor_of(first.board, first.shots[number].shot.shot_id), take=2)
    plan = again(context, replace(BRIEF, edits=(edit,)))
    assert plan.shots[number].shot.take == 2
    assert plan.board.notes == ()
    old, new = shoot_shot(first, number, context), shoot_shot(plan, number, context)
    assert {take.digest for take in old}.isdisjoint(take.digest for take in new)
    assert takes.count("animator") == 1
    made = takes.count("compositor")
    shoot_film(plan, Alone(), context)
    # Besides its own frames the dissolves that it is seen in, on either side.
    assert takes.count("compositor") - made <= 1
    assert takes.count("kokoro") == takes.count("painter") == 0


def test_a_dub_says_every_line_in_another_language_in_the_same_pictures(
    first: Plan, context: StageContext, takes: Counting
) -> None:
    words = [f"Línea número {number}." for number, _ in enumerate(first.board.lines)]
    spanish = TWO_LAMPS
    for line, other in zip(first.board.lines, words, strict=True):
        assert line.text in spanish
        spanish = spanish.replace(line.text, other, 1)
    plan = again(context, replace(BRIEF, dub=Script(spanish, Language.SPANISH, "Dos lámparas")))
    assert [line.text for line in plan.board.lines] == words
    assert {line.line_id for line in plan.board.lines} == {line.line_id for line in first.board.lines}
    assert plan.board.story.language is Language.SPANISH
    assert all(plan.actors.voice_of(line).language is Language.SPANISH for line in plan.board.lines)
    assert [track.language for track in plan.captions] == [Language.SPANISH]
    cards = {shot.why: shot.card for shot in plan.board.shots if shot.card}
    assert cards.get(Why.TITLE, "Dos lámparas") == "Dos lámparas"
    assert [shot.size for shot in plan.board.shots] == [shot.size for shot in first.board.shots]
    shoot_film(plan, Alone(), context)
    assert takes.count("painter") == 0


def test_a_dub_must_answer_line_for_line(context: StageContext) -> None:
    with pytest.raises(BadBrief, match="one line in the translation"):
        again(context, replace(BRIEF, dub=Script("Meera: Hola.", Language.SPANISH)))
    with pytest.raises(BadBrief, match="name the other language"):
        again(context, replace(BRIEF, dub=Script(TWO_LAMPS, Language.ENGLISH)))


def test_another_format_is_drawn_anew_and_heard_as_it_was(first: Plan, context: StageContext, takes: Counting) -> None:
    plan = again(context, replace(BRIEF, aspect=Aspect.TALL))
    score_film(plan, Alone(), context)
    assert plan.brief.frame_size == (90, 160)
    # People may stand elsewhere in it, and be heard from there: it is mixed anew, of the same words and music.
    assert {one.partition(":")[0] for one in takes.made} <= {"mix"}


def test_a_sketch_of_every_shot_without_a_word_recorded(context: StageContext, takes: Counting) -> None:
    draft = draft_film(SCRIPT, BRIEF, context)
    sketches = [sketch_shot(draft, number, context) for number in range(len(draft.timeline.shots))]
    assert len(sketches) == len(draft.board.shots)
    for sketch in sketches:
        with Image.open(sketch) as picture:
            assert picture.format == "JPEG"
            assert len(picture.convert("RGB").getcolors(1 << 20) or range(9_999)) > 50
    assert takes.count("kokoro") == takes.count("painter") == 0
    assert takes.count("sketch") == len(set(sketches))
    takes.made.clear()
    assert [sketch_shot(draft, number, context) for number in range(len(sketches))] == sketches
    assert takes.made == []
