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
