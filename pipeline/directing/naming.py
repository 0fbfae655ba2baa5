"""What words name: the people and the things of a scene, in the script's own words where the story knows them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.film import Scene, Story


@dataclass(frozen=True, slots=True)
class Naming:
    """Patterns for the people and the things that a scene's words can name."""

    people: Mapping[str, re.Pattern[str]]
    things: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, story: Story, scene: Scene) -> Naming:
        """Of one scene: names and by-names of who is in it; its objects by their English label and by its findings."""
        people = {
            character.name: _any_of((character.name, *character.also))
            for character in story.characters
            if character.name in scene.present
        }
        index = story.scenes.index(scene)
        found = {finding.path: finding.words for finding in story.findings if finding.words}
        things = {
            # "diya lamp" is meant by "lamp" too.
            thing: _any_of((thing, thing.split()[-1], found.get(f"scenes[{index}].objects[{number}]", "")))
            for number, thing in enumerate(scene.objects)
        }
        return cls(people, things)

    def people_in(self, text: str) -> tuple[str, ...]:
        """Who is named, in the order of the text."""
        return _found(self.people, text)

    def things_in(self, text: str) -> tuple[str, ...]:
        """What is named, in the order of the text."""
        return _found(self.things, text)


def _found(patterns: Mapping[str, re.Pattern[str]], text: str) -> tuple[str, ...]:
    hits = [(match.start(), name) for name, pattern in patterns.items() if (match := pattern.search(text))]
    return tuple(name for _, name in sorted(hits))


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words at the start of a word, endings free; anywhere where words are not kept apart by spaces."""
    parts = [
        re.escape(word) if _UNSPACED.match(word) else rf"(?<!\w){re.escape(word)}"
        for word in sorted({word.strip() for word in words if word.strip()}, key=lambda word: (-len(word), word))
    ]
    return re.compile("|".join(parts) if parts else r"(?!)", re.IGNORECASE)


_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
