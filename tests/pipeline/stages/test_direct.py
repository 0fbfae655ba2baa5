"""The Director: every line is shot once, people keep their side, cards at the ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.film import Brief, Deed, Line, Shot, Storyboard
from pipeline.stages.direct import direct
from pipeline.vocabulary import Action, Aspect, Emotion, Facing, ShotSize
from tests import factories


def board(*, podcast: bool = False, aspect: Aspect = Aspect.WIDE) -> Storyboard:
    return direct(factories.story(podcast=podcast), Brief(aspect=aspect))


def moments(names: tuple[str | None, ...]) -> st.SearchStrategy[list[Line | Deed]]:
    lines = st.builds(
        Line,
        line_id=st.just(""),
        character=st.sampled_from((*names, None)),
        text=st.text(min_size=1, max_size=160),
        emotion=st.sampled_from(Emotion),
        strength=st.floats(0, 1),
    )
    deeds = st.builds(
        Deed, who=st.sampled_from((*names, None)), what=st.sampled_from(Action), text=st.text(max_size=40)
    )
    return st.lists(lines | deeds, min_size=1, max_size=14)


@given(moments(("Meera", "Ravi", "Nobody seen")), st.booleans(), st.sampled_from(Aspect))
def test_every_line_is_in_exactly_one_shot_in_order(drawn: list[Line | Deed], podcast: bool, aspect: Aspect) -> None:
    story = factories.story([factories.scene(1, drawn)], podcast=podcast)
    planned = direct(story, Brief(aspect=aspect))
    assert list(planned.lines) == [moment for moment in drawn if isinstance(moment, Line)]
    assert len({shot.shot_id for shot in planned.shots}) == len(planned.shots)
    for shot in planned.shots:
        assert shot.lines or shot.hold_ms > 0
        assert all(0 <= placement.x <= 1 for placement in shot.placements)


@given(moments(("Meera", "Ravi")))
def test_nobody_crosses_the_line(drawn: list[Line | Deed]) -> None:
    planned = direct(factories.story([factories.scene(1, drawn)]), Brief())
    for shot in planned.shots:
        places = {placement.character: placement for placement in shot.placements}
        # Who walks out turns away, to their own side.
        if "Meera" in places and Action.WALK_OUT not in places["Meera"].actions:
            assert places["Meera"].facing is not Facing.LEFT
        if {"Meera", "Ravi"} <= set(places):
            assert places["Meera"].x < places["Ravi"].x


def test_deeds_are_performed_by_who_does_them() -> None:
    performed = {
        (placement.character, action)
        for shot in board().shots
        for placement in shot.placements
        for action in placement.actions
    }
    assert ("Meera", Action.WALK_IN) in performed


def test_cards_open_and_close_the_film() -> None:
    shots = board().shots
    assert (shots[0].size, shots[0].card) == (ShotSize.CARD, "The Lamp")
    assert (shots[-1].size, shots[-1].card) == (ShotSize.CARD, "The End")


def test_a_scene_opens_wide_and_a_tender_line_is_close() -> None:
    shots = board().shots
    assert shots[1].size is ShotSize.WIDE
    tender = next(shot for shot in shots if any(line.emotion is Emotion.TENDER for line in shot.lines))
    assert (tender.size, tender.focus) == (ShotSize.CLOSE, "Ravi")


def test_an_object_that_is_named_is_shown_once() -> None:
    inserts = [shot.insert for shot in board().shots if shot.size is ShotSize.INSERT]
    assert len(inserts) == len(set(inserts))


def test_the_host_sits_on_the_left() -> None:
    seated: list[Shot] = [shot for shot in board(podcast=True).shots if len(shot.placements) == 2]
    assert seated
    for shot in seated:
        host, guest = shot.placements
        assert (host.character, guest.character) == ("Meera", "Ravi")
        assert host.x < guest.x


@pytest.mark.parametrize("aspect", list(Aspect))
def test_people_stand_further_apart_in_a_narrow_set(aspect: Aspect) -> None:
    # Widths are shares of the set, and a tall set is narrow: nobody may stand inside somebody else.
    shot = next(shot for shot in board(aspect=aspect).shots if len(shot.placements) == 2)
    apart = shot.placements[1].x - shot.placements[0].x
    assert apart >= {Aspect.WIDE: 0.15, Aspect.SQUARE: 0.25, Aspect.TALL: 0.35}[aspect]
