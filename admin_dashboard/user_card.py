"""One account: what it is, what was done to it, and the ways to change it, each with a reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import streamlit as st

from admin_dashboard import session
from admin_dashboard.session import AdminClient
from admin_dashboard.words import ago, count, deed, plain
from server.admin.schemas import AdminUser
from server.client import ApiError, ServerUnreachable
from server.vocabulary import Role, Tier

CHOSEN, SEEN, REFUSAL, DONE, KEY = "user_chosen", "user_seen", "user_refusal", "user_done", "user_key"
SHOWN = 5


def chosen() -> str | None:
    """The id of the account that is looked at."""
    found = st.session_state.get(CHOSEN)
    return str(found) if found else None


def choose(user_id: str | None) -> None:
    """Look at another account, or at none."""
    st.session_state[CHOSEN] = user_id
    for name in (SEEN, REFUSAL, KEY):
        st.session_state.pop(name, None)


def show(client: AdminClient, listed: Sequence[AdminUser]) -> None:
    """The chosen account: as the list has it, or as it was last seen once it has left the list."""
    if done := st.session_state.pop(DONE, None):
        st.toast(done, icon=":material/check:")
    user = next((user for user in listed if str(user.id) == chosen()), None)
    if user is not None:
        st.session_state[SEEN] = user
    seen: AdminUser | None = st.session_state.get(SEEN) if chosen() else None
    if seen is None:
        with st.container(border=True, key="user_none"):
            st.markdown("**Nobody is chosen**")
            st.caption("Click somebody in the table to change a tier or a role, give credits, or close an account.")
        return
    with st.container(border=True, key="user_card"):
        _head(seen)
        _forms(client, seen)
        _history(client, seen.id)


def _head(user: AdminUser) -> None:
    st.markdown(f"#### {plain(user.full_name or user.email)}", anchors=False)
    if user.banned_at is not None:
        st.badge("Banned", icon=":material/block:", color="red")
        st.caption(plain(f"Banned {ago(user.banned_at)}: {user.ban_reason}"))
    st.text(user.email)
    confirmed = "confirmed" if user.email_verified_at else "not confirmed"
    facts = [
        user.role.value,
        f"{user.subscription_tier.value} tier",
        count(user.credits_balance, "credit"),
        f"address {confirmed}",
        f"joined {ago(user.created_at)}",
    ]
    st.caption(f"{plain(' · '.join(facts))}  \n`{user.id}`")


def _forms(client: AdminClient, user: AdminUser) -> None:
    if refusal := st.session_state.get(REFUSAL):
        st.warning(plain(refusal), icon=":material/block:")
    reason = _key("reason", user)
    st.text_input("Reason", key=reason, placeholder="Why: it is kept in the log", max_chars=500)
    with st.expander("Tier and role", icon=":material/badge:"):
        tier, role = _key("tier", user), _key("role", user)
        st.selectbox("Tier", list(Tier), list(Tier).index(user.subscription_tier), key=tier, format_func=_titled)
        st.selectbox("Role", list(Role), list(Role).index(user.role), key=role, format_func=_titled)
        _button("Change", "user_change", lambda: _change(client, user, tier, role, reason))
    with st.expander("Credits", icon=":material/toll:"):
        amount = _key("amount", user)
        st.number_input("Credits to give, or below zero to take", -100_000, 100_000, 0, key=amount)
        _button("Move credits", "user_credits", lambda: _adjust(client, user, amount, reason))
    if user.banned_at is not None:
        _button("Open the account again", "user_unban", lambda: _unban(client, user))
    elif user.role is not Role.ADMIN:
        with st.expander("Close the account", icon=":material/block:"):
            st.caption("Its owner is logged out and told the reason. Films in the making stop; credits go back.")
            _button("Ban", "user_ban", lambda: _ban(client, user, reason))


def _button(label: str, key: str, act: Callable[[], str]) -> None:
    st.button(label, key=key, on_click=_tried, args=(act,))


def _tried(act: Callable[[], str]) -> None:
    """Do it. The list is asked for right after this, and shows it."""
    st.session_state.pop(REFUSAL, None)
    try:
        st.session_state[DONE] = act()
    except ApiError as error:
        st.session_state[REFUSAL] = session.sentence(error)
    except ServerUnreachable:
        st.session_state[REFUSAL] = f"{session.UNREACHABLE} Perhaps it was done: look when it is back."
    else:
        st.session_state.pop(KEY, None)


# What is typed is read when the button is clicked: it was drawn before the last words were typed.


def _change(client: AdminClient, user: AdminUser, tier: str, role: str, reason: str) -> str:
    asked = Tier(st.session_state[tier]), Role(st.session_state[role])
    _amend(client.admin_change_user(user.id, st.session_state[reason], tier=asked[0], role=asked[1]))
    return "The account is changed."


def _adjust(client: AdminClient, user: AdminUser, amount: str, reason: str) -> str:
    # Clicked again after an answer that was lost, it is the same movement.
    asked = int(st.session_state[amount]), str(st.session_state[reason])
    kept = st.session_state.get(KEY)
    if kept is None or kept[0] != asked:
        kept = st.session_state[KEY] = asked, uuid4().hex
    entry = client.admin_adjust_credits(user.id, *asked, kept[1])
    _amend(user.model_copy(update={"credits_balance": entry.balance_after}))
    st.session_state[amount] = 0
    return f"The balance is {count(entry.balance_after, 'credit')}."


def _ban(client: AdminClient, user: AdminUser, reason: str) -> str:
    _amend(client.admin_ban(user.id, st.session_state[reason]))
    return "The account is closed."


def _unban(client: AdminClient, user: AdminUser) -> str:
    _amend(client.admin_unban(user.id))
    return "The account is open again."


def _amend(user: AdminUser) -> None:
    """The card shows what the server said, even where the list does not have the account any more."""
    st.session_state[SEEN] = user


def _history(client: AdminClient, user_id: UUID) -> None:
    lines = client.admin_audit(user_id, limit=SHOWN).items
    if lines:
        st.markdown("**What was done**")
    for line in lines:
        st.caption(plain(f"{ago(line.created_at)} · {line.actor}: {deed(line)}"))


def _key(name: str, user: AdminUser) -> str:
    return f"user_{name}_{user.id}"


def _titled(word: Tier | Role) -> str:
    return word.value.title()
