"""The dashboard's script: the door, then the pages. Streamlit runs it from top to bottom for every visitor."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from admin_dashboard import cookie, session, theme
from admin_dashboard.app_pages import audit, door, health, jobs, overview, reviews, users
from server.vocabulary import PERMISSIONS, Permission

LOGO = Path(__file__).with_name("logo.svg")
ICON = Path(__file__).with_name("icon.svg")  # a symbol by name would be fetched from Google
PAGES = (
    (overview.show, "Overview", ":material/monitoring:", Permission.SEE_STUDIO),
    (jobs.show, "Jobs", ":material/movie:", Permission.SEE_STUDIO),
    (reviews.show, "Scripts to review", ":material/policy:", Permission.MODERATE),
    (users.show, "Users", ":material/group:", Permission.SEE_USERS),
    (audit.show, "Audit", ":material/history:", Permission.SEE_AUDIT),
    (health.show, "Health", ":material/vital_signs:", Permission.SEE_STUDIO),
)


def main() -> None:
    """Show the page that was asked for to whoever may see it."""
    st.set_page_config(page_title="AI Film Studio · Admin", page_icon=str(ICON), layout="wide")
    st.logo(str(LOGO), size="large")
    st.html(theme.CSS)
    visit = session.current()
    may = PERMISSIONS[visit.account.role] if visit else frozenset(Permission)
    # At the door the same addresses for everybody, so that who logs in at one stays there.
    open_pages = [page for page in PAGES if page[3] in may]
    pages = [
        st.Page(
            show if visit else door.show,
            title=title if visit else "Log in",
            icon=icon,
            url_path=title.lower().replace(" ", "-"),
            default=title == open_pages[0][1],
        )
        for show, title, icon, _ in open_pages
    ]
    page = st.navigation(pages, position="top" if visit else "hidden")
    if visit is None:
        page.run()
        return
    # On a phone Streamlit's own menu hides in a drawer that stays over the page: the theme shows these instead.
    with st.container(horizontal=True, key="phone_menu"):
        for one in pages:
            st.page_link(one, label=one.title, icon=None, width="content")
    with st.container(horizontal=True, vertical_alignment="center", key="head"):
        st.title(page.title, anchor=False)
        with st.popover("Account", icon=":material/account_circle:", width="content"):
            st.text(visit.account.email)
            if st.button("Log out", icon=":material/logout:", key="log_out", width="stretch"):
                session.log_out(visit)
                st.rerun()
    if st.session_state.pop("plant", False):
        cookie.plant(visit)
    page.run()


main()
