"""The audit log: what those who run the studio did, to whom, and why."""

from __future__ import annotations

import streamlit as st

from admin_dashboard import session
from admin_dashboard.live import told
from admin_dashboard.paging import Pages
from admin_dashboard.tables import height_of, moments
from admin_dashboard.words import deed
from server.admin.schemas import AuditLine

A_PAGE = 50


def show() -> None:
    """All of it, every five seconds."""
    _live()


@st.fragment(run_every="5s")
def _live() -> None:
    pages = Pages("audit", None)
    with told():
        page = session.client().admin_audit(cursor=pages.cursor, limit=A_PAGE)
        if page.items:
            _table(page.items)
        else:
            st.info("Nobody has done anything yet.", icon=":material/history:")
        pages.turn(page.next_cursor, len(page.items), "deed")


def _table(lines: tuple[AuditLine, ...]) -> None:
    rows = {
        "when": moments([line.created_at for line in lines]),
        "who": [line.actor for line in lines],
        "what": [deed(line) for line in lines],
        "whom": [line.target for line in lines],
    }
    column = st.column_config
    st.dataframe(
        rows,
        key="audit_table",
        height=height_of(len(lines), most=16),
        hide_index=True,
        alt="Audit log",
        column_config={
            "when": column.DatetimeColumn("When", format="D MMM YYYY, HH:mm", width=150),
            "who": column.TextColumn("Who", width=210),
            "what": column.TextColumn("What", width=420),
            "whom": column.TextColumn("To whom or what", width=230),
        },
    )
