"""The OpenAPI document: what FastAPI finds out by itself, and what it cannot know.

Every error is a problem (RFC 9457). Which ones a route may answer follows from what it is: who may ask, what is sent,
whether something changes. What does not follow is said at the route: `responses=problems(402)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from server.answers import PROBLEM_JSON
from server.edge import API
from server.examples import EXAMPLES
from server.keys.service import is_open_to_keys
from server.schema import ProblemBody

Document = dict[str, Any]
_PROBLEM = "Problem"
WHY = {
    400: "The body is not one of this kind at all.",
    401: "Nobody is logged in, or the token has ended.",
    402: "The balance does not cover the price.",
    403: "Logged in, but not allowed; or an API key without the scope.",
    404: "It is not there, or belongs to somebody else.",
    409: "It does not go with how things stand, or something else has changed it at this moment.",
    410: "It was there, and is not any more: whoever made it does not show it.",
    412: "It was changed since the version that If-Match names.",
    413: "The body is too large.",
    416: "The file has no such part.",
    422: "What was sent cannot be used; `errors` names the fields.",
    428: "Send If-Match: whoever edits says what they have seen.",
    429: "That was too often: Retry-After says when to try again.",
    502: "Another service that was asked does not answer.",
    503: "The studio is busy or starting: Retry-After says when to try again.",
}
_WAIT = {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "string", "pattern": "^[0-9]+$"}}}
_SCHEMES = {
    "AccessToken": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "`access_token` of POST /auth/login. It lasts half an hour; POST /auth/refresh gives another.",
    },
    "ApiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "A key of POST /users/me/api-keys (`studio_…`), for programs. It opens what makes films, within "
        "its scopes, and nothing of the account itself.",
    },
}


def name_of(route: APIRoute) -> str:
    """Its operation id: room and function, for whoever generates a client."""
    return "_".join([*map(str, route.tags[:1]), route.name])


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For `responses=` of a route: errors that do not follow from what it is."""
    return {status: _problem(status) for status in statuses}


def describe(app: FastAPI) -> None:
    """Have an application tell all of it."""

    def document() -> Document:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


def _document(app: FastAPI) -> Document:
    told = get_openapi(
        title=app.title,
        version=app.version,
        summary=app.summary,
        description="Errors are problems (RFC 9457, `application/problem+json`) with a `code` for programs and a "
        "sentence for people. Every answer has an X-Request-ID; lists come in pages by `cursor`.",
        routes=app.routes,
        servers=[{"url": "/"}],
    )
    components = told.setdefault("components", {})
    components["securitySchemes"] = _SCHEMES
    schemas = components["schemas"]
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas[_PROBLEM] = ProblemBody.model_json_schema(ref_template="#/components/schemas/{model}")
    for name, example in EXAMPLES.items():
        if name in schemas:
            schemas[name]["examples"] = [example]
    for path, method, operation in operations(told):
        _complete(path.removeprefix(API), method, operation)
    return told


def operations(document: Document) -> Iterator[tuple[str, str, Document]]:
    """(path, method, operation) of a document."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield path, method, operation


def _complete(path: str, method: str, operation: Document) -> None:
    responses = operation["responses"]
    secured = bool(operation.get("security"))
    if secured:
        operation["security"] = [{"AccessToken": []}, *([{"ApiKey": []}] if is_open_to_keys(method, path) else [])]
    for status in _that_follow(path, method, operation, secured=secured):
        responses.setdefault(str(status), _problem(status))
    if "422" in responses and PROBLEM_JSON not in responses["422"].get("content", {}):
        responses["422"] = _problem(422)
    operation["responses"] = dict(sorted(responses.items()))


def _that_follow(path: str, method: str, operation: Document, *, secured: bool) -> Iterator[int]:
    yield 503
    yield from (401, 403) if secured else (429,)
    if "requestBody" in operation:
        yield from (400, 413)
    if "{" in path:
        yield 404
    if operation.get("parameters") or "requestBody" in operation:
        yield 422
    if method not in ("get", "head"):
        yield 409
    if any(one["name"].lower() == "if-match" for one in operation.get("parameters", ())):
        yield from (412, 428)


def _problem(status: int) -> dict[str, Any]:
    answer: dict[str, Any] = {
        "description": WHY.get(status, HTTPStatus(status).phrase),
        "content": {PROBLEM_JSON: {"schema": {"$ref": f"#/components/schemas/{_PROBLEM}"}}},
    }
    if status in (429, 503):
        answer["headers"] = _WAIT
    return answer
