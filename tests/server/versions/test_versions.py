"""Versions over HTTP, on both databases: every change is kept, can be seen beside another, and comes back."""

from __future__ import annotations

import threading
from io import BytesIO
from uuid import UUID, uuid4

import pytest

from pipeline.edits import Anchor, SetScene
from pipeline.vocabulary import TimeOfDay
from server.client import ApiError, StudioClient
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.versions import record
from server.versions.comparing import script_diff
from server.versions.schemas import Sign
from server.vocabulary import UploadKind
from tests.server.people import DRAFT, SCRIPT, sign_up
from tests.server.running import Served
from tests.server.uploads import files

LONGER = f"{SCRIPT}\nAnna: It was there all the time."


def numbers(client: StudioClient, project: UUID) -> list[int]:
    return [line.number for line in client.versions(project).items]


def draft(script: str = SCRIPT, title: str = "The Sea", **settings: object) -> ProjectDraft:
    return ProjectDraft(
        title=title, script=script, settings=ProjectSettings.model_validate({"height": 360, **settings})
    )


def test_every_change_is_a_version_and_none_is_none(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    client.update_project(project, DRAFT)
    assert numbers(client, project) == [1]
    client.update_project(project, draft(LONGER))
    client.update_project(project, draft(LONGER, seed=7))
    client.update_project(project, draft(LONGER, "The Lake", seed=7))
    board = client.storyboard(project)
    night = SetScene(scene=Anchor(("Good morning!",)), time_of_day=TimeOfDay.NIGHT)
    client.change_storyboard(project, [night], board.version)
    lines = client.versions(project).items
    assert [(line.number, line.changed) for line in lines] == [
        (5, ("storyboard",)),
        (4, ("title",)),
        (3, ("settings",)),
        (2, ("script",)),
        (1, ("title", "script", "settings", "storyboard")),
    ]
    first, last = client.version(project, 1), client.version(project, 5)
    assert (first.script, first.title, first.settings, first.edits) == (SCRIPT, "The Sea", DRAFT.settings, ())
    assert (last.script, last.title, last.settings.seed, last.edits) == (LONGER, "The Lake", 7, (night,))


def test_pages_of_versions(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    for seed in range(1, 5):
        client.update_project(project, draft(seed=seed))
    seen, cursor = [], None
    for _ in range(3):
        page = client.versions(project, cursor, limit=2)
        seen += [(line.number, line.changed) for line in page.items]
        cursor = page.next_cursor
    assert [number for number, _ in seen] == [5, 4, 3, 2, 1]
    assert {changed for number, changed in seen if number > 1} == {("settings",)}
    assert cursor is None


def test_what_was_comes_back_and_nothing_is_lost(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    night = SetScene(scene=Anchor(("Good morning!",)), time_of_day=TimeOfDay.NIGHT)
    client.change_storyboard(project, [night], client.storyboard(project).version)
    client.update_project(project, draft("Ravi: Something else.", "Else"))
    back = client.restore_version(project, 2)
    assert (back.title, back.script) == ("The Sea", SCRIPT)
    board = client.storyboard(project)
    assert board.edits == (night,)
    assert board.board["scenes"][0]["time_of_day"] == "night"
    assert [(line.number, line.restored_from) for line in client.versions(project).items] == [
        (4, 2),
        (3, None),
        (2, None),
        (1, None),
    ]
    assert client.version(project, 3).script == "Ravi: Something else."
    client.restore_version(project, 4)
    assert numbers(client, project) == [4, 3, 2, 1], "what it is already is no new version"
    assert [one.id for one in client.projects(search="morning").items] == [project]
    assert client.projects(search="something").items == ()


def test_two_versions_side_by_side(api: Served) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    night = SetScene(scene=Anchor(("Good morning!",)), time_of_day=TimeOfDay.NIGHT)
    client.change_storyboard(project, [night], client.storyboard(project).version)
    client.update_project(project, draft(LONGER, "The Lake", minutes=1))
    paper = client.compare_versions(project, 1, 2)
    assert (paper.title, paper.script, paper.settings) == (None, (), ())
    assert paper.storyboard is not None
    scene = paper.storyboard[0]
    assert (scene.scene_number, scene.shot, scene.sign) == (1, None, Sign.SAME)
    [hour] = [field for field in scene.fields if field.name == "time_of_day"]
    assert hour.after == "night"
    words = client.compare_versions(project, 2, 3)
    assert words.title is not None
    assert (words.title.before, words.title.after) == ("The Sea", "The Lake")
    assert [(line.sign, line.text) for line in words.script if line.sign is not Sign.SAME] == [
        (Sign.NEW, "Anna: It was there all the time.")
    ]
    assert [(one.name, one.before, one.after) for one in words.settings] == [("minutes", None, 1)]
    assert words.storyboard is not None
    assert any(one.sign is Sign.NEW and "all the time" in one.words for one in words.storyboard)
    back = client.compare_versions(project, 3, 2)
    assert [line.sign for line in back.script if line.sign is not Sign.SAME] == [Sign.GONE]


def test_a_version_that_cannot_be_filmed_is_compared_all_the_same(api: Served) -> None:
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    client.update_project(project, draft(""))
    found = client.compare_versions(project, 1, 2)
    assert (found.storyboard, len(found.script)) == (None, 2)
    assert "script" in (found.storyboard_problem or "")


@pytest.mark.parametrize("whole", [True, False])
def test_a_diff_gives_both_texts_back(whole: bool) -> None:
    before = [f"line {number}" for number in range(30)]
    after = [*before[:10], "new", *before[11:]]
    lines = script_diff("\n".join(before), "\n".join(after), whole=whole)
    old = [line.text for line in lines if line.sign is not Sign.NEW]
    new = [line.text for line in lines if line.sign is not Sign.GONE]
    assert (old, new) == ((before, after) if whole else (before[7:14], after[7:14]))


@pytest.mark.timeout(10)
def test_a_script_of_very_many_lines_that_are_alike_is_compared_at_once() -> None:
    before, after = "a\n" * 9_000, "b\n" + "a\n" * 9_000
    lines = script_diff(before, after, whole=True)
    assert [one.text for one in lines if one.sign is not Sign.GONE] == after.splitlines()
    assert [one.text for one in lines if one.sign is not Sign.NEW] == before.splitlines()


def test_a_version_comes_back_without_files_that_are_gone(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(draft()).id
    picture = client.upload(project, UploadKind.IMAGE, "sea.png", BytesIO(files.picture("PNG")))
    client.update_project(project, draft(images=[{"upload": str(picture.id)}]))
    client.delete_upload(project, picture.id)
    assert client.restore_version(project, 2).settings.images == ()
    assert client.storyboard(project).problem is None


def test_nobody_elses(any_api: Served) -> None:
    meera, ravi = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    project = meera.create_project(DRAFT).id
    for ask in (
        lambda: ravi.versions(project),
        lambda: ravi.version(project, 1),
        lambda: ravi.compare_versions(project, 1, 1),
        lambda: ravi.restore_version(project, 1),
        lambda: meera.version(project, 2),
        lambda: meera.restore_version(project, 2),
        lambda: meera.compare_versions(project, 1, 2),
        lambda: meera.versions(uuid4()),
    ):
        with pytest.raises(ApiError) as refused:
            ask()
        assert refused.value.status == 404


def test_changes_at_once_are_versions_one_after_another(any_api: Served) -> None:
    client = sign_up(any_api)
    project = client.create_project(DRAFT).id
    threads = [
        threading.Thread(target=client.update_project, args=(project, draft(f"Anna: Number {number}.")))
        for number in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert numbers(client, project) == [7, 6, 5, 4, 3, 2, 1]
    assert client.version(project, 7).script == client.project(project).script


def test_the_oldest_of_very_many_make_way(api: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "MOST", 3)
    client = sign_up(api)
    project = client.create_project(DRAFT).id
    for seed in range(1, 5):
        client.update_project(project, draft(seed=seed))
    assert numbers(client, project) == [5, 4, 3]
