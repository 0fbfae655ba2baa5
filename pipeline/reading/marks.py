"""The marks by which a line of a script says what it is, in the common forms of many languages."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import regex

HEADING = regex.compile(
    r"""^(?:
      (?:\#?\d{1,3}[a-z]?\s*[.):–-]*\s*)?                                          # 3. INT. TEMPLE - DAWN
      (?:int|ext|est|i/e|e/i|int\./ext|int/ext|ext/int)[.\s/：:]\s*\S.*          # INT. TEMPLE - DAWN
    | (?:esc|sc|scn|sz|cen|сц|s)\.?\s*\#?\s*\d{1,3}[a-z]?\s*[.):–-]+\s*\S.*              # ESC. 1. INT. SALÓN, S#2. 병실
    | (?:\#?\d{1,3}[a-z]?\s*[.):–-]*\s*)?
      (?:интерьер|экстерьер|инт|экст|нат|innen|aussen|außen|interno|esterno|intérieur|extérieur)\s*[.:/–-]\s*\S.*
    | (?:अंतः|अन्तः|आंतरिक|अंदर|भीतर|बाह्य|बाहर|बाहरी|आत|बाहेर|உள்|உள்ளே|வெளி|வெளியே|లోపల|బయట|ಒಳಗೆ|ಹೊರಗೆ|അകത്ത്|പുറത്ത്
      |ভিতরে?|ভেতরে?|বাইরে|અંદર|બહાર|ਅੰਦਰ|ਬਾਹਰ|内景|外景|室内|室外|屋内|屋外|실내|실외|داخلي|خارجي
      |आंतर|आतील|बाहेरील|अंतर्दृश्य|बाह्यदृश्य|অন্তর্দৃশ্য|বহির্দৃশ্য|આંતરિક|બાહ્ય|ਅੰਦਰੂਨੀ|ਬਾਹਰੀ|உள்ளரங்கு|வெளியரங்கு|உட்புறம்|வெளிப்புறம்
      |అంతర్భాగం|బాహ్యం|లోపలి|బయటి|ಒಳಾಂಗಣ|ಹೊರಾಂಗಣ|ಒಳಭಾಗ|ಹೊರಭಾಗ|അകം|പുറം|ഉൾഭാഗം|പുറംഭാഗം|室內|외부|내부)
      \s*(?:[.:：/／।–—-]|\u3000)\s*\S.*
    | (?:scene|scène|escena|szene|scena|cena|сцена|सीन|दृश्य|দৃশ্য|ਦ੍ਰਿਸ਼|ਦ੍ਰਿਸ਼
      |ਸੀਨ|સીન|সিন|சீன்|సీన్|ಸೀನ್|സീൻ|씬
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
EMPHASIS = regex.compile(
    r"(?<![\w*\\])(?P<mark>\*{1,3}|_)(?=\S)(?P<text>.+?)(?<=\S)(?P=mark)(?![\w*])|\\(?=[*_])", regex.DOTALL
)
CENTRED = regex.compile(r"^>\s*(?P<text>[^<]*[^<\s])\s*<$")
SCENE_NUMBER = regex.compile(r"\s*#[\w.\-]{1,12}#$")
SENTENCE_MARK = regex.compile(r"[.!?…।॥。！？؟](?:[\"'”’»」』)]*)$")
UNSEEN = regex.compile(
    r"""^(?:
      v\.?\s?o\.?|o\.?\s?s\.?|o\.?\s?c\.?|off(?:[\s-]*(?:screen|camera|stage))?|voice[\s-]?over
    | hors[\s-]champ|voix\ off|en\ off|voz\ en\ off|voce\ fuori\ campo|f\.?c\.?|за\ кадром|з\.?к\.?
    | वॉयस\ ओवर|नेपथ्य(?:\ से)?|ऑफ\ स्क्रीन|画外音|旁白|声|오프|목소리만|خارج\ الكادر
    )$""",
    regex.IGNORECASE | regex.VERBOSE,
)
"""Who is heard but not in the picture."""
CONTINUED = regex.compile(
    r"^(?:cont['’]?d\.?|continued|continuing|more|suite|cont\.|forts\.?|segue|продолж(?:ение|ает)?\.?|जारी|続き|继续|계속)$",
    regex.IGNORECASE,
)


def plain(text: str) -> str:
    """Words without the marks of emphasis, e.g. for a voice: `*Never* say _that_` -> `Never say that`."""
    return EMPHASIS.sub(lambda match: match["text"] or "", text)


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


def is_heading(text: str) -> bool:
    """Whether a line heads a scene by its own words, e.g. INT., दृश्य 1."""
    return HEADING.match(text) is not None or (text.startswith(".") and len(text) > 1 and text[1].isalnum())
