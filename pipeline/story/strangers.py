"""Who acts in a story and never speaks: names nobody says a line under, and people told of by what they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

import regex

from pipeline.film import Screenplay
from pipeline.reading.grammar import Grammar, grammar
from pipeline.reading.marks import plain
from pipeline.reading.names import find_names
from pipeline.story.lexicon import PARTICLES, Hit
from pipeline.story.mentions import Known, is_new, mentions, name_pattern
from pipeline.story.passages import Kind, Passage, words_of
from pipeline.vocabulary import Gender, Language

EARLY = 42
"""Who acts is told at the beginning of a sentence, within so many characters (a third of that in dense writing)."""
MOST = 3
"""More people who only pass by are a crowd."""
_CAPITALISED = regex.compile(r"(?<![\p{L}\p{M}])\p{Lu}[\p{L}\p{M}'’]+(?:[ -]\p{Lu}[\p{L}\p{M}'’]+)*")
_CASED = regex.compile(r"\p{Lu}|\p{Ll}")
_DENSE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]")
_NOT_NAMES = frozenset(
    {
        "place",
        "sign",
        "culture",
        "religion",
        "tradition",
        "time",
        "time_sign",
        "season",
        "weather",
        "object",
        "crowd",
        "heading",
        "land",
    }
)
_HANGUL = regex.compile(r"\p{Hangul}")
_GLUED = regex.compile(r"[\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Bengali}]")
_NAMED = regex.compile(
    r"(?<!\w)(?:name (?:is|was)|named|called|se llama(?:ba)?|llamad[oa]|s[’']appel(?:le|ait)|nommée?"
    r"|heißt|hieß|namens"
    r"|si chiama(?:va)?|di nome|(?:se )?chama(?:va)?(?:-se)?|chamad[oa]|зовут|звали|по имени)"
    r"\s+(?-i:\p{Lu}[\p{L}\p{M}]+)",
    regex.IGNORECASE,
)
_LEADING = regex.compile(
    r"(?<!\w)(?:in|into|to|at|from|of|on|near|per|nach|the|over|for|through|across|by|en|a|al|de|del|desde|hacia|por|la|el|"
    r"à|au|du|des|vers|dans|sur|le|les|di|da|dal|nel|sul|il|lo|em|no|na|do|dos|das|ao|os|as|"
    r"rue|avenue|boulevard|quai|place|calle|avenida|plaza|barrio|via|piazza|rua|praça|largo|улиц[аеу]|"
    r"в|во|из|на|с|по|к|от|у)\s+(?:(?:old|great|new|nuevo|grand)\s+)?$|[dlDL][’']$",
    regex.IGNORECASE,
)
"""A capital after one of these begins a place's name, or a day's, more often than a person's."""
_SAINT = regex.compile(
    r"(?<!\w)(?:Sankt|Saint|Sainte|San|Santa|Santo|São|Sant['’])[ -]?$|^(?:Saint|San|Santa|São) \p{Lu}(?!laus)"
)
"""What stands before a name that is no person's here; Santa Claus is one."""
_TELL_NOTHING = frozenset({"agreement", "pronoun", "negation", "move", "jump"})
_INTRODUCED = regex.compile(r"^\s*[,(（，]")


@dataclass
class _Stranger:
    name: str
    first: int
    times: int = 0
    acts: bool = False
    new: bool = False
    labels: set[str] = field(default_factory=set)
    words: list[str] = field(default_factory=list)


def strangers(
    found: Sequence[Passage], known: Sequence[Known], screenplay: Screenplay
) -> list[tuple[str, tuple[str, ...], int]]:
    """Names, other words for them, and where they come first; in order."""
    met: dict[str, _Stranger] = {}
    told = [passage for passage in found if passage.kind is Kind.TOLD]
    likely = find_names(plain("\n".join(passage.text for passage in told)), screenplay.language)
    for passage in told:
        taken = [(mention.start, mention.end) for mention in mentions(passage.text, known)]
        for name, start, end in _names(passage, likely, screenplay):
            if not _overlaps(start, end, taken):
                _meet(met, name, passage, start, ())
                taken.append((start, end))
        for hit in passage.found("person"):
            if passage.goes_on or _predicates(hit, passage):
                continue
            if not _overlaps(hit.start, hit.end, taken) and _is_one(hit, passage) and not _beside(hit, taken, passage):
                _meet(met, _called(hit), passage, hit.start, (hit.label,))
    _name_them(met, told)
    people = [one for one in met.values() if _is_somebody(one, known, screenplay.language)]
    people.sort(key=lambda one: (-one.times, one.first))
    chosen = sorted(people[:MOST], key=lambda one: one.first)
    # Of a word's forms the shortest is nearest to the one it is called by.
    return [(min(one.words, key=len), (), one.first) for one in chosen]


