"""The users: who has joined, what they have left and what they made of it."""

from __future__ import annotations

import streamlit as st

from admin_dashboard import session, theme
from admin_dashboard.live import told
from admin_dashboard.paging import Pages
from admin_dashboard.tables import height_of, moments, pills
from server.admin.schemas import AdminUser
from server.vocabulary import Role

A_PAGE = 50
TIER_PILLS = {tier.value.title(): colour for tier, colour in theme.TIER_PILLS.items()}


def show() -> None:
    """All of it, every five seconds."""
    _live()


@st.fragment(run_every="5s")
def _live() -> None:
    search = st.text_input(
        "Search users",
        key="user_search",
        placeholder="Search by e-mail or name",
        icon=":material/search:",
        label_visibility="collapsed",
        max_chars=200,
        width=420,
    ).strip()
    pages = Pages("users", search)
    with told():
        page = session.client().admin_users(search or None, pages.cursor, A_PAGE)
        if page.items:
            _table(page.items)
        else:
            st.info("Nobody was found." if search else "Nobody has joined yet.", icon=":material/group_off:")
        pages.turn(page.next_cursor, len(page.items), "user")


def _table(users: tuple[AdminUser, ...]) -> None:
    rows = {
        "user": [user.email for user in users],
        "name": [user.full_name or "" for user in users],
        "tier": [[user.subscription_tier.value.title()] for user in users],
        "balance": [user.credits_balance for user in users],
        "films": [user.films for user in users],
        "spent": [user.credits_spent for user in users],
        "joined": moments([user.created_at for user in users]),
        "seen": moments([user.last_login_at for user in users]),
        "role": ["Admin" if user.role is Role.ADMIN else "" for user in users],
    }
    column = st.column_config
    st.dataframe(
        rows,
        key="users_table",
        height=height_of(len(users), most=16),
        hide_index=True,
        placeholder="",
        alt="Users",
        column_config={
            "user": column.TextColumn("E-mail", width=230),
            "name": column.TextColumn("Name", width=150),
            "tier": pills("Tier", TIER_PILLS, 105),
            "balance": column.NumberColumn("Balance", format="localized", width=80, help="Credits left"),
            "films": column.NumberColumn("Films", format="localized", width=70, help="Finished ones"),
            "spent": column.NumberColumn("Spent", format="localized", width=80, help="Credits spent on films"),
            "joined": column.DatetimeColumn("Joined", format="D MMM YYYY", width=110),
            "seen": column.DatetimeColumn("Last log-in", format="D MMM, HH:mm", width=120),
            "role": column.TextColumn("Role", width=75),
        },
    )
