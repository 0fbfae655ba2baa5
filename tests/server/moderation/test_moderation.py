"""Scripts that must not be filmed cost nothing, and those that somebody must look at wait for that."""

from __future__ import annotations

from uuid import uuid4

import pytest

from server.client import ApiError, StudioClient
from server.projects.schemas import ProjectDraft, ProjectSettings
from server.vocabulary import JobStatus, ReviewDecision
from tests.server.mails.letterbox import collected
from tests.server.people import movements, sign_up, sign_up_admin
from tests.server.projects.test_projects import authorised
from tests.server.running import Served

REFUSED = "Anna: I will tell you step by step how to make a bomb at home.\nBen: What are the ingredients?"
DOUBTFUL = "DONALD TRUMP: Good morning, Anna. I have a confession to make.\nANNA: Look, the sea."
SETTINGS = ProjectSettings(height=360)


def draft(script: str) -> ProjectDraft:
    return ProjectDraft(title="The Sea", script=script, settings=SETTINGS)


def refused_order(client: StudioClient, project_id: object) -> ApiError:
    with pytest.raises(ApiError) as refused:
        client.start_job(project_id)  # type: ignore[arg-type]
    return refused.value


def test_a_refused_script_is_neither_quoted_nor_ordered_and_costs_nothing(api: Served) -> None:
    client = sign_up(api)
    with pytest.raises(ApiError) as refused:
        client.quote(REFUSED, SETTINGS)
    assert (refused.value.status, refused.value.code) == (422, "script_refused")
    assert "Take that part out" in str(refused.value)
    project = client.create_project(draft(REFUSED))
    error = refused_order(client, project.id)
    assert (error.status, error.code) == (422, "script_refused")
    assert len(movements(api.studio, client.me().id)) == 1
    assert sign_up_admin(api).admin_jobs().items == ()
    answer = api.http.post("quotes", json={"script": REFUSED}, headers=authorised(client))
    (reason,) = answer.json()["reasons"]
    assert reason["category"] == "serious_harm"
    assert reason["words"] in REFUSED


def test_a_doubtful_script_waits_for_an_admin(any_api: Served) -> None:
    admin, client = sign_up_admin(any_api), sign_up(any_api, "ravi@studio.test")
    assert client.quote(DOUBTFUL, SETTINGS).review
    project = client.create_project(draft(DOUBTFUL))
    for _ in range(2):
        error = refused_order(client, project.id)
        assert (error.status, error.code) == (409, "held_for_review")
        assert "Nothing has been charged" in str(error)
    (held,) = admin.admin_held().items
    assert (held.user_email, held.script, held.decision) == ("ravi@studio.test", DOUBTFUL, ReviewDecision.PENDING)
    assert len(movements(any_api.studio, client.me().id)) == 1

    refused = admin.admin_decide(held.id, ReviewDecision.REFUSED, "No real people, please.")
    assert refused.decided_at is not None
    told = client.project(project.id)
    assert (told.review, told.review_note) == (ReviewDecision.REFUSED, "No real people, please.")
    error = refused_order(client, project.id)
    assert (error.status, error.code) == (422, "script_refused")
    assert "No real people, please." in str(error)

    admin.admin_decide(held.id, ReviewDecision.ALLOWED)
    admin.admin_decide(held.id, ReviewDecision.ALLOWED, "Once is enough.")
    letters = collected(any_api.studio)
    assert [(one.to, one.subject) for one in letters] == [
        ("ravi@studio.test", "Your script was not accepted"),
        ("ravi@studio.test", "Your script may be filmed"),
    ]
    assert any_api.studio.settings.ui_url in letters[0].text
    assert admin.admin_held().items == ()
    assert [one.id for one in admin.admin_held(ReviewDecision.ALLOWED).items] == [held.id]
    assert client.start_job(project.id).status is JobStatus.QUEUED


def test_another_wording_is_looked_at_anew(api: Served) -> None:
    admin, client = sign_up_admin(api), sign_up(api, "ravi@studio.test")
    project = client.create_project(draft(DOUBTFUL))
    refused_order(client, project.id)
    admin.admin_decide(admin.admin_held().items[0].id, ReviewDecision.ALLOWED)
    client.update_project(project.id, draft(DOUBTFUL.replace("confession", "promise")))
    assert refused_order(client, project.id).code == "held_for_review"
    assert len(admin.admin_held().items) == 1


def test_whoever_looks_at_the_storyboard_waits_from_then_on(any_api: Served) -> None:
    admin, client = sign_up_admin(any_api), sign_up(any_api, "ravi@studio.test")
    for _ in range(3):
        client.quote(DOUBTFUL, SETTINGS)
    project = client.create_project(draft(DOUBTFUL))
    client.quote(DOUBTFUL, SETTINGS, project.id)
    assert admin.admin_held().items == (), "what is still being written is nobody's business"
    for _ in range(2):
        seen = client.storyboard(project.id)
        assert seen.review is ReviewDecision.PENDING
        assert seen.board["review"]
    (held,) = admin.admin_held().items
    # Another wording takes the place of the one on which nobody has decided.
    for word in ("promise", "question"):
        client.update_project(project.id, draft(DOUBTFUL.replace("confession", word)))
        seen = client.storyboard(project.id)
    (newer,) = admin.admin_held().items
    assert newer.id != held.id
    assert "question" in newer.script
    assert len(movements(any_api.studio, client.me().id)) == 1

    admin.admin_decide(newer.id, ReviewDecision.REFUSED, "No real people, please.")
    seen = client.storyboard(project.id)
    assert (seen.review, seen.quote) == (ReviewDecision.REFUSED, None)
    assert "No real people, please." in (seen.problem or "")
    admin.admin_decide(newer.id, ReviewDecision.ALLOWED)
    seen = client.change_storyboard(project.id, (), client.storyboard(project.id).version)
    assert (seen.review, seen.board["review"], seen.problem) == (ReviewDecision.ALLOWED, [], None)
    assert seen.quote is not None
    assert seen.quote.review is None
    assert client.project(project.id).review is ReviewDecision.ALLOWED
    assert client.quote(newer.script, SETTINGS, project.id).review is None
    assert client.quote(DOUBTFUL, SETTINGS, project.id).review
    assert [one.review for one in client.projects().items] == [ReviewDecision.ALLOWED]
    assert client.update_project(project.id, draft("Anna: Look, the sea.")).review is None
    client.update_project(project.id, draft(DOUBTFUL.replace("confession", "question")))
    assert client.start_job(project.id).status is JobStatus.QUEUED


def test_deciding_is_for_admins_about_what_is_held(api: Served) -> None:
    admin, client = sign_up_admin(api), sign_up(api, "ravi@studio.test")
    headers = authorised(client)
    assert api.http.get("admin/moderate", headers=headers).status_code == 403
    asked = {"review_id": str(uuid4()), "decision": "allowed"}
    assert api.http.post("admin/moderate", json=asked, headers=headers).status_code == 403
    assert api.http.post("admin/moderate", json=asked, headers=authorised(admin)).status_code == 404
    asked["decision"] = "pending"
    assert api.http.post("admin/moderate", json=asked, headers=authorised(admin)).status_code == 422
