"""What every live part does when the server says no, or nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st
from pydantic import ValidationError

from admin_dashboard import session
from admin_dashboard.words import plain
from server.client import ApiError, ServerUnreachable

log = logging.getLogger(__name__)


@contextmanager
def told() -> Iterator[None]:
    """Turn an error of the server's into a sentence in its place. Live parts ask again, so it goes away by itself."""
    try:
        yield
    except ServerUnreachable:
        st.error(
            f"**{session.UNREACHABLE}** This page looks for it every few seconds and goes on by itself.",
            icon=":material/cloud_off:",
        )
    except ValidationError as odd:
        log.warning("An answer of the job server's is not a %s: %s", odd.title, odd.errors(include_input=False)[:1])
        st.error(
            "**The job server's answer was not understood.** It is probably of another version than this dashboard: "
            "start both from the same one. This page tries again by itself.",
            icon=":material/difference:",
        )
    except ApiError as error:
        if error.status == 401:
            session.expire()
            st.rerun()
        st.error(plain(session.sentence(error)), icon=":material/error:")
