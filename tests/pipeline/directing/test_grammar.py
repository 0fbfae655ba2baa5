"""The grammar of the cinema, over stories of every kind."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.directing.framing import CARRIED, Setup
from pipeline.directing.pace import speaking_ms
from pipeline.directing.reasons import feels, same_framing
from pipeline.film import BoardScene, Brief, Deed, Finding, Line, Scene, Shot, Story
from pipeline.picture.props import can_be_held
from pipeline.stages.direct import direct, lengths_of
from pipeline.stages.time import MINUTES, estimate, film_lengths, fits
from pipeline.story.tables import word_lists
from pipeline.vocabulary import Action, Aspect, Beat, CameraMove, Emotion, Facing, Language, Pace, ShotSize, Why
from tests import factories
from tests.pipeline.directing.tales import tales

briefs = st.builds(Brief, aspect=st.sampled_from(Aspect), minutes=st.sampled_from((None, 1.0, 2.0, 5.0)))
any_tale = tales() | tales(podcast=True)


def places(shot: Shot) -> dict[str, float]:
    return {one.character: one.x for one in (*shot.placements, *shot.unseen)}


@given(any_tale, briefs)
def test_every_line_is_heard_once_in_order_and_a_story_has_one_storyboard(tale: Story, brief: Brief) -> None:
    board = direct(tale, brief)
    assert list(board.lines) == [line for scene in tale.scenes for line in scene.lines]
    assert len({shot.shot_id for shot in board.shots}) == len(board.shots)
    assert all(shot.lines or (shot.hold_ms > 0 and shot.about) for shot in board.shots)
    assert direct(tale, brief) == board
    assert board.shots[0].why is Why.TITLE
    assert board.shots[-1].why is Why.END


@given(any_tale, briefs)
def test_people_keep_their_side_and_face_whom_they_look_at(tale: Story, brief: Brief) -> None:
    for scene in direct(tale, brief).scenes:
        sides: dict[tuple[str, str], bool] = {}
        for shot in scene.shots:
            where = places(shot)
            assert len(where) == len(shot.placements) + len(shot.unseen)
            for one, two in ((one, two) for one in where for two in where if one < two):
                assert sides.setdefault((one, two), where[one] < where[two]) == (where[one] < where[two])
            for placement in (*shot.placements, *shot.unseen):
                assert 0.05 <= placement.x <= 0.95
                assert placement.looks_at is None or placement.looks_at in where
                if placement.looks_at is not None:
                    right = where[placement.looks_at] > placement.x
                    assert placement.facing is (Facing.RIGHT if right else Facing.LEFT)


@given(tales(), briefs)
def test_nobody_is_seen_before_they_come_or_after_they_go(tale: Story, brief: Brief) -> None:
    for scene in direct(tale, brief).scenes:
        for name in scene.scene.present:
            own = [moment for moment in scene.scene.moments if name == _who(moment)]
            here = not (own and isinstance(own[0], Deed) and own[0].what in (Action.WALK_IN, Action.RUN))
            for shot in scene.shots:
                acts = [action for one in shot.placements if one.character == name for action in one.actions]
                if {Action.WALK_IN, Action.RUN} & set(acts):
                    here = True
                if not here:
                    assert name not in places(shot), (shot.shot_id, name)
                if Action.WALK_OUT in acts:
                    here = False


def _who(moment: Line | Deed) -> str | None:
    return moment.character if isinstance(moment, Line) else moment.who


@given(any_tale, briefs)
def test_no_picture_is_followed_by_itself(tale: Story, brief: Brief) -> None:
    for scene in direct(tale, brief).scenes:
        for one, two in pairwise(scene.shots):
            if one.focus is not None or two.focus is not None:
                assert not same_framing(one, two), (one, two)


@given(any_tale, briefs)
def test_a_shot_holds_as_many_as_its_size(tale: Story, brief: Brief) -> None:
    for shot in direct(tale, brief).shots:
        people = len(shot.placements)
        backs = [one.character for one in shot.placements if one.back_to_camera]
        match shot.size:
            case ShotSize.CLOSE | ShotSize.MEDIUM:
                assert [one.character for one in shot.placements] == [shot.focus]
            case ShotSize.OVER_SHOULDER:
                assert people == 2
                assert shot.focus not in backs
                assert len(backs) == 1
            case ShotSize.TWO_SHOT:
                assert people >= 2
            case ShotSize.INSERT | ShotSize.CARD:
                assert people == 0
            case _:
                pass
        assert shot.focus is None or shot.focus in [one.character for one in shot.placements]
        assert shot.size is ShotSize.OVER_SHOULDER or not backs


@given(tales(), briefs)
def test_a_scene_is_established_and_a_new_partner_is_seen_with_whom_they_talk_to(tale: Story, brief: Brief) -> None:
    for scene in direct(tale, brief).scenes:
        shots = [shot for shot in scene.shots if shot.why not in (Why.TITLE, Why.END)]
        assert (shots[0].size, shots[0].why) == (ShotSize.WIDE, Why.ESTABLISH)
        met: set[frozenset[str]] = set()
        for shot in shots:
            for one in shot.placements:
                # Everybody who is in one picture has been seen together.
                met |= {frozenset((one.character, other.character)) for other in shot.placements}
            speaker = next((line.character for line in shot.lines if line.character == shot.focus), None)
            looks_at = next((one.looks_at for one in shot.placements if one.character == speaker), None)
            if speaker and looks_at:
                assert frozenset((speaker, looks_at)) in met, shot


@given(any_tale, briefs)
def test_a_thing_is_shown_no_longer_than_its_words(tale: Story, brief: Brief) -> None:
    board = direct(tale, brief)
    for scene in board.scenes:
        shown = [shot.insert for shot in scene.shots if shot.insert]
        assert len(shown) == len(set(shown))
        for shot in scene.shots:
            if shot.insert and not shot.lines:
                moment = next(moment for moment in scene.scene.moments if moment.text == shot.about)
                assert shot.hold_ms <= max(1_000, _words_ms(scene, moment))


def _words_ms(scene: BoardScene, first: Line | Deed) -> int:
    """Of the longest of the moments that share a shot with this one."""
    at = scene.scene.moments.index(first)
    return max(speaking_ms(moment.text, Language.ENGLISH) for moment in scene.scene.moments[at : at + 6])


@settings(max_examples=40)
@given(st.lists(any_tale, min_size=4, max_size=4))
def test_shots_mostly_last_two_to_nine_seconds(told: list[Story]) -> None:
    lengths = [ms for tale in told for ms in estimate(direct(tale, Brief()), Brief()).values()]
    assert sum(1_500 <= ms <= 9_000 for ms in lengths) >= 0.8 * len(lengths)


@given(any_tale, st.sampled_from(Aspect))
def test_a_longer_film_has_the_shots_of_a_shorter_one_and_more(tale: Story, aspect: Aspect) -> None:
    told = [
        [replace(shot, shot_id="") for shot in direct(tale, Brief(aspect=aspect, minutes=minutes)).shots if shot.lines]
        for minutes in (0.01, None, 60.0)
    ]
    assert told[0] == told[1] == told[2]
    counts = [len(direct(tale, Brief(aspect=aspect, minutes=minutes)).shots) for minutes in (0.01, None, 60.0)]
    assert counts[0] <= counts[1] <= counts[2]


@given(any_tale)
def test_every_length_that_is_offered_can_be_had(tale: Story) -> None:
    offered = lengths_of(tale, Brief())
    for minutes in MINUTES:
        if fits(offered, minutes):
            brief = Brief(minutes=minutes)
            assert fits(film_lengths(direct(tale, brief), brief), minutes)


@given(tales(podcast=True), briefs)
def test_the_host_sits_on_the_left_and_all_sit(tale: Story, brief: Brief) -> None:
    for shot in direct(tale, brief).shots:
        where = places(shot)
        if "Meera" in where:
            assert where["Meera"] == min(where.values())
        assert all(Action.SIT in one.actions for one in shot.placements)


# -------------------------------------------------------------------------------------------- by example


def film(*moments: Line | Deed, brief: Brief | None = None, **changes: object) -> list[Shot]:
    scene: Scene = replace(factories.scene(1, moments), **changes)  # type: ignore[arg-type]
    return list(direct(factories.story([scene]), brief or Brief()).shots[1:-1])


def test_feelings_choose_the_size_and_the_move() -> None:
    shots = film(
        factories.line(1, "Meera", "Where were you all night?"),
        factories.line(2, "Ravi", "I waited by the river for you.", Emotion.AFRAID, 0.7),
        factories.line(3, "Meera", "You never came to the house.", Emotion.ANGRY, 0.8),
        factories.line(4, "Ravi", "I came, and the house was dark.", Emotion.SAD, 0.95),
        factories.line(5, "Meera", "Then let us go back there now."),
        objects=(),
        beat=Beat.CLIMAX,
    )
    seen = [(shot.size, shot.move, shot.why) for shot in shots if shot.lines]
    assert seen[1] == (ShotSize.CLOSE, CameraMove.HANDHELD, Why.FEAR)
    assert seen[2] == (ShotSize.CLOSE, CameraMove.STATIC, Why.ANGER)
    assert seen[3] == (ShotSize.CLOSE, CameraMove.PUSH, Why.SADNESS)
    assert seen[4][0] is not ShotSize.CLOSE
    assert seen[4][2] is Why.EASES


def test_a_face_is_waited_for_after_a_question_that_hangs() -> None:
    shots = film(
        factories.line(1, "Meera", "Will you come back to us?"),
        Deed("Meera", Action.SIT, "Meera sits down."),
        factories.line(2, "Ravi", "Yes."),
        objects=(),
    )
    reaction = next(shot for shot in shots if shot.why is Why.REACTION)
    assert (reaction.focus, reaction.about) == ("Ravi", "Will you come back to us?")
    later = shots[shots.index(reaction) + 2]
    assert Action.SIT in next(one.actions for one in (*later.placements, *later.unseen) if one.character == "Meera")


def test_what_is_told_is_shown() -> None:
    shots = film(
        factories.line(1, None, "It was evening, and nobody spoke for a long while there."),
        factories.line(2, None, "The lamp burned low beside the water until the oil was gone."),
        factories.line(3, None, "Ravi counted the stars, as he did on every night of his life."),
        factories.line(4, None, "The wind came down from the hills and all the birds were still."),
    )
    assert [shot.why for shot in shots] == [Why.ESTABLISH, Why.SHOW_IT, Why.TOLD_OF, Why.PLACE]
    assert shots[1].insert == "lamp"
    assert shots[2].focus == "Ravi"


def test_a_thing_is_known_by_the_scripts_own_word_for_it() -> None:
    scene = factories.scene(
        1, [factories.line(1, "Meera", "देखो."), factories.line(2, "Ravi", "यह दीया तुम्हारा है, मीरा.")]
    )
    tale = replace(factories.story([scene]), findings=(Finding("scenes[0].objects[0]", 0.9, "दीया"),))
    assert [shot.insert for shot in direct(tale, Brief()).shots if shot.insert] == ["lamp"]


def test_a_fast_scene_is_cut_faster() -> None:
    said = [factories.line(n, ("Meera", "Ravi")[n // 4 % 2], f"Number {n} is a line of words.") for n in range(16)]
    slow, fast = (film(*said, pace=pace, objects=()) for pace in (Pace.SLOW, Pace.FAST))
    assert len(fast) > len(slow)
    assert fast[0].hold_ms < slow[0].hold_ms


@pytest.mark.parametrize("aspect", list(Aspect))
def test_a_tall_frame_looks_over_no_shoulder(aspect: Aspect) -> None:
    said = [factories.line(n, ("Meera", "Ravi")[n % 2], f"Number {n} is a line of words.") for n in range(6)]
    shots = film(*said, brief=Brief(aspect=aspect), objects=())
    assert any(shot.size is ShotSize.OVER_SHOULDER for shot in shots) == (aspect is not Aspect.TALL)


def test_short_words_back_and_forth_are_one_picture() -> None:
    said = [factories.line(n, ("Meera", "Ravi")[n % 2], text) for n, text in enumerate(("Now?", "Now.", "Here?"))]
    shots = [shot for shot in film(*said, objects=()) if shot.lines]
    assert [(len(shot.lines), shot.size) for shot in shots] == [(3, ShotSize.TWO_SHOT)]


def test_those_who_hug_come_together() -> None:
    shots = film(
        factories.line(1, "Meera", "You came."),
        Deed("Meera", Action.HUG, "Meera hugs Ravi."),
        objects=(),
    )
    hug = next(shot for shot in shots if shot.why is Why.DOES)
    apart = [places(shot)["Ravi"] - places(shot)["Meera"] for shot in (shots[0], hug)]
    assert 0 < apart[1] < apart[0]
    assert all(Action.HUG in one.actions for one in hug.placements)


def test_a_long_answer_is_heard_over_the_listeners_face() -> None:
    answer = [
        factories.line(n, "Ravi", f"Part {n} of an answer that goes on for a good while here.") for n in range(2, 6)
    ]
    scene = factories.scene(1, [factories.line(1, "Meera", "Why is the sky red at dusk?"), *answer])
    shots = direct(factories.story([scene], podcast=True), Brief()).shots
    listening = [shot for shot in shots if shot.why is Why.LISTENS]
    assert listening
    assert all(shot.focus == "Meera" and shot.lines[0].character == "Ravi" for shot in listening)
    assert not any(feels(line) for line in scene.lines)


def test_who_walks_in_with_a_lamp_has_it_until_their_hands_do_something_else() -> None:
    told = factories.story()
    (first, *_), lamp = told.scenes, "Meera comes down the steps with a lamp."
    moments = (
        Deed("Meera", Action.WALK_IN, lamp),
        factories.line(1, "Meera", "Will it burn?"),
        Deed("Meera", Action.SIT, "She sits down."),
        factories.line(2, "Ravi", "If you let it."),
        Deed("Meera", Action.HUG, "She hugs him."),
        factories.line(3, "Meera", "Then watch."),
    )
    scene = replace(first, moments=moments)
    told = replace(told, scenes=(scene,))
    setup = Setup.of(told, scene, Aspect.WIDE)

    def holds(moment: int) -> bool:
        company = setup.company(moment, moment + 1)
        return any(one.character == "Meera" and Action.HOLD in one.actions for one in company)

    assert [holds(moment) for moment in range(6)] == [True, True, True, True, False, False]
    assert not any(Action.HOLD in one.actions for one in setup.company(0, 6) if one.character == "Ravi")


def test_all_that_is_carried_can_be_drawn_in_hands() -> None:
    assert [label for label in CARRIED if not can_be_held(label)] == []
    assert set(word_lists(Language.ENGLISH)["object"]) >= CARRIED
