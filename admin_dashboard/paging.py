"""Going through a list page by page, the newest first, by the server's cursors."""

from __future__ import annotations

import streamlit as st

from admin_dashboard.words import count


class Pages:
    """Where somebody is in a list. What is looked for has changed: back to the newest."""

    def __init__(self, name: str, looked_for: object) -> None:
        self._name = name
        state = st.session_state
        if state.get(f"{name}_looked_for") != looked_for:
            state[f"{name}_looked_for"] = looked_for
            state[f"{name}_cursors"] = []
        self._cursors: list[str] = state.setdefault(f"{name}_cursors", [])

    @property
    def cursor(self) -> str | None:
        """Of the page that is shown; None is the newest."""
        return self._cursors[-1] if self._cursors else None

    def turn(self, older: str | None, shown: int, noun: str) -> None:
        """Buttons to the pages beside this one."""
        if not self._cursors and not older:
            if shown:
                st.caption(count(shown, noun))
            return
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.button(
                "Newer",
                icon=":material/chevron_left:",
                key=f"{self._name}_newer",
                disabled=not self._cursors,
                on_click=self._back,
            )
            st.button(
                "Older",
                icon=":material/chevron_right:",
                icon_position="right",
                key=f"{self._name}_older",
                disabled=older is None,
                on_click=self._on,
                args=(older,),
            )
            st.caption(f"Page {len(self._cursors) + 1} · {count(shown, noun)}", width="content")

    def _back(self) -> None:
        if self._cursors:
            self._cursors.pop()

    def _on(self, older: str | None) -> None:
        if older is not None:
            self._cursors.append(older)
