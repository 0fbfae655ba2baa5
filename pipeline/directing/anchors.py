"""Anchors: shots and scenes found by the script's words, and the words by which to find them again."""

from __future__ import annotations

import unicodedata

from pipeline.edits import Anchor
from pipeline.errors import BadEdit, LostEdit
from pipeline.film import BoardScene, Scene, Shot, Storyboard
from pipeline.vocabulary import Why

_SCENE_WORDS = 4
"""Moments by which a scene is known; one of them is enough."""


def anchor_of(board: Storyboard, shot_id: str) -> Anchor:
    """The words of a shot. Raises BadEdit for an id that the storyboard does not have."""
    for shot in board.shots:
        if shot.shot_id == shot_id:
            words = tuple(line.text for line in shot.lines) or (shot.about,)
            found = Anchor(words, None if shot.lines else shot.why)
            fitting = [other.shot_id for other in _fitting(board, found)]
            return Anchor(found.words, found.why, fitting.index(shot_id))
    raise BadEdit(f"The storyboard has no shot '{shot_id}'.")


def scene_anchor_of(board: Storyboard, scene_number: int) -> Anchor:
    """The words of a scene. Raises BadEdit for a number that the storyboard does not have."""
    for one in board.scenes:
        if one.scene.scene_number == scene_number:
            return Anchor(_scene_words(one.scene)[:_SCENE_WORDS])
    raise BadEdit(f"The storyboard has no scene {scene_number}.")


def find_shot(board: Storyboard, anchor: Anchor) -> Shot:
    """The shot that is meant. Raises LostEdit where the words are in no shot."""
    fitting = _fitting(board, anchor)
    if anchor.nth >= len(fitting) or anchor.nth < 0:
        raise LostEdit(f"No shot is left of {quoted(anchor)}.")
    return fitting[anchor.nth]


def find_scene(board: Storyboard, anchor: Anchor) -> BoardScene:
    """The scene that holds most of the words. Raises LostEdit where no scene holds any."""
    words = set(map(plain, anchor.words))
    counts = [sum(plain(text) in words for text in _scene_words(one.scene)) for one in board.scenes]
    if not max(counts):
        raise LostEdit(f"No scene is left of {quoted(anchor)}.")
    return board.scenes[counts.index(max(counts))]


def plain(text: str) -> str:
    """Words without what a retyped script may differ in: spaces, capitals, forms of one letter."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def quoted(anchor: Anchor) -> str:
    """How to name it to the creator."""
    words = anchor.words[0] if anchor.words else ""
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"


def _fitting(board: Storyboard, anchor: Anchor) -> list[Shot]:
    words = set(map(plain, anchor.words))
    if anchor.why is None:
        return [shot for shot in board.shots if any(plain(line.text) in words for line in shot.lines)]
    silent = [shot for shot in board.shots if not shot.lines and plain(shot.about) in words]
    exact = [shot for shot in silent if shot.why is anchor.why]
    # Whoever changed it before may have named it as it was then.
    return exact or [shot for shot in silent if shot.why is Why.CHOSEN]


def _scene_words(scene: Scene) -> tuple[str, ...]:
    return tuple(moment.text for moment in scene.moments if moment.text) or (scene.description,)
