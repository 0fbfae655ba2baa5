"""Anchors: shots, scenes and lines found by the script's words, and the words by which to find them again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.edits import Anchor
from pipeline.errors import BadEdit, LostEdit
from pipeline.film import Line, Moment, Scene, Shot, Storyboard
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


def scene_anchor_of(scenes: Sequence[Scene], scene: Scene) -> Anchor:
    """The words of one of the scenes."""
    words = _scene_words(scene)[:_SCENE_WORDS]
    return Anchor(words, nth=_holding_most(scenes, words).index(scene))


def line_anchor_of(scenes: Sequence[Scene], line: Line) -> Anchor:
    """The words of one of the scenes' lines."""
    return Anchor((line.text,), nth=_alike(scenes, line.text).index(line))


def cut_anchor_of(scenes: Sequence[Scene], scene: Scene, moment: Moment) -> Anchor | None:
    """The words before which a new scene can begin at a moment; None where the scene begins with it."""
    pieces = list(pieces_of(scene))
    here = next(piece for piece in pieces if any(one is moment for one in piece))
    if here is pieces[0]:
        return None
    fitting = _cuts(scenes, moment.text)
    place = next(n for n, (one, piece) in enumerate(fitting) if one is scene and piece[0] is here[0])
    return Anchor((moment.text,), nth=place)


def find_shot(board: Storyboard, anchor: Anchor) -> Shot:
    """The shot that is meant. Raises LostEdit where the words are in no shot."""
    fitting = _fitting(board, anchor)
    if anchor.nth >= len(fitting) or anchor.nth < 0:
        raise LostEdit(f"No shot is left of {quoted(anchor)}.")
    return fitting[anchor.nth]


def find_scene(scenes: Sequence[Scene], anchor: Anchor) -> Scene:
    """The scene that holds most of the words. Raises LostEdit where no scene holds any."""
    fitting = _holding_most(scenes, anchor.words)
    if not fitting:
        raise LostEdit(f"No scene is left of {quoted(anchor)}.")
    return fitting[max(0, min(anchor.nth, len(fitting) - 1))]


def find_line(scenes: Sequence[Scene], anchor: Anchor) -> Line:
    """The line that is meant. Raises LostEdit where nobody says it any more."""
    fitting = [line for words in anchor.words for line in _alike(scenes, words)]
    if not 0 <= anchor.nth < len(fitting):
        raise LostEdit(f"No line is left of {quoted(anchor)}.")
    return fitting[anchor.nth]


def find_cut(scenes: Sequence[Scene], anchor: Anchor) -> tuple[Scene, int]:
    """The scene, and the index of the moment in it, that words stand at. Raises LostEdit where they are gone."""
    fitting = [found for words in anchor.words for found in _cuts(scenes, words)]
    if not 0 <= anchor.nth < len(fitting):
        raise LostEdit(f"Nothing is left of {quoted(anchor)}.")
    scene, piece = fitting[anchor.nth]
    return scene, next(at for at, moment in enumerate(scene.moments) if moment is piece[0])


def pieces_of(scene: Scene) -> Iterator[tuple[Moment, ...]]:
    """A scene's moments, those together that one sentence says: what is done in it, and its telling."""
    piece: list[Moment] = []
    for moment in scene.moments:
        if piece and not _same_sentence(piece[-1], moment):
            yield tuple(piece)
            piece = []
        piece.append(moment)
    if piece:
        yield tuple(piece)


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


def _holding_most(scenes: Sequence[Scene], anchored: Sequence[str]) -> list[Scene]:
    words = set(map(plain, anchored))
    counts = [sum(plain(text) in words for text in _scene_words(scene)) for scene in scenes]
    most = max(counts, default=0)
    return [scene for scene, count in zip(scenes, counts, strict=True) if count == most > 0]


def _alike(scenes: Sequence[Scene], text: str) -> list[Line]:
    words = plain(text)
    return [line for scene in scenes for line in scene.lines if plain(line.text) == words]


def _cuts(scenes: Sequence[Scene], text: str) -> list[tuple[Scene, tuple[Moment, ...]]]:
    words = plain(text)
    return [
        (scene, piece)
        for scene in scenes
        for piece in pieces_of(scene)
        if any(plain(moment.text) == words for moment in piece)
    ]


def _same_sentence(one: Moment, other: Moment) -> bool:
    """Whether two moments come from the same words: two deeds, or a deed and the telling of it."""
    if isinstance(one, Line):
        return False
    if one.span is not None and other.span is not None:
        return one.span.start < other.span.end and other.span.start < one.span.end
    return plain(one.text) == plain(other.text)
