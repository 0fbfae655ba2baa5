"""One answer by OpenAI's chat completions, from OpenAI itself or a server that speaks the same."""

from __future__ import annotations

from typing import Any

from pipeline.access import Access
from pipeline.engines.analyst.labels import BadAnswer
from pipeline.engines.analyst.language_model import MOST_TOKENS, WHAT
from pipeline.engines.openai_service import open_client, told
from pipeline.errors import TakeFailed

SEED = 1


def complete(
    engine: str,
    model: str,
    reached: tuple[str, str | None],
    access: Access,
    asked: tuple[str, str, dict[str, Any]],
) -> str:
    """The answer's text. `reached` is (key, address), `asked` (system, question, schema)."""
    system, question, schema = asked
    key, url = reached
    with told("analyst", engine, WHAT), open_client(key, url, access) as client:
        answer = client.chat.completions.create(
            model=model,
            messages=[{"role": "system", "content": system}, {"role": "user", "content": question}],
            response_format={
                "type": "json_schema",
                "json_schema": {"name": "labels", "schema": schema, "strict": True},
            },
            temperature=0,
            seed=SEED,
            max_completion_tokens=MOST_TOKENS,
        )
    if not answer.choices:
        raise BadAnswer("it is empty")
    choice = answer.choices[0]
    if choice.message.refusal:
        raise TakeFailed(engine, WHAT, f"the model declines: {choice.message.refusal}")
    if choice.finish_reason == "content_filter":
        raise TakeFailed(engine, WHAT, "the service's own filter stopped the answer")
    if choice.finish_reason == "length":
        raise BadAnswer("it is too long and broke off")
    return choice.message.content or ""
