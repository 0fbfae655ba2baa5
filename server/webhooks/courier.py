"""The courier: takes what is due to users' own servers; what does not arrive is tried again, later and later.

What it takes is claimed before it is sent and crossed off after: one whose courier dies in between is sent again, under
the same id. Several couriers do no harm. Each goes its rounds with a few at once, so that a server that is slow to
answer holds up nobody else for long.
"""

from __future__ import annotations

import asyncio
import json
import ssl
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import httpx
import structlog

from server.credits.tiers import RULES
from server.database import unit_of_work
from server.models import User, Webhook, WebhookDelivery
from server.models.base import now
from server.webhooks import repository
from server.webhooks.addresses import NotPublic, Target, look_up
from server.webhooks.signing import secret_of, sign
from server.wiring import Studio

FIRST_PAUSE = timedelta(seconds=10)
"""After the first try in vain; doubled after each that follows."""
MOST_ATTEMPTS = 12
"""The last is some six hours after the first."""
AT_ONCE = 8
TIMEOUT = httpx.Timeout(10.0, connect=5.0)
DEADLINE_S = 15.0
"""For all of it: a server that says a byte now and then holds nobody up for longer."""
log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is on its way."""

    delivery_id: UUID
    attempt: int
    url: str
    secret: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Outcome:
    """How it went: `status` of the answer, if there was one; `error` if it was in vain."""

    status: int | None
    error: str | None

    @property
    def is_gone(self) -> bool:
        """The server says that nobody lives there any more."""
        return self.status == httpx.codes.GONE


class Courier:
    """Delivers what webhooks are told. `trust`: whose word on servers' names counts, if not that of the usual ones."""

    def __init__(self, studio: Studio, trust: ssl.SSLContext | None = None) -> None:
        self._studio = studio
        self._trust = trust or httpx.create_ssl_context(trust_env=False)

    def deliver(self) -> int:
        """Deliver all that is due; gives how much arrived."""
        with unit_of_work(self._studio.sessions, write=False) as session:
            if not repository.is_due(session, now()):
                return 0
        arrived = 0
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="courier") as legs:
            while parcels := self._load():
                under_way = [(parcel, legs.submit(self._carry, parcel)) for parcel in parcels]
                for parcel, carried in under_way:
                    try:
                        outcome = carried.result()
                    except Exception:  # the edge of one parcel: the others are settled all the same
                        log.exception("a parcel went wrong", delivery=str(parcel.delivery_id))
                        outcome = Outcome(None, "it could not be sent")
                    self._settle(parcel, outcome)
                    arrived += outcome.error is None
        return arrived

    def _load(self) -> list[Parcel]:
        loaded: list[Parcel] = []
        while len(loaded) < AT_ONCE:
            with unit_of_work(self._studio.sessions) as session:
                delivery = repository.claim_due(session, now())
                if delivery is None:
                    break
                webhook = session.get_one(Webhook, delivery.webhook_id)
                user = session.get_one(User, webhook.user_id)
                if webhook.disabled_at is not None or not RULES[user.subscription_tier].api_access:
                    delivery.due_at, delivery.error = None, "the webhook is switched off"
                    continue
                delivery.attempts += 1
                # Should this courier die now, another tries it then.
                delivery.due_at = now() + FIRST_PAUSE * 2 ** (delivery.attempts - 1)
                secret = secret_of(webhook.id, webhook.secrets, self._studio.settings)
                body = json.dumps(delivery.body, ensure_ascii=False, separators=(",", ":")).encode()
                loaded.append(Parcel(delivery.id, delivery.attempts, webhook.url, secret, body))
        return loaded

    def _carry(self, parcel: Parcel) -> Outcome:
        try:
            target = look_up(parcel.url, private=self._studio.settings.webhooks_to_private)
        except (NotPublic, OSError) as refused:
            return Outcome(None, str(refused))
        headers = {
            **sign(parcel.secret, parcel.delivery_id, now(), parcel.body),
            "Content-Type": "application/json",
            "User-Agent": "AI-Film-Studio-Webhooks/1",
            "Host": target.authority,
        }
        try:
            status = asyncio.run(asyncio.wait_for(self._post(target, parcel.body, headers), DEADLINE_S))
        except TimeoutError:
            return Outcome(None, f"it did not answer within {DEADLINE_S:.0f} s")
        except httpx.HTTPError as broken:
            return Outcome(None, f"{type(broken).__name__}: {broken}"[:500])
        return Outcome(status, None if httpx.codes.is_success(status) else f"it answered {status}")

    async def _post(self, target: Target, body: bytes, headers: dict[str, str]) -> int:
        """The status of the answer. Ends at once when its time is up, however slowly the answer drips in."""
        # To the address that was looked at, under the name it goes by: no second look-up, no proxy, no redirect.
        async with (
            httpx.AsyncClient(verify=self._trust, timeout=TIMEOUT, trust_env=False, follow_redirects=False) as http,
            http.stream(
                "POST", target.url, content=body, headers=headers, extensions={"sni_hostname": target.host}
            ) as answer,
        ):
            return answer.status_code

    def _settle(self, parcel: Parcel, outcome: Outcome) -> None:
        with unit_of_work(self._studio.sessions) as session:
            delivery = session.get(WebhookDelivery, parcel.delivery_id)
            if delivery is None or delivery.attempts != parcel.attempt:
                return  # deleted, or asked for anew meanwhile
            delivery.answer_status, delivery.error = outcome.status, outcome.error
            if outcome.error is None:
                delivery.due_at, delivery.delivered_at = None, now()
            elif outcome.is_gone or parcel.attempt >= MOST_ATTEMPTS:
                delivery.due_at = None
            if outcome.is_gone:
                session.get_one(Webhook, delivery.webhook_id).disabled_at = now()
        if outcome.error is not None:
            log.warning("a webhook was not heard", delivery=str(parcel.delivery_id), reason=outcome.error)
