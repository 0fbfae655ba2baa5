"""A stand-in job server for each test, and the dashboard on top of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

import admin_dashboard
from admin_dashboard.visits import visits
from server.accounts.schemas import Account
from tests.admin_dashboard.stand_in import PASSWORD, StandIn

Open = Callable[[str], AppTest]


@pytest.fixture
def studio() -> Iterator[StandIn]:
    """A job server."""
    studio = StandIn()
    studio.start()
    yield studio
    studio.stop()


@pytest.fixture
def app(studio: StandIn) -> AppTest:
    """The dashboard, before anybody came."""
    app = AppTest.from_file(str(Path(admin_dashboard.__file__).with_name("app.py")), default_timeout=20)
    app.secrets["api_url"] = studio.url
    return app


@pytest.fixture
def door(app: AppTest) -> AppTest:
    """The dashboard, at its door."""
    return app.run()


@pytest.fixture
def page(app: AppTest, studio: StandIn) -> Open:
    """Opens a page for an admin."""
    admin = studio.users[0]
    app.session_state["visit"] = visits().admit(Account.model_validate(admin), studio.issue(admin.id)).key

    def opened(name: str) -> AppTest:
        app._page_hash = calc_hash("" if name == "overview" else name)  # switch_page() knows files alone
        return app.run()

    return opened


def log_in(app: AppTest, email: str, password: str = PASSWORD) -> AppTest:
    app.text_input(key="email").set_value(email)
    app.text_input(key="password").set_value(password)
    return app.button[0].click().run()


def words_of(app: AppTest) -> str:
    """All that the page says, in its elements' own order of kinds."""
    kinds = ("title", "subheader", "markdown", "caption", "text", "error", "warning", "info", "success", "toast")
    said = [str(getattr(element, "value", "")) for kind in kinds for element in app.get(kind)]
    said += [f"{metric.label} {metric.value} {metric.delta}" for metric in app.metric]
    return "\n".join(said)
