"""The creator's changes: no line is lost, what cannot be is refused in words, what was changed outlives a new text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.context import StageContext
from pipeline.contracts.animator import Animator
from pipeline.contracts.painter import Painter
from pipeline.contracts.voice import VoiceEngine
from pipeline.crew import Alone
from pipeline.directing.anchors import (
    anchor_of,
    find_line,
    find_scene,
    find_shot,
    line_anchor_of,
    scene_anchor_of,
)
from pipeline.directing.editing import apply
from pipeline.directing.edits_json import read_edits, write_edits
from pipeline.edits import (
    Anchor,
    DropShot,
    Edit,
    MergeScenes,
    MergeShots,
    MoveScene,
    MoveShot,
    Recast,
    Reframe,
    Restage,
    SetHold,
    SetLine,
    SetScene,
    SplitScene,
    SplitShot,
)
from pipeline.engines.registry import pick
from pipeline.errors import BadEdit, LostEdit
from pipeline.film import (
    Brief,
    Cast,
    CastMember,
    Deed,
    Finding,
    Line,
    Moment,
    Script,
    Shot,
    Span,
    Story,
    Storyboard,
    Voice,
)
from pipeline.picture.look import design_looks
from pipeline.stages.animate import animate
from pipeline.stages.cast import cast
from pipeline.stages.compose import compose, runs
from pipeline.stages.direct import direct
from pipeline.stages.paint import paint
from pipeline.stages.subtitle import subtitle
from pipeline.stages.time import time
from pipeline.storyboard import board_of, make_storyboard
from pipeline.storyboard_json import storyboard_json
from pipeline.takes import TakeStore
from pipeline.vocabulary import (
    Action,
    AgeGroup,
    Beat,
    CameraMove,
    Culture,
    Dress,
    Emotion,
    Gender,
    Language,
    Setting,
    ShotSize,
    TimeOfDay,
    Weather,
    Why,
)
from tests import factories
from tests.pipeline.directing.tales import NAMES, tales

ROOT = Path(__file__).parents[3]
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
    scenes = st.sampled_from(board.story.scenes).map(lambda scene: scene_anchor_of(board.story.scenes, scene))
    moments = st.sampled_from([moment.text for scene in board.story.scenes for moment in scene.moments])
    words = moments.map(lambda text: Anchor((text,)))
    texts = st.sampled_from([line.text for line in board.lines] or [""])
    names = st.lists(st.sampled_from(NAMES), max_size=3).map(tuple)
    edit: Edit = draw(
        st.one_of(
            st.builds(MoveShot, shots, shots | st.none()),
            st.builds(MoveScene, scenes, scenes | st.none()),
            st.builds(MergeScenes, scenes, scenes),
            st.builds(SplitScene, words),
            st.builds(
                SetScene,
                scenes,
                setting=st.sampled_from(Setting) | st.none(),
                time_of_day=st.sampled_from(TimeOfDay) | st.none(),
                emotion=st.sampled_from(Emotion) | st.none(),
            ),
            st.builds(
                SetLine, words, st.sampled_from(Emotion) | st.none(), st.sampled_from((*NAMES, "narrator")) | st.none()
            ),
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
            st.builds(Recast, st.sampled_from((*NAMES, "Nobody")), age_group=st.sampled_from(AgeGroup)),
        )
    )
    return edit


@given(tales() | tales(podcast=True), st.data())
def test_no_changes_lose_a_line_or_say_it_twice(tale: Story, data: st.DataObject) -> None:
    tale = replace(tale, findings=tuple(reasons(tale)))
    board = direct(tale, Brief())
    said = Counter(line.line_id for line in board.lines)
    edits: tuple[Edit, ...] = ()
    for _ in range(4):
        edit = data.draw(changes(board))
        edits = (*edits, edit)
        before = board
        try:
            board = board_of(tale, Brief(edits=edits), {edit})
        except BadEdit as refused:
            # Whoever makes it is told why; a list in which it is kept has it among its notes, by its kind.
            board = board_of(tale, Brief(edits=edits))
            note = f"A change of the storyboard was left out ({edit.kind}): {refused}"
            assert Counter(board.notes) == Counter((*before.notes, note)) or edit in edits[:-1]
        assert Counter(line.line_id for line in board.lines) == said
        legal(board)


def legal(board: Storyboard) -> None:
    """Whether a storyboard can be filmed, and everything in it be found again."""
    assert len({shot.shot_id for shot in board.shots}) == len(board.shots)
    assert (board.shots[0].why is Why.TITLE) or not any(shot.why is Why.TITLE for shot in board.shots)
    assert all(scene.shots for scene in board.scenes)
    assert [one.scene for one in board.scenes] == list(board.story.scenes)
    for shot in board.shots:
        assert whole(shot), shot
        assert find_shot(board, anchor_of(board, shot.shot_id)) is shot
    for scene in board.story.scenes:
        assert scene.moments
        assert find_scene(board.story.scenes, scene_anchor_of(board.story.scenes, scene)) is scene
        for line in scene.lines:
            assert find_line(board.story.scenes, line_anchor_of(board.story.scenes, line)) is line
    told = storyboard_json(board, Brief())
    for finding in told["findings"]:
        assert at_path(told, finding["path"]) == finding["words"] or finding["chosen"]


def reasons(tale: Story) -> Iterator[Finding]:
    """Reasons that can be held against what they are for, wherever it went."""
    for place, scene in enumerate(tale.scenes):
        yield Finding(f"scenes[{place}].setting", 0.9, scene.setting.value)
        for number, thing in enumerate(scene.objects):
            yield Finding(f"scenes[{place}].objects[{number}]", 0.9, thing)


def at_path(data: dict[str, Any], path: str) -> object:
    """What stands in JSON data at a path like `scenes[0].setting`."""
    told: Any = data
    for step in path.replace("[", ".[").split("."):
        told = told[int(step[1:-1])] if step.startswith("[") else told[step]
    found: object = told
    return found


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


def changed(story: Story, *edits: Edit) -> Storyboard:
    """The storyboard with changes that must be possible."""
    return board_of(story, Brief(edits=edits), edits)


def scene_of(story: Story, number: int) -> Anchor:
    return scene_anchor_of(story.scenes, story.scenes[number])


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


def test_a_scene_is_split_where_a_line_or_a_deed_begins_and_is_staged_anew() -> None:
    story = factories.story()
    split = changed(story, SplitScene(Anchor(("Then watch.",))))
    first, second, last = split.scenes
    assert [line.text for line in second.scene.lines] == ["Then watch."]
    assert second.scene.present == ("Meera",)
    assert (second.scene.description, second.scene.setting) == ("Then watch.", first.scene.setting)
    assert [one.shots[-1 if one is last else 0].why for one in split.scenes] == [Why.TITLE, Why.ESTABLISH, Why.END]
    assert split.scenes[-1].shots[:-1] == direct(story, Brief()).scenes[-1].shots[:-1], "as it was before"
    assert [one.scene.beat for one in split.scenes[:2]] == [Beat.SETUP, Beat.CLIMAX]
    night = changed(story, SplitScene(Anchor(("Night.",))))
    assert [moment.text for moment in night.story.scenes[2].moments] == ["Night."]


def test_what_one_sentence_says_stays_together() -> None:
    words, span = "She walks in and sits down.", Span(10, 37)
    told: list[Moment] = [
        factories.line(1, None, "It is late."),
        Deed("Meera", Action.WALK_IN, words, span),
        Deed("Meera", Action.SIT, words, span),
        replace(factories.line(2, None, words), span=span),
    ]
    split = changed(factories.story([factories.scene(1, told)]), SplitScene(Anchor((words,))))
    assert [len(scene.moments) for scene in split.story.scenes] == [1, 3]


def test_a_merged_scene_plays_where_the_first_one_does() -> None:
    first, second = factories.story().scenes
    story = factories.story(
        [replace(first, present=("Meera",)), replace(second, setting=Setting.BEACH, objects=("boat", "lamp"))]
    )
    merged = changed(story, MergeScenes(scene_of(story, 0), scene_of(story, 1)))
    (one,) = merged.scenes
    assert one.scene.moments == (*first.moments, *second.moments)
    assert (one.scene.setting, one.scene.present) == (Setting.RIVER_GHAT, ("Meera", "Ravi"))
    assert one.scene.objects == ("lamp", "boat")
    assert [shot.why for shot in one.shots].count(Why.ESTABLISH) == 1
    assert (one.shots[0].why, one.shots[-1].why) == (Why.TITLE, Why.END)
    halves = changed(story, MergeScenes(scene_of(story, 0), scene_of(story, 1)), SplitScene(Anchor(("Night.",))))
    assert len(halves.scenes) == 2


def test_a_scene_is_merged_with_the_one_that_was_moved_behind_it() -> None:
    scenes = [factories.scene(n, [factories.line(n, "Meera", f"This is scene {n}.")]) for n in (1, 2, 3)]
    story = factories.story(scenes)
    one, two, three = (scene_of(story, place) for place in range(3))
    merged = changed(story, MoveScene(three, two), MergeScenes(one, three))
    assert [[line.text for line in scene.lines] for scene in merged.story.scenes] == [
        ["This is scene 1.", "This is scene 3."],
        ["This is scene 2."],
    ]


def test_what_was_understood_of_a_scene_is_put_right_and_says_so() -> None:
    story = replace(
        factories.story(),
        findings=(Finding("scenes[0].setting", 0.5), Finding("scenes[0].weather", 0.5), Finding("scenes[1].beat", 0.5)),
    )
    edit = SetScene(
        scene_of(story, 0),
        Setting.KITCHEN,
        time_of_day=TimeOfDay.NIGHT,
        culture=Culture.JAPANESE,
        emotion=Emotion.ANGRY,
    )
    told = changed(story, edit)
    scene = told.story.scenes[0]
    assert (scene.setting, scene.indoor, scene.time_of_day, scene.culture) == (
        Setting.KITCHEN,
        True,
        TimeOfDay.NIGHT,
        Culture.JAPANESE,
    )
    assert (scene.emotions, scene.strength >= 0.7) == ((Emotion.ANGRY, Emotion.CALM), True)
    assert told.story.scenes[1] == story.scenes[1]
    shown = storyboard_json(told, Brief())
    assert sorted(shown["inferred"]) == ["scenes[0].weather", "scenes[1].beat"]
    assert {one["path"] for one in shown["findings"] if one["chosen"]} == {
        f"scenes[0].{field}" for field in ("setting", "indoor", "time_of_day", "cultural_context", "emotions[0]")
    }


def test_a_line_is_felt_and_said_as_the_creator_says() -> None:
    story = factories.story()
    edit = SetLine(Anchor(("Then watch.",)), Emotion.TENDER, "ravi")
    told = changed(story, edit, SplitScene(Anchor(("If you let it go gently.",))))
    shot, _ = of(told, "Then watch.")
    line = next(line for line in shot.lines if line.text == "Then watch.")
    assert (line.character, line.emotion, line.strength) == ("Ravi", Emotion.TENDER, 0.7)
    assert shot.focus == "Ravi"
    assert shot.size is ShotSize.CLOSE, "what is felt so is seen in a face"
    shown = storyboard_json(told, Brief())
    chosen = [one["path"] for one in shown["findings"] if one["chosen"]]
    assert [at_path(shown, path) for path in chosen] == [Emotion.TENDER, "Ravi"]
    assert all(path.startswith("scenes[1].shots[") for path in chosen)
    # Nobody is left on stage for words that were not theirs.
    assert "Meera" not in told.story.scenes[1].present
    assert [line.line_id for line in told.lines] == [line.line_id for line in board().lines]


def test_age_and_gender_are_put_right_before_anybody_is_cast() -> None:
    story = replace(factories.story(), findings=(Finding("characters[1].gender", 0.6),))
    edits = (Recast("Ravi", age_group=AgeGroup.CHILD), Recast("ravi", gender=Gender.FEMALE))
    told = changed(story, *edits)
    assert (told.story.character("Ravi").age_group, told.story.character("Ravi").gender) == (
        AgeGroup.CHILD,
        Gender.FEMALE,
    )
    assert told.story.inferred == ()
    voice = pick(VoiceEngine, "kokoro")
    usual, chosen = cast(story, voice, Brief()), cast(told.story, voice, Brief(edits=edits))
    assert chosen.member("Ravi").voice.pitch > usual.member("Ravi").voice.pitch
    assert chosen.member("Ravi").look.gender is Gender.FEMALE
    assert chosen.member("Meera") == usual.member("Meera")


def test_a_moved_scene_takes_no_card_with_it_and_paths_follow_it() -> None:
    findings = (Finding("scenes[0].setting", 0.5), Finding("scenes[1].beat", 0.5))
    story = replace(factories.story(), findings=findings)
    moved = changed(story, MoveScene(scene_of(story, 1), scene_of(story, 0)))
    assert [scene.scene.scene_number for scene in moved.scenes] == [2, 1]
    assert (moved.shots[0].why, moved.shots[-1].why) == (Why.TITLE, Why.END)
    assert sorted(storyboard_json(moved, Brief())["inferred"]) == ["scenes[0].beat", "scenes[1].setting"]


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
        (MergeScenes(Anchor(("Night.",)), Anchor(("Then watch.",))), "not the next"),
        (SplitScene(Anchor(("Meera comes down the steps with a lamp.",))), "begins with"),
        (SetScene(Anchor(("Night.",)), setting=Setting.CAVE, indoor=False), "cave is indoors"),
    ],
)
def test_what_cannot_be_is_refused_in_words(edit: Edit, words: str) -> None:
    with pytest.raises(BadEdit, match=words) as refused:
        changed(factories.story(), edit)
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


def test_the_changes_that_the_readme_shows_can_be_made(context: StageContext) -> None:
    told = re.search(r'```json\n(\[\{"kind".*?\])\n```', (ROOT / "README.md").read_text(), re.DOTALL)
    assert told
    edits = read_edits(told[1])
    script = Script((ROOT / "examples/the-lamp.txt").read_text())
    assert make_storyboard(script, Brief(edits=edits), context, edits).notes == ()


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
    assert "Kala" in after.notes[0]
    assert "“Are you tired of carrying it?”" in after.notes[1]


def test_changes_of_the_story_outlive_an_edited_script_too(context: StageContext) -> None:
    before = planned(TALK, context).story
    garden, kitchen = scene_of(before, 0), scene_of(before, 1)
    edits: tuple[Edit, ...] = (
        SetScene(garden, time_of_day=TimeOfDay.DUSK),
        SplitScene(Anchor(("Then I will carry it too.",))),
        SetScene(kitchen, setting=Setting.ROOFTOP, weather=Weather.RAIN),
        SetLine(Anchor(("Are you tired of carrying it?",)), Emotion.TENDER),
        Recast("Ravi", age_group=AgeGroup.ELDERLY),
    )
    edited = TALK.replace("Are you tired of carrying it?", "Is it late already?").replace(
        "EXT. GARDEN - MORNING\n", "INT. BEDROOM - NIGHT\n\nMEERA\nThe tree.\n\nEXT. GARDEN - MORNING\n"
    )
    after = planned(edited, context, edits)
    assert [(one.scene.setting, one.scene.time_of_day) for one in after.scenes] == [
        (Setting.BEDROOM, TimeOfDay.NIGHT),
        (Setting.GARDEN, TimeOfDay.DUSK),
        (Setting.GARDEN, TimeOfDay.DUSK),
        (Setting.ROOFTOP, TimeOfDay.NIGHT),
    ]
    assert after.story.character("Ravi").age_group is AgeGroup.ELDERLY
    (note,) = after.notes
    assert "set line" in note
    assert "“Are you tired of carrying it?”" in note


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
    kitchen_first = board_of(before.story, Brief(edits=(MoveScene(scene_of(before.story, 1)),)))
    assert [one.text for one in kitchen_first.lines] == [one.text for one in before.lines]
    kitchen_first = board_of(
        before.story, Brief(edits=(MoveScene(scene_of(before.story, 1), scene_of(before.story, 0)),))
    )
    timeline = time(kitchen_first, {one.line_id: factories.spoken(one, 2_000) for one in before.lines}, Brief())
    other = Script(TALK.replace("Are you tired", "Estas"), Language.SPANISH)
    brief = Brief(subtitles=(Language.SPANISH,), translations=(other,))
    (track,) = subtitle(timeline, kitchen_first.story, brief)
    assert track.captions[0].text.startswith("Estas")
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
    film = Filmed(tmp_path)
    before, whose = film.shoot(board())
    _, anchor = of(board(), "Then watch.")
    number = board().shots.index(find_shot(board(), anchor))
    after, _ = film.shoot(apply(board(), [Reframe(anchor, move=CameraMove.PULL)]))
    touched = {shot for shot, one, two in zip(whose, before, after, strict=True) if one != two}
    # Its own frames, and those in which another shot dissolves into it or it into another.
    assert number in touched
    assert touched <= {number - 1, number}


def test_another_hour_films_its_scene_again_and_no_other(tmp_path: Path) -> None:
    film, story = Filmed(tmp_path), factories.story()
    before, whose = film.shoot(board())
    after, same = film.shoot(changed(story, SetScene(scene_of(story, 1), time_of_day=TimeOfDay.NIGHT)))
    assert whose == same
    touched = {shot for shot, one, two in zip(whose, before, after, strict=True) if one != two}
    first = len(board().scenes[0].shots)
    # The last frames of the scene before are those that dissolve into it.
    assert touched == set(range(first - 1, len(board().shots)))
    assert [one == two for one, two in zip(before, after, strict=True)].count(False) == 1 + sum(
        shot >= first for shot in whose
    )


def test_a_split_films_again_what_stands_at_the_cut_and_no_other_scene(tmp_path: Path) -> None:
    first, last = factories.story().scenes
    calm: tuple[Moment, ...] = tuple(
        replace(one, emotion=Emotion.CALM, strength=0.4) if isinstance(one, Line) else one for one in first.moments
    )
    story = factories.story([replace(first, moments=calm), last])
    film, usual = Filmed(tmp_path), direct(story, Brief())
    before, whose = film.shoot(usual)
    split = changed(story, SplitScene(Anchor(("Then watch.",))))
    after, now = film.shoot(split)
    old, second = len(usual.scenes[0].shots), len(split.scenes[0].shots)
    third = second + len(split.scenes[1].shots)
    assert [take for take, shot in zip(after, now, strict=True) if shot >= third] == [
        take for take, shot in zip(before, whose, strict=True) if shot >= old
    ]
    new = {shot for take, shot in zip(after, now, strict=True) if take not in before}
    assert second in new, "the new scene opens on its place"
    # What stands before the cut is as it was, up to the frames that dissolve into the new scene.
    assert new <= set(range(second - 1, third))


class Filmed:
    """A studio that films what it is given, with silence for voices; what it has filmed it keeps."""

    def __init__(self, folder: Path) -> None:
        self.brief, self.context = Brief(height=90, fps=8), StageContext(TakeStore(folder))
        voice, story = Voice("none", "none", Language.ENGLISH), factories.story()
        looks = design_looks(story.characters, Culture.NORTH_INDIAN, 0)
        self.cast = Cast(tuple(CastMember(name, look, voice) for name, look in looks.items()), voice)
        silence = folder / "silence.wav"
        factories.silent_wav(silence, 1_500)
        self.heard = factories.take(silence)

    def shoot(self, edited: Storyboard) -> tuple[list[str], list[int]]:
        """The film's pieces by their takes' names, and the index of the shot each belongs to."""
        brief, context = self.brief, self.context
        said = {one.line_id: replace(factories.spoken(one, 1_500), audio=self.heard) for one in edited.lines}
        timeline = time(edited, said, brief)
        sets = paint(edited, brief, pick(Painter), Alone(), context)
        acted = animate(timeline, edited, self.cast, pick(Animator), Alone(), context)
        made = compose(timeline, edited, self.cast, sets, acted, None, brief, Alone(), context)
        return [take.path.name for take in made], [run.shot for run in runs(timeline)]
