"""/credits/purchase, /subscriptions/upgrade, /billing: what is bought, and what the provider says of it."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Form, Header, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import HTMLResponse, RedirectResponse

from server.billing import service
from server.billing.schemas import Checkout, Offers, PurchaseRequest, UpgradeRequest
from server.billing.stand_in import PaymentStandIn, checkout_page
from server.edge import AskerDep, SessionDep, StudioDep
from server.errors import NotFound, Unprocessable
from server.openapi import problems
from server.vocabulary import PaymentStatus
from server.wiring import Studio

router = APIRouter(tags=["credits"])
PER_MINUTE = 20
Key = Annotated[str, Header(alias="Idempotency-Key", min_length=1, max_length=200)]
POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action *; frame-ancestors 'none'; base-uri 'none'"
HEADERS = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"}


@router.get("/credits/packs")
def packs(studio: StudioDep) -> Offers:
    """What can be bought: packs of credits, and a month of a tier."""
    return service.offers(studio.payments)


@router.post("/credits/purchase", status_code=201, responses=problems(429))
def purchase(asked: PurchaseRequest, asker: AskerDep, studio: StudioDep, key: Key) -> Checkout:
    """Begin to buy credits: pay at `checkout_url`. They come when the provider says so, once, and stay until spent."""
    studio.limits.take(str(asker), "purchases", PER_MINUTE)
    return service.buy_credits(asker, asked.credits, key, studio)


@router.post("/subscriptions/upgrade", status_code=201, responses=problems(429))
def upgrade(asked: UpgradeRequest, asker: AskerDep, studio: StudioDep, key: Key) -> Checkout:
    """Begin to buy a month of a tier: pay at `checkout_url`. A higher tier begins when it is paid, and with it a month.

    Of the tier that one has, another month follows on this one. What is not paid again becomes free when it ends.
    """
    studio.limits.take(str(asker), "purchases", PER_MINUTE)
    return service.buy_tier(asker, asked.tier, key, studio)


@router.get("/billing/payments/{payment_id}")
def payment(payment_id: UUID, asker: AskerDep, session: SessionDep, studio: StudioDep) -> Checkout:
    """How a payment stands."""
    return service.shown(service.find(session, asker, payment_id), studio.payments)


@router.post("/billing/webhooks/{provider}", status_code=204, responses=problems(413))
async def webhook(provider: str, request: Request, studio: StudioDep) -> None:
    """For the payment provider: a signed event, taken in once however often it is sent."""
    body = await request.body()
    await run_in_threadpool(service.take_event, provider, request.headers, body, studio)


@router.get("/billing/stand-in/{token}", response_class=HTMLResponse, include_in_schema=False)
def stand_in_checkout(token: str, studio: StudioDep) -> HTMLResponse:
    """The stand-in's checkout."""
    return HTMLResponse(checkout_page(_stand_in(studio).checkout(token)), headers=HEADERS)


@router.post("/billing/stand-in/{token}", response_class=RedirectResponse, include_in_schema=False)
def stand_in_outcome(token: str, studio: StudioDep, outcome: Annotated[PaymentStatus, Form()]) -> RedirectResponse:
    """What was pressed there: told to the studio as any provider tells it, and back to where the visitor came from."""
    if outcome in (PaymentStatus.PENDING, PaymentStatus.EXPIRED):
        raise Unprocessable("no_outcome", "Press one of the buttons.")
    stand_in = _stand_in(studio)
    order = stand_in.checkout(token)
    service.take_event(stand_in.name, *stand_in.event(order, outcome), studio)
    return RedirectResponse(order.back_url, 303, headers=HEADERS)


def _stand_in(studio: Studio) -> PaymentStandIn:
    if not isinstance(studio.payments, PaymentStandIn):
        raise NotFound("payment provider", PaymentStandIn.name)
    return studio.payments
