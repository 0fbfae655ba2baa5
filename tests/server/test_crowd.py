"""Many at once, too often, too much: everybody is answered, and nobody holds the others up."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from server.body_limit import LARGEST_BYTES
from server.client import ApiError
from tests.server.people import PASSWORD, sign_up
from tests.server.running import Served


def test_a_crowd_that_writes_at_once_is_served(any_api: Served) -> None:
    tokens = sign_up(any_api).tokens
    assert tokens is not None
    headers = {"Authorization": f"Bearer {tokens.access_token}"}
    url = f"{any_api.url}/api/v1/users/me"
    with (
        httpx.Client(limits=httpx.Limits(max_connections=None), timeout=20) as http,
        ThreadPoolExecutor(80) as crowd,
    ):
        answers = [
            crowd.submit(http.put, url, headers=headers, json={"full_name": f"Meera {number}"}) for number in range(80)
        ]
        assert [answer.result().status_code for answer in answers] == [200] * 80


def test_guessing_a_password_soon_ends(api: Served) -> None:
    sign_up(api, "meera@studio.test")
    guesser = api.client()
    for _ in range(10):
        with pytest.raises(ApiError, match="wrong"):
            guesser.log_in("meera@studio.test", "a wrong password")
    with pytest.raises(ApiError, match="Try again in") as refused:
        guesser.log_in("MEERA@studio.test", PASSWORD)
    assert (refused.value.status, refused.value.code) == (429, "too_many_requests")
    answer = httpx.post(
        f"{api.url}/api/v1/auth/login", json={"email": "meera@studio.test", "password": PASSWORD}, timeout=20
    )
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


@pytest.mark.parametrize("told", [True, False])
def test_a_body_beyond_all_measure_is_refused(api: Served, *, told: bool) -> None:
    body = b'{"script": "' + b"a" * LARGEST_BYTES + b'"}'
    parts = (body[start : start + 65_536] for start in range(0, len(body), 65_536))
    answer = httpx.post(
        f"{api.url}/api/v1/scripts/read",
        content=body if told else parts,
        headers={"Content-Type": "application/json"},
        timeout=20,
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "body_too_large")


def test_a_body_without_end_is_refused_by_its_shape(api: Served) -> None:
    client = sign_up(api)
    deep = '{"a":' * 900 + "1" + "}" * 900
    assert client.tokens is not None
    answer = httpx.post(
        f"{api.url}/api/v1/projects",
        content=f'{{"script": "Anna: Hello", "settings": {deep}}}',
        headers={"Content-Type": "application/json", "Authorization": f"Bearer {client.tokens.access_token}"},
        timeout=20,
    )
    assert answer.status_code == 422
