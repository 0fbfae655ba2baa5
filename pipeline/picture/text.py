"""Words in the picture: shaped, wrapped and drawn in all twenty languages by Skia's Paragraph."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Final

import regex
import skia

from pipeline.assets import locate
from pipeline.vocabulary import Language

RIGHT_TO_LEFT: Final = frozenset({Language.ARABIC})
_ISOLATE_RTL, _END_ISOLATE = "\u2067", "\u2069"

_SCRIPTS: Final[dict[Language, str]] = {
    Language.HINDI: "Devanagari",
    Language.MARATHI: "Devanagari",
    Language.TAMIL: "Tamil",
    Language.TELUGU: "Telugu",
    Language.BENGALI: "Bengali",
    Language.GUJARATI: "Gujarati",
    Language.KANNADA: "Kannada",
    Language.MALAYALAM: "Malayalam",
    Language.PUNJABI: "Gurmukhi",
    Language.ARABIC: "Arabic",
}
_CJK: Final[dict[Language, int]] = {Language.JAPANESE: 0, Language.KOREAN: 1, Language.CHINESE: 2}
"""Face of the CJK collection that holds a language's own forms."""
_OTHERS: Final = (
    *("Devanagari", "Tamil", "Bengali", "Telugu", "Gujarati", "Kannada", "Malayalam", "Gurmukhi", "Arabic"),
    # Not spoken here, but a name or a quotation may be written in them.
    *("Hebrew", "Thai", "Sinhala", "Oriya", "Armenian", "Georgian", "Ethiopic", "Khmer", "Lao", "Myanmar"),
)


def font_families(language: Language, weight: int) -> tuple[str, ...]:
    """Names, in order of trial, under which a language's fonts of one weight (100..900) are known to `_fonts`."""
    first = [f"CJK{_CJK[language]}"] if language in _CJK else []
    first += [_SCRIPTS[language]] if language in _SCRIPTS else []
    rest = [name for name in _OTHERS if name not in first]
    # Latin goes first: the scripts' own fonts hold Latin letters of another cut.
    latin = ["Latin"] if language not in _CJK else []
    tail = [] if latin else ["Latin"]
    cjk = [] if language in _CJK else ["CJK2"]
    return tuple(f"{name}@{weight}" for name in [*latin, *first, *tail, *rest, *cjk, "Symbols", "Emoji"])


_NAMED_OTHERWISE = {
    "Latin": "NotoSans[wght].ttf",
    "Symbols": "NotoSansSymbols[wght].ttf",
    "Emoji": "NotoEmoji[wght].ttf",
    "Slanted": "NotoSans-Italic[wght].ttf",
}


@cache
def _font_file(name: str) -> str:
    """Path of the file that holds a script's variable font."""
    wanted = _NAMED_OTHERWISE.get(
        name, "NotoSansCJK-VF.otf.ttc" if name.startswith("CJK") else f"NotoSans{name}[wght].ttf"
    )
    for path in locate().fonts:
        if path.name == wanted:
            return str(path)
    raise FileNotFoundError(wanted)


@cache
def _typeface(family: str) -> skia.Typeface:
    """The typeface of a family name such as `Devanagari@600`."""
    name, weight = family.split("@")
    index = int(name[3:]) if name.startswith("CJK") else 0
    variations = skia.FontArguments.VariationPosition
    axis = int.from_bytes(b"wght", "big")
    coordinates = variations.Coordinates([variations.Coordinate(axis, float(weight))])
    position = variations(coordinates)
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(position)
    if index:
        arguments.setCollectionIndex(index)
    base = skia.Typeface.MakeFromFile(_font_file(name), index)
    return base.makeClone(arguments) or base


@cache
def _collection(language: Language, weight: int) -> Any:
    provider = skia.textlayout.TypefaceFontProvider()
    for family in (*font_families(language, weight), f"Slanted@{weight}"):
        provider.registerTypeface(_typeface(family), skia.String(family))
    collection = skia.textlayout.FontCollection()
    collection.setDefaultFontManager(provider)
    return collection


