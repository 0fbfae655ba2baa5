"""What the tables share. Cells are plain text: nothing in them is read as Markdown or HTML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from admin_dashboard.words import aware

ROW_PX, BORDER_PX = 35, 3


def height_of(rows: int, most: int) -> int:
    """Pixels that show all rows, up to `most`; beyond that a table scrolls inside."""
    return (min(max(rows, 1), most) + 1) * ROW_PX + BORDER_PX


def pills(label: str, colours: Mapping[str, str], width: int) -> ColumnConfig:
    """A column of words in their colours; a cell is a list of one."""
    return st.column_config.MultiselectColumn(
        label, options=list(colours), color=list(colours.values()), width=width, disabled=True
    )


def moments(times: Sequence[datetime | None]) -> list[datetime | None]:
    """Times as the reader's own clock shows them."""
    here = zone()
    return [aware(moment).astimezone(here) if moment else None for moment in times]


def zone() -> ZoneInfo:
    """The reader's time zone."""
    try:
        return ZoneInfo(st.context.timezone or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def mark(table: str, ids: Sequence[str], chosen: str | None) -> None:
    """Keep the mark on what is chosen: a table knows rows by place, and places shift when something comes in."""
    wanted = {"rows": [ids.index(chosen)] if chosen in ids else [], "columns": [], "cells": []}
    found = st.session_state.get(table, {}).get("selection", {"rows": [], "columns": [], "cells": []})
    if any(list(found[kind]) != places for kind, places in wanted.items()):
        st.session_state[table] = {"selection": wanted}


def marked(table: str, shown: Sequence[str]) -> str | None:
    """A row was ticked, or a cell of it clicked: the id that stood there."""
    found = st.session_state[table]["selection"]
    rows = [place for place, _ in found["cells"]] or found["rows"]
    return shown[rows[0]] if rows and rows[0] < len(shown) else None
