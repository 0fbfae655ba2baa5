"""The marks by which a line of a script says what it is, in the common forms of many languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import regex

HEADING = regex.compile(
    r"""^(?:
      (?:int|ext|est|i/e|e/i|int\./ext|int/ext|ext/int)[.\s/：:]\s*\S.*          # INT. TEMPLE - DAWN
    | (?:интерьер|экстерьер|инт|экст|нат|innen|aussen|außen|interno|esterno|intérieur|extérieur)\s*[.:/–-]\s*\S.*
    | (?:scene|scène|escena|szene|scena|cena|сцена|सीन|दृश्य|দৃশ্য|ਦ੍ਰਿਸ਼|ਦ੍ਰਿਸ਼
      |દૃશ્ય|દ્રશ્ય|காட்சி|దృశ్యం|ದೃಶ್ಯ|രംഗം|प्रवेश|シーン|场景|場景|장면|مشهد|المشهد)
      \s*(?:[\p{N}IVX一二三四五六七八九十]+|[:：.–—-])\s*[:：.)–—-]*.*
    | 第[\p{N}一二三四五六七八九十]+[场場幕景].*
    | [○◯〇●]\s*\S.*                                                          # the Japanese script's pillar
    )$""",
    regex.IGNORECASE | regex.VERBOSE,
)
TRANSITION = regex.compile(
    r"""^(?:
      (?:cut|fade|dissolve|smash\ cut|match\ cut|jump\ cut|wipe|iris)\ (?:to|in|out|from|up)(?:\ [\w ]{1,20})?\s*[:.]?
    | (?:corte|fundido|fondu|schnitt|überblendung|dissolvenza|stacco|fusão
      |затемнение|कट|फ़ेड|फेड)(?:\ \w{1,10}){0,3}\s*[:.：]
    | (?-i:[A-Z][A-Z ]{1,24}\ TO:)
    | [-*_~]{3,} | [＊※◇◆☆★]{1,5} | \*\ \*\ \*
    )$""",
    regex.IGNORECASE | regex.VERBOSE,
)
COLON = regex.compile(
    r"""^(?P<name>[^\s:：()（）\[\]"“”«»「」.!?।。！？,،、;][^:：()（）\[\]"“”«»「」!?।。！？,،、;]{0,38}?)
    \s*(?:[(（\[](?P<how>[^)）\]]{1,80})[)）\]])?\s*[:：]\s*(?P<text>.*)$""",
    regex.VERBOSE,
)
PARENTHETICAL = regex.compile(r"^[(（\[](?P<how>[^)）\]]+)[)）\]]$")
LEADING_PARENTHETICAL = regex.compile(r"^[(（](?P<how>[^)）]{1,60})[)）]\s*")
CUE = regex.compile(r"^(?P<name>[^()（）:：]{1,40}?)\s*(?P<extension>(?:[(（][^)）]*[)）]\s*)*)\^?$")
HASH = regex.compile(r"^(?P<marks>\#{1,6})\s+(?P<text>\S.*?)\s*\#*$")
BONEYARD = regex.compile(r"/\*.*?\*/|\[\[.*?\]\]", regex.DOTALL)
EMPHASIS = regex.compile(r"\*{1,3}(?=\S)(.+?)(?<=\S)\*{1,3}|(?<!\w)_(?=\S)(.+?)(?<=\S)_(?!\w)")
SENTENCE_MARK = regex.compile(r"[.!?…।॥。！？؟](?:[\"'”’»」』)]*)$")
OFF_SCREEN = regex.compile(r"^(?:v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?)$", regex.IGNORECASE)
CONTINUED = regex.compile(r"^(?:cont['’]?d\.?|continued|more|suite|cont\.)$", regex.IGNORECASE)


@cache
def speech_words() -> dict[str, Any]:
    """The tables of `speech.toml`."""
    return tomllib.loads((Path(__file__).parent / "speech.toml").read_text(encoding="utf-8"))


@cache
def narrators() -> frozenset[str]:
    """Names under which a script lets the narrator speak, casefolded, in any language."""
    return frozenset(name.strip().casefold() for row in speech_words()["narrators"].values() for name in row.split(","))


@cache
def title_keys() -> tuple[frozenset[str], frozenset[str]]:
    """Keys of a title page: those that give the title, and the others."""
    table = speech_words()["title_keys"]
    title, other = (frozenset(key.strip() for key in table[kind].split(",")) for kind in ("title", "other"))
    return title, other


def is_shouted(text: str) -> bool:
    """Whether all cased letters are capitals, and there are some."""
    return text.isupper()
