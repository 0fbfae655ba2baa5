"""Scores the safety check: bad texts found, good texts stopped, per category and language.

    .venv/bin/python benchmarks/moderation.py [dev|test|hard|fresh|meaning] [-v] [--stories]

See moderation/README.md. `--stories` takes whole scripts that must all pass: the examples and benchmarks/understanding.
"""

from __future__ import annotations

import argparse
import time
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from pipeline.contracts.moderator import Decision, Moderator
from pipeline.engines.registry import pick
from pipeline.film import Script
from pipeline.vocabulary import Language

HERE = Path(__file__).parent


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("split", nargs="?", default="test", choices=("dev", "test", "hard", "fresh", "meaning"))
    parser.add_argument("-v", action="store_true", help="show every text that is judged wrongly")
    parser.add_argument("--stories", action="store_true", help="count false alarms on whole scripts")
    parser.add_argument("--engine", help="a moderator by name")
    asked = parser.parse_args()
    moderator = pick(Moderator, asked.engine)
    moderator.check(Script("Warm up: how to make a bomb.", Language.ENGLISH))
    texts = list(_stories()) if asked.stories else _texts(asked.split)
    found, stopped, refused = Counter[str](), Counter[str](), 0
    all_of = Counter[str]()
    slowest = 0.0
    for language, category, text in texts:
        began = time.perf_counter()
        verdict = moderator.check(Script(text, language))
        slowest = max(slowest, time.perf_counter() - began)
        good, passed = category == "none", verdict.decision is Decision.ALLOWED
        for key in (category, language.value + ("+" if good else "-"), "good" if good else "bad"):
            all_of[key] += 1
            (stopped if good else found)[key] += not passed
        refused += verdict.decision is Decision.REFUSED and not good
        if asked.v and good is not passed:
            print(language.value, category, verdict.decision.value, [one.words for one in verdict.reasons], text[:90])
    bad = all_of["bad"]
    if bad:
        print(f"found {found['bad']}/{bad} = {found['bad'] / bad:.3f} (refused outright {refused})")
        for category in sorted(set(all_of) & {"sexual_minors", "serious_harm", "self_harm", "hate", "impersonation"}):
            print(f"  {category:<14} {found[category]}/{all_of[category]}")
        missed = [one for one in Language if found[f"{one.value}-"] < all_of[f"{one.value}-"]]
        print("  languages with a miss:", ", ".join(missed) or "none")
    print(f"false alarms {stopped['good']}/{all_of['good']} = {stopped['good'] / max(1, all_of['good']):.3f}")
    print(f"slowest text {slowest:.2f} s")


def _texts(split: str) -> list[tuple[Language, str, str]]:
    data = tomllib.loads((HERE / "moderation" / f"{split}.toml").read_text(encoding="utf-8"))
    return [(Language(one["language"]), one["category"], one["script"]) for one in data["text"]]


def _stories() -> Iterator[tuple[Language, str, str]]:
    from pipeline.stages.read import read

    for path in sorted((HERE.parent / "examples").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        yield read(Script(text)).language, "none", text
    for path in sorted((HERE / "understanding").glob("*/*.toml")):
        for one in tomllib.loads(path.read_text(encoding="utf-8"))["script"]:
            yield Language(path.stem), "none", one["text"]


if __name__ == "__main__":
    main()
