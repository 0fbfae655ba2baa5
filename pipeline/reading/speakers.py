"""The company of a told story: who is in it, under which words, and whom a pronoun or "the old woman" means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.reading.grammar import CASED, TITLES, grammar
from pipeline.reading.mentions import Mention, called
from pipeline.reading.names import find_names
from pipeline.vocabulary import Language

_DIRECT = {
    Language.HINDI: (("े", "ा"), ("ों", "ा")),
    Language.MARATHI: (
        ("ऱ्या", "रा"), ("ऱ्या", "री"), ("ळ्या", "ळी"), ("ड्या", "डी"), ("्या", "ी"), ("्या", "ा"), ("ा", "गा"), ("बां", "बा"),
        ("णि", "ण"),
    ),
    Language.PUNJABI: (("ੇ", "ਾ"),),
    Language.GUJARATI: (("ા", "ો"),),
    Language.KOREAN: (("이", ""),),
}  # fmt: skip
"""Endings of a noun before a case mark, and in the form it is called by."""

_NEAR = 3
"""So many people back a pronoun may reach for a name."""


@dataclass(slots=True)
class Person:
    """Somebody in the story. `words`: everything that meant them, as the script writes it."""

    name: str
    named: bool
    gender: str | None
    age: str | None
    words: list[str] = field(default_factory=list)


class Company:
    """Everybody met so far. A mention is tied to somebody known wherever that is sure, else it is somebody new."""

    def __init__(self, language: Language, script: str) -> None:
        self._grammar = grammar(language)
        self._language = language
        self._script = script
        self._names = find_names(script, language)
        self._by_words: dict[str, Person] = {}
        self.people: list[Person] = []

    def knows(self, words: str) -> bool:
        """Whether these casefolded words already mean somebody."""
        return words in self._by_words or words in self._names

    def meet(self, mention: Mention) -> Person:
        """Whoever this name or noun means; somebody new if nobody fits."""
        person = self.find(mention)
        if person is None:
            person = Person(self._direct(mention.words), mention.kind == "name", mention.gender, mention.age)
            self.people.append(person)
        elif mention.kind == "name" and not person.named:
            person.named = True
        self._call(person, self._direct(mention.words))
        if mention.described:
            self._describe(person, mention.described)
        person.gender = person.gender or mention.gender
        person.age = person.age or mention.age
        return person

    def find(self, mention: Mention) -> Person | None:
        """Whoever this name or noun means, if they are known."""
        words = self._direct(mention.words)
        low = words.casefold()
        if mention.new:
            # The script is read twice: somebody new is met again where they first came in.
            return next((one for one in self.people if not one.named and one.name.casefold() == low), None)
        found = self._by_words.get(low) or self._by_words.get(mention.words.casefold())
        if found is not None:
            return found
        found = self._by_part(low, mention)
        if found is not None or mention.kind != "noun":
            return found
        return self._by_facts(mention)

    def named_in(self, sentence: str) -> Iterator[Person]:
        """Those called by name anywhere in a sentence, in whatever case."""
        low = sentence.lower()
        if len(low) != len(sentence):
            return
        for name in sorted(self._names, key=lambda name: (-len(name), name)):
            place = low.find(name)
            if place < 0 or (place > 0 and low[place - 1].isalpha()):
                continue
            if self._language in CASED and low[place + len(name) : place + len(name) + 1].isalpha():
                continue
            words = sentence[place : place + len(name)]
            yield self.meet(called(words, self._grammar, self.knows, sure=True))

    def also(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Names, and the other words that meant them."""
        for person in self.people:
            others = tuple(word for word in dict.fromkeys(person.words) if word.casefold() != person.name.casefold())
            if others:
                yield person.name, others

    def choose(self, gender: str | None, recent: Sequence[Person], *, not_first: Person | None) -> Person | None:
        """Whom a pronoun means: somebody of its gender, the last one named first; `not_first` only if nobody else."""
        order = list(dict.fromkeys(map(id, reversed(recent))))
        people = {id(person): person for person in recent}
        fitting = [people[key] for key in order if people[key].gender == gender or gender is None]
        possible = [people[key] for key in order if people[key].gender is None and gender is not None]
        # Who has a name is more often called "she" than who is only "the old woman".
        fitting = _named_first(fitting)
        for group in (fitting, possible):
            others = [person for person in group if person is not not_first]
            if others or group:
                chosen = (others or group)[0]
                if chosen is not_first and group is fitting and possible and gender is not None:
                    # The only one known to be a she has just spoken: the other one may still be a she.
                    continue
                chosen.gender = chosen.gender or gender
                return chosen
        return fitting[0] if fitting else None

    def _call(self, person: Person, words: str) -> None:
        person.words.append(words)
        self._by_words.setdefault(words.casefold(), person)

    def _describe(self, person: Person, words: str) -> None:
        self._call(person, words)

    def _by_part(self, low: str, mention: Mention) -> Person | None:
        """`Meera` for `little Meera`, `boatman` for `old boatman`; not `young man` for `old man`."""
        parts = set(low.split())
        for person in self.people:
            for known in person.words:
                others = set(known.casefold().split())
                if not (parts <= others or others <= parts):
                    continue
                common = parts & others
                # `Uncle Tom` and `uncle` may be two, `Tom` and `Uncle Tom` are one.
                telling = any(part not in self._grammar.nouns for part in common) or mention.kind == "noun"
                ages = {mention.age, person.age} - {None}
                if telling and common and (len(ages) < 2 or mention.kind == "name"):
                    return person
        return None

    def _by_facts(self, mention: Mention) -> Person | None:
        """`The child` for the only child, `the old woman` for the only grandmother."""
        if mention.age is None:
            return None
        fitting = [person for person in self.people if self._fits(person, mention)]
        return fitting[0] if len(fitting) == 1 else None

    @staticmethod
    def _fits(person: Person, mention: Mention) -> bool:
        if mention.gender and person.gender and person.gender != mention.gender:
            return False
        if mention.age == "child":
            grown = any(part.strip(".") in TITLES for words in person.words for part in words.casefold().split()[:-1])
            return person.age == "child" or (person.named and person.age is None and bool(person.gender) and not grown)
        return person.age == mention.age and mention.age == "elderly" and person.gender == mention.gender

    def _direct(self, words: str) -> str:
        if (
            self._language in CASED
            and self._language is not Language.GERMAN
            and words.istitle()
            and (
                words.casefold() in self._grammar.nouns and regex.search(rf"(?<!\w){words.lower()}(?!\w)", self._script)
            )
        ):
            # A noun that only opens its sentence.
            return words.lower()
        endings = _DIRECT.get(self._language, ())
        if not endings:
            return words
        return " ".join(self._direct_word(word, endings) for word in words.split())

    def _direct_word(self, word: str, endings: Sequence[tuple[str, str]]) -> str:
        known = self._grammar
        for ending, direct in endings:
            form = word.removesuffix(ending) + direct
            if (
                word.endswith(ending)
                and form != word
                and (form in known.nouns or form in known.adjectives or form in known.names)
            ):
                return form
        return word


def _named_first(people: Sequence[Person]) -> list[Person]:
    near = people[:_NEAR]
    return [*(one for one in near if one.named), *(one for one in near if not one.named), *people[_NEAR:]]
