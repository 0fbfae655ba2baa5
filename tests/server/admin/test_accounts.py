"""What those who run the studio do to accounts, and who of them may."""

from __future__ import annotations

import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete

from server.client import ApiError, StudioClient
from server.database import unit_of_work
from server.models import User
from server.models.base import now
from server.vocabulary import AuditAction, JobStatus, Role, Tier, TransactionType
from tests.server.people import DRAFT, PASSWORD, change, movements, sign_up, sign_up_admin
from tests.server.projects.test_projects import authorised
from tests.server.running import Served
from tests.server.stagehand import Stagehand

WHY = "They asked for it"


def test_a_tier_that_is_given_outlasts_the_month_that_was_paid(any_api: Served) -> None:
    admin, meera = sign_up_admin(any_api), sign_up(any_api)
    user_id, tomorrow = meera.me().id, now().date() + timedelta(days=1)
    change(any_api.studio, user_id, tier=Tier.STANDARD)
    with unit_of_work(any_api.studio.sessions) as session:
        session.get_one(User, user_id).subscription_until = tomorrow
    assert meera.balance().subscription_until == tomorrow
    admin.admin_change_user(user_id, WHY, tier=Tier.ENTERPRISE)
    assert meera.balance().subscription_until is None


def test_another_tier_and_role(any_api: Served) -> None:
    admin, meera = sign_up_admin(any_api), sign_up(any_api)
    user_id = meera.me().id
    changed = admin.admin_change_user(user_id, WHY, tier=Tier.PRO)
    assert (changed.subscription_tier, changed.role) == (Tier.PRO, Role.CREATOR)
    assert meera.balance().most_minutes == 5
    admin.admin_change_user(user_id, WHY, role=Role.MODERATOR)
    with pytest.raises(ApiError) as ended:
        meera.me()
    assert ended.value.status == 401, "with another role one logs in anew"
    meera.log_in("meera@studio.test", PASSWORD)
    assert meera.admin_held().items == ()
    admin.admin_change_user(user_id, WHY, tier=Tier.PRO)  # nothing changes, so nothing is written
    audit = admin.admin_audit(user_id).items
    assert [(line.action, line.actor, line.target) for line in audit] == [
        (AuditAction.ROLE, "admin@studio.test", "meera@studio.test"),
        (AuditAction.TIER, "admin@studio.test", "meera@studio.test"),
    ]
    assert audit[1].facts == {"before": "free", "after": "pro", "reason": WHY}


def test_the_last_admin_stays_one(any_api: Served) -> None:
    admin = sign_up_admin(any_api)
    me = admin.me().id
    with pytest.raises(ApiError) as refused:
        admin.admin_change_user(me, WHY, role=Role.CREATOR)
    assert (refused.value.status, refused.value.code) == (409, "last_admin")
    with pytest.raises(ApiError) as refused:
        admin.admin_ban(me, WHY)
    assert refused.value.code == "admin_account"
    sign_up_admin(any_api, "second@studio.test")
    admin.admin_change_user(me, WHY, role=Role.CREATOR)


def test_who_is_banned_is_out_and_gets_back_what_was_taken(any_api: Served, tmp_path: Path) -> None:
    admin, meera = sign_up_admin(any_api), sign_up(any_api)
    user_id = meera.me().id
    project = meera.create_project(DRAFT)
    job = meera.start_job(project.id)
    Stagehand(any_api.studio).begin()
    assert [line.amount for line in movements(any_api.studio, user_id)] == [3, -3]
    headers = authorised(meera)
    assert admin.admin_ban(user_id, "Spam in forty scripts").banned_at is not None
    assert [line.amount for line in movements(any_api.studio, user_id)] == [3, -3, 3]
    for path in ("users/me", "projects"):
        assert any_api.http.get(path, headers=headers).status_code == 401
    assert any_api.http.post("jobs", json={"project_id": str(project.id)}, headers=headers).status_code == 401
    with pytest.raises(ApiError, match="Spam in forty scripts") as out:
        any_api.client().log_in("meera@studio.test", PASSWORD)
    assert (out.value.status, out.value.code) == (403, "banned")
    admin.admin_ban(user_id, "Spam in fifty scripts")
    admin.admin_unban(user_id)
    admin.admin_unban(user_id)
    again = any_api.client()
    again.log_in("meera@studio.test", PASSWORD)
    assert again.job(job.id).status is JobStatus.CANCELLED
    actions = [line.action for line in admin.admin_audit(user_id).items]
    assert actions == [AuditAction.UNBAN, AuditAction.BAN, AuditAction.BAN]
    assert [line.action for line in admin.admin_audit(job.id).items] == [AuditAction.JOB_CANCEL]


