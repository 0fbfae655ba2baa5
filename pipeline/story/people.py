"""Who is in the story: everybody who speaks or acts, and what the script says of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import regex

from pipeline.film import Character, Finding, Relation, Screenplay
from pipeline.language.first_names import gender_of
from pipeline.reading.grammar import grammar
from pipeline.story.ballot import Ballot, Elected
from pipeline.story.heads import head, vector_of
from pipeline.story.kinship import relations
from pipeline.story.lexicon import Hit, fold
from pipeline.story.mentions import Known, agreement, listener, mentions, name_pattern
from pipeline.story.passages import Kind, Passage, words_of
from pipeline.story.strangers import strangers
from pipeline.story.years import age_at, age_in, bare_age, lived_in
from pipeline.vocabulary import AgeGroup, Gender, Language, Role

BEHIND, AHEAD = 44, 26
"""A word that describes somebody stands at most so many characters behind or ahead of the name."""
_NAME_SURE = 6.0
_COUNTED = 3.0
_CONFESSED = 1.6
_LIVED = 2.0
_TITLE = 5.0
_DESCRIBED = 3.5
_NAMED = 3.0
_AGREES = 1.2
_PRONOUN = 1.2
_CALLED = 2.2


@dataclass
class Somebody:
    """A character while the evidence is gathered."""

    name: str
    speaks: bool
    also: list[str] = field(default_factory=list)
    gender: Ballot = field(default_factory=Ballot)
    age: Ballot = field(default_factory=Ballot)
    description: list[str] = field(default_factory=list)
    traits: list[tuple[str, str]] = field(default_factory=list)
    """Traits and the words that say so."""
    first: int = 0
    weight: int = 0
    titled: bool = False

    def tell(self, hit: Hit, weight: float, beside: Iterable[Hit] = ()) -> None:
        """A noun for a person: `female elderly`, `male child`, `adult`; with the other words of its text."""
        for part in hit.label.split():
            if part in ("female", "male"):
                self.gender.vote(part, weight, hit.word)
            else:
                self.age.vote(part, weight * _says_age(part, hit, beside), hit.word)

    @property
    def known(self) -> Known:
        """As far as is known."""
        gender, age = self.gender.elect(), self.age.elect()
        return Known(
            self.name,
            tuple(self.also),
            Gender(gender.label) if gender else Gender.UNKNOWN,
            AgeGroup(age.label) if age else None,
            self.titled,
        )


def _says_age(age: str, hit: Hit, beside: Iterable[Hit]) -> float:
    """How far a noun tells an age: every trade's word is an adult's, and a daughter may be grown up."""
    if age == "adult":
        return 0.4
    young = age == "child" and any(
        other.section == "kin" and other.label == "child" and other.start < hit.end and hit.start < other.end
        for other in beside
    )
    return 0.3 if young else 1.0


@dataclass(frozen=True, slots=True)
class People:
    """The characters in order of appearance, whether they talk in a show, and the reasons."""

    characters: tuple[Character, ...]
    known: tuple[Known, ...]
    """Whom a text can mean."""
    podcast: bool
    findings: tuple[Finding, ...]


def find_people(screenplay: Screenplay, found: Sequence[Passage], meant: Mapping[str, Sequence[str]]) -> People:
    """Everybody who speaks or acts, by order of appearance; `meant` are epithets that were tied to names."""
    cast = _speakers(found)
    also = {
        name: (*words, *meant.get(name, ()))
        for name, words in {**dict.fromkeys(meant, ()), **dict(screenplay.also)}.items()
    }
    for one in cast:
        one.also += also.get(one.name, ())
        _read_name(one, screenplay)
        _read_also(one, screenplay.language)
    _describe(cast, found)
    cast += [_met(stranger, screenplay) for stranger in strangers(found, [one.known for one in cast], screenplay)]
    _describe(cast[len([one for one in cast if one.speaks]) :], found)
    _listen(cast, found)
    podcast = _is_show(screenplay, found, [one.name for one in cast])
    cast.sort(key=lambda one: one.first)
    return _as_characters(cast, found, screenplay.language, podcast=podcast)


# ------------------------------------------------------------------------------------------------ who there is


def _speakers(found: Sequence[Passage]) -> list[Somebody]:
    cast: dict[str, Somebody] = {}
    for passage in found:
        if passage.speaker is None:
            continue
        one = cast.setdefault(passage.speaker, Somebody(passage.speaker, speaks=True, first=passage.start))
        one.weight += len(passage.text)
    for one in cast.values():
        pattern = name_pattern(one.name)
        for passage in found:
            match = None if passage.kind is Kind.HEADING else pattern.search(passage.text)
            if match:
                one.first = min(one.first, passage.start + match.start())
                break
    return list(cast.values())


def _read_also(one: Somebody, language: Language) -> None:
    """What the other words for somebody tell."""
    for words in one.also:
        hits = words_of(words, language)
        for hit in hits:
            if hit.section == "person":
                one.tell(hit, _DESCRIBED, hits)
            elif hit.section == "age":
                one.age.vote(hit.label, _DESCRIBED, hit.word)


def _met(stranger: tuple[str, tuple[str, ...], int], screenplay: Screenplay) -> Somebody:
    name, also, first = stranger
    one = Somebody(name, speaks=False, also=list(also), first=first)
    _read_name(one, screenplay)
    return one


def _read_name(one: Somebody, screenplay: Screenplay) -> None:
    """What a name tells by itself: `Grandma`, `old fisherman`, a girl's name, or what most such names are."""
    hits = words_of(one.name, screenplay.language, heading=True)
    one.titled = any(hit.section in ("person", "kin") for hit in hits)
    for hit in hits:
        if hit.section == "person":
            one.tell(hit, _TITLE)
        elif hit.section == "age":
            one.age.vote(hit.label, _TITLE, hit.word)
        elif hit.section == "kin":
            _by_kin(one, hit)
        elif hit.section == "name" and hit.label in ("female", "male"):
            one.gender.vote(hit.label, _NAMED, hit.word)
    first = next((part for part in one.name.split() if gender_of(part, screenplay.language)), one.name.split()[0])
    given = gender_of(first, screenplay.language)
    if given is not None and not any(hit.section == "name" for hit in hits):
        one.gender.vote(given.value, _NAMED, first)
    guess = head("gender").probabilities(vector_of(first))
    for label, share in guess.items():
        one.gender.vote(label, 1.6 * share)


