"""Logging in and out, and the client of whoever is logged in."""

from __future__ import annotations

from contextlib import suppress

import httpx
import streamlit as st

from admin_dashboard import cookie
from admin_dashboard.visits import Visit, visits
from server.client import ApiError, ServerUnreachable, StudioClient
from server.vocabulary import PERMISSIONS

TIMEOUT = httpx.Timeout(10.0, connect=3.0)
NOT_AN_ADMIN = (
    "This account may not see the dashboard: it is for those who run the studio. Log in with such an account."
)
ENDED = "Your log-in has ended. Log in again to go on."
UNREACHABLE = "The job server does not answer."


class AdminClient(StudioClient):
    """The client of one visit, which renews its tokens only if no other tab has done so."""

    def __init__(self, url: str, visit: Visit, http: httpx.Client) -> None:
        super().__init__(url, visit.tokens, http=http, on_tokens=visit.keep)
        self._visit = visit

    def _renew(self) -> bool:
        with self._visit.lock:
            if self._visit.tokens is not self.tokens:
                self.tokens = self._visit.tokens
                return self.tokens is not None
            return super()._renew()


def api_url() -> str:
    """Where the job server is, as the dashboard's own process was told."""
    return str(st.secrets["api_url"])


@st.cache_resource(show_spinner=False)
def connections() -> httpx.Client:
    """One pool of connections for everybody; it holds nobody's tokens. Short patience: live pages ask again anyway."""
    return httpx.Client(timeout=TIMEOUT, limits=httpx.Limits(max_connections=100, max_keepalive_connections=20))


def current() -> Visit | None:
    """The visit of this tab, or the one that the browser's cookie names."""
    known = st.session_state.get("visit") or cookie.brought()
    visit = visits().find(known)
    if visit is None:
        if "visit" in st.session_state:
            end(ENDED)
        return None
    st.session_state["visit"] = visit.key
    return visit


def client() -> AdminClient:
    """The client of who is logged in; without one, the page is left for the door."""
    visit = current()
    if visit is None:
        st.rerun()
    return AdminClient(api_url(), visit, connections())


def log_in(email: str, password: str) -> str | None:
    """Log in; a sentence says why not."""
    asking = StudioClient(api_url(), http=connections())
    try:
        tokens = asking.log_in(email, password)
        account = asking.me()
        if not PERMISSIONS[account.role]:
            asking.log_out()
            return NOT_AN_ADMIN
    except ServerUnreachable:
        return f"{UNREACHABLE} Try again in a moment."
    except ApiError as error:
        return sentence(error)
    visit = visits().admit(account, asking.tokens or tokens)
    st.session_state["visit"] = visit.key
    st.session_state["plant"] = True
    return None


def log_out(visit: Visit) -> None:
    """End the log-in here and on the server, as far as it answers."""
    with suppress(ApiError, ServerUnreachable):  # there it ends by itself, in time
        AdminClient(api_url(), visit, connections()).log_out()
    visits().dismiss(visit)
    end(None)


def expire() -> None:
    """The server does not know this log-in any more."""
    visit = visits().find(st.session_state.get("visit"))
    if visit is not None:
        visits().dismiss(visit)
    end(ENDED)


def end(notice: str | None) -> None:
    """Forget all that this tab showed, and say why."""
    for name in list(st.session_state):
        del st.session_state[name]
    if notice:
        st.session_state["notice"] = notice


def sentence(error: ApiError) -> str:
    """What to tell of a refusal: the server's own sentence, with the fields it names."""
    reasons = [str(item.get("message") or "") for item in error.errors]
    return " ".join([error.detail, *(reason for reason in reasons if reason and reason not in error.detail)])
