"""Words in the picture: shaped, wrapped and drawn in all twenty languages by Skia's Paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

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


def font_families(language: Language, weight: int) -> tuple[str, ...]:
    """Names, in order of trial, under which a language's fonts of one weight (100..900) are known to `_fonts`."""
    first = [f"CJK{_CJK[language]}"] if language in _CJK else []
    first += [_SCRIPTS[language]] if language in _SCRIPTS else []
    others = ["Devanagari", "Tamil", "Bengali", "Telugu", "Gujarati", "Kannada", "Malayalam", "Gurmukhi", "Arabic"]
    rest = [name for name in others if name not in first]
    # Latin goes first: the scripts' own fonts hold Latin letters of another cut.
    latin = ["Latin"] if language not in _CJK else []
    tail = [] if latin else ["Latin"]
    cjk = [] if language in _CJK else ["CJK2"]
    return tuple(f"{name}@{weight}" for name in [*latin, *first, *tail, *rest, *cjk, "Symbols"])


@cache
def _font_file(name: str) -> str:
    """Path of the file that holds a script's variable font."""
    wanted = {"Latin": "NotoSans[wght].ttf", "Symbols": "NotoSansSymbols[wght].ttf"}.get(
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
    for family in font_families(language, weight):
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


def paragraph(text: str, language: Language, setting: Type, width_px: float, paint: skia.Paint) -> Any:
    """A laid-out Paragraph: `.Height`, `.LongestLine`, `.paint(canvas, x, y)`."""
    layout = skia.textlayout
    style = layout.TextStyle()
    style.setFontSize(setting.size_px)
    style.setFontFamilies(list(font_families(language, setting.weight)))
    style.setLocale(language.value)
    style.setForegroundPaint(paint)
    # Letters of joined scripts must touch: only those that stand apart are spaced.
    if setting.track_px and language not in _SCRIPTS:
        style.setLetterSpacing(setting.track_px)
    if setting.leading:
        style.setHeight(setting.leading)
        style.setHeightOverride(True)
        style.setHalfLeading(True)
    frame = layout.ParagraphStyle()
    frame.setTextStyle(style)
    aligned = {"center": layout.TextAlign.kCenter, "left": layout.TextAlign.kLeft, "right": layout.TextAlign.kRight}
    frame.setTextAlign(aligned[setting.align])
    builder = layout.ParagraphBuilder.make(frame, _collection(language, setting.weight), _unicode())
    builder.pushStyle(style)
    # Paragraph has no direction setter; an isolate gives each line the right one.
    lines = text.split("\n")
    if language in RIGHT_TO_LEFT:
        lines = [f"{_ISOLATE_RTL}{line}{_END_ISOLATE}" for line in lines]
    builder.addText("\n".join(lines))
    made = builder.Build()
    made.layout(width_px)
    return made


def measure_text(text: str, language: Language, setting: Type, width_px: float) -> tuple[float, float]:
    """Width of the longest line and height of all, in pixels, when wrapped to `width_px`."""
    made = paragraph(text, language, setting, width_px, skia.Paint())
    return float(made.LongestLine), float(made.Height)


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
) -> float:
    """Draw text wrapped into `box` (left, top, width in pixels); gives its height.

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
    made = paragraph(text, language, setting, width, skia.Paint(AntiAlias=True, Color=colour))
    made.paint(canvas, left, top)
    return float(made.Height)


def missing_glyphs(text: str, language: Language, weight: int = 500) -> str:
    """Those characters that no font in the language's list can draw (controls and joiners aside)."""
    faces = [_typeface(family) for family in font_families(language, weight)]
    ignored = "\u200b\u200c\u200d\u2066\u2067\u2068\u2069\n\t"
    return "".join(
        sorted(
            {
                character
                for character in text
                if character not in ignored and not any(face.unicharToGlyph(ord(character)) for face in faces)
            }
        )
    )
