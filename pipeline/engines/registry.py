"""Finds engines by looking in the folders, and picks one. Nothing is replaced silently."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from functools import cache
from typing import TypeVar

from pipeline.access import NO_ACCESS, Access
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.animator import Animator
from pipeline.contracts.composer import Composer
from pipeline.contracts.engine import Engine
from pipeline.contracts.moderator import Moderator
from pipeline.contracts.painter import Painter
from pipeline.contracts.transcriber import Transcriber
from pipeline.contracts.voice import VoiceEngine
from pipeline.errors import EngineUnavailable

E = TypeVar("E", bound=Engine)

CAPABILITIES: dict[str, type[Engine]] = {
    contract.capability: contract
    for contract in (Moderator, Analyst, Painter, Animator, VoiceEngine, Transcriber, Composer)
}


@cache
def engines_of(capability: str, access: Access = NO_ACCESS) -> tuple[Engine, ...]:
    """Every engine of a capability, the best first, whether or not it can run here with that access."""
    contract = CAPABILITIES[capability]
    folder = importlib.import_module(f"pipeline.engines.{capability}")
    found = [
        candidate(access)
        for module in pkgutil.iter_modules(folder.__path__, f"{folder.__name__}.")
        for _, candidate in inspect.getmembers(importlib.import_module(module.name), inspect.isclass)
        if issubclass(candidate, contract) and not inspect.isabstract(candidate) and candidate.__module__ == module.name
    ]
    return tuple(sorted(found, key=lambda engine: (-engine.rank, engine.name)))


def pick(contract: type[E], name: str | None = None, access: Access = NO_ACCESS) -> E:
    """The engine called `name`, or the best that can run here.

    Raises EngineUnavailable, with what to install or set, if that one (or none) can run.
    """
    engines = engines_of(contract.capability, access)
    for engine in engines:
        if name is not None and engine.name != name:
            continue
        availability = engine.is_available()
        if availability.available and isinstance(engine, contract):
            return engine
        if name is not None:
            raise EngineUnavailable(contract.capability, name, availability.reason)
    if name is not None:
        known = ", ".join(engine.name for engine in engines)
        raise EngineUnavailable(contract.capability, name, f"there is no engine of that name; there are: {known}")
    reasons = "; ".join(f"{engine.name}: {engine.is_available().reason}" for engine in engines)
    raise EngineUnavailable(contract.capability, "any", reasons or "none is installed")
