"""Buying credits and tiers by the payment stand-in, over HTTP, on both databases."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import httpx
import pytest

from pipeline.vocabulary import Language
from server.billing.port import Order
from server.billing.prices import MONTHLY, PACKS
from server.billing.stand_in import NOTICE, SIGNATURE, PaymentStandIn
from server.client import ApiError, StudioClient
from server.clock import CHECKOUT_KEPT, Clock
from server.credits import ledger
from server.credits.audit import audit
from server.database import unit_of_work
from server.edge import API
from server.models import Payment, User
from server.models.base import now
from server.projects.schemas import ProjectSettings
from server.settings import Environment
from server.vocabulary import PaymentStatus, Tier, TransactionType
from tests.server.people import PASSWORD, SCRIPT, change, movements, sign_up
from tests.server.running import Served, serving, settings_for


def press(url: str, outcome: str) -> httpx.Response:
    with httpx.Client() as browser:
        page = browser.get(url)
        assert page.status_code == 200
        assert NOTICE in page.text
        assert "no money" in page.text
        return browser.post(url, data={"outcome": outcome})


def refused(client: StudioClient, tier: Tier) -> tuple[int, str]:
    with pytest.raises(ApiError) as problem:
        client.upgrade(tier)
    return problem.value.status, problem.value.code


def test_credits_come_once_and_stay(any_api: Served) -> None:
    client = sign_up(any_api)
    offers = client.offers()
    assert {pack.credits: pack.amount_cents for pack in offers.packs} == PACKS
    assert (offers.provider, offers.notice) == ("stand-in", NOTICE)
    begun = client.purchase(30, "one key")
    assert client.purchase(30, "one key") == begun
    assert (begun.status, begun.amount_cents, begun.notice) == (PaymentStatus.PENDING, 1099, NOTICE)
    assert client.balance().credits_balance == 3, "nothing comes before it is paid"
    back = press(begun.checkout_url or "", "paid")
    assert (back.status_code, back.headers["location"]) == (303, f"{any_api.studio.settings.ui_url}/?room=account")
    for again in ("paid", "failed", "cancelled", "paid"):
        press(begun.checkout_url or "", again)
    paid = client.payment(begun.id)
    assert (paid.status, paid.checkout_url, paid.settled_at is None) == (PaymentStatus.PAID, None, False)
    balance = client.balance()
    assert (balance.credits_balance, balance.monthly_credits) == (33, 0)
    [_, line] = movements(any_api.studio, client.me().id)
    assert (line.type, line.amount) == (TransactionType.PURCHASE, 30)
    assert "no money was taken" in line.description
    assert client.purchase(30, "one key").status is PaymentStatus.PAID
    with pytest.raises(ApiError) as reused:
        client.purchase(15, "one key")
    assert (reused.value.status, reused.value.code) == (409, "idempotency_key_reused")
    assert audit(any_api.studio.sessions).problems == ()


@pytest.mark.parametrize("outcome", ["failed", "cancelled"])
def test_what_is_not_paid_brings_nothing_unless_it_is_paid_after_all(any_api: Served, outcome: str) -> None:
    client = sign_up(any_api)
    begun = client.purchase(15)
    press(begun.checkout_url or "", outcome)
    assert client.payment(begun.id).status.value == outcome
    assert client.balance().credits_balance == 3
    press(begun.checkout_url or "", "paid")
    assert client.payment(begun.id).status is PaymentStatus.PAID
    assert client.balance().credits_balance == 18
    assert audit(any_api.studio.sessions).problems == ()


def test_a_higher_tier_begins_a_month_of_its_own(any_api: Served) -> None:
    client = sign_up(any_api)
    today = now().date()
    press(client.upgrade(Tier.STANDARD).checkout_url or "", "paid")
    first = client.balance()
    assert (first.subscription_tier, first.credits_balance, first.monthly_credits) == (Tier.STANDARD, 33, 30)
    assert (first.subscription_until, first.credits_reset_date) == (today + ledger.MONTH, today + ledger.MONTH)
    assert (first.most_minutes, first.watermark) == (3, False)
    again = client.upgrade(Tier.STANDARD)
    press(again.checkout_url or "", "paid")
    longer = client.balance()
    assert (longer.subscription_until, longer.credits_balance) == (today + 2 * ledger.MONTH, 33)
    assert longer.credits_reset_date == today + ledger.MONTH
    press(client.upgrade(Tier.PRO).checkout_url or "", "paid")
    assert client.balance().credits_balance == 103
    assert refused(client, Tier.STANDARD) == (409, "lower_tier")
    assert refused(client, Tier.FREE) == (422, "free_tier")
    press(client.upgrade(Tier.ENTERPRISE).checkout_url or "", "paid")
    assert (client.balance().unlimited, client.balance().credits_balance) == (True, 103)
    assert client.make_api_key("render farm").key
    # Nobody pays again.
    with unit_of_work(any_api.studio.sessions) as session:
        user = session.get_one(User, client.me().id)
        user.credits_reset_date = user.subscription_until = today
    Clock(any_api.studio).tick()
    ended = client.balance()
    assert (ended.subscription_tier, ended.subscription_until, ended.credits_balance) == (Tier.FREE, None, 6)
    assert audit(any_api.studio.sessions).problems == ()
    assert MONTHLY[Tier.PRO] == 2999


def test_nobody_is_moved_down_by_paying(any_api: Served) -> None:
    client = sign_up(any_api)
    lower, higher = client.upgrade(Tier.STANDARD), client.upgrade(Tier.PRO)
    press(higher.checkout_url or "", "paid")
    before = client.balance()
    press(lower.checkout_url or "", "paid")
    assert client.payment(lower.id).status is PaymentStatus.PAID
    assert client.balance() == before
    assert audit(any_api.studio.sessions).problems == ()


@pytest.mark.parametrize("signature", ["².x", "{now}.é", "", "."])
def test_an_odd_signature_is_none(api: Served, signature: str) -> None:
    header = signature.format(now=int(now().timestamp())).encode()
    answer = api.http.post(
        f"{api.url}{API}/billing/webhooks/stand-in", content=b"{}", headers={SIGNATURE.encode(): header}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "bad_signature")


def test_a_tier_that_was_given_needs_no_payment(api: Served) -> None:
    assert refused(sign_up(api, tier=Tier.PRO), Tier.PRO) == (409, "same_tier")


def test_two_tabs_that_pay_at_once(any_api: Served) -> None:
    client = sign_up(any_api)
    begun = client.purchase(15)
    stand_in = any_api.studio.payments
    assert isinstance(stand_in, PaymentStandIn)
    order = stand_in.checkout((begun.checkout_url or "").rpartition("/")[2])
    headers, body = stand_in.event(order, PaymentStatus.PAID)
    url = f"{any_api.url}/api/v1/billing/webhooks/stand-in"
    answers: list[int] = []
    threads = [
        threading.Thread(target=lambda: answers.append(httpx.post(url, content=body, headers=headers).status_code))
        for _ in range(5)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [204] * 5
    assert client.balance().credits_balance == 18


def test_nobody_else_says_what_was_paid(any_api: Served) -> None:
    client = sign_up(any_api)
    begun = client.purchase(15)
    stand_in = any_api.studio.payments
    assert isinstance(stand_in, PaymentStandIn)
    order = stand_in.checkout((begun.checkout_url or "").rpartition("/")[2])
    headers, body = stand_in.event(order, PaymentStatus.PAID)
    url = f"{any_api.url}/api/v1/billing/webhooks"
    cheap = Order(order.payment_id, order.title, 1, order.currency, order.back_url)
    stranger = Order(uuid4(), order.title, 599, "usd", order.back_url)
    old = f"{int(headers[SIGNATURE].partition('.')[0]) - 301}.{headers[SIGNATURE].partition('.')[2]}"
    with httpx.Client() as http:
        for given, content, status in (
            ({}, body, 422),
            ({SIGNATURE: "1.abc"}, body, 422),
            ({SIGNATURE: old}, body, 422),
            (headers, body + b" ", 422),
            (*stand_in.event(cheap, PaymentStatus.PAID), 422),
            (*stand_in.event(stranger, PaymentStatus.PAID), 204),
        ):
            assert http.post(f"{url}/stand-in", content=content, headers=given).status_code == status
        assert http.post(f"{url}/stripe", content=body, headers=headers).status_code == 404
        for outcome in ("pending", "expired", "x"):
            assert http.post(begun.checkout_url or "", data={"outcome": outcome}).status_code == 422
        assert http.get(f"{any_api.url}/api/v1/billing/stand-in/nonsense").status_code == 404
    assert client.payment(begun.id).status is PaymentStatus.PENDING
    assert client.balance().credits_balance == 3
    ravi = sign_up(any_api, "ravi@studio.test")
    with pytest.raises(ApiError) as hidden:
        ravi.payment(begun.id)
    assert hidden.value.status == 404


def test_a_checkout_that_nobody_goes_through_with_expires(any_api: Served) -> None:
    client = sign_up(any_api)
    begun = client.purchase(15)
    with unit_of_work(any_api.studio.sessions) as session:
        session.get_one(Payment, begun.id).created_at = now() - CHECKOUT_KEPT - timedelta(minutes=1)
    Clock(any_api.studio).tick()
    assert client.payment(begun.id).status is PaymentStatus.EXPIRED
    assert client.payment(begun.id).checkout_url is None


def test_who_has_left_gets_nothing_and_the_payment_is_still_known(any_api: Served) -> None:
    client = sign_up(any_api)
    begun = client.purchase(15)
    client.delete_me(PASSWORD)
    press(begun.checkout_url or "", "paid")
    with unit_of_work(any_api.studio.sessions, write=False) as session:
        payment = session.get_one(Payment, begun.id)
        assert (payment.user_id, payment.status) == (None, PaymentStatus.PAID)
    assert audit(any_api.studio.sessions).problems == ()


def test_what_cannot_be_bought(api: Served) -> None:
    client = sign_up(api)
    assert client.tokens is not None
    headers = {"Authorization": f"Bearer {client.tokens.access_token}"}
    for path, body in (("credits/purchase", {"credits": 15}), ("subscriptions/upgrade", {"tier": "pro"})):
        assert api.http.post(path, json=body, headers=headers).status_code == 422, "without an Idempotency-Key"
    keyed = {**headers, "Idempotency-Key": "k"}
    for count in (0, -15, 7, "x"):
        answer = api.http.post("credits/purchase", json={"credits": count}, headers=keyed)
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert api.http.post("credits/purchase", json={"credits": 15}).status_code == 401


def test_without_a_provider_nothing_can_be_bought(api: Served, tmp_path_factory: pytest.TempPathFactory) -> None:
    known = api.studio.settings
    settings = known.model_copy(update={"payments": "none"})
    settings.__dict__.pop("payments_by", None)
    client = sign_up(api)
    with serving(settings) as served:
        there = served.client_with(client.tokens)  # type: ignore[arg-type]
        assert (there.offers().provider, there.offers().notice) == (None, None)
        with pytest.raises(ApiError) as nothing:
            there.purchase(15)
        assert (nothing.value.status, nothing.value.code) == (409, "payments_not_set_up")
        assert served.http.get("billing/stand-in/x").status_code == 404


def test_production_gives_nothing_away(tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = {"secret_key": "s" * 32, "environment": Environment.PRODUCTION}
    folder = tmp_path_factory.mktemp("data")
    assert settings_for(folder, None, None, **secret).payments_by == "none"
    assert settings_for(folder, None, None).payments_by == "stand-in"
    with pytest.raises(ValueError, match="gives credits away"):
        settings_for(folder, None, None, **secret, payments="stand-in")


def test_a_voice_of_a_higher_tier(api: Served) -> None:
    client = sign_up(api)
    tiers = {voice.id: voice.tier for voice in client.voices("en")}
    assert set(tiers.values()) == {Tier.FREE, Tier.STANDARD, Tier.PRO}

    def quote(voice: str) -> str | None:
        settings = ProjectSettings(height=360, language=Language.ENGLISH, voices={"Anna": voice})
        return client.quote(SCRIPT, settings).refusal_code

    by_tier = {tier: next(voice for voice, least in tiers.items() if least is tier) for tier in tiers.values()}
    order = (Tier.FREE, Tier.STANDARD, Tier.PRO)
    for place, has in enumerate(order):
        change(api.studio, client.me().id, tier=has)
        codes = [quote(by_tier[tier]) for tier in order]
        assert codes == [None if at <= place else "voice_above_tier" for at in range(3)]
