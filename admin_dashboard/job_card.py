"""One job: its steps, its error, and the buttons to retry or cancel it, each asked about once more."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from uuid import UUID

import streamlit as st

from admin_dashboard import session, theme
from admin_dashboard.session import AdminClient
from admin_dashboard.tables import height_of, pills
from admin_dashboard.words import ago, count, plain, took
from server.admin.schemas import AdminJob
from server.client import ApiError, ServerUnreachable
from server.jobs.schemas import Job, Step
from server.vocabulary import JobStatus, StepKind, StepState

CHOSEN, SEEN, ASKING, REFUSAL, DONE = "job_chosen", "job_seen", "job_asking", "job_refusal", "job_done"
BADGES: dict[JobStatus, tuple[Literal["blue", "orange", "green", "red", "gray"], str]] = {
    JobStatus.QUEUED: ("blue", ":material/schedule:"),
    JobStatus.PROCESSING: ("orange", ":material/autorenew:"),
    JobStatus.COMPLETED: ("green", ":material/check:"),
    JobStatus.FAILED: ("red", ":material/error:"),
    JobStatus.CANCELLED: ("gray", ":material/block:"),
}
STATE_PILLS = {state.value.title(): colour for state, colour in theme.STEP_PILLS.items()}


def chosen() -> str | None:
    """The id of the job that is looked at."""
    found = st.session_state.get(CHOSEN)
    return str(found) if found else None


def choose(job_id: str | None) -> None:
    """Look at another job, or at none."""
    st.session_state[CHOSEN] = job_id
    for name in (SEEN, ASKING, REFUSAL):
        st.session_state.pop(name, None)


def show(client: AdminClient, listed: Sequence[AdminJob]) -> None:
    """The chosen job: as the list has it, or as it was last seen once it has left the list."""
    if done := st.session_state.pop(DONE, None):
        st.toast(done, icon=":material/check:")
    job = next((job for job in listed if str(job.id) == chosen()), None)
    if job is not None:
        st.session_state[SEEN] = job
    seen: AdminJob | None = st.session_state.get(SEEN) if chosen() else None
    if seen is None:
        with st.container(border=True, key="job_none"):
            st.markdown("**No job is chosen**")
            st.caption("Click a job in the table to see its steps, and to retry or cancel it.")
        return
    with st.container(border=True, key="job_card"):
        _head(seen, gone=job is None)
        with st.container(key="job_buttons"):
            _buttons(client, seen)
        _steps(seen.steps)


def _head(job: AdminJob, *, gone: bool) -> None:
    colour, icon = BADGES[job.status]
    st.markdown(f"#### {plain(job.project_title)}", anchors=False)
    st.badge(job.status.value.title(), icon=icon, color=colour)
    if job.status is JobStatus.PROCESSING:
        st.progress(min(max(job.progress, 0), 100), text=plain(f"{job.progress}% · {job.current_step or 'starting'}"))
    st.text(job.user_email)
    facts = [count(job.credits, "credit"), f"asked for {ago(job.created_at)}"]
    if job.started_at:
        facts.append(f"started {ago(job.started_at)}")
    if job.started_at and job.completed_at:
        facts.append(f"took {took(job.started_at, job.completed_at)}")
    st.caption(f"{' · '.join(facts)}  \n`{job.id}`")
    if gone:
        st.caption(":material/history: Not in this list any more: as it was last seen.")
    if job.error_message or job.error_code:
        st.error(f"{plain(job.error_message or 'It failed.')} ({plain(job.error_code or 'unknown')})")


def _buttons(client: AdminClient, job: AdminJob) -> None:
    refusal = st.session_state.get(REFUSAL)
    if refusal:
        st.warning(plain(refusal), icon=":material/block:")
    if job.status in (JobStatus.FAILED, JobStatus.CANCELLED):
        act, label, icon, question = "retry", "Retry", ":material/replay:", "Begin it again, at its old price?"
    elif not job.status.is_final:
        act, label, icon = "cancel", "Cancel job", ":material/stop_circle:"
        question = "Stop this film? What was taken for it is given back to its creator."
    else:
        return
    if st.session_state.get(ASKING) != (act, str(job.id)):
        st.button(label, icon=icon, key=f"job_{act}", on_click=_ask, args=(act, job.id))
        return
    st.markdown(f"**{question}**")
    with st.container(horizontal=True, gap="small"):
        sure = "Yes, retry" if act == "retry" else "Yes, cancel it"
        st.button(sure, type="primary", key=f"job_{act}_sure", on_click=_act, args=(client, act, job.id))
        st.button("No, leave it", key=f"job_{act}_no", on_click=_ask, args=(None, job.id))


def _ask(act: str | None, job_id: UUID) -> None:
    st.session_state.pop(REFUSAL, None)
    st.session_state[ASKING] = (act, str(job_id))


def _act(client: AdminClient, act: str, job_id: UUID) -> None:
    """Do what was confirmed. The table is asked for right after this, and shows it."""
    st.session_state.pop(ASKING, None)
    st.session_state.pop(REFUSAL, None)
    try:
        job = client.admin_retry_job(job_id) if act == "retry" else client.admin_cancel_job(job_id)
    except ApiError as error:
        st.session_state[REFUSAL] = session.sentence(error)
    except ServerUnreachable:
        st.session_state[REFUSAL] = f"{session.UNREACHABLE} Nothing was changed; try again when it is back."
    else:
        _amend(job)
        st.session_state[DONE] = "The job begins again." if act == "retry" else "The job is cancelled."


def _amend(job: Job) -> None:
    """What the card shows is out of date where it speaks of the job itself."""
    seen: AdminJob | None = st.session_state.get(SEEN)
    if seen is not None and seen.id == job.id:
        news = {name: getattr(job, name) for name in Job.model_fields}
        st.session_state[SEEN] = seen.model_copy(update=news)


def _steps(steps: Sequence[Step]) -> None:
    if not steps:
        st.caption("No steps yet.")
        return
    rows = {
        "step": [_name(step) for step in steps],
        "state": [[step.state.value.title()] for step in steps],
        "done": [100 if step.state is StepState.DONE else int(step.done * 100) for step in steps],
        "attempt": [step.attempt for step in steps],
        "worker": [step.worker or "" for step in steps],
        "took": [took(step.started_at, step.finished_at) if step.worker else "" for step in steps],
    }
    column = st.column_config
    st.dataframe(
        rows,
        key="steps_table",
        height=height_of(len(steps), most=10),
        hide_index=True,
        alt="Steps",
        column_config={
            "step": column.TextColumn("Step", width=85),
            "state": pills("State", STATE_PILLS, 88),
            "done": column.ProgressColumn("Done", min_value=0, max_value=100, format="%d%%", width=95),
            "attempt": column.NumberColumn("Attempt", width=65),
            "worker": column.TextColumn("Worker", width=130),
            "took": column.TextColumn("Took", width=60, alignment="right"),
        },
    )


def _name(step: Step) -> str:
    return f"Shot {step.number + 1}" if step.kind is StepKind.SHOT else step.kind.value.title()
