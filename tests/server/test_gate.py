"""What every request passes: numbers, safe headers, other origins, limits by address."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import httpx
import pytest

from server.gate import SAFE_HEADERS
from tests.server.people import sign_up
from tests.server.projects.test_projects import authorised
from tests.server.running import Served, serving, settings_for

ELSEWHERE = {"X-Forwarded-For": "203.0.113.7"}


@pytest.mark.parametrize("path", ["users/me", "music", "moon", "../../health"])
def test_every_answer_is_safe_and_has_a_number(api: Served, path: str) -> None:
    answer = api.http.get(path)
    for name, value in SAFE_HEADERS:
        assert answer.headers[name] == value
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["x-request-id"])
    assert "strict-transport-security" not in answer.headers, "only where it is set"


def test_a_number_that_was_brought_is_kept_if_it_is_one(api: Served) -> None:
    assert api.http.get("music", headers={"X-Request-ID": "trace-0123.a_b"}).headers["x-request-id"] == "trace-0123.a_b"
    for bad in ("short", "x" * 65, "two words here", 'a"injected=1'):
        assert api.http.get("music", headers={"X-Request-ID": bad}).headers["x-request-id"] != bad


def test_the_page_runs_what_it_names_and_nothing_else(api: Served) -> None:
    answer = httpx.get(f"{api.url}/docs", timeout=20)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-eval" not in policy
    (inline,) = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()
    scripts = policy.partition("script-src")[2].partition(";")[0]
    assert f"'sha256-{digest}'" in scripts
    assert "unsafe-inline" not in scripts
    for source in re.findall(r'(?:src|href)="([^"]+)"', answer.text):
        assert source == "data:," or source.startswith("https://cdn.jsdelivr.net/npm/swagger-ui-dist@5/")


def test_other_origins_and_https_by_setting(redis_url: str, tmp_path: Path, api: Served) -> None:
    ask = {"Origin": "https://app.studio.test", "Access-Control-Request-Method": "PUT"}
    asked = {**ask, "Access-Control-Request-Headers": "authorization,if-match"}
    assert "access-control-allow-origin" not in api.http.options("projects", headers=asked).headers
    settings = settings_for(
        tmp_path, None, redis_url, cors_origins="https://app.studio.test/, https://b.test", hsts_days=2
    )
    with serving(settings) as open_api:
        answer = open_api.http.options("projects", headers=asked)
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == "https://app.studio.test"
        assert "If-Match" in answer.headers["access-control-allow-headers"]
        assert "access-control-allow-credentials" not in answer.headers
        simple = open_api.http.get("music", headers={"Origin": "https://b.test"})
        assert "ETag" in simple.headers["access-control-expose-headers"]
        assert simple.headers["strict-transport-security"] == "max-age=172800; includeSubDomains"
        evil = open_api.http.get("music", headers={"Origin": "https://evil.test"})
        assert "access-control-allow-origin" not in evil.headers


def test_one_address_cannot_ask_for_ever(api: Served) -> None:
    body = {"token": "not one of ours"}
    answers = [api.http.post("auth/verify-email", json=body, headers=ELSEWHERE) for _ in range(61)]
    assert [one.status_code for one in answers] == [422] * 60 + [429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    # Somebody elsewhere may, and so may the studio's own front ends, which ask for everybody.
    other = {"X-Forwarded-For": "203.0.113.8"}
    assert api.http.post("auth/verify-email", json=body, headers=other).status_code == 422
    assert api.http.post("auth/verify-email", json=body).status_code == 422
    # Another route has its own count, and who is logged in is counted as such.
    assert api.http.get("auth/oauth", headers=ELSEWHERE).status_code == 200
    assert api.http.get("users/me", headers=ELSEWHERE | authorised(sign_up(api))).status_code == 200


def test_a_network_of_ipv6_is_one_address(api: Served) -> None:
    statuses = [
        api.http.post(
            "auth/verify-email", json={"token": "x"}, headers={"X-Forwarded-For": f"2001:db8:1:2::{number:x}"}
        ).status_code
        for number in range(61)
    ]
    assert statuses[-1] == 429
    next_door = {"X-Forwarded-For": "2001:db8:1:3::1"}
    assert api.http.post("auth/verify-email", json={"token": "x"}, headers=next_door).status_code == 422


def test_an_address_is_believed_of_those_who_are_trusted(redis_url: str, tmp_path: Path) -> None:
    with serving(settings_for(tmp_path, None, redis_url, trusted_proxies="10.0.0.1")) as api:
        api.http.get("auth/oauth", headers=ELSEWHERE)
        assert not [key for key in api.studio.redis.keys("ratelimit:*") if b"203.0.113.7" in key]