@cache
def _unicode() -> Any:
    return skia.Unicodes.ICU.Make()


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set. `size_px` is the em; `track_px` extra room between letters; `leading` line height in ems."""

    size_px: float
    weight: int = 500
    track_px: float = 0.0
    leading: float = 0.0
    align: str = "center"
    slanted: bool = False
    """Latin letters only; other scripts have no italics."""


def paragraph(
    text: str,
    language: Language,
    setting: Type,
    width_px: float,
    paint: skia.Paint,
    runs: Sequence[tuple[int, int, skia.Paint]] = (),
) -> Any:
    """A laid-out Paragraph: `.Height`, `.LongestLine`, `.paint(canvas, x, y)`.

    `runs` are (start, end, paint): parts of the text, in order, in a paint of their own. They are widened to whole
    grapheme clusters, so that no letter is torn from its marks; letters are shaped as if there were no runs. What no
    font can draw is left out.
    """
    layout = skia.textlayout
    style = _style(language, setting, paint)
    frame = layout.ParagraphStyle()
    frame.setTextStyle(style)
    aligned = {"center": layout.TextAlign.kCenter, "left": layout.TextAlign.kLeft, "right": layout.TextAlign.kRight}
    frame.setTextAlign(aligned[setting.align])
    builder = layout.ParagraphBuilder.make(frame, _collection(language, setting.weight), _unicode())
    drawn = drawable(text, language)
    # Paragraph has no direction setter; an isolate gives each line the right one.
    opened = _ISOLATE_RTL if language in RIGHT_TO_LEFT else ""
    closed = _END_ISOLATE if language in RIGHT_TO_LEFT else ""
    pieces = _pieces(drawn, runs)
    for number, (piece, own) in enumerate(pieces):
        builder.pushStyle(style if own is None else _style(language, setting, own))
        written = piece.replace("\n", f"{closed}\n{opened}")
        if language is Language.KOREAN:
            # ICU would break Korean between any two syllables; readers expect it at spaces.
            written = _WITHIN_KOREAN.sub("\u2060", written)
        builder.addText((opened if number == 0 else "") + written + (closed if number == len(pieces) - 1 else ""))
        builder.pop()
    made = builder.Build()
    made.layout(width_px)
    return made


def _style(language: Language, setting: Type, paint: skia.Paint) -> Any:
    style = skia.textlayout.TextStyle()
    style.setFontSize(setting.size_px)
    families = font_families(language, setting.weight)
    style.setFontFamilies([f"Slanted@{setting.weight}", *families] if setting.slanted else list(families))
    style.setLocale(language.value)
    style.setForegroundPaint(paint)
    # Letters of joined scripts must touch: only those that stand apart are spaced.
    if setting.track_px and language not in _SCRIPTS:
        # Skia gives the joiners between Korean syllables their share of it too.
        style.setLetterSpacing(setting.track_px / 2 if language is Language.KOREAN else setting.track_px)
    if setting.leading:
        style.setHeight(setting.leading)
        style.setHeightOverride(True)
        style.setHalfLeading(True)
    return style


def _pieces(text: str, runs: Sequence[tuple[int, int, skia.Paint]]) -> list[tuple[str, skia.Paint | None]]:
    """The text cut where runs begin and end, each piece with its run's paint."""
    pieces: list[tuple[str, skia.Paint | None]] = []
    passed = 0
    for first, last, paint in runs:
        start, end = whole_clusters(text, max(first, passed), last)
        start = max(start, passed)
        if end <= start:
            continue
        pieces += [(text[passed:start], None)] if start > passed else []
        pieces.append((text[start:end], paint))
        passed = end
    return [*pieces, (text[passed:], None)] if passed < len(text) or not pieces else pieces


_CLUSTER = regex.compile(r"(?:\X(?<=[\u0CCD\u0A4D]\u200D?)(?=\p{L})|\u0BB8\u0BCD(?=\u0BB0)|\u0B95\u0BCD(?=\u0BB7))*\X")
"""A grapheme cluster. Unicode keeps conjuncts whole in most Indic scripts, but not those of Kannada and Gurmukhi, nor
Tamil's two, ஸ்ரீ and க்ஷ."""


_WITHIN_KOREAN = regex.compile(r"(?<=\p{Hangul})(?=[\p{Hangul}\p{P}])")