def _name_them(met: dict[str, _Stranger], told: Sequence[Passage]) -> None:
    """As in "Her name was Priya": who was a girl until then is no other than Priya."""
    for passage in told:
        for match in _NAMED.finditer(passage.text):
            at = passage.start + match.start()
            nameless = [one for one in met.values() if one.labels and one.first < at]
            if nameless:
                del met[max(nameless, key=lambda one: one.first).name]


def _meet(met: dict[str, _Stranger], name: str, passage: Passage, start: int, labels: tuple[str, ...]) -> None:
    key = next((known for known in met if name_pattern(known).fullmatch(name)), name)
    one = met.setdefault(key, _Stranger(key, passage.start + start))
    one.times += 1
    one.words.append(name)
    one.labels |= set(labels)
    early = EARLY // 3 if _DENSE.search(passage.text) else EARLY
    one.acts = one.acts or (start <= early and bool(passage.found("action")))
    one.new = one.new or (start <= early and bool(is_new(passage.text, start)))


def _is_somebody(one: _Stranger, known: Sequence[Known], language: Language) -> bool:
    if not one.labels or one.new:
        return True
    if one.name.casefold() in grammar(language).crowd:
        return False
    if not one.acts and one.times < 2:
        return False
    # "The old man" where one old man is known means him; a trade or a kinship is another's.
    parts = {part for label in one.labels for part in label.split()}
    genders, ages = parts & {"female", "male"}, parts & {"child", "teen", "elderly"}
    if not ages and one.name.casefold() not in _anybody(language):
        return one.times > 1 or len(known) < 2
    fitting = [
        other
        for other in known
        if (not genders or other.gender.value in genders or other.gender is Gender.UNKNOWN)
        and (not ages or other.age is None or other.age.value in ages)
    ]
    return not fitting or one.times > 1 or len(known) < 2


def _anybody(language: Language) -> frozenset[str]:
    """The words for a woman and a man, which name nobody in particular."""
    nouns = [(word, kind) for word, kind in grammar(language).nouns.items() if kind.age == "adult"]
    first = {kind.gender: word for word, kind in reversed(nouns)}
    return frozenset(first.values())


def _names(passage: Passage, likely: Collection[str], screenplay: Screenplay) -> list[tuple[str, int, int]]:
    words = grammar(screenplay.language)
    taken = [(hit.start, hit.end) for hit in passage.hits if hit.section in _NOT_NAMES]
    listed = [
        (_called(hit), hit.start, hit.end)
        for hit in passage.found("name")
        if len(hit.stem) > 1 and not _overlaps(hit.start, hit.end, taken) and _is_name(hit, passage.language)
    ]
    if not _CASED.search(passage.text) or screenplay.language is Language.GERMAN:
        known = [(hit.start, hit.end) for hit in passage.hits if hit.section not in _TELL_NOTHING]
        for name in sorted(likely, key=lambda one: (-len(one), one)):
            for match in name_pattern(name).finditer(passage.text):
                if not _overlaps(match.start(), match.end(), [*known, *((start, end) for _, start, end in listed)]):
                    listed.append((passage.text[match.start() : match.start() + len(name)], match.start(), match.end()))
        return _joined(sorted(listed, key=lambda name: name[1]), passage.text)
    listed = [(word, start, end) for word, start, end in listed if word[:1].isupper()]
    for word, start, end in _capitals(passage, words):
        if not _overlaps(start, end, [(one, other) for _, one, other in listed]) and _is_met(
            word, start, end, passage, likely, taken
        ):
            listed.append((_titled(word), start, end))
    return [name for name in listed if not _SAINT.search(passage.text[: name[1]])]


