from __future__ import annotations

import pytest
from fastapi.responses import JSONResponse

from server.admin.schemas import PartHealth
from tests.admin_dashboard import cast
from tests.admin_dashboard.conftest import Open, words_of
from tests.admin_dashboard.stand_in import StandIn

PAGES = ("overview", "jobs", "users", "health")


def test_the_overview_tells_of_users_films_and_credits(page: Open) -> None:
    app = page("overview")
    tiles = {metric.label: (metric.value, metric.delta) for metric in app.metric}
    assert tiles == {
        "Users": ("1,284", "9 active today"),
        "Films today": ("7", "2,409 projects"),
        "Jobs running": ("2", "1 queued"),
        "Failures, 14 days": ("6.8%", "9 of 132 jobs"),
        "Credits outstanding": ("9,310", "11,076 spent"),
        "Median render": ("1:14", "last 100 films"),
        "Revenue, 14 days": ("69.93 USD", "ever: 69.93 USD by stand-in, 1,254.00 USD by stripe"),
    }
    assert len(app.get("vega_lite_chart")) == 7


def test_a_studio_that_has_just_opened(page: Open, studio: StandIn) -> None:
    studio.statistics = cast.nothing_yet()
    studio.jobs.clear()
    app = page("overview")
    assert "Nothing has happened yet" in words_of(app)
    assert not app.get("vega_lite_chart")
    assert "No film has been asked for yet" in words_of(page("jobs"))


def test_users_are_found_by_address_and_name(page: Open) -> None:
    app = page("users")
    assert len(app.dataframe[0].value) == 50
    app.button(key="users_older").click().run()
    assert len(app.dataframe[0].value) == 12
    app.text_input(key="user_search").set_value("meera iyer").run()
    found = app.dataframe[0].value
    assert next(iter(found["user"])) == cast.CREATOR, "a search begins at the newest"
    assert set(found["name"]) == {"Meera Iyer"}
    app.text_input(key="user_search").set_value("nobody at all").run()
    assert "Nobody was found" in words_of(app)


def test_health_names_what_is_ill(page: Open, studio: StandIn) -> None:
    app = page("health")
    assert "All is well" in words_of(app)
    assert list(app.dataframe[0].value["worker"]) == ["worker-1@studio", "worker-2@studio"]
    ill = PartHealth(name="Storage", healthy=False, detail="The disk is full: free some space.")
    studio.health = studio.health.model_copy(update={"healthy": False, "parts": (ill,), "workers": (), "queues": ()})
    said = words_of(page("health"))
    assert "Something needs you" in said
    assert "Storage" in said
    assert "The disk is full" in said
    assert "No worker is running" in said


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_that_the_server_is_silent_and_recovers(page: Open, studio: StandIn, name: str) -> None:
    page(name)
    studio.stop()
    app = page(name)
    assert "The job server does not answer" in words_of(app)
    assert not app.exception
    studio.start()
    app = page(name)
    assert "The job server does not answer" not in words_of(app)
    assert app.dataframe or app.metric


def test_an_answer_of_another_version_is_a_sentence_too(page: Open, studio: StandIn) -> None:
    studio.health = JSONResponse({"healthy": "who knows"})  # type: ignore[assignment]  # sent as it is
    app = page("health")
    assert "answer was not understood" in words_of(app)
    assert not app.exception
