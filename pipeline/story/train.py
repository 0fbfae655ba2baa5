"""Trains the heads on the examples of the word lists: `python -m pipeline.story.train` (about two minutes).

Prints how well each head does on languages it was not trained on, a fifth of them at a time.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from pipeline.language import softmax
from pipeline.language.discriminant import Head, Matrix, fit
from pipeline.language.embed import embed
from pipeline.story.feelings import MARKED, MEANT
from pipeline.story.heads import MARKS, WEIGHTS, mark_of
from pipeline.story.lexicon import tables
from pipeline.vocabulary import Language

SHRINKAGE = {"emotion": 0.8, "place": 0.7, "time": 0.9, "weather": 0.9, "gender": 0.5}
"""How far the covariance is drawn to a round one: the fewer examples, the farther."""
TEMPERATURE = {"emotion": 4.0, "place": 4.0, "time": 6.0, "weather": 6.0, "gender": 3.0}
"""Discriminants of few examples are too sure of themselves: their scores are divided by this."""
SECOND = 0.35
"""What the labels that fit too are worth together, against the best one's rest, where a feeling is learned."""
DECAY = 3e-4
"""How strongly the softmax of the feelings is held back."""
ROWS = {"emotion": ("lines", "moods"), "place": ("sites",)}
"""Tables of English examples beside this file: meanings carry over to the other languages."""
HALF = 0.5
"""How far what speeches usually feel like is believed."""
LONGEST_SPEECH = 220
"""Labelled texts of more characters are whole scenes."""
_ROUNDS, _FLOOR = 30, 0.005
FOLDS = 5
MOST_CHARACTERS = 500
OPENING = 220
"""How much of a labelled scene tells its place and time, in characters."""
DEV = Path(__file__).parents[2] / "benchmarks" / "understanding" / "dev"


def examples(head: str, language: Language) -> list[tuple[tuple[str, ...], str]]:
    """What a head is trained on in one language: the labels that fit, the best first, and the text."""
    table = tables(language)
    if head == "gender":
        return [
            ((label,), name.strip())
            for label in ("female", "male")
            for name in table.get("name", {}).get(label, "").split(",")
            if name.strip()
        ]
    listed: dict[str, Sequence[str]] = table.get("example", {}).get(head, {})
    pairs = [((label,), text) for label, texts in listed.items() for text in texts]
    if language is Language.ENGLISH:
        pairs += [
            ((label,), text)
            for listing in ROWS.get(head, ())
            for label, rows in _rows(listing).items()
            for text in rows.strip().splitlines()
        ]
    return pairs + _labelled(head, language)


@cache
def _rows(table: str) -> dict[str, str]:
    return tomllib.loads(Path(__file__).with_name(f"{table}.toml").read_text(encoding="utf-8"))


def _labelled(head: str, language: Language) -> list[tuple[tuple[str, ...], str]]:
    """Speeches and scenes of the evaluation set's dev split (never of its test split)."""
    field = {"place": "setting", "weather": "weather"}.get(head, head)
    pairs: list[tuple[tuple[str, ...], str]] = []
    files = sorted(DEV.glob(f"{language.value}*.toml"))
    for script in (one for path in files for one in tomllib.loads(path.read_text(encoding="utf-8"))["script"]):
        text: str = script["text"]
        for speech in script.get("speech", []) if head == "emotion" else ():
            start = text.index(speech["words"])
            end = min((text.find(mark, start) for mark in '\n”»」"“' if text.find(mark, start) > 0), default=len(text))
            pairs.append((tuple(speech["emotion"]), text[start:end]))
        starts = [text.index(scene["starts"]) for scene in script["scene"]]
        for scene, start, end in zip(script["scene"], starts, [*starts[1:], len(text)], strict=True):
            asked = scene.get(field, ())
            asked = [asked] if isinstance(asked, str) else asked
            told = " ".join(text[start:end].split())
            if asked:
                pairs.append((tuple(asked), told if head == "emotion" else told[:OPENING]))
    return pairs


def digest() -> str:
    """Names the examples: weights of other examples are stale."""
    everything = [[head, language.value, examples(head, language)] for head in SHRINKAGE for language in Language]
    return hashlib.sha256(json.dumps(everything, ensure_ascii=False).encode()).hexdigest()[:16]


def _head(name: str, fitting: Sequence[tuple[str, ...]], vectors: Matrix) -> Head:
    """A head of texts with the labels that fit each, the best first.

    Feelings are many and near each other. There a softmax, which learns from second labels too, is averaged with the
    discriminant: on held-out scripts the two together are right more often than either.
    """
    discriminant = fit([labels[0] for labels in fitting], vectors, SHRINKAGE[name], TEMPERATURE[name])
    if name != "emotion":
        return discriminant
    learned = softmax.fit(discriminant.labels, _shares(discriminant.labels, fitting), vectors, DECAY)
    return Head(
        discriminant.labels,
        ((discriminant.weights + learned.weights) / 2).astype(np.float32),
        ((discriminant.bias + learned.bias) / 2).astype(np.float32),
    )


