"""The overview's charts, as Altair's specifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from admin_dashboard import theme
from server.admin.schemas import Day

FILMS, FAILED, ACTIVE = "Films", "Failed", "Active users"


def fortnight(days: Sequence[Day]) -> alt.LayerChart | alt.FacetChart:
    """Films and failures as bars, active users as a line, day by day."""
    films = alt.InlineData(
        [
            {"day": day.day.isoformat(), "what": what, "number": number}
            for day in days
            for what, number in ((FILMS, day.films), (FAILED, day.failed), (ACTIVE, day.active_users))
        ]
    )
    what = alt.Color(
        "what:N",
        title=None,
        sort=[FILMS, FAILED, ACTIVE],
        scale=alt.Scale(domain=[FILMS, FAILED, ACTIVE], range=[theme.EMBER, theme.RED, theme.BLUE]),
        legend=alt.Legend(orient="top", symbolType="circle", padding=0, offset=8),
    )
    base = alt.Chart(films).encode(
        x=alt.X(
            "yearmonthdate(day):O",
            title=None,
            axis=alt.Axis(format="%-d %b", labelAngle=0, labelOverlap="greedy", ticks=False, domainColor="#4A3233"),
        ),
        y=alt.Y("number:Q", title=None, axis=alt.Axis(tickMinStep=1, tickCount=5, gridColor="#35242A")),
        color=what,
        order=alt.Order("what:N", sort="descending"),
        tooltip=[
            alt.Tooltip("yearmonthdate(day):O", title="Day (UTC)", format="%a %-d %b"),
            alt.Tooltip("what:N", title="What"),
            alt.Tooltip("number:Q", title="Number"),
        ],
    )
    bars = base.transform_filter(alt.datum.what != ACTIVE).mark_bar(cornerRadiusEnd=2, size=18)
    line = base.transform_filter(alt.datum.what == ACTIVE).mark_line(
        point=alt.OverlayMarkDef(size=36, filled=True), strokeWidth=2, interpolate="monotone"
    )
    return alt.layer(bars, line).properties(height=300)


def ranking(
    numbers: Mapping[str, int], colours: Mapping[str, str] | None = None, most: int = 8
) -> alt.LayerChart | alt.FacetChart:
    """Names with a bar and a figure each, in their given order; what is beyond `most` is summed up."""
    items = list(numbers.items())
    if len(items) > most:
        items = [*items[: most - 1], ("Others", sum(number for _, number in items[most - 1 :]))]
    rows = alt.InlineData([{"name": name, "number": number} for name, number in items])
    names = [name for name, _ in items]
    colour = (
        alt.Color("name:N", legend=None, scale=alt.Scale(domain=names, range=[colours[name] for name in names]))
        if colours
        else alt.value(theme.EMBER)
    )
    base = alt.Chart(rows).encode(
        y=alt.Y(
            "name:N",
            sort=names,
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=110, minExtent=72),
        ),
        x=alt.X("number:Q", title=None, axis=None),
        tooltip=[alt.Tooltip("name:N", title="What"), alt.Tooltip("number:Q", title="Number", format=",")],
    )
    bars = base.mark_bar(cornerRadiusEnd=3, size=14).encode(color=colour)
    figures = base.mark_text(align="left", dx=6, color=theme.CREAM).encode(text=alt.Text("number:Q", format=","))
    # Streamlit takes some 20 pixels of it for its own padding.
    return alt.layer(bars, figures).properties(height=26 * len(items) + 24)
