"""The creator's changes: no line is lost, what cannot be is refused in words, what was changed outlives a new text."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.context import StageContext
from pipeline.contracts.animator import Animator
from pipeline.contracts.painter import Painter
from pipeline.contracts.voice import VoiceEngine
from pipeline.crew import Alone
from pipeline.directing.anchors import anchor_of, find_scene, find_shot, scene_anchor_of
from pipeline.directing.editing import apply, carry_over
from pipeline.directing.edits_json import read_edits, write_edits
from pipeline.edits import (
    Anchor,
    DropShot,
    Edit,
    MergeShots,
    MoveScene,
    MoveShot,
    Recast,
    Reframe,
    Restage,
    SetHold,
    SplitShot,
)
from pipeline.engines.registry import pick
from pipeline.errors import BadEdit, LostEdit
from pipeline.film import Brief, Cast, CastMember, Deed, Finding, Script, Shot, Story, Storyboard, Voice
from pipeline.picture.look import design_looks
from pipeline.stages.animate import animate
from pipeline.stages.cast import cast
from pipeline.stages.compose import compose, runs
from pipeline.stages.direct import direct
from pipeline.stages.paint import paint
from pipeline.stages.subtitle import subtitle
from pipeline.stages.time import time
from pipeline.storyboard import make_storyboard
from pipeline.storyboard_json import storyboard_json
from pipeline.takes import TakeStore
from pipeline.vocabulary import Action, CameraMove, Culture, Dress, Language, ShotSize, Why
from tests import factories
from tests.pipeline.directing.tales import NAMES, tales

TALK = """EXT. GARDEN - MORNING

Meera sits under a tree.

MEERA
Who planted this tree?

RAVI
Your grandmother did. She carried the water herself.

MEERA
Then I will carry it too.

INT. KITCHEN - NIGHT

RAVI
Are you tired of carrying it?

