"""How the studio's processes log: a line an event, without secrets and without what creators write.

Whoever logs names facts by keys. A key that by its name holds a secret or a script is blotted out, and so is anything
that looks like one of our tokens or keys, wherever it stands: in a path, in a vendor's sentence, in a traceback.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.contextvars import merge_contextvars
from structlog.types import EventDict, Processor

BLOT = "[not logged]"
LONGEST = 2_000
"""Characters of one fact; a traceback may be longer."""
_SECRET_KEY = re.compile(
    r"passw|token|secret|authori[sz]ation|cookie|api_?key|credential|ticket|script|draft|body|note|card", re.IGNORECASE
)
_SECRET_TEXT = re.compile(
    r"eyJ[\w-]{8,}\.[\w-]+\.[\w-]+"  # a JWT: access tokens, links, seals
    r"|studio_[\w-]{20,}"  # an API key
    r"|(?i:bearer)\s+[\w.~+/=-]+"
    r"|(?<=://)[^/\s:@]+:[^/\s@]+(?=@)"  # user and password of an address
)


def configure(*, as_json: bool) -> None:
    """Have this process log so: JSON for machines that collect logs, key=value for people."""
    renderer: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.processors.KeyValueRenderer(key_order=["level", "event"])
    )
    shared: list[Processor] = [merge_contextvars, structlog.processors.add_log_level]
    if as_json:
        shared.append(structlog.processors.TimeStamper(fmt="iso", utc=True))
    ending: list[Processor] = [structlog.processors.format_exc_info, blot_secrets, renderer]
    structlog.configure(
        processors=[*shared, *ending], wrapper_class=structlog.make_filtering_bound_logger(logging.INFO)
    )
    # What libraries log by the standard library goes the same way.
    handler = _Stderr()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[*shared, structlog.stdlib.add_logger_name],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
        )
    )
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # A line that cannot be written would be told of with all that it was made of.
    logging.raiseExceptions = False


class _Stderr(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """See logging.Handler."""
        sys.stderr.write(f"{self.format(record)}\n")
        sys.stderr.flush()


def blot_secrets(_logger: object, _method: str, event: EventDict) -> EventDict:
    """See structlog's processors: no secret and no script leaves."""
    return {
        name: value if name == "event" and value is None else _blotted(name, value) for name, value in event.items()
    }


def _blotted(name: str, value: Any) -> Any:
    if _SECRET_KEY.search(name) and value is not None:
        return BLOT
    if isinstance(value, MutableMapping):
        return {key: _blotted(str(key), part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_blotted(name, part) for part in value]
    if isinstance(value, str):
        clean = _SECRET_TEXT.sub(BLOT, value)
        return clean if name == "exception" or len(clean) <= LONGEST else f"{clean[:LONGEST]}…"
    return value
