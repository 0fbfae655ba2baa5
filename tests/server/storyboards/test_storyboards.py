"""The storyboard of a project: seen with its reasons, changed, kept from tab to tab and from script to script."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from pipeline.context import StageContext
from pipeline.edits import (
    Anchor,
    DropShot,
    Edit,
    MergeScenes,
    Recast,
    Reframe,
    SetHold,
    SetLine,
    SetScene,
    SplitScene,
)
from pipeline.takes import TakeStore
from pipeline.vocabulary import CameraMove, Dress, Emotion, Language, ShotSize, TimeOfDay
from server.client import ApiError, StudioClient
from server.films import steps
from server.films.order import FilmOrder
from server.media.store import FolderStore
from server.projects.schemas import Project, ProjectDraft, ProjectSettings
from server.storyboards.schemas import Storyboard
from server.vocabulary import Tier
from tests.server.people import DRAFT, job_of, sign_up
from tests.server.running import Served

TALK = """Title: The Well

EXT. GARDEN - MORNING

Meera sits under a tree.

MEERA
Who planted this tree?

RAVI
Your grandmother did. She carried the water herself.

INT. KITCHEN - NIGHT

RAVI
Are you tired of carrying it?

MEERA
Never of that.
"""
SETTINGS = ProjectSettings(height=360, language=Language.ENGLISH)


def begun(client: StudioClient, script: str = TALK) -> Project:
    return client.create_project(ProjectDraft(script=script, settings=SETTINGS))


def shot_of(seen: Storyboard, text: str) -> dict[str, Any]:
    """The shot in which a line is heard."""
    shots = (shot for scene in seen.board["scenes"] for shot in scene["shots"])
    found: dict[str, Any] = next(shot for shot in shots if any(line["text"] == text for line in shot["lines"]))
    return found


def anchor_of(seen: Storyboard, text: str) -> Anchor:
    told = shot_of(seen, text)["anchor"]
    return Anchor(tuple(told["words"]), told["why"], told["nth"])


def test_a_storyboard_says_what_it_shows_and_why(any_api: Served) -> None:
    client = sign_up(any_api)
    seen = client.storyboard(begun(client).id)
    scenes = seen.board["scenes"]
    assert [(scene["setting"], scene["time_of_day"]) for scene in scenes] == [
        ("garden", "morning"),
        ("kitchen", "night"),
    ]
    assert all(shot["why"] and shot["anchor"]["words"] for scene in scenes for shot in scene["shots"])
    assert all(0 <= finding["confidence"] <= 1 for finding in seen.board["findings"])
    assert next(one["words"] for one in seen.board["findings"] if one["path"] == "scenes[1].setting") == "KITCHEN"
    assert (seen.edits, seen.board["notes"], seen.problem) == ((), [], None)
    assert seen.quote is not None
    assert seen.quote.shots == sum(len(scene["shots"]) for scene in scenes)
    assert client.balance().credits_balance == 3


def test_a_change_is_kept_and_filmed(any_api: Served) -> None:
    client = sign_up(any_api)
    project = begun(client)
    seen = client.storyboard(project.id)
    free = [one for one in client.voices("en") if one.tier is Tier.FREE]
    edits = (
        Reframe(anchor_of(seen, "Never of that."), ShotSize.FULL, CameraMove.PULL),
        Recast("Ravi", dress=Dress.SUIT, voice=free[-1].id),
    )
    changed = client.change_storyboard(project.id, edits, seen.version)
    shot = shot_of(changed, "Never of that.")
    assert (shot["size"], shot["move"], shot["why"]) == ("full", "pull", "your choice")
    assert changed.edits == edits
    assert changed.version != seen.version
    again = client.storyboard(project.id)
    assert again == changed
    job = client.start_job(project.id)
    order = FilmOrder.model_validate(job_of(any_api.studio, job.id).order)
    assert order.edits == order.to_brief().edits == edits
    assert client.change_storyboard(project.id, (), again.version).board == seen.board


def test_what_was_understood_is_put_right_scenes_are_cut_and_joined(any_api: Served) -> None:
    client = sign_up(any_api)
    project = begun(client)
    seen = client.storyboard(project.id)
    garden, kitchen = (Anchor(tuple(scene["anchor"]["words"])) for scene in seen.board["scenes"])
    edits: tuple[Edit, ...] = (
        SetScene(garden, time_of_day=TimeOfDay.DUSK),
        SetLine(Anchor(("Never of that.",)), Emotion.PROUD),
        SplitScene(Anchor(("Your grandmother did.",))),
        MergeScenes(Anchor(("Your grandmother did.",)), kitchen),
    )
    changed = client.change_storyboard(project.id, edits, seen.version)
    assert changed.edits == edits
    assert changed.board["notes"] == []
    first, second = changed.board["scenes"]
    assert [(one["setting"], one["time_of_day"]) for one in (first, second)] == [("garden", "dusk")] * 2
    said = [line for shot in second["shots"] for line in shot["lines"]]
    assert said[0]["text"] == "Your grandmother did."
    assert said[-1]["emotion"] == "proud"
    chosen = {one["path"] for one in changed.board["findings"] if one["chosen"]}
    assert {"scenes[0].time_of_day", "scenes[1].time_of_day"} < chosen
    assert changed.quote is not None
    assert changed.quote.scenes == 2
    assert client.storyboard(project.id) == changed
    assert client.change_storyboard(project.id, (), changed.version).board == seen.board


def test_two_tabs_do_not_overwrite_each_other(any_api: Served) -> None:
    client = sign_up(any_api)
    project = begun(client)
    seen = client.storyboard(project.id)
    first = (Reframe(anchor_of(seen, "Never of that."), ShotSize.FULL),)
    kept = client.change_storyboard(project.id, first, seen.version)
    with pytest.raises(ApiError) as refused:
        client.change_storyboard(project.id, (Recast("Ravi", dress=Dress.SUIT),), seen.version)
    assert (refused.value.status, refused.value.code) == (412, "outdated")
    assert client.storyboard(project.id).edits == first
    client.update_project(project.id, ProjectDraft(script=TALK, settings=SETTINGS.model_copy(update={"minutes": 1})))
    with pytest.raises(ApiError) as refused:
        client.change_storyboard(project.id, (), kept.version)
    assert refused.value.status == 412


def test_of_two_changes_at_once_one_is_kept(any_api: Served) -> None:
    client = sign_up(any_api)
    project = begun(client)
    seen = client.storyboard(project.id)
    wanted = [(SetHold(anchor_of(seen, "Never of that."), hold_ms),) for hold_ms in (6_000, 7_000, 8_000)]

    def put(edits: tuple[Edit, ...]) -> tuple[Edit, ...] | int:
        try:
            return client.change_storyboard(project.id, edits, seen.version).edits
        except ApiError as refused:
            return refused.status

    with ThreadPoolExecutor() as pool:
        answers = list(pool.map(put, wanted))
    assert answers.count(412) == 2
    assert client.storyboard(project.id).edits in answers


def test_a_version_must_be_told(any_api: Served) -> None:
    client = sign_up(any_api)
    project = begun(client)
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"} if client.tokens else {}
    path = f"projects/{project.id}/storyboard"
    answer = any_api.http.put(path, json={"edits": []}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (428, "precondition_required")
    seen = any_api.http.get(path, headers=headers)
    tag = seen.headers["ETag"]
    assert tag == f'"{seen.json()["version"]}"'
    assert any_api.http.put(path, json={"edits": []}, headers={**headers, "If-Match": tag}).status_code == 200


@pytest.mark.parametrize(
    ("edit", "code", "words"),
    [
        (DropShot(Anchor(("Never of that.",))), "bad_edit", "is said in that shot"),
        (Reframe(Anchor(("Nobody says this.",)), ShotSize.WIDE), "lost_edit", "No shot is left"),
        (Recast("Kala", dress=Dress.SUIT), "lost_edit", "Kala"),
        (SetLine(Anchor(("Nobody says this.",)), Emotion.SAD), "lost_edit", "No line is left"),
        (SetLine(Anchor(("Never of that.",)), character="Kala"), "lost_edit", "Kala"),
        (SplitScene(Anchor(("Are you tired of carrying it?",))), "bad_edit", "begins with"),
        (Recast("Ravi", voice="no such voice"), "bad_brief", "no such voice"),
    ],
)
def test_what_cannot_be_done_is_refused_in_words_and_not_kept(api: Served, edit: Edit, code: str, words: str) -> None:
    client = sign_up(api)
    project = begun(client)
    seen = client.storyboard(project.id)
    with pytest.raises(ApiError, match=words) as refused:
        client.change_storyboard(project.id, (edit,), seen.version)
    assert (refused.value.status, refused.value.code) == (422, code)
    assert client.storyboard(project.id) == seen


@pytest.mark.parametrize(
    "edit",
    [
        {"kind": "explode"},
        {"kind": "reframe", "shot": {"words": ["Never of that."]}, "siz": "close"},
        {"kind": "reframe", "shot": {"words": ["Never of that.", "a\x00b"]}, "size": "full"},
    ],
)
def test_what_cannot_be_read_is_refused(any_api: Served, edit: dict[str, Any]) -> None:
    client = sign_up(any_api)
    path = f"projects/{begun(client).id}/storyboard"
    assert client.tokens
    headers = {"Authorization": f"Bearer {client.tokens.access_token}", "If-Match": "x"}
    answer = any_api.http.put(path, json={"edits": [edit]}, headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


def test_a_storyboard_is_its_creators_alone(any_api: Served) -> None:
    meera, ravi = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    project = begun(meera)
    version = meera.storyboard(project.id).version
    for ask in (
        lambda: ravi.storyboard(project.id),
        lambda: ravi.change_storyboard(project.id, (), version),
        lambda: ravi.quote(TALK, SETTINGS, project.id),
        lambda: ravi.storyboard(uuid4()),
    ):
        with pytest.raises(ApiError) as refused:
            ask()
        assert (refused.value.status, refused.value.code) == (404, "not_found")


def test_changes_outlive_an_edited_script_as_far_as_their_words_do(any_api: Served) -> None:
    client = sign_up(any_api)
    project = begun(client)
    seen = client.storyboard(project.id)
    edits: tuple[Edit, ...] = (
        SetHold(anchor_of(seen, "Never of that."), 6_000),
        Reframe(anchor_of(seen, "Are you tired of carrying it?"), ShotSize.FULL),
    )
    client.change_storyboard(project.id, edits, seen.version)
    client.update_project(
        project.id, ProjectDraft(script=TALK.replace("Are you tired of carrying it?", "Is it late?"), settings=SETTINGS)
    )
    after = client.storyboard(project.id)
    assert shot_of(after, "Never of that.")["duration_seconds"] >= 6
    assert len(after.board["notes"]) == 1
    assert "“Are you tired of carrying it?”" in after.board["notes"][0]
    # What waits for its words is in nobody's way, and is there again with them.
    more = (*edits, Reframe(anchor_of(after, "Is it late?"), ShotSize.FULL))
    assert client.change_storyboard(project.id, more, after.version).board["notes"] == after.board["notes"]
    client.update_project(project.id, ProjectDraft(script=TALK, settings=SETTINGS))
    assert shot_of(client.storyboard(project.id), "Are you tired of carrying it?")["size"] == "full"


def test_a_voice_that_another_language_has_not_hides_no_storyboard(api: Served) -> None:
    client = sign_up(api)
    project = begun(client)
    seen = client.storyboard(project.id)
    client.change_storyboard(project.id, (Recast("Ravi", voice=client.voices("en")[0].id),), seen.version)
    client.update_project(
        project.id,
        ProjectDraft(script="Ravi: ¿Quién plantó este árbol?\nMeera: Tu abuela.", settings=ProjectSettings(height=360)),
    )
    lost = client.storyboard(project.id)
    assert (lost.board["language"], lost.quote) == ("es", None)
    assert "is not a voice" in (lost.problem or "")
    assert client.change_storyboard(project.id, (), lost.version).quote is not None


def test_what_is_held_longer_is_quoted_longer(api: Served) -> None:
    client = sign_up(api, tier=Tier.PRO, credits_=20)
    project = begun(client)
    seen = client.storyboard(project.id)
    lines = ("Who planted this tree?", "Never of that.")
    longer = client.change_storyboard(
        project.id, [SetHold(anchor_of(seen, text), 30_000) for text in lines], seen.version
    )
    assert seen.quote is not None
    assert longer.quote is not None
    assert longer.quote.seconds > seen.quote.seconds + 40
    assert longer.quote.credits == 3 * longer.quote.minutes > seen.quote.credits
    assert client.quote(TALK, SETTINGS, project.id).credits == longer.quote.credits
    assert client.quote(TALK, SETTINGS).credits == seen.quote.credits
    assert client.start_job(project.id).credits == longer.quote.credits


def test_a_script_that_cannot_be_filmed_has_no_storyboard(api: Served) -> None:
    client = sign_up(api)
    project = client.create_project(ProjectDraft(script="", settings=SETTINGS))
    with pytest.raises(ApiError) as refused:
        client.storyboard(project.id)
    assert (refused.value.status, refused.value.code) == (422, "empty_script")


@pytest.mark.slow
def test_only_the_shots_that_a_change_touches_are_filmed_again(tmp_path: Path) -> None:
    context = StageContext(TakeStore(tmp_path / "takes"))
    place = steps.Place(FolderStore(tmp_path / "media"), uuid4(), uuid4(), uuid4())
    order = FilmOrder(
        script=DRAFT.script, title=DRAFT.title, settings=DRAFT.settings, language=Language.ENGLISH, paid_minutes=1
    )

    def shoot(edited: FilmOrder) -> list[int]:
        """The numbers of the shots for which anything was made."""
        made = []
        planned = steps.plan(edited, context, place, 1)
        for number, shot in enumerate(planned):
            before = {path.name for path in (tmp_path / "takes").rglob("*.mp4")}
            still = steps.shot(edited, number, context, place)
            assert shot.still_url in (None, still)
            if {path.name for path in (tmp_path / "takes").rglob("*.mp4")} != before:
                made.append(number)
        # The plan has told beforehand which those would be.
        assert [number for number, shot in enumerate(planned) if shot.still_url is None] == made
        return made

    first = shoot(order)
    assert len(first) > 2
    change = Reframe(Anchor(("Look, the sea.",)), move=CameraMove.PULL)
    again = shoot(order.model_copy(update={"edits": (change,)}))
    assert again
    assert set(again) < set(first)
    assert len(again) <= 2, "its own frames, and those of a dissolve into it"
    assert shoot(order.model_copy(update={"edits": (change,)})) == []
