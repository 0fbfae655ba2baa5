"""Who says a quote: whom its tag means, who acts beside it, or whose turn it is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import regex

from pipeline.reading.grammar import grammar
from pipeline.reading.mentions import Mention, called
from pipeline.reading.quotes import Piece
from pipeline.reading.speakers import Company, Person
from pipeline.reading.subjects import read_clause
from pipeline.reading.tags import Tag, sentence_ranges
from pipeline.vocabulary import Language

_CALLED = regex.compile(
    r"""(?:^|[.!?…।。！？،,，]\s*)(?:¡|¿|O\ |يا\ )?
    (?P<name>[\p{L}\p{M}\u200c\u200d]{1,16}(?:\ [\p{L}\p{M}\u200c\u200d]{1,16})?)\s*[,!?،，、！？]""",
    regex.VERBOSE,
)
"""What stands between marks in a quote may be whom it addresses."""
_LOOSE_END = regex.compile(r"[\u0bcd\u0c4d\u0ccd\u0d4d\u0c41\u0cc1\u0d41\u0bc1]$")
"""What a name's end gives up before the ending of a call."""
_CALLING = 2
_TELLING = frozenset({Language.TAMIL, Language.KANNADA})
"""Where the verb of any sentence tells whether a woman or a man acts, and things act in forms of their own."""


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote with what stands around it. `joined`: right behind another quote, with nothing told between them."""

    said: str
    tag: Tag | None
    joined: bool
    told_before: bool
    told_after: str | None


class Conversation:
    """Follows a story paragraph by paragraph: who was named, who spoke."""

    def __init__(self, language: Language, company: Company) -> None:
        self._language = language
        self._words = grammar(language)
        self._company = company
        self._recent: list[Person] = []
        """Who acted or spoke, the last one last."""
        self._spoke: list[Person] = []
        """Whose turns there were, without repetition."""
        self._here: list[Person] = []
        """Who acted or spoke in this paragraph."""
        self._speaker: Person | None = None
        """Who spoke last in this paragraph."""
        self._asked: Person | None = None
        """Whom the last quote addressed."""
        self._introduced: Person | None = None
        """Whom the paragraph before leads in."""

    def open_paragraph(self, *, goes_on: bool) -> None:
        """Begin a paragraph. `goes_on`: the one before did not close its quote."""
        self._here = []
        self._speaker = self._speaker if goes_on else None

    def close_paragraph(self, *, told: bool, ends_told: bool) -> None:
        """End a paragraph. `told`: it holds no quote; `ends_told`: its last words are no quote."""
        last = self._spoke[-1] if self._spoke else None
        led_in = bool(self._here) and ends_told and self._here[-1] is not (last if told else self._speaker)
        if told and led_in:
            # Who talks next need not be the two who talked before.
            self._spoke.clear()
        self._introduced = self._here[-1] if led_in else None

    def watch(self, text: str, piece: Piece) -> None:
        """Note who acts in a told piece, sentence by sentence."""
        for begin, stop in sentence_ranges(text, piece.start, piece.end):
            self._recent.extend(self._company.named_in(text[begin:stop]))
            person = self._actor(text[begin:stop])
            if person is not None:
                self._here.append(person)
                self._recent.append(person)

    def who(self, quote: Quote) -> Person | None:
        """Whoever says it; None if nobody can be found, or a crowd does."""
        person = self._tagged(quote.tag)
        named = quote.tag is not None and quote.tag.clause.has_verb and _is_named(quote.tag.clause.subject)
        if person is None and not named:
            gender = _gender(quote.tag)
            person = next((one for one in self._likely(quote) if gender is None or one.gender in (None, gender)), None)
        self._asked = self._addressed(quote.said)
        if person is not None:
            self._speaker = person
            self._here.append(person)
            self._recent.append(person)
            if not self._spoke or self._spoke[-1] is not person:
                self._spoke.append(person)
        return person

    def _actor(self, sentence: str) -> Person | None:
        clause = read_clause(sentence, self._language, self._company.knows)
        mention = clause.subject
        if mention is None:
            telling = clause.gender is not None and self._language in _TELLING
            return self._company.choose(clause.gender, self._recent, not_first=None) if telling else None
        if mention.kind == "pronoun":
            said = mention.gender is not None
            return self._company.choose(mention.gender, self._recent, not_first=None) if said else None
        if mention.kind == "crowd" or not mention.sure:
            return None
        # A noun of no age and no gender (`the moon`) is somebody only once it speaks.
        may_act = mention.kind == "name" or mention.gender is not None or mention.age is not None
        return self._company.meet(mention) if may_act or self._company.find(mention) is not None else None

    def _tagged(self, tag: Tag | None) -> Person | None:
        """Whom the tag means: by name, else by a pronoun or the verb's own form."""
        if tag is None or (tag.clause.subject is not None and tag.clause.subject.kind == "crowd"):
            return None
        if _is_named(tag.clause.subject) and tag.clause.subject is not None:
            person = self._company.meet(tag.clause.subject)
            person.gender = person.gender or tag.clause.gender
            return person
        gender = _gender(tag)
        near = [*([self._introduced] if self._introduced and not self._here else []), *self._here]
        for person in reversed(near):
            if gender is None or person.gender in (None, gender):
                person.gender = person.gender or gender
                return person
        last = self._spoke[-1] if self._spoke and self._speaker is None else None
        return self._company.choose(gender, self._recent or self._company.people, not_first=last)

    def _likely(self, quote: Quote) -> Iterator[Person]:
        """Who may say a quote that nothing attributes, the likeliest first: nobody calls themselves."""
        addressed = self._addressed(quote.said)
        return (person for person in self._near(quote) if person is not addressed)

    def _near(self, quote: Quote) -> Iterator[Person]:
        if self._speaker is not None and quote.joined:
            yield from self._others(self._speaker)
        if quote.told_before:
            yield from reversed(self._here)
        if self._speaker is not None:
            yield self._speaker
        if quote.told_after is not None:
            acting = self._actor(quote.told_after)
            if acting is not None:
                yield acting
        yield from (one for one in (self._introduced, self._asked) if one is not None)
        yield from self._turns()

    def _turns(self) -> Iterator[Person]:
        if self._spoke:
            yield from self._others(self._spoke[-1])
            yield self._spoke[-1]
        else:
            yield from reversed(self._recent)
            yield from self._company.people

    def _others(self, speaker: Person) -> Iterator[Person]:
        """Those with whom this speaker may talk."""
        for people in (reversed(self._spoke), reversed(self._recent), self._company.people):
            yield from (person for person in people if person is not speaker)

    def _addressed(self, said: str) -> Person | None:
        """Who is called by name, or by what they are (`Grandmother, …`), in a quote."""
        for match in _CALLED.finditer(said):
            mention = called(match["name"], self._words, self._company.knows)
            person = self._company.find(mention) if mention.kind in ("name", "noun") else None
            person = person or self._vocative(match["name"])
            if person is not None:
                return person
        return None

    def _vocative(self, words: str) -> Person | None:
        """Who is called in a form of their own, as in `తాతయ్యా` and `지우야`: a sign or two more than they are named."""
        if words[:1].upper() != words[:1].lower():
            return None
        fitting = (
            person
            for person in self._company.people
            for name in person.words
            if words.startswith(stem := _LOOSE_END.sub("", name))
            and len(stem) > 1
            and len(words) - len(stem) <= _CALLING
        )
        return next(fitting, None)


def _gender(tag: Tag | None) -> str | None:
    if tag is None:
        return None
    return tag.clause.gender or (tag.clause.subject.gender if tag.clause.subject else None)


def _is_named(mention: Mention | None) -> bool:
    return mention is not None and mention.kind != "pronoun"
