"""Scripts to review: what the moderator held, why, and the two answers to it."""

from __future__ import annotations

import streamlit as st

from admin_dashboard import review_card, session
from admin_dashboard.live import told
from admin_dashboard.paging import Pages
from server.vocabulary import ReviewDecision

A_PAGE = 10
SHOWN = {
    "Waiting": ReviewDecision.PENDING,
    "Allowed": ReviewDecision.ALLOWED,
    "Refused": ReviewDecision.REFUSED,
}


def show() -> None:
    """All of it, every five seconds."""
    _live()


@st.fragment(run_every="5s")
def _live() -> None:
    chosen = st.segmented_control(
        "Decision", list(SHOWN), default="Waiting", required=True, key="review_decision", label_visibility="collapsed"
    )
    decision = SHOWN[chosen or "Waiting"]
    pages = Pages("reviews", decision)
    review_card.tell()
    with told():
        client = session.client()
        page = client.admin_held(decision, pages.cursor, A_PAGE)
        for review in page.items:
            review_card.show(client, review)
        if not page.items:
            waiting = decision is ReviewDecision.PENDING
            st.info(
                "No script waits for a look." if waiting else f"No script has been {decision.value} yet.",
                icon=":material/task_alt:",
            )
        pages.turn(page.next_cursor, len(page.items), "script")
