"""Buying, on the account page: packs of credits and months of a plan. Paid elsewhere, at the provider's own page."""

from __future__ import annotations

from uuid import uuid4

import gradio as gr
from markupsafe import Markup

from server.billing.schemas import Offers, Pack, TierOffer
from server.client import StudioClient
from server.credits.schemas import Balance
from server.vocabulary import Tier
from ui import words
from ui.desk import Changes, Desk
from ui.session import Kept

SCRIPT = """
element.addEventListener('click', (event) => {
  const button = event.target.closest('button[data-key]');
  if (!button) return;
  button.disabled = true;
  trigger('select', {credits: Number(button.dataset.credits || 0), tier: button.dataset.tier || '',
                     key: button.dataset.key});
});
"""
LEAVE = "(url) => { if (url) location.href = url; }"
_ORDER = tuple(Tier)


class Shop:
    """The cards."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.offers = gr.HTML("", elem_id="account-shop", js_on_load=SCRIPT, apply_default_css=False)
        self.away = gr.Textbox("", visible="hidden", elem_classes="kept")
        self.outputs = [self.offers, self.away]

        def buy(session: Kept, told: gr.EventData) -> Changes:
            return desk.answer(lambda client: self.buy(client, int(told.credits), str(told.tier), str(told.key)))(
                session
            )

        bought = self.offers.select(
            buy,
            inputs=[desk.session],
            outputs=[desk.session, desk.router, *self.outputs],
            show_progress="hidden",
            api_visibility="private",
        )
        bought.then(None, [self.away], js=LEAVE, api_visibility="private", show_progress="hidden")

    def open(self, client: StudioClient, balance: Balance) -> Changes:
        """What can be bought."""
        return {self.offers: offered(client.offers(), balance), self.away: ""}

    def buy(self, client: StudioClient, count: int, tier: str, key: str) -> Changes:
        """Begin to pay, and go there. The key was made with the page: pressed twice, it is one payment."""
        checkout = client.upgrade(Tier(tier), key) if tier else client.purchase(count, key)
        drawn = offered(client.offers(), client.balance())
        return {self.offers: drawn, self.away: self.desk.door.link(checkout.checkout_url or "?room=account")}


def offered(offers: Offers, balance: Balance) -> str:
    """Packs and plans, each with its price; who takes the money, if there is something to say of them."""
    if offers.provider is None:
        return Markup('<section class="card shop"><p class="hint">{}</p></section>').format(words.BUY_NOTHING)
    notice = Markup('<p class="refusal" id="shop-notice">{}</p>').format(offers.notice) if offers.notice else ""
    packs = Markup("").join(_pack(pack) for pack in offers.packs)
    plans = Markup("").join(_plan(offer, balance) for offer in offers.tiers)
    return Markup(
        '<section class="card shop">{}<h2>{}</h2><p class="hint">{}</p><ul class="offers">{}</ul>'
        '<h2>{}</h2><p class="hint">{}</p><ul class="offers">{}</ul></section>'
    ).format(notice, words.BUY, words.BUY_LEAD, packs, words.UPGRADE, words.UPGRADE_LEAD, plans)


def _pack(pack: Pack) -> Markup:
    button = Markup(
        '<button type="button" class="cta" id="buy-{n}" data-credits="{n}" data-key="{key}">{word}</button>'
    )
    return Markup("<li><strong>{}</strong><span>{}</span>{}</li>").format(
        words.credits_of(pack.credits),
        words.money_of(pack.amount_cents, pack.currency),
        button.format(n=pack.credits, key=uuid4(), word=words.BUY_DO),
    )


def _plan(offer: TierOffer, balance: Balance) -> Markup:
    has = balance.subscription_tier
    month = words.UNLIMITED if offer.credits_a_month is None else words.credits_of(offer.credits_a_month)
    facts = f"{month} a month · up to {words.minutes_of(offer.most_minutes)} a film"
    price = words.money_of(offer.amount_cents, offer.currency)
    button = Markup('<span class="fine">{}</span>').format(words.UPGRADE_HAS if offer.tier is has else "")
    more, again = _ORDER.index(offer.tier) > _ORDER.index(has), offer.tier is has and balance.subscription_until
    if offer.amount_cents and (more or again):
        button = Markup(
            '<button type="button" class="cta" id="plan-{tier}" data-tier="{tier}" data-key="{key}">{word}</button>'
        ).format(tier=offer.tier.value, key=uuid4(), word=words.UPGRADE_DO if more else words.UPGRADE_AGAIN)
    return Markup("<li><strong>{}</strong><span>{} · {}</span>{}</li>").format(
        words.TIERS[offer.tier], price, facts, button
    )
