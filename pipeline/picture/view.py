"""What a shot's picture depends on, and nothing else: no ids, no place in the film."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.film import Look, Placement
from pipeline.picture.extras import Extra
from pipeline.picture.menagerie import Animal
from pipeline.picture.verse_page import VersePage
from pipeline.takes import Take
from pipeline.vocabulary import Aspect, CameraMove, Culture, Language, ShotSize


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the shot; the n-th actor plays the n-th part of the performance.

    `holds` is the English noun of what they have in their hands where they hold, give or read something.
    """

    placement: Placement
    look: Look
    holds: str | None = None


@dataclass(frozen=True, slots=True)
class ShotView:
    """A shot's picture. `frames` is its length; it can be drawn before and after, its ends held.

    `style` is the culture in whose manner a card is set (None: no card); `third` whose name its lower third shows;
    `verse` the lines that are recited in it.
    """

    backdrop: Take
    size: ShotSize
    move: CameraMove
    actors: tuple[Actor, ...]
    focus: str | None
    performance: Take | None
    insert: str | None
    card: str | None
    language: Language
    aspect: Aspect
    frames: int
    seed: int
    style: Culture | None = None
    third: str | None = None
    verse: tuple[VersePage, ...] = ()
    animals: tuple[Animal, ...] = ()
    extras: tuple[Extra, ...] = ()