def whole_clusters(text: str, start: int, end: int) -> tuple[int, int]:
    """The range widened to the edges of the grapheme clusters that it touches."""
    first, last = start, end
    for cluster in _CLUSTER.finditer(text):
        if cluster.start() < start < cluster.end():
            first = cluster.start()
        if cluster.start() < end < cluster.end():
            last = cluster.end()
    return first, last


def clusters(text: str) -> tuple[str, ...]:
    """What a reader takes for the letters of a text: grapheme clusters, conjuncts whole."""
    return tuple(cluster[0] for cluster in _CLUSTER.finditer(text))


def measure_text(text: str, language: Language, setting: Type, width_px: float) -> tuple[float, float]:
    """Width of the longest line and height of all, in pixels, when wrapped to `width_px`."""
    made = paragraph(text, language, setting, width_px, skia.Paint())
    return float(made.LongestLine), float(made.Height)


def evened(text: str, language: Language, setting: Type, width_px: float) -> float:
    """The narrowest width, in pixels, at which the text takes no more lines than at `width_px`: lines of like length.

    Chinese and Japanese break anywhere, so that a last line of one character is what a wide measure gives.
    """
    _, tall = measure_text(text, language, setting, width_px)
    low, high = 0.0, width_px
    while high - low > max(1.0, setting.size_px * 0.1):
        middle = (low + high) / 2
        wide, needed = measure_text(text, language, setting, middle)
        # Lines with letters of several fonts are not all of one height.
        if needed < tall + setting.size_px * 0.6 and wide <= middle + setting.size_px * 0.4:
            high = middle
        else:
            low = middle
    return high


def draw_text(
    canvas: skia.Canvas,
    text: str,
    language: Language,
    box: tuple[float, float, float],
    setting: Type,
    colour: int,
    *,
    outline_px: float = 0.0,
    outline_colour: int = 0xFF000000,
    shadow_px: float = 0.0,
    shadow_alpha: float = 0.6,
    runs: Sequence[tuple[int, int, int]] = (),
) -> float:
    """Draw text wrapped into `box` (left, top, width in pixels); gives its height.

    `runs` are (start, end, colour): parts of the text in another colour, widened to whole grapheme clusters.

    An outline goes outward round the letters, a shadow lies softly behind them; both keep words legible on any picture.
    """
    left, top, width = box
    if shadow_px:
        paint = skia.Paint(AntiAlias=True, Color=0xFF000000, Alphaf=shadow_alpha)
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, shadow_px))
        if outline_px:
            paint.setStyle(skia.Paint.kStrokeAndFill_Style)
            paint.setStrokeWidth(outline_px * 2)
        paragraph(text, language, setting, width, paint).paint(canvas, left, top + shadow_px * 0.35)
    if outline_px:
        paint = skia.Paint(AntiAlias=True, Color=outline_colour, Style=skia.Paint.kStroke_Style)
        paint.setStrokeWidth(outline_px * 2)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        paragraph(text, language, setting, width, paint).paint(canvas, left, top)
    coloured = [(start, end, skia.Paint(AntiAlias=True, Color=own)) for start, end, own in runs]
    made = paragraph(text, language, setting, width, skia.Paint(AntiAlias=True, Color=colour), coloured)
    made.paint(canvas, left, top)
    return float(made.Height)


_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}]")
"""Joiners, directions, variation selectors, line ends: they shape what is seen and are not drawn themselves."""


_FORMAT = regex.compile(r"\p{Cf}")


def missing_glyphs(text: str, language: Language, weight: int = 500) -> str:
    """Those characters that no font in the language's list can draw (controls and joiners aside)."""
    return "".join(sorted({one for one in text if not _has_glyph(one, language, weight)}))


def drawable(text: str, language: Language) -> str:
    """The text, as long as before, with what no font can draw made invisible: better nothing than an empty box."""
    if text.isascii():
        return text
    return "".join(one if _has_glyph(one, language, 500) else "\u200b" for one in text)


@lru_cache(maxsize=4096)
def _has_glyph(character: str, language: Language, weight: int) -> bool:
    if _UNSEEN.match(character):
        return True
    # Skia looks for no other font for a format character, such as Arabic's number sign.
    if _FORMAT.match(character):
        return False
    return any(_typeface(family).unicharToGlyph(ord(character)) for family in font_families(language, weight))