def _by_kin(one: Somebody, hit: Hit) -> None:
    if hit.label == "grandparent":
        one.age.vote(AgeGroup.ELDERLY.value, _TITLE, hit.word)
    elif hit.label == "mother":
        one.gender.vote(Gender.FEMALE.value, _TITLE, hit.word)
    elif hit.label == "father":
        one.gender.vote(Gender.MALE.value, _TITLE, hit.word)


# ------------------------------------------------------------------------------------------- what is said of them


def _describe(cast: Sequence[Somebody], found: Sequence[Passage]) -> None:
    """Words beside a name describe who bears it; pronouns and verb endings behind it agree with them."""
    everybody = [one.known for one in cast]
    by_name = {one.name: one for one in cast}
    only: str | None = None
    spoke: str | None = None
    for passage in found:
        if passage.kind is not Kind.TOLD:
            spoke = passage.speaker
            if spoke in by_name and passage.beside:
                _by_tag(by_name[spoke], passage)
            continue
        named = mentions(passage.text, everybody)
        for number, mention in enumerate(named):
            one = by_name[mention.name]
            left = max(named[number - 1].end if number else 0, mention.start - AHEAD)
            right = min(named[number + 1].start if number + 1 < len(named) else len(passage.text), mention.end + BEHIND)
            _beside(one, passage, left, right, mention.start, mention.end)
        if passage.goes_on and not named and spoke in by_name:
            _beside(by_name[spoke], passage, 0, len(passage.text), 0, 0)
        names = list(dict.fromkeys(mention.name for mention in named))
        subject = names[0] if len(names) == 1 else (None if names else only)
        if subject is not None and (names or not _is_another(by_name[subject], passage)):
            _agree(by_name[subject], passage, direct=bool(names))
            counted = age_in(passage.text, passage.language) if not names else None
            if counted is not None:
                by_name[subject].age.vote(counted[0].value, _COUNTED, counted[1])
            lived = lived_in(passage.text, passage.language)
            if lived is not None:
                by_name[subject].age.vote(lived[0].value, _LIVED, lived[1])
        only = names[0] if len(names) == 1 else (only if not names else None)


