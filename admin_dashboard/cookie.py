"""The cookie that lets a log-in survive a reload.

Streamlit cannot set one, so a page that has just logged somebody in shows a picture of one pixel, whose address holds a
ticket: the answer carries the cookie. It names a visit and is no token; no script can read it, no other site send it.
"""

from __future__ import annotations

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from admin_dashboard.visits import IDLE_S, Visit, visits

NAME = "studio_admin"
PIXEL = bytes.fromhex("47494638396101000100800000000000ffffff21f90401000000002c000000000100010000020144003b")


def remember_route() -> Route:
    """Where the picture is."""
    return Route("/remember/{ticket}", remember, methods=["GET"])


async def remember(request: Request) -> Response:
    """Give a ticket's holder the cookie."""
    answer = Response(PIXEL, media_type="image/gif", headers={"Cache-Control": "no-store"})
    key = visits().redeem(request.path_params["ticket"])
    if key is not None:
        secure = request.url.scheme == "https" or request.headers.get("x-forwarded-proto") == "https"
        answer.set_cookie(NAME, key, max_age=IDLE_S, httponly=True, samesite="strict", secure=secure)
    return answer


def plant(visit: Visit) -> None:
    """Have the browser fetch the cookie."""
    ticket = visits().ticket(visit)
    st.html(f'<img src="remember/{ticket}" alt="" width="1" height="1" style="position:absolute;opacity:0">')


def brought() -> str | None:
    """The name that this browser came with."""
    name = st.context.cookies.get(NAME)
    return str(name) if name else None
