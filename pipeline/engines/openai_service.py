"""OpenAI's SDK, for the engines that speak through it: how it is reached, and its errors as ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING

from pipeline.access import Access
from pipeline.contracts.engine import Availability
from pipeline.errors import EngineUnavailable, TakeFailed

if TYPE_CHECKING:
    from openai import OpenAI

MISSING = "the package openai is missing; run 'make extra EXTRA=openai'"


def availability(access: Access) -> Availability:
    """Whether OpenAI itself can be asked."""
    if find_spec("openai") is None:
        return Availability(available=False, reason=MISSING)
    if not access.openai_key:
        return Availability(available=False, reason="it needs a key; set STUDIO_OPENAI_API_KEY")
    return Availability(available=True)


def open_client(key: str, url: str | None, access: Access) -> OpenAI:
    """A client for one piece of work; close it."""
    from openai import OpenAI

    # An address of None would make the SDK look into the environment, which is not ours to read.
    return OpenAI(
        api_key=key, base_url=url or "https://api.openai.com/v1", timeout=access.timeout_s, max_retries=access.retries
    )


@contextmanager
def told(capability: str, engine: str, what: str) -> Iterator[None]:
    """Errors of the SDK, said as ours: EngineUnavailable for what its owner must mend, TakeFailed for the rest."""
    import openai

    try:
        yield
    except (openai.AuthenticationError, openai.PermissionDeniedError) as refused:
        raise EngineUnavailable(capability, engine, "the service refuses its key; set another one") from refused
    except openai.NotFoundError as missing:
        raise EngineUnavailable(
            capability, engine, f"the service does not know its model ({missing.message})"
        ) from missing
    except openai.RateLimitError as busy:
        raise TakeFailed(engine, what, "the service is busy or its credit is spent; try again later") from busy
    except openai.APITimeoutError as late:
        raise TakeFailed(engine, what, "the service did not answer in time; try again later") from late
    except openai.APIConnectionError as away:
        raise TakeFailed(engine, what, "the service cannot be reached; look at its address and the network") from away
    except openai.APIStatusError as failed:
        raise TakeFailed(engine, what, f"the service answered {failed.status_code}: {failed.message}") from failed
    except openai.OpenAIError as failed:
        raise TakeFailed(engine, what, f"the service's answer cannot be read: {failed}") from failed