def _beside(one: Somebody, passage: Passage, left: int, right: int, start: int, end: int) -> None:
    around = passage.text[left:right]
    one.description.append(around.strip())
    bare = bare_age(passage.text[end:right], passage.language)
    if bare is not None:
        one.age.vote(bare[0].value, _NAME_SURE, bare[1])
    else:
        _count_years(one, passage, (left, right), (start, end))
    for hit in passage.hits:
        if hit.start < left or hit.end > right or (hit.start >= start and hit.end <= end):
            continue
        near = 0 <= hit.start - end <= 18 or (0 <= start - hit.end <= AHEAD and _touch(passage.text[hit.end : start]))
        if hit.section == "person" and near and not (hit.start >= end and _is_owned(hit, passage, end)):
            one.tell(hit, _DESCRIBED, passage.hits)
        elif hit.section == "age" and near:
            one.age.vote(hit.label, _DESCRIBED, hit.word)
        elif hit.section == "trait":
            one.traits.append((hit.label, hit.word))


def _is_owned(hit: Hit, passage: Passage, end: int) -> bool:
    """Whether the person behind a name is somebody of theirs, or somebody met: "Bisi held her son"."""
    words = grammar(passage.language)
    between = regex.findall(r"[\p{L}\p{M}]+", passage.text[end : hit.start].casefold())
    theirs = words.his | words.her | words.beside
    return any(word in theirs for word in between) or any(
        end <= other.start and other.end <= hit.start for other in passage.hits if other.section == "action"
    )


def _by_tag(one: Somebody, passage: Passage) -> None:
    """Who says something is often described there: `asked Mariam, who was nine`; such a tag is not told again."""
    at = name_pattern(one.name).search(passage.beside)
    if at is None:
        pronoun = next((hit for hit in passage.beside_hits if hit.section == "pronoun"), None)
        if pronoun is not None and pronoun.label in ("female", "male"):
            one.gender.vote(pronoun.label, _PRONOUN, pronoun.word)
        return
    tag = replace(passage, text=passage.beside, hits=passage.beside_hits)
    _beside(one, tag, max(0, at.start() - AHEAD), min(len(tag.text), at.end() + BEHIND), at.start(), at.end())


def _count_years(one: Somebody, passage: Passage, around: tuple[int, int], name: tuple[int, int]) -> None:
    """An age beside a name, unless it stands nearer to another's: "Ama held her eight-year-old son Kojo"."""
    counted = age_at(passage.text[slice(*around)], passage.language)
    if counted is None:
        return
    age, words, begin, finish = counted
    begin, finish = begin + around[0], finish + around[0]
    if begin >= name[1]:
        # Only another name closes in before the widest reach.
        nearer = around[1] < min(len(passage.text), name[1] + BEHIND) and around[1] - finish < begin - name[1]
    else:
        nearer = around[0] > max(0, name[0] - AHEAD) and begin - around[0] < name[0] - finish
    if not nearer:
        one.age.vote(age.value, _NAME_SURE, words)


def _touch(between: str) -> bool:
    """Whether what stands between a word and the name it goes with is no new clause."""
    return not any(mark in between for mark in ',.;:!?…।、。，；—–"“”«»')


def _is_another(one: Somebody, passage: Passage) -> bool:
    """Whether a passage's first pronoun is not of the gender that was told of somebody: "Bisi held her son. He ran"."""
    told = max(one.gender.said, key=lambda label: one.gender.said[label][0], default=None)
    pronoun = next((hit.label for hit in passage.found("pronoun") if hit.label in ("female", "male")), None)
    return None not in (told, pronoun) and told != pronoun


def _agree(one: Somebody, passage: Passage, *, direct: bool) -> None:
    pronoun = next((hit for hit in passage.found("pronoun") if hit.label in ("female", "male")), None)
    if pronoun is not None:
        one.gender.vote(pronoun.label, _PRONOUN, pronoun.word)
    verb = agreement(passage.hits)
    if verb is not None and (direct or pronoun is None):
        one.gender.vote(verb.value, _AGREES if direct else _AGREES / 2)


def _listen(cast: Sequence[Somebody], found: Sequence[Passage]) -> None:
    """What people call each other tells who they are: "Grandma, look!" is said to the one who speaks next or before."""
    by_name = {one.name: one for one in cast}
    spoken = [passage for passage in found if passage.speaker is not None]
    for index, passage in enumerate(spoken):
        _tell_of_oneself(by_name[passage.speaker or ""], passage)
        name = listener(spoken, index)
        if name is None:
            continue
        for hit in passage.found("person"):
            if _is_vocative(passage.text, hit):
                called = [one for one in cast if fold(hit.word) in {fold(word) for word in (one.name, *one.also)}]
                for one in called or [by_name[name]]:
                    one.tell(hit, _CALLED, passage.hits)