MEERA
Never of that.
"""


@st.composite
def changes(draw: st.DrawFn, board: Storyboard) -> Edit:
    """Any change of any shot or scene, wise or not."""
    shots = st.sampled_from(board.shots).map(lambda shot: anchor_of(board, shot.shot_id))
    scenes = st.sampled_from(board.scenes).map(lambda scene: scene_anchor_of(board, scene.scene.scene_number))
    texts = st.sampled_from([line.text for line in board.lines] or [""])
    names = st.lists(st.sampled_from(NAMES), max_size=3).map(tuple)
    edit: Edit = draw(
        st.one_of(
            st.builds(MoveShot, shots, shots | st.none()),
            st.builds(MoveScene, scenes, scenes | st.none()),
            st.builds(MergeShots, shots, shots),
            st.builds(SplitShot, shots, texts),
            st.builds(DropShot, shots),
            st.builds(
                Reframe,
                shots,
                st.sampled_from(ShotSize) | st.none(),
                st.sampled_from(CameraMove) | st.none(),
                st.sampled_from(NAMES) | st.none(),
            ),
            st.builds(Restage, shots, names),
            st.builds(SetHold, shots, st.integers(0, 40_000)),
            st.builds(Recast, st.sampled_from((*NAMES, "Nobody"))),
        )
    )
    return edit


@given(tales() | tales(podcast=True), st.data())
def test_no_change_loses_a_line_or_says_it_twice(tale: Story, data: st.DataObject) -> None:
    board = direct(tale, Brief())
    said = Counter(line.line_id for line in board.lines)
    for _ in range(4):
        edit = data.draw(changes(board))
        with suppress(BadEdit):
            board = apply(board, [edit])
        assert Counter(line.line_id for line in board.lines) == said
        assert len({shot.shot_id for shot in board.shots}) == len(board.shots)
        assert (board.shots[0].why is Why.TITLE) or not any(shot.why is Why.TITLE for shot in board.shots)
        assert all(scene.shots for scene in board.scenes)
        for shot in board.shots:
            assert whole(shot), shot
            assert find_shot(board, anchor_of(board, shot.shot_id)) is shot
        for scene in board.scenes:
            assert find_scene(board, scene_anchor_of(board, scene.scene.scene_number)) is scene


def whole(shot: Shot) -> bool:
    """Whether a shot can be filmed as it says."""
    seen = [one.character for one in shot.placements]
    if shot.size in (ShotSize.CLOSE, ShotSize.MEDIUM):
        return seen == [shot.focus]
    if shot.size is ShotSize.OVER_SHOULDER:
        return len(seen) == 2 and [one.back_to_camera for one in shot.placements].count(True) == 1
    return len(set(seen)) == len(seen) and shot.focus in (None, *seen)


@given(tales(), st.data())
def test_changes_travel_as_json(tale: Story, data: st.DataObject) -> None:
    board = direct(tale, Brief())
    edits = tuple(data.draw(st.lists(changes(board), max_size=4)))
    assert read_edits(write_edits(edits)) == edits


def board() -> Storyboard:
    return direct(factories.story(), Brief())


def of(planned: Storyboard, text: str) -> tuple[Shot, Anchor]:
    shot = next(shot for shot in planned.shots if any(line.text == text for line in shot.lines))
    return shot, anchor_of(planned, shot.shot_id)


def test_a_shot_is_split_before_a_line_and_merged_again() -> None:
    said = [factories.line(n, "Meera", f"This is the line of number {n}.") for n in range(3)]
    planned = direct(factories.story([factories.scene(1, said)]), Brief())
    _, anchor = of(planned, said[0].text)
    halves = apply(planned, [SplitShot(anchor, said[1].text)])
    assert [len(shot.lines) for shot in halves.shots if shot.lines] == [1, 2]
    whole_again = apply(halves, [MergeShots(of(halves, said[0].text)[1], of(halves, said[1].text)[1])])
    assert [len(shot.lines) for shot in whole_again.shots if shot.lines] == [3]


def test_a_reframed_shot_holds_whom_its_size_needs() -> None:
    planned = board()
    _, anchor = of(planned, "If you let it go gently.")
    assert find_shot(planned, anchor).size is ShotSize.CLOSE
    over = find_shot(apply(planned, [Reframe(anchor, ShotSize.OVER_SHOULDER)]), anchor)
    assert [(one.character, one.back_to_camera) for one in over.placements] == [("Meera", True), ("Ravi", False)]
    other = find_shot(apply(planned, [Reframe(anchor, focus="Meera")]), anchor)
    assert ([one.character for one in other.placements], other.why) == (["Meera"], Why.CHOSEN)


def test_a_moved_scene_takes_no_card_with_it_and_paths_follow_it() -> None:
    planned = replace(
        board(),
        story=replace(board().story, findings=(Finding("scenes[0].setting", 0.5), Finding("scenes[1].beat", 0.5))),
    )
    moved = apply(planned, [MoveScene(scene_anchor_of(planned, 2), scene_anchor_of(planned, 1))])
    assert [scene.scene.scene_number for scene in moved.scenes] == [2, 1]
    assert (moved.shots[0].why, moved.shots[-1].why) == (Why.TITLE, Why.END)
    assert storyboard_json(moved, Brief())["inferred"] == ["scenes[1].setting", "scenes[0].beat"]


@pytest.mark.parametrize(
    ("edit", "words"),
    [
        (DropShot(Anchor(("Then watch.",))), "is said in that shot"),
        (MergeShots(Anchor(("Will the river carry it?",)), Anchor(("And the river carried it to the sea.",))), "next"),
        (SplitShot(Anchor(("Then watch.",)), "Then watch."), "first line"),
        (Restage(Anchor(("Then watch.",)), ("Kala",)), "Kala cannot be seen"),
        (Reframe(Anchor(("Then watch.",)), ShotSize.INSERT), "insert"),
        (Reframe(Anchor(("The Lamp",), Why.TITLE), ShotSize.WIDE), "card"),
        (SetHold(Anchor(("Then watch.",)), 90_000), "90000"),
        (MoveShot(Anchor(("Then watch.",)), Anchor(("And the river carried it to the sea.",))), "scene"),
        (Recast("Meera", skin="brown"), "hexadecimal"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Edit, words: str) -> None:
    with pytest.raises(BadEdit, match=words) as refused:
        apply(board(), [edit])
    assert refused.value.exit_code == 2
    assert not isinstance(refused.value, LostEdit)


def test_the_last_shot_of_a_scene_stays() -> None:
    alone = direct(factories.story([factories.scene(1, [Deed(None, Action.STAND, "Night.")])]), Brief())
    with pytest.raises(BadEdit, match="a scene needs one"):
        apply(alone, [DropShot(anchor_of(alone, "s1.1"))])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[{", "JSON"),
        ('[{"kind": "explode"}]', "explode"),
        ('[{"kind": "reframe", "shot": {"words": ["a"]}, "siz": "close"}]', "siz"),
        ('[{"kind": "set hold", "shot": {"words": ["a"]}}]', "hold_ms"),
    ],
)
def test_a_file_that_cannot_be_read_says_where(text: str, words: str) -> None:
    with pytest.raises(BadEdit, match=words):
        read_edits(text)


# ------------------------------------------------------------------------------------------- an edited script


def planned(text: str, context: StageContext, edits: tuple[Edit, ...] = ()) -> Storyboard:
    return make_storyboard(Script(text, Language.ENGLISH), Brief(edits=edits), context)


def test_changes_outlive_an_edited_script_as_far_as_their_words_do(context: StageContext) -> None:
    before = planned(TALK, context)
    edits = (
        Reframe(of(before, "Then I will carry it too.")[1], ShotSize.FULL, CameraMove.PULL),
        SetHold(of(before, "Never of that.")[1], 6_000),
        Reframe(of(before, "Are you tired of carrying it?")[1], ShotSize.CLOSE),
        Recast("Ravi", dress=Dress.SUIT),
        Recast("Kala", dress=Dress.SUIT),
    )
    changed = planned(TALK, context, edits[:4])
    assert changed.notes == ()
    edited = TALK.replace("Are you tired of carrying it?", "Is it late already?").replace(
        "Your grandmother did.", "It was here before the house.  Your grandmother dug the well beside it."
    )
    after = planned(edited, context, edits)
    full, _ = of(after, "Then I will carry it too.")
    assert (full.size, full.move, full.why) == (ShotSize.FULL, CameraMove.PULL, Why.CHOSEN)
    assert of(after, "Never of that.")[0].hold_ms == 6_000
    assert len(after.notes) == 2
    assert "“Are you tired of carrying it?”" in after.notes[0]
    assert "Kala" in after.notes[1]
    assert carry_over(direct(after.story, Brief()), edits) == after


def test_translated_subtitles_follow_lines_that_were_moved(context: StageContext) -> None:
    before = planned(TALK, context)
    tree, well = of(before, "Who planted this tree?")[1], of(before, "Then I will carry it too.")[1]
    moved = apply(before, [MoveShot(well, tree)])
    assert moved.lines[0].text == "Then I will carry it too."
    timeline = time(moved, {line.line_id: factories.spoken(line, 2_000) for line in moved.lines}, Brief())
    other = Script(TALK.replace("Then I will", "Luego yo").replace("Who planted", "Quien puso"), Language.SPANISH)
    (track,) = subtitle(timeline, moved.story, Brief(subtitles=(Language.SPANISH,), translations=(other,)))
    first = [caption.text for caption in track.captions]
    assert first[0].startswith("Luego yo")
    assert next(number for number, text in enumerate(first) if text.startswith("Quien puso")) > 0


def test_a_recast_character_changes_and_nobody_else() -> None:
    voice, story = pick(VoiceEngine, "kokoro"), factories.story()
    usual = cast(story, voice, Brief())
    edits = (Recast("MEERA", voice="bf_emma", skin="8A5A3A", dress=Dress.SUIT), Recast("Kala", dress=Dress.SUIT))
    chosen = cast(story, voice, Brief(edits=edits))
    look = chosen.member("Meera").look
    assert (look.skin, look.dress) == ("8A5A3A", Dress.SUIT)
    assert replace(look, skin=usual.member("Meera").look.skin, dress=usual.member("Meera").look.dress) == (
        usual.member("Meera").look
    )
    assert chosen.member("Meera").voice.speaker == "bf_emma"
    assert chosen.member("Ravi") == usual.member("Ravi")


def test_only_the_takes_that_a_change_touches_are_made_again(tmp_path: Path) -> None:
    brief, voice = Brief(height=90, fps=8), Voice("none", "none", Language.ENGLISH)
    context = StageContext(TakeStore(tmp_path))
    story = factories.story()
    looks = design_looks(story.characters, Culture.NORTH_INDIAN, 0)
    actors = Cast(tuple(CastMember(name, look, voice) for name, look in looks.items()), voice)
    silence = tmp_path / "silence.wav"
    factories.silent_wav(silence, 1_500)

    def shoot(edited: Storyboard) -> tuple[list[str], list[int]]:
        heard = factories.take(silence)
        said = {line.line_id: replace(factories.spoken(line, 1_500), audio=heard) for line in board().lines}
        timeline = time(edited, said, brief)
        sets = paint(edited, brief, pick(Painter), Alone(), context)
        acted = animate(timeline, edited, actors, pick(Animator), Alone(), context)
        made = compose(timeline, edited, actors, sets, acted, None, brief, Alone(), context)
        return [take.path.name for take in made], [run.shot for run in runs(timeline)]

    before, whose = shoot(board())
    _, anchor = of(board(), "Then watch.")
    number = board().shots.index(find_shot(board(), anchor))
    after, _ = shoot(apply(board(), [Reframe(anchor, move=CameraMove.PULL)]))
    changed = {shot for shot, one, two in zip(whose, before, after, strict=True) if one != two}
    # Its own frames, and those in which another shot dissolves into it or it into another.
    assert number in changed
    assert changed <= {number - 1, number}
