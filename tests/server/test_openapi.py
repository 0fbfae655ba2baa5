"""The OpenAPI document is complete, its examples run, and no answer is one that it does not tell of (schemathesis)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from hypothesis.strategies import SearchStrategy
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    allow_header_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from server.answers import PROBLEM_JSON
from server.edge import API
from server.examples import EXAMPLES
from server.openapi import operations
from server.vocabulary import Role
from tests.server.running import Served
from tests.server.test_authorisation import ROUTES, Owner, Whose, ask, bodies_of

CASES = 3
"""Of each kind, for each operation and role: five roles take about a minute on two quiet cores."""
TOLD_OTHERWISE = {
    ("POST", "/auth/verify-email"): 422,
    ("POST", "/auth/reset-password"): 422,
    ("POST", "/auth/refresh"): 401,
    ("POST", "/auth/oauth/exchange"): 422,
    ("POST", "/auth/login"): 401,
    ("POST", "/media/uploads/{token}"): 404,
    ("POST", "/billing/webhooks/{provider}"): 422,
    ("POST", "/projects/{project_id}/share"): 409,
    ("POST", "/subscriptions/upgrade"): 409,
}
"""What needs a secret that no example has, a film that is finished, or less than an owner's tier."""


def document(api: Served) -> dict[str, Any]:
    told: dict[str, Any] = api.http.get("openapi.json").json()
    return told


def test_every_operation_is_told_whole(api: Served) -> None:
    told = document(api)
    ids = Counter(operation["operationId"] for _, _, operation in operations(told))
    assert max(ids.values()) == 1, ids.most_common(2)
    assert set(told["components"]["securitySchemes"]) == {"AccessToken", "ApiKey"}
    assert "HTTPValidationError" not in str(told)
    for path, method, operation in operations(told):
        where = (method.upper(), path.removeprefix(API))
        assert operation["summary"], where
        assert operation["description"], where
        whose, scope = ROUTES[where]
        names = [name for one in operation.get("security", ()) for name in one]
        wanted = [] if whose is Whose.ANYBODY else ["AccessToken"] + ["ApiKey"] * (scope is not None)
        assert names == wanted, where
        errors = {int(status): answer for status, answer in operation["responses"].items() if int(status) >= 400}
        assert {503} | ({401, 403} if names else {429}) <= set(errors), where
        for answer in errors.values():
            assert list(answer["content"]) == [PROBLEM_JSON], where
            assert answer["content"][PROBLEM_JSON]["schema"] == {"$ref": "#/components/schemas/Problem"}


def test_every_body_has_an_example_and_no_other_is_told(api: Served) -> None:
    told = document(api)
    bodies = {body for _, _, operation in operations(told) for body in bodies_of(operation)}
    assert bodies == set(EXAMPLES)
    for name in bodies:
        assert told["components"]["schemas"][name]["examples"] == [EXAMPLES[name]]


ENDED = ("POST", "/admin/jobs/{job_id}/cancel")
"""An owner's job has ended already."""
FORM = ("POST", "/billing/stand-in/{token}")
"""The button of a page."""
WITH_BODY = [route for route in ROUTES if route[0] in ("POST", "PUT", "PATCH") and route not in (ENDED, FORM)]


@pytest.mark.parametrize("route", WITH_BODY, ids=" ".join)
def test_every_example_runs(api: Served, route: tuple[str, str]) -> None:
    own = ROUTES[route][0] is Whose.OWN
    owner = Owner(api, role=Role.CREATOR if own else Role.ADMIN)
    answer = ask(api, route, owner.token, owner if own else Owner(api))
    operation = document(api)["paths"][API + route[1]][route[0].lower()]
    assert str(answer.status_code) in operation["responses"]
    assert answer.status_code == TOLD_OTHERWISE.get(route, answer.status_code), answer.text
    assert answer.is_success or route in TOLD_OTHERWISE, answer.text


# ------------------------------------------------------------------------------------------------------- schemathesis

# It makes the borders of forms (multipart) by `random`, which Hypothesis warns of.
FORMS = pytest.mark.filterwarnings(
    "ignore:Do not use the `random` module:hypothesis.errors.HypothesisDeprecationWarning"
)

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
    allow_header_conformance,
]
ASKERS = ("nobody", "creator", "moderator", "admin", "key")


def asker(api: Served, who: str) -> tuple[Owner, str | None]:
    """Somebody new with things of their own, and what they send as Bearer."""
    owner = Owner(api, role=Role(who) if who in ("moderator", "admin") else Role.CREATOR)
    return owner, {"nobody": None, "key": owner.opens}.get(who, owner.token)


def try_all(cases: SearchStrategy[Any], headers: dict[str, str], label: str) -> Iterator[str]:
    """Send some of these; gives what is wrong with their answers."""

    @settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def send(case: Any) -> None:  # noqa: ANN401 - of schemathesis, of any kind of API
        answer = case.call(headers=headers, allow_redirects=False, timeout=60)
        case.validate_response(answer, checks=CHECKS)

    try:
        send()
    except (FailureGroup, Failure) as wrong:
        yield f"{label}: {wrong!r:.1500}"


def tried(api: Served, who: str, only: str | None = None) -> Iterator[str]:
    """What schemathesis found wrong."""
    load_all_checks()
    schema = schemathesis.openapi.from_url(f"{api.url}{API}/openapi.json")
    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if only is not None and only not in operation.path:
            continue
        api.studio.redis.flushdb()  # nobody is told to wait
        owner, token = asker(api, who)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        own = {name: str(key) for name, key in owner.ids.items() if f"{{{name}}}" in operation.path}
        ways = [(GenerationMode.POSITIVE, own or None), (GenerationMode.NEGATIVE, None)]
        for mode, ids in ways:
            strategy = operation.as_strategy(generation_mode=mode, path_parameters=ids)

            # Of a route that takes nothing there is nothing that is not as it should be.
            with suppress(Unsatisfiable):
                yield from try_all(strategy, headers, f"{who}: {operation.label} ({mode.value})")


@FORMS
@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.parametrize("who", ASKERS)
def test_no_answer_is_one_that_is_not_told_of(api: Served, who: str) -> None:
    assert "\n".join(tried(api, who)) == ""


@FORMS
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_nor_with_the_other_database(postgres_api: Served) -> None:
    assert "\n".join(tried(postgres_api, "admin")) == ""
