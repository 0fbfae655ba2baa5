"""One held script: whose it is, why it was held, its text, and the buttons to allow or refuse it."""

from __future__ import annotations

from typing import Literal
from uuid import UUID

import streamlit as st

from admin_dashboard import session
from admin_dashboard.session import AdminClient
from admin_dashboard.words import ago, language, plain
from server.client import ApiError, ServerUnreachable
from server.moderation.schemas import LONGEST_NOTE, ScriptReview
from server.vocabulary import ReviewDecision

ASKING, REFUSAL, DONE = "review_asking", "review_refusal", "review_done"
TEXT_PX = 240
BADGES: dict[ReviewDecision, tuple[Literal["orange", "green", "red"], str]] = {
    ReviewDecision.PENDING: ("orange", ":material/hourglass_top:"),
    ReviewDecision.ALLOWED: ("green", ":material/check:"),
    ReviewDecision.REFUSED: ("red", ":material/block:"),
}


def tell() -> None:
    """What the last click came to."""
    if done := st.session_state.pop(DONE, None):
        st.toast(done, icon=":material/check:")
    if refusal := st.session_state.pop(REFUSAL, None):
        st.warning(plain(refusal), icon=":material/block:")


def show(client: AdminClient, review: ScriptReview) -> None:
    """The script with its reasons. What is decided can still be decided otherwise."""
    with st.container(border=True, key=f"review_{review.id}"):
        colour, icon = BADGES[review.decision]
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"#### {plain(review.title)}", anchors=False, width="content")
            st.badge(review.decision.value.title(), icon=icon, color=colour)
        spoken = language(review.language.value) if review.language else "Unknown language"
        st.text(f"{spoken} · {review.user_email} · held {ago(review.created_at)}")
        st.warning(plain(review.reason), icon=":material/policy:")
        with st.container(height=TEXT_PX, border=True):
            st.text(review.script)
        if review.decided_at is not None:
            told = f": {review.note}" if review.note else "."
            st.caption(plain(f"{review.decision.value.title()} {ago(review.decided_at)}{told}"))
        _buttons(client, review)


def _buttons(client: AdminClient, review: ScriptReview) -> None:
    if st.session_state.get(ASKING) == str(review.id):
        st.text_area(
            "What its creator is told",
            key=_note_of(review.id),
            placeholder="What has to change, in a friendly sentence",
            max_chars=LONGEST_NOTE,
        )
        with st.container(horizontal=True, gap="small"):
            st.button(
                "Yes, refuse it",
                type="primary",
                key=f"review_refuse_sure_{review.id}",
                on_click=_refuse,
                args=(client, review.id),
            )
            st.button("No, leave it", key=f"review_refuse_no_{review.id}", on_click=_ask, args=(None,))
        return
    with st.container(horizontal=True, gap="small"):
        if review.decision is not ReviewDecision.ALLOWED:
            st.button(
                "Allow",
                icon=":material/check:",
                type="primary",
                key=f"review_allow_{review.id}",
                on_click=_decide,
                args=(client, review.id, ReviewDecision.ALLOWED, None),
            )
        if review.decision is not ReviewDecision.REFUSED:
            st.button(
                "Refuse", icon=":material/block:", key=f"review_refuse_{review.id}", on_click=_ask, args=(review.id,)
            )


def _ask(review_id: UUID | None) -> None:
    st.session_state[ASKING] = str(review_id) if review_id else None


def _note_of(review_id: UUID) -> str:
    return f"review_note_{review_id}"


def _refuse(client: AdminClient, review_id: UUID) -> None:
    """With the note as it is now: the button was drawn before its last words were typed."""
    note = str(st.session_state[_note_of(review_id)]).strip()
    _decide(client, review_id, ReviewDecision.REFUSED, note or None)


def _decide(client: AdminClient, review_id: UUID, decision: ReviewDecision, note: str | None) -> None:
    """Do it. The list is asked for right after this, and shows it."""
    try:
        client.admin_decide(review_id, decision, note)
    except ApiError as error:
        st.session_state[REFUSAL] = session.sentence(error)
    except ServerUnreachable:
        st.session_state[REFUSAL] = f"{session.UNREACHABLE} Nothing was changed; try again when it is back."
    else:
        _ask(None)
        st.session_state[DONE] = f"The script is {decision.value}."
