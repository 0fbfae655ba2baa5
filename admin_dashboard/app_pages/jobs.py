"""The jobs: what is being made, for whom, how far it is; and a hand on the brake."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from admin_dashboard import job_card, session, theme
from admin_dashboard.finding import find_jobs
from admin_dashboard.live import told
from admin_dashboard.paging import Pages
from admin_dashboard.tables import height_of, mark, marked, moments, pills
from admin_dashboard.words import took
from server.admin.schemas import AdminJob
from server.vocabulary import JobStatus

ALL = "All"
TABLE = "jobs_table"
STATUS_PILLS = {status.value.title(): colour for status, colour in theme.STATUS_PILLS.items()}


def show() -> None:
    """All of it, every two seconds."""
    _live()


@st.fragment(run_every="2s")
def _live() -> None:
    status, search = _looked_for()
    pages = Pages("jobs", (status, search))
    with st.container(key="jobs_split"):
        table, card = st.columns([1.75, 1], gap="medium")
    with told():
        client = session.client()
        with table:
            found = find_jobs(client, status, search, pages.cursor)
            if found.items:
                _table(found.items)
            else:
                st.info(_nothing(status, search, found.looked_at), icon=":material/movie_off:")
            pages.turn(found.next_cursor, len(found.items), "job")
            if search and found.items:
                st.caption(f"Looked through {found.looked_at:,} jobs.")
        with card:
            job_card.show(client, found.items)


def _looked_for() -> tuple[JobStatus | None, str]:
    with st.container(horizontal=True, vertical_alignment="center", key="job_filters"):
        chosen = st.segmented_control(
            "Status",
            [ALL, *STATUS_PILLS],
            default=ALL,
            required=True,
            key="job_status",
            label_visibility="collapsed",
        )
        search = st.text_input(
            "Search jobs",
            key="job_search",
            placeholder="Film, e-mail or job id",
            icon=":material/search:",
            label_visibility="collapsed",
            max_chars=200,
            width=300,
        )
    return (None if chosen in (None, ALL) else JobStatus(chosen.lower())), search.strip()


def _nothing(status: JobStatus | None, search: str, looked_at: int) -> str:
    if search:
        return f"None of the {looked_at:,} jobs looked through fits. Older ones are behind “Older”, if it is there."
    return f"No job is {status.value} at the moment." if status else "No film has been asked for yet."


def _table(jobs: Sequence[AdminJob]) -> None:
    rows = {
        "status": [[job.status.value.title()] for job in jobs],
        "film": [job.project_title for job in jobs],
        "progress": [job.progress for job in jobs],
        "whose": [job.user_email for job in jobs],
        "credits": [job.credits for job in jobs],
        "took": [took(job.started_at, job.completed_at) for job in jobs],
        "started": moments([job.started_at for job in jobs]),
        "created": moments([job.created_at for job in jobs]),
    }
    ids = [str(job.id) for job in jobs]
    st.session_state["jobs_shown"] = ids
    mark(TABLE, ids, job_card.chosen())
    column = st.column_config
    st.dataframe(
        rows,
        key=TABLE,
        on_select=lambda: job_card.choose(marked(TABLE, st.session_state.get("jobs_shown", []))),
        selection_mode=("single-row", "single-cell"),
        height=height_of(len(jobs), most=15),
        hide_index=True,
        placeholder="–",
        alt="Jobs",
        column_config={
            "status": pills("Status", STATUS_PILLS, 108),
            "film": column.TextColumn("Film", width=190),
            "progress": column.ProgressColumn("Progress", min_value=0, max_value=100, format="%d%%", width=115),
            "whose": column.TextColumn("Whose", width=180),
            "credits": column.NumberColumn("Credits", width=65),
            "took": column.TextColumn("Took", width=65, alignment="right"),
            "started": column.DatetimeColumn("Started", format="D MMM, HH:mm", width=115),
            "created": column.DatetimeColumn("Asked for", format="D MMM, HH:mm", width=115),
        },
    )
