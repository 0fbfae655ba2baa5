"""Leaving: everything to take along, and nothing left behind."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.client import ApiError
from server.database import unit_of_work
from server.models import AIJob, CreditTransaction, Login, Mail, Project, User
from server.vocabulary import UploadKind
from tests.server.mails.letterbox import collected
from tests.server.people import DRAFT, PASSWORD, SCRIPT, sign_up, sign_up_admin
from tests.server.running import Served
from tests.server.uploads import files

EMAIL = "meera@studio.test"


def test_the_export_holds_everything_and_no_secret(any_api: Served) -> None:
    client = sign_up(any_api)
    other = sign_up(any_api, "ravi@studio.test")
    other.create_project(DRAFT)
    project = client.create_project(DRAFT)
    upload = client.upload(project.id, UploadKind.IMAGE, "sea.jpg", BytesIO(files.picture()))
    paid = client.purchase(15)
    job = client.start_job(project.id)
    kept = client.export_me()
    assert kept["account"]["email"] == EMAIL
    assert [one["project"]["script"] for one in kept["projects"]] == [SCRIPT]
    assert [one["id"] for one in kept["jobs"]] == [str(job.id)]
    assert [line["amount"] for line in kept["credits"]] == [3]
    assert [one["script"] for one in kept["projects"][0]["versions"]] == [SCRIPT]
    assert [one["id"] for one in kept["projects"][0]["uploads"]] == [str(upload.id)]
    assert [one["id"] for one in kept["payments"]] == [str(paid.id)]
    assert "argon2" not in str(kept)
    assert "ravi" not in str(kept)


def test_deleting_an_account_leaves_nothing_of_it(any_api: Served, tmp_path: Path) -> None:
    studio = any_api.studio
    client, other = sign_up(any_api), sign_up(any_api, "ravi@studio.test")
    user_id = client.me().id
    project = client.create_project(DRAFT)
    client.start_job(project.id)
    other.create_project(DRAFT)
    film = tmp_path / "film.mp4"
    film.write_bytes(b"film")
    key = f"users/{user_id}/projects/{project.id}/final/film.mp4"
    studio.media.put(film, key)
    takes = studio.settings.data / "takes" / str(user_id)
    takes.mkdir(parents=True, exist_ok=True)
    with pytest.raises(ApiError) as wrong:
        client.delete_me("not the password")
    assert (wrong.value.status, client.me().email) == (403, EMAIL)
    refresh = client.tokens
    assert refresh is not None
    client.delete_me(PASSWORD)
    with unit_of_work(studio.sessions, write=False) as session:
        assert session.scalars(select(User.email)).all() == ["ravi@studio.test"]
        for table in (Project, AIJob, CreditTransaction, Login, Mail):
            mine = session.scalar(select(func.count()).select_from(table).where(table.user_id == user_id))
            assert mine == 0, table.__tablename__
    assert studio.media.file(key) is None
    assert not takes.exists()
    assert any_api.http.post("auth/refresh", json={"refresh_token": refresh.refresh_token}).status_code == 401
    assert [(told.to, told.subject) for told in collected(studio)] == [(EMAIL, "Your account was deleted")]
    assert len(other.projects().items) == 1


def test_the_last_admin_stays(api: Served) -> None:
    admin = sign_up_admin(api)
    with pytest.raises(ApiError, match="only admin") as refused:
        admin.delete_me(PASSWORD)
    assert refused.value.status == 409
    sign_up_admin(api, "second@studio.test")
    admin.delete_me(PASSWORD)
