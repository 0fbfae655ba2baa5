"""The users: who has joined, what they have left and what they made of it; and what can be done about it."""

from __future__ import annotations

import streamlit as st

from admin_dashboard import session, theme, user_card
from admin_dashboard.live import told
from admin_dashboard.paging import Pages
from admin_dashboard.tables import height_of, mark, marked, moments, pills
from server.admin.schemas import AdminUser
from server.vocabulary import Role

A_PAGE = 50
TABLE = "users_table"
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
    with st.container(key="users_split"):
        table, card = st.columns([1.75, 1], gap="medium")
    with told():
        client = session.client()
        page = client.admin_users(search or None, pages.cursor, A_PAGE)
        with table:
            if page.items:
                _table(page.items)
            else:
                st.info("Nobody was found." if search else "Nobody has joined yet.", icon=":material/group_off:")
            pages.turn(page.next_cursor, len(page.items), "user")
        with card:
            user_card.show(client, page.items)


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
        "role": [_standing(user) for user in users],
    }
    ids = [str(user.id) for user in users]
    st.session_state["users_shown"] = ids
    mark(TABLE, ids, user_card.chosen())
    column = st.column_config
    st.dataframe(
        rows,
        key=TABLE,
        on_select=lambda: user_card.choose(marked(TABLE, st.session_state.get("users_shown", []))),
        selection_mode=("single-row", "single-cell"),
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
            "role": column.TextColumn("Role", width=90),
        },
    )


def _standing(user: AdminUser) -> str:
    if user.banned_at is not None:
        return "Banned"
    return "" if user.role is Role.CREATOR else user.role.value.title()
