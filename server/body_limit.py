"""No body is larger than any of ours can be: it is refused before it is held in memory."""

from __future__ import annotations

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

LARGEST_BYTES = 512 * 1024
_UPLOAD = re.compile(r"/api/v1/(?:projects/[^/]+/uploads|media/uploads/[^/]+)$")
_ANSWER = (
    b'{"type":"about:blank","title":"Content Too Large","status":413,"code":"body_too_large",'
    b'"detail":"That is more than any script needs: send at most 512 KB."}'
)


class BodyLimit:
    """Counts what arrives, whatever its headers say."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """See ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _UPLOAD.match(scope["path"]):
            # It is written to its place as it comes, by who knows how large it may be.
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        told = headers.get(b"content-length", b"0")
        if told == b"0" and b"transfer-encoding" not in headers:  # there is none
            await self._app(scope, receive, send)
            return
        if told.isdigit() and int(told) > LARGEST_BYTES:
            await _refuse(send)
            return
        # One whose length nobody told is read up to the limit first: bodies of ours are small.
        chunks, size = [], 0
        while True:
            message = await receive()
            chunks.append(message)
            size += len(message.get("body", b""))
            if size > LARGEST_BYTES:
                await _refuse(send)
                return
            if message["type"] != "http.request" or not message.get("more_body"):
                break

        async def again() -> Message:
            return chunks.pop(0) if chunks else await receive()

        await self._app(scope, again, send)


async def _refuse(send: Send) -> None:
    headers = [(b"content-type", b"application/problem+json"), (b"connection", b"close")]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": _ANSWER})
