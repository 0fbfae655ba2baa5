"""What every engine says about itself."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

from pipeline.access import NO_ACCESS, Access


@dataclass(frozen=True, slots=True)
class Needs:
    """What an engine needs beyond the default install. Empty: it runs on a fresh machine."""

    extra: str | None = None
    key: str | None = None
    weights: tuple[str, ...] = ()
    gpu: bool = False


@dataclass(frozen=True, slots=True)
class Licence:
    """SPDX names of the code and of the weights or art, and whether films made with it may be sold."""

    code: str
    weights: str | None = None
    commercial: bool = True


@dataclass(frozen=True, slots=True)
class Availability:
    """Whether an engine can run here; `reason` says what to install or set when it cannot."""

    available: bool
    reason: str = ""


class Engine(ABC):
    """Base of all engines. Making one is cheap: heavy libraries are imported and models loaded at first use.

    `version` is part of the key of everything the engine makes: raise it whenever the same inputs give other bytes.
    `rank` orders engines that can run: the highest is taken when none is asked for.
    """

    capability: ClassVar[str]
    name: ClassVar[str]
    version: ClassVar[str]
    rank: ClassVar[int]
    needs: ClassVar[Needs] = Needs()
    licence: ClassVar[Licence]

    def __init__(self, access: Access = NO_ACCESS) -> None:
        self.access = access

    @property
    def edition(self) -> str:
        """The version, with the model where one can be chosen: part of the key of what is kept."""
        return self.version

    @abstractmethod
    def is_available(self) -> Availability:
        """Whether it can run here. Quick, and never raises."""
