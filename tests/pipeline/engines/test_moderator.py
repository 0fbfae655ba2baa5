"""OpenAI's moderation, against a server that speaks as it does."""

from __future__ import annotations

import pytest

from pipeline.access import Access
from pipeline.contracts.moderator import Category, Decision, Moderator, Verdict
from pipeline.engines.registry import pick
from pipeline.errors import EngineUnavailable, TakeFailed
from pipeline.film import Script
from pipeline.vocabulary import Language
from tests.peers.vendor import Answer, moderation, openai_error, vendor

pytest.importorskip("openai")
SEA = Script("Anna: Look, the sea.", Language.ENGLISH, "The Sea")
BOMB = Script("Anna: I will tell you step by step how to make a bomb at home.", Language.ENGLISH)


def judged(answer: Answer, script: Script = SEA) -> Verdict:
    with vendor(answer) as told:
        access = Access(openai_key="sk-1", openai_url=f"{told.url}/v1", retries=0)
        verdict = pick(Moderator, "openai", access).check(script)
        ((path, body),) = told.asked
        assert path == "/v1/moderations"
        assert (body["model"], script.text in body["input"]) == ("omni-moderation-latest", True)
        assert told.headers[0]["authorization"] == "Bearer sk-1"
    return verdict


def test_what_is_not_flagged_passes() -> None:
    assert judged(moderation()).decision is Decision.ALLOWED


def test_violence_in_a_story_is_no_reason() -> None:
    assert judged(moderation(violence=0.95, harassment=0.9, self_harm=0.7)).decision is Decision.ALLOWED


def test_what_is_flagged_is_held_or_refused() -> None:
    refused = judged(moderation(sexual_minors=0.97, sexual=0.98))
    assert refused.decision is Decision.REFUSED
    assert [one.category for one in refused.reasons] == [Category.SEXUAL_MINORS]
    assert refused.reasons[0].confidence == pytest.approx(0.97)
    assert "a child" in refused.message
    held = judged(moderation(illicit_violent=0.6))
    assert (held.decision, held.reasons[0].category) == (Decision.NEEDS_REVIEW, Category.SERIOUS_HARM)
    assert judged(moderation(hate=0.99)).decision is Decision.NEEDS_REVIEW


def test_the_local_check_stands_all_the_same() -> None:
    verdict = judged(moderation(), BOMB)
    assert (verdict.decision, verdict.reasons[0].category) == (Decision.REFUSED, Category.SERIOUS_HARM)


@pytest.mark.parametrize(
    ("answer", "error", "says"),
    [
        (openai_error(401, "invalid_request_error", "invalid_api_key"), EngineUnavailable, "key"),
        (openai_error(404, "invalid_request_error", "model_not_found"), EngineUnavailable, "model"),
        (openai_error(429, "insufficient_quota", "insufficient_quota"), TakeFailed, "busy or its credit"),
        (openai_error(503, "server_error"), TakeFailed, "503"),
        ((200, {"id": "modr-1", "model": "omni", "results": []}), TakeFailed, "without a result"),
    ],
)
def test_a_service_that_fails_lets_nothing_through(answer: Answer, error: type[Exception], says: str) -> None:
    with pytest.raises(error, match=says):
        judged(answer)


def test_it_is_chosen_by_name_alone_and_says_what_it_needs() -> None:
    assert pick(Moderator, None, Access(openai_key="sk-1")).name == "local"
    with pytest.raises(EngineUnavailable, match="STUDIO_OPENAI_API_KEY"):
        pick(Moderator, "openai")
