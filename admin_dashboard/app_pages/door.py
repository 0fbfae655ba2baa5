"""The door: logging in."""

from __future__ import annotations

import streamlit as st

from admin_dashboard import session
from admin_dashboard.words import plain


def show() -> None:
    """Ask who is there."""
    _, middle, _ = st.columns([1, 1.1, 1])
    with middle:
        st.space("large")
        st.title("AI Film Studio", anchor=False)
        st.caption("For those who run the studio: jobs, users, credits, queues and workers.")
        notice = st.session_state.get("notice")
        if notice:
            st.info(notice, icon=":material/lock_clock:")
        with st.form("log_in"):
            email = st.text_input("E-mail", key="email", autocomplete="username")
            password = st.text_input("Password", type="password", key="password", autocomplete="current-password")
            asked = st.form_submit_button("Log in", type="primary", width="stretch")
        if asked:
            _try(email, password)


def _try(email: str, password: str) -> None:
    if not email.strip() or not password:
        st.error("Enter your e-mail address and your password.", icon=":material/error:")
        return
    refusal = session.log_in(email, password)
    if refusal:
        st.error(plain(refusal), icon=":material/error:")
        return
    st.session_state.pop("notice", None)
    st.rerun()
