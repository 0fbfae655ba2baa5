"""What stands above every page: the name of the house, the way to its rooms, the purse."""

from __future__ import annotations

from markupsafe import Markup

from server.credits.schemas import Balance
from ui import words

LAMP = (
    '<svg viewBox="0 0 32 32" width="28" height="28" aria-hidden="true">'
    '<path d="M16 3c3 4 4.600 6.400 4.600 9a4.600 4.600 0 0 1-9.200 0c0-2.600 1.600-5 4.600-9z" fill="#ffc46b"/>'
    '<path d="M16 8c1.300 2 2 3.100 2 4.400a2 2 0 0 1-4 0c0-1.300.7-2.400 2-4.400z" fill="#fff4e0"/>'
    '<path d="M4 18h24c-1 6-5.600 10-12 10S5 24 4 18z" fill="#d98e32"/>'
    '<path d="M4 18h24l-.6 2.200H4.600z" fill="#ffdb9e"/></svg>'
)


def lead(page: str | None, balance: Balance | None) -> str:
    """The head of the page; without a balance nobody is logged in and there is nowhere to go."""
    name = Markup('<a class="house" data-go href="?room=write">{}<span>{}</span></a>').format(
        Markup(LAMP),  # noqa: S704 - our own drawing
        words.STUDIO,
    )
    if balance is None:
        return Markup('<header class="lead-bar">{}</header>').format(name)
    links = Markup("").join(
        Markup('<a data-go href="?room={}" id="nav-{}"{}>{}</a>').format(
            key, key, Markup(' aria-current="page"') if key == page else "", label
        )
        for key, label in words.NAV
    )
    purse = words.UNLIMITED if balance.unlimited else words.credits_of(balance.credits_balance)
    return Markup(
        '<header class="lead-bar">{}<nav aria-label="Main">{}</nav>'
        '<a class="purse-pill" data-go href="?room=account" id="purse">{}</a></header>'
    ).format(name, links, purse)
