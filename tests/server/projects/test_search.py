"""Searching one's projects, on both databases, in several writings."""

from __future__ import annotations

import pytest

from server.projects.schemas import ProjectDraft
from server.vocabulary import ProjectStatus
from tests.server.people import sign_up
from tests.server.running import Served

TALES = {
    "The Lamp": "Meera: The river will carry it, 100%.",
    "मीरा का दीपक": "मीरा: नदी इसे ले जाएगी।",
    "Лампа": "МАРИНА: Река унесёт её.",
    "Straße": "Anna: Wo ist das Café?",
    "ランプ": "ミーラ: ｶﾜ",
}


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("RIVER", {"The Lamp"}),
        ("lamp carry", {"The Lamp"}),
        ("carry lamp", {"The Lamp"}),
        ("lamp boat", set()),
        ("100%", {"The Lamp"}),
        ("%", {"The Lamp"}),
        ("_", set()),
        ("\\", set()),
        ("नदी", {"मीरा का दीपक"}),
        ("марина", {"Лампа"}),
        ("лампа УНЕСЁТ", {"Лампа"}),
        ("STRASSE", {"Straße"}),
        ("café", {"Straße"}),
        ("cafe\u0301", {"Straße"}),
        ("カワ", {"ランプ"}),
        ("  ", set(TALES)),
    ],
)
def test_by_words_of_title_and_script(any_api: Served, search: str, found: set[str]) -> None:
    client = sign_up(any_api)
    for title, script in TALES.items():
        client.create_project(ProjectDraft(title=title, script=script))
    assert {project.title for project in client.projects(search=search).items} == found


def test_in_pages_and_by_status(any_api: Served) -> None:
    client, other = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    other.create_project(ProjectDraft(title="A boat", script="x"))
    ids = [client.create_project(ProjectDraft(title=f"A boat {n}", script="Anna: Hi.")).id for n in range(5)]
    client.create_project(ProjectDraft(title="A lamp", script="Anna: Hi."))
    seen, cursor = [], None
    for _ in range(3):
        page = client.projects(cursor, limit=2, search="boat", status=ProjectStatus.DRAFT)
        seen += [project.id for project in page.items]
        cursor = page.next_cursor
    assert (seen, cursor) == (ids[::-1], None)
    assert client.projects(search="boat", status=ProjectStatus.COMPLETED).items == ()
    client.update_project(ids[0], ProjectDraft(title="A ship", script="Anna: Hi."))
    assert [project.id for project in client.projects(search="ship").items] == [ids[0]]
