"""The overview: users, films and credits in figures."""

from __future__ import annotations

import streamlit as st

from admin_dashboard import charts, session, theme
from admin_dashboard.live import told
from admin_dashboard.words import NOTHING, clock, count, language
from server.admin.schemas import Statistics
from server.vocabulary import JobStatus, Tier


def show() -> None:
    """All of it, every five seconds."""
    _live()


@st.fragment(run_every="5s")
def _live() -> None:
    with told():
        figures = session.client().statistics()
        _headlines(figures)
        _fortnight(figures)
        _shares(figures)


def _headlines(figures: Statistics) -> None:
    today = figures.days[-1] if figures.days else None
    jobs = figures.jobs_by_status
    running, queued = jobs.get(JobStatus.PROCESSING, 0), jobs.get(JobStatus.QUEUED, 0)
    tiles = (
        ("Users", f"{figures.users:,}", f"{today.active_users:,} active today" if today else None),
        ("Films today", f"{today.films:,}" if today else NOTHING, count(figures.projects, "project")),
        ("Jobs running", f"{running:,}", f"{queued:,} queued"),
        ("Failures, 14 days", *_failure_rate(figures)),
        ("Credits outstanding", f"{figures.credits_outstanding:,}", f"{figures.credits_spent:,} spent"),
        ("Median render", clock(figures.median_render_seconds), "last 100 films"),
        ("Revenue, 14 days", *_revenue(figures)),
    )
    with st.container(horizontal=True, key="headlines"):
        for label, value, note in tiles:
            st.metric(label, value, note, delta_color="off", delta_arrow="off", border=True)


def _failure_rate(figures: Statistics) -> tuple[str, str]:
    """Of the jobs that ended by themselves in the last fourteen days."""
    films, failed = sum(day.films for day in figures.days), sum(day.failed for day in figures.days)
    rate = f"{failed / (films + failed):.1%}" if films + failed else NOTHING
    return rate, f"{failed:,} of {films + failed:,} jobs"


def _revenue(figures: Statistics) -> tuple[str, str]:
    """What came in, and by whom: the stand-in's is no money, and is told apart."""
    lately = sum(day.revenue_cents for day in figures.days)
    ever = ", ".join(f"{_money(cents, figures)} by {who}" for who, cents in sorted(figures.revenue_cents.items()))
    return _money(lately, figures), f"ever: {ever}" if ever else "nothing yet"


def _money(cents: int, figures: Statistics) -> str:
    return f"{cents / 100:,.2f} {figures.currency.upper()}"


def _fortnight(figures: Statistics) -> None:
    with st.container(border=True):
        st.markdown("**The last 14 days**")
        if any(day.films or day.failed or day.active_users for day in figures.days):
            st.altair_chart(charts.fortnight(figures.days), key="fortnight", alt="Films, failures and users by day")
        else:
            st.caption("Nothing has happened yet: films, failures and active users will show here day by day.")


def _shares(figures: Statistics) -> None:
    tiers = {tier.value.title(): figures.users_by_tier.get(tier, 0) for tier in Tier}
    statuses = {status.value.title(): figures.jobs_by_status.get(status, 0) for status in JobStatus}
    ranked = sorted(figures.languages.items(), key=lambda item: (-item[1], item[0]))
    languages = {language(code): number for code, number in ranked}
    colours = {status.value.title(): colour for status, colour in theme.STATUS_COLOURS.items()}
    shares: tuple[tuple[str, str, dict[str, int], dict[str, str] | None], ...] = (
        ("Jobs by status", "statuses", statuses, colours),
        ("Users by tier", "tiers", tiers, None),
        ("Films by language", "languages", languages, None),
        ("Why jobs failed", "failures", _named(figures.failures), None),
        ("Music chosen", "music", _named(figures.music), None),
        ("Voices chosen", "voices", figures.voices, None),
    )
    for row in (shares[:3], shares[3:]):
        for column, (title, key, numbers, shown) in zip(st.columns(3), row, strict=True):
            with column.container(border=True, height="stretch"):
                st.markdown(f"**{title}**")
                if any(numbers.values()):
                    st.altair_chart(charts.ranking(numbers, shown), key=key, alt=title)
                else:
                    st.caption("None yet.")


def _named(numbers: dict[str, int]) -> dict[str, int]:
    """What has a code, as people read it."""
    return {code.replace("_", " ").replace("-", " ").capitalize(): number for code, number in numbers.items()}