def _joined(listed: Sequence[tuple[str, int, int]], text: str) -> list[tuple[str, int, int]]:
    """Names that stand side by side are one name."""
    joined: list[tuple[str, int, int]] = []
    for name, start, end in listed:
        if joined and text[joined[-1][2] : start] == " ":
            before = joined.pop()
            joined.append((f"{text[before[1] : before[2]]} {name}", before[1], end))
        else:
            joined.append((name, start, end))
    return joined


def _capitals(passage: Passage, words: Grammar) -> Iterator[tuple[str, int, int]]:
    """Runs of capitals, without a small word before them; "The Meridian" is a ship, an inn, a river."""
    for match in _CAPITALISED.finditer(passage.text):
        word, start, end = match.group(), match.start(), match.end()
        first, _, rest = word.partition(" ")
        if rest and first.casefold() in words.stops:
            word, start = rest, end - len(rest)
        elif rest and first.casefold() in words.articles and rest.split()[0].casefold() not in words.names:
            continue
        yield word, start, end


def _is_met(
    word: str, start: int, end: int, passage: Passage, likely: Collection[str], taken: Sequence[tuple[int, int]]
) -> bool:
    """Whether a run of capitals is somebody: `likely` names, shouted ones, and those that no place can be meant by."""
    before, behind = passage.text[:start], passage.text[end:]
    if any(hit.section == "place" and not passage.text[hit.end : start].strip() for hit in _ended(passage, start)):
        # A street, a market and a lake bear names as well.
        return False
    opens = not before.strip(" “\"'«—–-¡¿(*_")
    capitals = word.isupper()
    if capitals and len(word) > 2 and _INTRODUCED.match(behind):
        return True
    lands = [(hit.start, hit.end) for hit in passage.found("land")]
    if opens and word.casefold() in likely and not capitals and not _overlaps(start, end, lands):
        return True
    free = not capitals and not _overlaps(start, end, taken)
    return free and (" " in word if opens else not _LEADING.search(before))


def _ended(passage: Passage, start: int) -> Iterator[Hit]:
    return (hit for hit in passage.hits if hit.end <= start)


def _called(hit: Hit) -> str:
    """A word as a name: with a short ending it stands as it is, e.g. a stem's own last sign."""
    return hit.word if _GLUED.search(hit.stem) and len(hit.word) - len(hit.stem) < 2 else hit.stem


def _is_name(hit: Hit, language: Language) -> bool:
    """Whether a listed name's ending is one that names take, and the word none of the small ones written alike."""
    words = grammar(language)
    word = hit.word.casefold()
    if word in words.beside or word in words.stops or word in words.articles:
        return False
    ending = hit.word[len(hit.stem) :] if hit.word.startswith(hit.stem) else ""
    return not (_HANGUL.search(hit.stem) and ending and ending not in PARTICLES)


def _titled(word: str) -> str:
    return word.title() if word.isupper() else word


def _predicates(hit: Hit, passage: Passage) -> bool:
    """Whether a word says what somebody is who is meant by a pronoun before it: "He was sixty, a thin man"."""
    words = grammar(passage.language)
    theirs = words.his | words.her
    return any(
        other.section == "pronoun" and other.end <= hit.start and other.word.casefold() not in theirs
        for other in passage.hits
    )


def _is_one(hit: Hit, passage: Passage) -> bool:
    """Whether a word for people means one of them."""
    word = hit.word.casefold()
    if passage.language in (Language.ENGLISH, Language.SPANISH, Language.PORTUGUESE, Language.FRENCH):
        base = [one for one in words_of(word.removesuffix("s"), passage.language) if one.section == "person"]
        if word.endswith("s") and not word.endswith("ss") and any(len(one.word) == len(word) - 1 for one in base):
            return False
    return True


def _beside(hit: Hit, taken: Sequence[tuple[int, int]], passage: Passage) -> bool:
    """Whether a word for people stands beside a name, and so describes its bearer."""
    for start, end in taken:
        between = passage.text[end : hit.start] if end <= hit.start else passage.text[hit.end : start]
        if len(between) <= 14 and not regex.search(r"[.!?।。！？;；]", between):
            return True
    return False


def _overlaps(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in taken)