def _tell_of_oneself(one: Somebody, passage: Passage) -> None:
    """Young people who count years in speaking count their own; others count those of other things as well."""
    counted = age_in(passage.text, passage.language)
    if counted is not None and counted[0] in (AgeGroup.CHILD, AgeGroup.TEEN):
        one.age.vote(counted[0].value, _CONFESSED, counted[1])
    lived = lived_in(passage.text, passage.language)
    if lived is not None:
        one.age.vote(lived[0].value, _CONFESSED, lived[1])


def _is_vocative(text: str, hit: Hit) -> bool:
    """Whether a word is called out: set off by marks on both sides, or at an end of the sentence."""
    before, after = text[: hit.start].rstrip(), text[hit.end :].lstrip()
    opens = not before or before[-1] in ",،、，!！?？.…—–「“\"'¡¿"
    closes = not after or after[0] in ",،、，!！?？.。।…—–」”\"'"
    return opens and closes


# ------------------------------------------------------------------------------------------------------- as values


def _is_show(screenplay: Screenplay, found: Sequence[Passage], names: Sequence[str]) -> bool:
    titled = any(hit.section == "podcast" for name in names for hit in words_of(name, screenplay.language))
    shown = any(hit.label == "show" for passage in found for hit in passage.found("podcast"))
    placed = any(
        hit.label == "podcast studio"
        for passage in found
        if passage.kind is Kind.HEADING
        for hit in passage.found("place")
    )
    told = sum(len(passage.text) for passage in found if passage.kind is Kind.TOLD)
    said = sum(len(passage.text) for passage in found if passage.kind is Kind.SAID)
    return len(names) > 1 and said > 2 * told and (titled or shown or placed) and screenplay.form == "dialogue"


def _as_characters(cast: Sequence[Somebody], found: Sequence[Passage], language: Language, *, podcast: bool) -> People:
    related = relations(found, [one.known for one in cast])
    ranked = sorted(cast, key=lambda one: (-one.weight, one.first))
    characters: list[Character] = []
    findings: list[Finding] = []
    for index, one in enumerate(cast):
        gender = one.gender.elect()
        age = one.age.elect() or _age_by(related.get(one.name, ()))
        characters.append(
            Character(
                name=one.name,
                role=_show_role(one, index, language) if podcast else _role(ranked.index(one)),
                age_group=AgeGroup(age.label),
                gender=Gender(gender.label) if gender else Gender.UNKNOWN,
                personality=one.traits[0][0] if one.traits else None,
                relations=tuple(related.get(one.name, ())),
                description=" ".join(dict.fromkeys(one.description)),
                also=tuple(one.also),
            )
        )
        findings.append(Finding(f"characters[{index}].role", 0.9 if podcast else 0.5, None))
        findings.append(Finding(f"characters[{index}].age_group", age.confidence, age.words))
        if one.traits:
            findings.append(Finding(f"characters[{index}].personality", 0.8, one.traits[0][1]))
        if gender is not None:
            findings.append(Finding(f"characters[{index}].gender", gender.confidence, gender.words))
    return People(tuple(characters), tuple(one.known for one in cast), podcast, tuple(findings))


def _age_by(related: Iterable[Relation]) -> Elected:
    for relation in related:
        if relation.kind.value == "grandchild":
            return Elected(AgeGroup.CHILD.value, 0.5, None)
        if relation.kind.value == "grandparent":
            return Elected(AgeGroup.ELDERLY.value, 0.8, None)
    return Elected(AgeGroup.ADULT.value, 0.4, None)


def _role(rank: int) -> Role:
    return (Role.PROTAGONIST, Role.DEUTERAGONIST)[rank] if rank < 2 else Role.SUPPORTING


def _show_role(one: Somebody, index: int, language: Language) -> Role:
    titles = [hit.label for hit in words_of(one.name, language) if hit.section == "podcast"]
    if titles and titles[0] in ("host", "guest"):
        return Role(titles[0])
    return Role.HOST if index == 0 else Role.GUEST
