"""Receiving one file as a form sends it, straight to its place: nothing of it is held in memory."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.requests import ClientDisconnect

from server.errors import Unprocessable
from server.uploads.limits import ENVELOPE_BYTES
from server.uploads.service import name_of, too_large

_WHOLE = 1 << 20
"""Bytes that are written at a time."""


class _Form:
    """One part with a file in it, written down as it comes."""

    def __init__(self, boundary: bytes, place: BinaryIO, most: int) -> None:
        self.name: str | None = None
        self.size = 0
        self.ended = False
        self._place, self._most = place, most
        self._header, self._value = b"", b""
        self._told = b""
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_field": self._on_field,
                "on_header_value": self._on_value,
                "on_header_end": self._on_header,
                "on_headers_finished": self._on_part,
                "on_part_data": self._on_data,
                "on_end": self._on_end,
            },
            max_size=most + ENVELOPE_BYTES,
        )

    def write(self, data: bytes) -> None:
        """Take some more of the body."""
        self._parser.write(data)

    def _on_field(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _on_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _on_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            self._told = self._value
        self._header = self._value = b""

    def _on_part(self) -> None:
        _, options = parse_options_header(self._told)
        if self.name is not None or options.get(b"name") != b"file" or b"filename" not in options:
            raise _no_form()
        self.name = name_of(options[b"filename"].decode(errors="replace"))

    def _on_data(self, data: bytes, start: int, end: int) -> None:
        self.size += end - start
        if self.size > self._most:
            raise too_large(self._most)
        self._place.write(data[start:end])

    def _on_end(self) -> None:
        self.ended = True


async def receive(request: Request, place: Path, most: int) -> tuple[str, int]:
    """(name, bytes) of the file that a form brings, which is now at `place`. Raises Unprocessable, TooLarge."""
    kind, options = parse_options_header(request.headers.get("content-type"))
    boundary = options.get(b"boundary")
    if kind != b"multipart/form-data" or not boundary:
        raise _no_form()
    with place.open("wb") as file:
        try:
            form = _Form(boundary, file, most)
            waiting = bytearray()
            async for chunk in request.stream():
                waiting += chunk
                if len(waiting) >= _WHOLE:
                    await run_in_threadpool(form.write, bytes(waiting))
                    waiting.clear()
            await run_in_threadpool(form.write, bytes(waiting))
        except (FormParserError, ClientDisconnect) as broken:
            raise _no_form() from broken
    if form.name is None or not form.ended or form.size == 0:
        raise _no_form()
    return form.name, form.size


def _no_form() -> Unprocessable:
    return Unprocessable("no_file", 'Send one file, as multipart/form-data, in a field named "file".')
