"""Health: the parts the studio stands on, its queues and its workers."""

from __future__ import annotations

from datetime import UTC, datetime

import streamlit as st

from admin_dashboard import session, theme
from admin_dashboard.live import told
from admin_dashboard.tables import height_of, pills
from admin_dashboard.words import ago, clock, count, plain
from server.admin.schemas import PartHealth, QueueHealth, SystemHealth, WorkerHealth


def show() -> None:
    """All of it, every two seconds."""
    _live()


@st.fragment(run_every="2s")
def _live() -> None:
    with told():
        health = session.client().system_health()
        _verdict(health)
        _parts(health.parts)
        _queues(health.queues)
        _workers(health.workers)


def _verdict(health: SystemHealth) -> None:
    steps = f"{count(health.steps_running, 'step')} running, {health.steps_waiting:,} waiting"
    work = f"{steps}. Version {plain(health.version)}"
    if health.healthy:
        st.success(f"**All is well.** {work}.", icon=":material/check_circle:")
    else:
        ill = [part.name for part in health.parts if not part.healthy]
        what = f"Look at {plain(', '.join(ill))}." if ill else "See below."
        st.error(f"**Something needs you.** {what} {work}.", icon=":material/warning:")


def _parts(parts: tuple[PartHealth, ...]) -> None:
    st.subheader("Parts", anchor=False)
    with st.container(horizontal=True, key="parts"):
        for part in parts:
            with st.container(border=True, height="stretch"):
                with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
                    st.markdown(f"**{plain(part.name[:1].upper() + part.name[1:])}**", width="content")
                    if part.healthy:
                        st.badge("Healthy", icon=":material/check:", color="green")
                    else:
                        st.badge("Not healthy", icon=":material/close:", color="red")
                st.caption(plain(part.detail))


def _queues(queues: tuple[QueueHealth, ...]) -> None:
    st.subheader("Queues", anchor=False)
    if not queues:
        st.info("No queue answers.", icon=":material/inbox:")
        return
    with st.container(horizontal=True, key="queues"):
        for queue in queues:
            oldest = "nothing waits" if queue.oldest_seconds is None else f"oldest waits {clock(queue.oldest_seconds)}"
            st.metric(
                plain(queue.name.capitalize()),
                f"{queue.waiting:,}",
                oldest,
                delta_color="off",
                delta_arrow="off",
                border=True,
            )


def _workers(workers: tuple[WorkerHealth, ...]) -> None:
    st.subheader("Workers", anchor=False)
    if not workers:
        st.warning("No worker is running: films wait until one starts.", icon=":material/engineering:")
        return
    now = datetime.now(UTC)
    states = {state.title(): theme.OTHER_PILL for state in sorted({worker.state for worker in workers})}
    states |= {state.title(): colour for state, colour in theme.WORKER_PILLS.items()}
    rows = {
        "state": [[worker.state.title()] for worker in workers],
        "worker": [worker.name for worker in workers],
        "queues": [", ".join(worker.queues) for worker in workers],
        "job": [str(worker.current_job_id or "") for worker in workers],
        "seen": [ago(worker.last_seen, now) for worker in workers],
        "finished": [worker.finished for worker in workers],
        "failed": [worker.failed for worker in workers],
    }
    column = st.column_config
    st.dataframe(
        rows,
        key="workers_table",
        height=height_of(len(workers), most=16),
        hide_index=True,
        alt="Workers",
        column_config={
            "state": pills("State", states, 100),
            "worker": column.TextColumn("Worker", width=200),
            "queues": column.TextColumn("Queues", width=130),
            "job": column.TextColumn("Current job", width=290),
            "seen": column.TextColumn("Last seen", width=95),
            "finished": column.NumberColumn("Finished", format="localized", width=80),
            "failed": column.NumberColumn("Failed", format="localized", width=70),
        },
    )
