from __future__ import annotations

import re
from uuid import UUID

from streamlit.testing.v1 import AppTest

from admin_dashboard.job_card import CHOSEN
from server.vocabulary import JobStatus
from tests.admin_dashboard.cast import EVIL_TITLE
from tests.admin_dashboard.conftest import Open, words_of
from tests.admin_dashboard.stand_in import StandIn

WAITING, RUNNING, FAILED, WICKED, CANCELLED = 0, 1, 3, 4, 5


def choose(app: AppTest, job_id: UUID) -> AppTest:
    """What a click on the row comes to; the click itself is the browser test's."""
    app.session_state[CHOSEN] = str(job_id)
    return app.run()


def statuses(app: AppTest) -> list[str]:
    return [status for (status,) in app.dataframe[0].value["status"]]


def test_the_table_follows_the_server(page: Open, studio: StandIn) -> None:
    app = page("jobs")
    first = app.dataframe[0].value
    assert len(first) == 25
    assert list(first["progress"])[:3] == [0, 63, 18]
    studio.amend(studio.jobs[RUNNING].id, progress=64)
    assert list(page("jobs").dataframe[0].value["progress"])[:3] == [0, 64, 18]


def test_jobs_are_filtered_searched_and_paged(page: Open) -> None:
    app = page("jobs")
    app.button(key="jobs_older").click().run()
    assert "Page 2" in words_of(app)
    app.button(key="jobs_newer").click().run()
    assert app.button(key="jobs_newer").disabled
    app.segmented_control(key="job_status").set_value("Processing").run()
    assert statuses(app) == ["Processing", "Processing"]
    app.segmented_control(key="job_status").set_value("All").run()
    app.text_input(key="job_search").set_value("MEERA moon").run()
    assert list(app.dataframe[0].value["film"]) == ["A letter to the moon"]
    app.text_input(key="job_search").set_value("no such film").run()
    assert "None of the 56 jobs looked through fits" in words_of(app)


def test_a_failed_job_shows_its_error_and_is_begun_again(page: Open, studio: StandIn) -> None:
    job = studio.jobs[FAILED]
    app = choose(page("jobs"), job.id)
    assert "ran out of memory" in words_of(app)
    steps = app.dataframe[1].value
    assert list(steps["step"])[:3] == ["Plan", "Shot 1", "Shot 2"]
    assert [state for (state,) in steps["state"]].count("Dropped") == 6
    app.button(key="job_retry").click().run()
    assert not studio.acts, "it asks first"
    app.button(key="job_retry_sure").click().run()
    assert studio.acts == [("retry", job.id)]
    assert statuses(app)[FAILED] == "Queued", "the table shows it at once"
    assert "ran out of memory" not in words_of(app)
    assert app.button(key="job_cancel").label == "Cancel job"


def test_a_job_at_work_is_cancelled(page: Open, studio: StandIn) -> None:
    job = studio.jobs[RUNNING]
    app = choose(page("jobs"), job.id)
    app.button(key="job_cancel").click().run()
    assert "given back" in words_of(app)
    app.button(key="job_cancel_no").click().run()
    app.button(key="job_cancel").click().run()
    app.button(key="job_cancel_sure").click().run()
    assert studio.acts == [("cancel", job.id)]
    assert statuses(app)[RUNNING] == "Cancelled"


def test_a_job_that_leaves_the_filter_stays_on_its_card(page: Open, studio: StandIn) -> None:
    app = page("jobs")
    app.segmented_control(key="job_status").set_value("Failed").run()
    choose(app, studio.jobs[FAILED].id)
    app.button(key="job_retry").click().run()
    app.button(key="job_retry_sure").click().run()
    assert "No job is failed at the moment" in words_of(app)
    assert "Not in this list any more" in words_of(app)
    assert app.button(key="job_cancel").label == "Cancel job", "as the answer told: it is queued"


def test_the_mark_stays_on_the_job_when_others_come_in(page: Open, studio: StandIn) -> None:
    job = studio.jobs[RUNNING]
    app = choose(page("jobs"), job.id)
    newcomer = studio.jobs[WAITING].model_copy(update={"id": UUID(int=77)})
    studio.jobs.insert(0, newcomer)
    app.run()
    assert app.session_state["jobs_table"]["selection"]["rows"] == [RUNNING + 1]
    assert app.session_state[CHOSEN] == str(job.id)


def test_a_refusal_is_read_and_changes_nothing(page: Open, studio: StandIn) -> None:
    app = choose(page("jobs"), studio.jobs[CANCELLED].id)
    studio.refuse_acts = "Another film of this project is being made."
    app.button(key="job_retry").click().run()
    app.button(key="job_retry_sure").click().run()
    assert "Another film of this project is being made" in words_of(app)
    assert studio.jobs[CANCELLED].status is JobStatus.CANCELLED
    assert not app.exception


def test_a_server_that_goes_silent_in_the_middle_of_an_act(page: Open, studio: StandIn) -> None:
    app = choose(page("jobs"), studio.jobs[FAILED].id)
    app.button(key="job_retry").click().run()
    studio.stop()
    app.button(key="job_retry_sure").click().run()
    assert "The job server does not answer" in words_of(app)
    assert not app.exception


def test_a_title_is_never_read_as_markup(page: Open, studio: StandIn) -> None:
    app = choose(page("jobs"), studio.jobs[WICKED].id)
    assert EVIL_TITLE in list(app.dataframe[0].value["film"])
    said = "\n".join(element.value for element in app.markdown)
    assert "onerror" in said
    for mark in ("<img", "![x](", ":red[", "**bold**", "$x$"):
        assert mark in EVIL_TITLE
        assert not re.search(r"(?<!\\)" + re.escape(mark), said), mark