def _marks(labels: Sequence[str], pairs: Sequence[tuple[tuple[str, ...], str]]) -> dict[str, Any]:
    """What a line's marks tell of its feeling, as log-odds over labels, smoothed by ten lines; of scripts alone."""
    counts = np.zeros((len(labels), len(MARKS)))
    for (label, *_), text in pairs:
        counts[labels.index(label), MARKS.index(mark_of(text))] += 1
    usual = counts.sum(axis=0) / counts.sum()
    shares = (counts + 10 * usual) / (counts.sum(axis=1, keepdims=True) + 10)
    weights = np.log(shares) - np.log(usual)
    return {
        "marks.labels": np.array(labels),
        "marks.weights": weights.astype(np.float16),
        "marks.bias": np.zeros(len(labels), np.float32),
    }


def _spoken(labels: Sequence[str], speeches: Sequence[tuple[tuple[str, ...], str]], scores: Matrix) -> dict[str, Any]:
    """How much oftener each label is right of speeches than `scores` (speeches, labels) expect, as half its log-odds.

    The examples know every feeling alike; in scripts many speeches are plain or tender and few are reverent. `scores`
    are of heads that were not trained on the speech's language. Half: the whole would call too much plain.
    """
    wanted = _shares(labels, [fitting for fitting, _ in speeches]).mean(axis=0)
    lead = np.zeros(len(labels))
    for _ in range(_ROUNDS):
        given = np.exp(scores + lead - (scores + lead).max(axis=1, keepdims=True))
        given = (given / given.sum(axis=1, keepdims=True)).mean(axis=0)
        lead += 0.5 * np.log((wanted + _FLOOR) / (given + _FLOOR))
    return {
        "spoken.labels": np.array(labels),
        "spoken.weights": np.zeros((len(labels), 1), np.float16),
        "spoken.bias": (HALF * lead).astype(np.float32),
    }


def _shares(labels: Sequence[str], fitting: Sequence[tuple[str, ...]]) -> Matrix:
    """Each text's labels as shares, together 1, the best one's the largest."""
    shares = np.zeros((len(fitting), len(labels)), np.float32)
    for row, (best, *others) in zip(shares, fitting, strict=True):
        row[labels.index(best)] = 1 - SECOND if others else 1
        for other in others:
            row[labels.index(other)] += SECOND / len(others)
    return shares


def main() -> None:
    """Train, judge and write the weights beside this file."""
    if not DEV.is_dir():
        raise SystemExit(f"The labelled scripts are missing: {DEV}. Train from a checkout of the whole repository.")
    kept: dict[str, Any] = {"digest": np.array(digest())}
    languages = list(Language)
    for name in SHRINKAGE:
        pairs = [(language, *pair) for language in languages for pair in examples(name, language)]
        vectors = embed([text[:MOST_CHARACTERS] for _, _, text in pairs])
        fitting = [labels for _, labels, _ in pairs]
        fold_of = np.array([languages.index(language) % FOLDS for language, _, _ in pairs])
        right = 0
        held: dict[int, Matrix] = {}
        for fold in range(FOLDS):
            here = fold_of == fold
            head = _head(name, [labels for labels, out in zip(fitting, here, strict=True) if not out], vectors[~here])
            scores = vectors[here] @ head.weights.T + head.bias
            held |= dict(zip(np.flatnonzero(here), scores, strict=True))
            asked = [labels[0] for labels, inside in zip(fitting, here, strict=True) if inside]
            right += sum(head.labels[row] == label for row, label in zip(scores.argmax(axis=1), asked, strict=True))
        print(f"{name}: {len(pairs)} examples, {right / len(pairs):.3f} right in unseen languages", file=sys.stderr)  # noqa: T201 - a program
        head = _head(name, fitting, vectors)
        kept[f"{name}.labels"] = np.array(head.labels)
        kept[f"{name}.weights"] = head.weights.astype(np.float16)
        kept[f"{name}.bias"] = head.bias.astype(np.float32)
        if name == "emotion":
            labelled = [(language, *pair) for language in languages for pair in _labelled(name, language)]
            marks = _marks(head.labels, [(labels, text) for _, labels, text in labelled])
            spoken = [row for row, pair in enumerate(pairs) if pair in labelled and len(pair[2]) <= LONGEST_SPEECH]
            bears = np.stack([marks["marks.weights"][:, MARKS.index(mark_of(pairs[row][2]))] for row in spoken])
            scores = (MEANT * np.stack([held[row] for row in spoken]) + MARKED * bears).astype(np.float32)
            kept |= marks | _spoken(head.labels, [pairs[row][1:] for row in spoken], scores)
    np.savez_compressed(Path(__file__).with_name(WEIGHTS), **kept)


if __name__ == "__main__":
    main()
