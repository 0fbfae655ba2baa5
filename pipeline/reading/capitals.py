"""Who a clause names, in languages whose capitals mark names and whose prepositions mark what is no subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import regex

from pipeline.reading.grammar import Grammar
from pipeline.reading.mentions import Knows, Mention, Phrase, Token, called, joined, kind_of, owner_of
from pipeline.vocabulary import Language

_CLOSES = regex.compile(r"[^,.;:!?]*(?:,|$)")
"""How an apposition ends; what runs on to another mark is a clause of its own."""
_MARK = regex.compile(r"[,.;:!?]")
_POSSESSIVE = regex.compile(r"['’]s?$")


def cased_phrases(tokens: Sequence[Token], text: str, words: Grammar, knows: Knows) -> Iterator[Phrase]:
    """Everybody who may be the subject, in order; who is named and then described is one."""
    named: Phrase | None = None
    for phrase in _phrases(tokens, text, words, knows):
        both = _in_apposition(named, phrase, text, words) if named is not None else None
        if named is not None:
            yield both or named
        named = None if both else phrase
    if named is not None:
        yield named


def _in_apposition(first: Phrase, second: Phrase, text: str, words: Grammar) -> Phrase | None:
    """`Ellen, a woman of thirty,` is Ellen, described as a woman; so is `a woman named Ellen`.

    `beside Ellen, a woman sang` are two.
    """
    named, described = (second, first) if first.mention.new else (first, second)
    name, noun = named.mention, described.mention
    if first.owner or second.owner or name.kind != "name" or noun.kind != "noun" or not noun.new:
        return None
    if None not in (name.gender, noun.gender) and name.gender != noun.gender:
        return None
    between = text[first.end : second.start].strip().casefold()
    if described is first:
        if not between.endswith(words.naming) or _MARK.search(between):
            return None
    elif between.removeprefix(",").strip() not in words.indefinite or not _CLOSES.match(text, second.end):
        return None
    mention = replace(
        name, gender=name.gender or noun.gender, age=name.age or noun.age, sure=True, described=noun.words
    )
    return Phrase(mention, first.start, second.end)


def _phrases(tokens: Sequence[Token], text: str, words: Grammar, knows: Knows) -> Iterator[Phrase]:
    number = 0
    while number < len(tokens):
        token = tokens[number]
        end = number + 1
        possessive = _is_possessive(token, words)
        if token.verb:
            pass
        elif token.low in words.beside:
            end = _past_beside(tokens, end, text, words)
        elif token.low in words.articles or possessive:
            end = _phrase_end(tokens, end, text, words)
            owner = _owner(token, words, knows)
            if owner is not None:
                yield Phrase(owner, token.start, token.end, owner=True)
            if end > number + 1:
                phrase = _phrase(tokens[number + 1 : end], text, words, knows)
                yield replace(phrase, mention=_with_article(token.low, phrase.mention, words))
        elif words.is_pronoun(token.low):
            yield Phrase(called(token.low, words, knows), token.start, token.end)
        elif token.text[:1].isupper() and token.low not in words.stops:
            end = _past_capitals(tokens, end, text)
            yield _phrase(tokens[number:end], text, words, knows)
        elif token.low in words.nouns or token.low in words.crowd or knows(token.low):
            begin, end = _bare_noun(tokens, number, text, words)
            yield _phrase(tokens[begin:end], text, words, knows)
        number = end


def _with_article(article: str, mention: Mention, words: Grammar) -> Mention:
    """`Ein Bettler` is somebody new; `la conductora` a woman, unless the noun means women and men alike."""
    new = article in words.indefinite and mention.kind == "noun"
    gender = mention.gender
    if gender is None and mention.kind in ("name", "noun") and mention.words.casefold() not in words.anybody:
        gender = "male" if article in words.male_articles else "female" if article in words.female_articles else None
    return replace(mention, new=new, gender=gender)


def _is_possessive(token: Token, words: Grammar) -> bool:
    return words.language is Language.ENGLISH and _POSSESSIVE.search(token.low) is not None


def _owner(token: Token, words: Grammar, knows: Knows) -> Mention | None:
    """Whose the noun is that an article or possessive opens, if that is said."""
    if _is_possessive(token, words):
        return called(_POSSESSIVE.sub("", token.text), words, knows)
    return owner_of(token.low, words) if token.low in words.his or token.low in words.her else None


def _past_capitals(tokens: Sequence[Token], number: int, text: str) -> int:
    while number < len(tokens) and tokens[number].text[:1].isupper() and joined(tokens, number, text):
        number += 1
    return number


def _bare_noun(tokens: Sequence[Token], number: int, text: str, words: Grammar) -> tuple[int, int]:
    """A noun without article, with the adjective before or behind it, and the name that follows."""
    adjectives = words.adjectives | words.old | words.young
    begin = number - 1 if number > 0 and tokens[number - 1].low in adjectives else number
    end = _past_capitals(tokens, number + 1, text)
    behind = end == number + 1 and end < len(tokens) and tokens[end].low in words.old and joined(tokens, end, text)
    return begin, end + behind


def _past_beside(tokens: Sequence[Token], number: int, text: str, words: Grammar) -> int:
    """Behind the noun phrase that a preposition governs."""
    if number < len(tokens) and tokens[number].low in words.articles and joined(tokens, number, text):
        return max(number + 1, _phrase_end(tokens, number + 1, text, words))
    begin = number
    while number < len(tokens) and number - begin < 3 and joined(tokens, number, text):
        token = tokens[number]
        if token.verb or token.low in words.articles or token.low in words.stops or token.low in words.beside:
            break
        capital = token.text[:1].isupper()
        if number > begin and capital and not tokens[number - 1].text[:1].isupper():
            break
        number += 1
        if token.low in words.nouns:
            break
    return number


def _phrase_end(tokens: Sequence[Token], number: int, text: str, words: Grammar) -> int:
    begin = number
    while number < len(tokens) and number - begin < 5 and joined(tokens, number, text):
        token = tokens[number]
        low = token.low
        if token.verb or low in words.articles or low in words.beside or words.is_pronoun(low):
            break
        if words.is_passed_over(low):
            break
        capital = token.text[:1].isupper()
        if capital and number > begin and words.language is not Language.GERMAN:
            before = tokens[number - 1]
            if not before.text[:1].isupper() and before.low not in words.old | words.young | words.nouns.keys():
                break
        number += 1
        following = tokens[number] if number < len(tokens) else None
        more = following is not None and (
            following.text[:1].isupper() or following.low in words.old | words.young | words.nouns.keys()
        )
        if (low in words.nouns or capital) and not more:
            break
    return number


def _phrase(tokens: Sequence[Token], text: str, words: Grammar, knows: Knows) -> Phrase:
    """`old fisherman Kofi` is Kofi, described as an old fisherman; `old woman` is called that."""
    start, end = tokens[0].start, tokens[-1].end
    shown = text[start:end]
    first_name = len(tokens)
    while first_name > 0 and tokens[first_name - 1].text[:1].isupper():
        if words.language is Language.GERMAN and tokens[first_name - 1].low in words.nouns:
            break
        first_name -= 1
    if 0 < first_name < len(tokens) and any(token.low in words.nouns or token.low in words.young for token in tokens):
        name = text[tokens[first_name].start : end]
        described = " ".join(text[start : tokens[first_name - 1].end].split())
        kind = kind_of(described.casefold(), words)
        mention = called(name, words, knows, sure=True, described=described)
        if mention.kind == "name":
            return Phrase(
                replace(
                    mention,
                    gender=mention.gender or (kind.gender if kind else None),
                    age=mention.age or (kind.age if kind else None),
                ),
                start,
                end,
            )
    return Phrase(called(shown, words, knows), start, end)