def test_credits_are_given_and_taken_with_a_reason_once(any_api: Served) -> None:
    admin, meera = sign_up_admin(any_api), sign_up(any_api)
    user_id = meera.me().id
    first = admin.admin_adjust_credits(user_id, 10, "Sorry for yesterday", "one")
    again = admin.admin_adjust_credits(user_id, 10, "Sorry for yesterday", "one")
    assert first == again
    assert (first.type, first.balance_after, first.description) == (
        TransactionType.ADJUSTMENT,
        13,
        "Sorry for yesterday",
    )
    with pytest.raises(ApiError) as other:
        admin.admin_adjust_credits(user_id, 500, "Sorry for yesterday", "one")
    assert (other.value.status, other.value.code) == (409, "idempotency_key_reused")
    admin.admin_adjust_credits(user_id, -13, "Given by mistake")
    with pytest.raises(ApiError) as refused:
        admin.admin_adjust_credits(user_id, -1, "Given by mistake")
    assert (refused.value.status, refused.value.code) == (402, "insufficient_credits")
    with pytest.raises(ApiError) as none:
        admin.admin_adjust_credits(user_id, 0, WHY)
    assert none.value.status == 422
    assert [line.amount for line in meera.credit_history().items] == [-13, 10, 3]
    assert [line.facts["amount"] for line in admin.admin_audit(user_id).items] == [-13, 10]


def test_a_studio_is_never_without_an_admin(any_api: Served) -> None:
    admins = [sign_up_admin(any_api, f"admin{number}@studio.test") for number in range(2)]
    at_once = threading.Barrier(2)
    ended: list[str] = []

    def resign(admin: StudioClient) -> None:
        me = admin.me().id
        at_once.wait()
        try:
            admin.admin_change_user(me, WHY, role=Role.CREATOR)
            ended.append("resigned")
        except ApiError as refused:
            ended.append(refused.code)

    threads = [threading.Thread(target=resign, args=(admin,)) for admin in admins]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ended) == ["last_admin", "resigned"]


@pytest.mark.parametrize("reason", ["", "  ", "no", "x" * 501])
def test_a_deed_wants_a_reason(api: Served, reason: str) -> None:
    admin, meera = sign_up_admin(api), sign_up(api)
    answer = api.http.post(f"admin/users/{meera.me().id}/ban", json={"reason": reason}, headers=authorised(admin))
    assert answer.status_code == 422


def test_the_log_outlives_whoever_is_in_it(any_api: Served) -> None:
    admin, second = sign_up_admin(any_api), sign_up_admin(any_api, "second@studio.test")
    meera = sign_up(any_api)
    user_id = meera.me().id
    second.admin_adjust_credits(user_id, 5, WHY)
    meera.delete_me(PASSWORD)
    with unit_of_work(any_api.studio.sessions) as session:
        session.execute(delete(User).where(User.email == "second@studio.test"))
    (line,) = admin.admin_audit(user_id).items
    assert (line.actor, line.target) == ("second@studio.test", "meera@studio.test")


def test_the_log_comes_in_pages(api: Served) -> None:
    admin, meera = sign_up_admin(api), sign_up(api)
    for number in range(5):
        admin.admin_adjust_credits(meera.me().id, number + 1, WHY)
    first = admin.admin_audit(limit=3)
    rest = admin.admin_audit(cursor=first.next_cursor, limit=3)
    assert [line.facts["amount"] for line in (*first.items, *rest.items)] == [5, 4, 3, 2, 1]
    assert rest.next_cursor is None
