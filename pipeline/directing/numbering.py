"""Numbers for shots: `s2.3` is the third shot of the second scene, cards besides."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from pipeline.directing.cards import CARDS
from pipeline.film import BoardScene, Scene, Shot
from pipeline.vocabulary import Why

_CARD_NAMES = {Why.TITLE: "title", Why.END: "end"}


def numbered(scene: Scene, shots: Iterable[Shot]) -> BoardScene:
    """A scene with its shots, numbered as they come."""
    count = 0
    named = []
    for shot in shots:
        if shot.why in CARDS:
            name = _CARD_NAMES[shot.why]
        else:
            count += 1
            name = str(count)
        named.append(replace(shot, shot_id=f"s{scene.scene_number}.{name}", scene_number=scene.scene_number))
    return BoardScene(scene, tuple(named))
