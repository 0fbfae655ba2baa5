"""Account: credits, what the tier gives, where credits came from and went, the name, access, the way out."""

from __future__ import annotations

import gradio as gr
from markupsafe import Markup

from server.accounts.schemas import Account, AccountUpdate
from server.client import StudioClient
from server.credits.schemas import Balance, Transaction
from ui import words
from ui.desk import Changes, Desk
from ui.pages.access import Access
from ui.pages.films import day_of
from ui.pages.shop import Shop


class AccountPage:
    """The page."""

    def __init__(self, desk: Desk) -> None:
        with gr.Column(visible=False, elem_id="account", elem_classes="page narrow") as self.column:
            gr.HTML(
                Markup('<div class="page-head"><h1>{}</h1></div>').format(words.ACCOUNT_TITLE), apply_default_css=False
            )
            self.credits = gr.HTML("", elem_id="account-credits", apply_default_css=False)
            with gr.Column(elem_classes="card"), gr.Row(elem_classes="line"):
                self.name = gr.Textbox(
                    label=words.ACCOUNT_NAME,
                    elem_id="account-name",
                    max_lines=1,
                    max_length=255,
                    scale=4,
                    html_attributes=gr.InputHTMLAttributes(autocomplete="name"),
                )
                save = gr.Button(words.SAVE, elem_id="account-save", scale=1, min_width=110)
                self.log_out = gr.Button(words.LOG_OUT, elem_id="log-out", scale=1, min_width=110)
            self.shop = Shop(desk)
            self.access = Access(desk)
            self.log_out_everywhere = self.access.log_out_everywhere
            self.ledger = gr.HTML("", elem_id="account-history", apply_default_css=False)
            self.more = gr.Button(words.HISTORY_MORE, visible=False, elem_id="history-more")
            self.pages = gr.Number(1, visible="hidden", elem_classes="kept")
        self.outputs = [self.credits, self.name, self.ledger, self.more, self.pages]
        self.outputs += [*self.shop.outputs, *self.access.outputs]
        desk.on(
            self.more.click,
            lambda client, pages: self.history(client, int(pages) + 1),
            [self.pages],
            [self.ledger, self.more, self.pages],
        )

        def rename(client: StudioClient, name: str) -> Changes:
            account = client.update_me(AccountUpdate(full_name=(name or "").strip() or None))
            gr.Info(words.SAVED, title=words.NOTICE, duration=3)
            return {self.name: account.full_name or ""}

        desk.on([save.click, self.name.submit], rename, [self.name], [self.name])

    def open(self, client: StudioClient, account: Account, balance: Balance) -> Changes:
        """What the page shows."""
        return {
            self.credits: credits_card(balance),
            self.name: account.full_name or "",
            **self.shop.open(client, balance),
            **self.access.open(account),
            **self.history(client, 1),
        }

    def history(self, client: StudioClient, pages: int) -> Changes:
        """The ledger's first pages."""
        lines: list[Transaction] = []
        cursor: str | None = None
        for _ in range(pages):
            page = client.credit_history(cursor, limit=20)
            lines += page.items
            cursor = page.next_cursor
            if cursor is None:
                break
        return {self.ledger: ledger(lines), self.more: gr.update(visible=cursor is not None), self.pages: pages}


def credits_card(balance: Balance) -> str:
    """The balance, large, and what the tier allows."""
    facts = [
        (words.TIERS[balance.subscription_tier], "tier"),
        (f"up to {words.minutes_of(balance.most_minutes)}", "a film"),
        ("no mark" if not balance.watermark else "small mark", "on the picture"),
    ]
    if balance.credits_a_month is not None:
        facts.insert(
            1,
            (f"{words.credits_of(balance.credits_a_month)} a month", f"again on {day_of(balance.credits_reset_date)}"),
        )
    listed = Markup("").join(Markup("<li><strong>{}</strong><span>{}</span></li>").format(*fact) for fact in facts)
    number = words.UNLIMITED if balance.unlimited else str(balance.credits_balance)
    unit = "" if balance.unlimited else " credits left" if balance.credits_balance != 1 else " credit left"
    return Markup(
        '<section class="card purse"><p class="purse-number"><strong id="account-balance">{}</strong>{}</p>'
        '<ul class="facts">{}</ul></section>'
    ).format(number, unit, listed)


def ledger(lines: list[Transaction]) -> str:
    """Every movement of credits, the newest first."""
    rows = Markup("").join(
        Markup(
            '<tr><td class="when">{}</td><td dir="auto">{}</td><td class="amount {}">{:+d}</td>'
            '<td class="after">{}</td></tr>'
        ).format(
            day_of(line.created_at),
            line.description,
            "in" if line.amount > 0 else "out",
            line.amount,
            line.balance_after,
        )
        for line in lines
    )
    return Markup(
        '<section class="ledger"><h2>{}</h2><table><thead><tr><th scope="col">Day</th><th scope="col">What for</th>'
        '<th scope="col">Credits</th><th scope="col">Balance</th></tr></thead><tbody>{}</tbody></table></section>'
    ).format(words.HISTORY, rows)
