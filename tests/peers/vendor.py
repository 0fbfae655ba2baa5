"""A vendor on this machine: answers as it was told to, in the vendor's own shapes, and keeps what it was sent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Body = dict[str, Any]
Answer = tuple[int, Body] | Callable[[Body], tuple[int, Body]]


@dataclass
class Vendor:
    """`url` without a path; `answers` are given in order, the last one for ever."""

    url: str = ""
    answers: list[Answer] = field(default_factory=list)
    asked: list[tuple[str, Body]] = field(default_factory=list)
    """(path, body)."""
    headers: list[dict[str, str]] = field(default_factory=list)
    delay_s: float = 0.0


@contextmanager
def vendor(*answers: Answer) -> Iterator[Vendor]:
    """A vendor that answers so."""
    told = Vendor(answers=list(answers))

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            told.asked.append((self.path, body))
            told.headers.append({name.lower(): value for name, value in self.headers.items()})
            time.sleep(told.delay_s)
            answer = told.answers.pop(0) if len(told.answers) > 1 else told.answers[0]
            status, data = answer(body) if callable(answer) else answer
            sent = json.dumps(data).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name in the standard library
            return

    class Server(ThreadingHTTPServer):
        def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
            """Who asked may have hung up."""

    server = Server(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# ---------------------------------------------------------------------------------------------------- OpenAI's shapes


def chat(content: str | None, *, finish: str = "stop", refusal: str | None = None) -> tuple[int, Body]:
    """POST /v1/chat/completions."""
    message: Body = {"role": "assistant", "content": content, "refusal": refusal, "annotations": []}
    return 200, {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": "gpt-4.1-mini-2025-04-14",
        "choices": [{"index": 0, "message": message, "logprobs": None, "finish_reason": finish}],
        "usage": {"prompt_tokens": 9, "completion_tokens": 9, "total_tokens": 18},
        "service_tier": "default",
        "system_fingerprint": "fp_1",
    }


def openai_error(status: int, kind: str, code: str | None = None) -> tuple[int, Body]:
    """An error of any route."""
    return status, {"error": {"message": f"about {kind}", "type": kind, "param": None, "code": code}}


_MODERATED = (
    "sexual", "sexual/minors", "harassment", "harassment/threatening", "hate", "hate/threatening", "illicit",
    "illicit/violent", "self-harm", "self-harm/intent", "self-harm/instructions", "violence", "violence/graphic",
)  # fmt: skip


def moderation(**scores: float) -> tuple[int, Body]:
    """POST /v1/moderations: the scores by category ("_" for "/" and "-"); half and more is flagged."""
    given = {name: scores.pop(name.replace("/", "_").replace("-", "_"), 0.001) for name in _MODERATED}
    assert not scores
    flags = {name: score >= 0.5 for name, score in given.items()}
    applied = {name: ["text"] for name in given}
    result = {
        "flagged": any(flags.values()),
        "categories": flags,
        "category_scores": given,
        "category_applied_input_types": applied,
    }
    return 200, {"id": "modr-1", "model": "omni-moderation-latest", "results": [result]}


# ------------------------------------------------------------------------------------------------- Anthropic's shapes


def message(text: str, *, stop: str = "end_turn") -> tuple[int, Body]:
    """POST /v1/messages."""
    return 200, {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-sonnet-5-5",
        "content": [{"type": "text", "text": text}] if text else [],
        "stop_reason": stop,
        "stop_sequence": None,
        "usage": {"input_tokens": 9, "output_tokens": 9},
    }


def anthropic_error(status: int, kind: str) -> tuple[int, Body]:
    """An error of any route."""
    return status, {"type": "error", "error": {"type": kind, "message": f"about {kind}"}, "request_id": "req_1"}
