"""Who a Japanese or Chinese clause is about: found by particles and by what may stand before a verb of saying."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

import regex

from pipeline.reading.grammar import Grammar
from pipeline.vocabulary import Language

_MARKED = regex.compile(
    r"(?P<name>[お御]?[\p{Han}\p{Katakana}ー々A-Za-z]{1,8}(?:さん|ちゃん|くん|さま)?)(?P<mark>[はがも])"
)
_PRONOUN = regex.compile(r"彼女(?!たち|ら)(?=[はがも])|彼(?=[はがも])")
_TOPIC = regex.compile(r"(?<![\p{Han}\p{Katakana}ー々])(?P<name>[\p{Han}\p{Katakana}ー々]{1,5})(?=[はがもをにの])")
_OPENING = regex.compile(
    r"(?:^|[，。！？；：“”\s])(?P<name>(?![我你他她它这那不就又也都还没有一两二三四五六七八九十几在把被是的了会要可但而从因如为所])\p{Han}{2})"
)
_NOT_NAME = frozenset("声目手顔頭風空雨雪花道心息涙今朝夜夕方日次中外前後上下何誰一人")
_ADVERB = regex.compile(
    r"(?:轻轻|轻声|低声|小声|大声|高声|高兴|开心|微笑|笑|哭|生气|难过|激动|惊讶|惊|好奇|温柔|慢慢|缓缓|悄悄|坚定|平静|认真|伤心|着急|害怕|疑惑"
    r"|点|摇|看|望|抬|低|转|走|跑|又|也|就|便|却|才|都|连忙|急忙|赶紧|赶忙|终于|突然|忽然|接着|继续|不|很|这|那|对|向|跟|朝|和|回|在|把|被|一边|正"
    r"|只|想|伸|拉|拍|皱|叹|喊|叫|问|答|说|道|喃喃|自言|有些|站|坐|拿|指|听|停|红着|捧|握|摸|抱|还|已|再|最后|，|、)"
)
_ASIDE = regex.compile(r"(?:对着?|向|跟|朝着?|给|和)(?P<whom>[^，、,说問问喊道]{1,8}?)(?=[轻低小大高笑哭说問问喊道])")
_MOST_BEFORE = 10
"""What describes a noun before 的 is at most this long."""
_CLAUSE = regex.compile(r"[，、,。！？!?；;：:\n]")
_LEADING = regex.compile(
    r"^(?:这时|那时|于是|然后|接着|忽然|突然|最后|可是|但是|但|而|只见|终于|第二天|晚上|早上|旁边的|一旁的|这|那|一个|一位)+"
)
_NO_NAME = regex.compile(r"[\p{P}\p{S}\p{N}的了着过吗呢吧]")


@dataclass(frozen=True, slots=True)
class FoundWords:
    """Words that may be the subject, with their place in the clause."""

    words: str
    start: int
    end: int
    sure: bool
    marked: bool


def unspaced_mentions(
    text: str, words: Grammar, knows: Callable[[str], bool], verb: int | None
) -> Iterator[FoundWords]:
    """Everybody who may be the subject, in order. `verb` is where the verb of saying begins, if there is one."""
    if words.language is Language.JAPANESE:
        yield from _japanese(text, words, knows)
    else:
        yield from _chinese(text, words, knows, verb)


def unspaced_names(text: str, words: Grammar) -> Iterator[str]:
    """What comes again where a name stands: before a Japanese topic mark, at the beginning of a Chinese clause."""
    japanese = words.language is Language.JAPANESE
    seen = Counter(match["name"] for match in (_TOPIC if japanese else _OPENING).finditer(text))
    for name, times in seen.items():
        if name in words.nouns or name in words.crowd or name[-1] in _NOT_NAME or words.verb.search(name):
            continue
        opens = not _ADVERB.search(name) and not _NO_NAME.search(name) and text.count(name) > 1
        if (times > 1 and f"{name}は" in text) if japanese else opens:
            yield name


def _japanese(text: str, words: Grammar, knows: Callable[[str], bool]) -> Iterator[FoundWords]:
    found = [
        FoundWords(match.group(), match.start(), match.end(), sure=True, marked=True)
        for match in _PRONOUN.finditer(text)
    ]
    for match in _noun(words).finditer(text):
        following = text[match.end() : match.end() + 2]
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        if following[:1] in "はがも" or not following or following[:1] in "、，":
            marked = bool(following) and following[0] in "はがも"
            found.append(FoundWords(match.group(), match.start(), match.end(), sure=True, marked=marked))
    for match in _MARKED.finditer(text):
        start, end = match.span("name")
        name = match["name"]
        if any(one.start < end and start < one.end for one in found) or name[-1] in _NOT_NAME:
            continue
        known = knows(name.casefold()) or name in words.names
        honoured = name.endswith(("さん", "ちゃん", "くん", "さま"))
        katakana = regex.fullmatch(r"[\p{Katakana}ー]{2,8}", name) is not None
        found.append(FoundWords(name, start, end, sure=known or honoured or katakana, marked=True))
    found += [
        FoundWords(match.group(), match.start(), match.end(), sure=True, marked=True)
        for match in _names(words).finditer(text)
        if text[match.end() : match.end() + 1] in ("は", "が", "も")
        and not any(one.start < match.end() and match.start() < one.end for one in found)
    ]
    yield from sorted(found, key=lambda one: one.start)


def _chinese(text: str, words: Grammar, knows: Callable[[str], bool], verb: int | None) -> Iterator[FoundWords]:
    """Each clause begins with its subject, if it has one."""
    text = _ASIDE.sub(lambda match: "，" * len(match.group()), text)
    at = 0
    for end in [*(match.start() for match in _CLAUSE.finditer(text)), len(text)]:
        lead = _LEADING.match(text, at, end)
        start = lead.end() if lead else at
        while start < end and text[start].isspace():
            start += 1
        owned = text.find("的", start, min(end, start + _MOST_BEFORE))
        known = (
            _noun(words).match(text, start, end)
            or _names(words).match(text, start, end)
            or (_noun(words).match(text, owned + 1, end) if owned > 0 else None)
        )
        pronoun = text[start : start + 1]
        adverb = _ADVERB.search(text, start, end)
        name = text[start : adverb.start() if adverb else end]
        if known and not (known.group() in ("孩子", "小孩") and text[known.end() : known.end() + 1] == "们"):
            begin, stop = known.span()
            yield FoundWords(text[begin:stop], begin, stop, sure=True, marked=True)
        elif knows(text[start : start + 2]) or text[start : start + 2] in words.they | words.crowd:
            yield FoundWords(text[start : start + 2], start, start + 2, sure=True, marked=True)
        elif pronoun and (pronoun in words.she or pronoun in words.he or pronoun in words.they):
            yield FoundWords(pronoun, start, start + 1, sure=True, marked=True)
        elif name and len(name) <= 6 and not _NO_NAME.search(name):
            saying = verb is not None and start <= verb <= end
            sure = knows(name)
            if sure or saying:
                yield FoundWords(name, start, start + len(name), sure=sure, marked=saying)
        at = end + 1


@cache
def _noun_pattern(nouns: tuple[str, ...], language: Language) -> regex.Pattern[str]:
    either = "|".join(regex.escape(noun) for noun in sorted(nouns, key=len, reverse=True))
    if language is Language.JAPANESE:
        return regex.compile(rf"(?:年老いた|老いた|小さな|若い|幼い|年取った|年とった)?(?:{either})(?:さん|さま|様)?")
    return regex.compile(
        rf"(?:年老的|老|年轻的|小)?(?:\p{{Han}}{{1,2}}(?=老师|医生|师傅|奶奶|爷爷|阿姨|叔叔))?(?:{either})(?!的|们的)"
    )


def _noun(words: Grammar) -> regex.Pattern[str]:
    return _noun_pattern((*words.nouns, *words.crowd), words.language)


@cache
def _name_pattern(names: tuple[str, ...]) -> regex.Pattern[str]:
    return regex.compile("|".join(regex.escape(name) for name in sorted(names, key=len, reverse=True)))


def _names(words: Grammar) -> regex.Pattern[str]:
    return _name_pattern(tuple(words.names))
