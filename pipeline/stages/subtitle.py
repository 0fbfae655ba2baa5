"""Subtitle: what is said, timed to the words and broken at phrases so that it can be read.

Two lines at most, 42 characters a line in a wide frame (16 in Chinese, Japanese and Korean) and fewer in a narrow one,
17 characters a second where the speech leaves room, at least a second, two frames between captions, never two at once.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.errors import BadBrief, TranslatorMissing
from pipeline.film import Brief, Script, Story
from pipeline.stages.translation import in_script_order, translated_lines
from pipeline.timeline import Timeline
from pipeline.vocabulary import Aspect, Language

LINES = 2
CHARACTERS = {Aspect.WIDE: 42, Aspect.SQUARE: 36, Aspect.TALL: 28}
CJK_CHARACTERS = {Aspect.WIDE: 16, Aspect.SQUARE: 14, Aspect.TALL: 11}
"""Of a line: fewer where the frame is narrow, or the letters would have to be small."""
CHARACTERS_A_SECOND, CJK_CHARACTERS_A_SECOND = 17.0, 7.0
LEAST_MS = 1_000
LINGER_MS = 250
EARLY_MS = 300
GAP_FRAMES = 2
_CJK = frozenset({Language.CHINESE, Language.JAPANESE, Language.KOREAN})
_STOPS = ".!?।॥。！？؟…"
_PAUSES = ",;:،؛、，；：—–"
_CLOSERS = "\"'”’»)」』）]"


@dataclass(frozen=True, slots=True)
class CaptionWord:
    """A word of a caption and when it is heard, in the film's time. `text` keeps the space that follows it."""

    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Caption:
    """Words on screen from `start_ms` to `end_ms` of the film; lines in `text` are separated by a newline."""

    start_ms: int
    end_ms: int
    text: str
    words: tuple[CaptionWord, ...]


@dataclass(frozen=True, slots=True)
class CaptionTrack:
    """All captions in one language, in order."""

    language: Language
    captions: tuple[Caption, ...]


def check_subtitles(story: Story, brief: Brief) -> tuple[Language, ...]:
    """The subtitle languages in order, before anything is made for them.

    Raises TranslatorMissing for a language in which there is no script, BadBrief for burned subtitles in none.
    """
    languages = (story.language,) if brief.subtitles is None else brief.subtitles
    if brief.burn_subtitles and not languages:
        raise BadBrief("There are no subtitles to draw into the picture: name a language with --subtitles.")
    given = {story.language, *(script.language for script in brief.translations)}
    for language in languages:
        if language not in given:
            raise TranslatorMissing(language.value, story.language.value)
    return languages


def subtitle(timeline: Timeline, story: Story, brief: Brief) -> tuple[CaptionTrack, ...]:
    """One track for each language asked for, in that order (the script's own when nobody asks).

    Raises TranslatorMissing for a language in which there is no script, BadBrief for a translation whose lines do not
    answer the original's one by one.
    """
    languages = check_subtitles(story, brief)
    given = {script.language: script for script in brief.translations if script.language is not None}
    spoken = _spoken(timeline)
    # Translations follow the script, from which a storyboard's scenes and lines may have been moved.
    lines = in_script_order(story)
    places = {line.line_id: place for place, line in enumerate(lines)}
    heard = [cue.spoken.line.line_id for timed in timeline.shots for cue in timed.cues]
    # What is in no translation, as a sloka before the story, has no place.
    pairs = [pair for pair in zip(heard, spoken, strict=True) if pair[0] in places]
    written = [words for _, words in sorted(pairs, key=lambda one: places[one[0]])]
    tracks = []
    for language in languages:
        runs = spoken if language is story.language else _translated(written, given[language], language, story.language)
        tracks.append(
            CaptionTrack(language, captions_of(runs, language, timeline.fps, timeline.duration_ms, brief.aspect))
        )
    return tuple(tracks)


def captions_of(
    runs: Sequence[Sequence[CaptionWord]], language: Language, fps: int, film_ms: int, aspect: Aspect = Aspect.WIDE
) -> tuple[Caption, ...]:
    """Captions of runs of words (one run a spoken line), in order of time."""
    limit = (CJK_CHARACTERS if language in _CJK else CHARACTERS)[aspect]
    chunks = [chunk for words in runs if words for chunk in _chunks(_whole(words, limit), limit)]
    return _timed(chunks, language, limit, fps, film_ms)


@dataclass(frozen=True, slots=True)
class LitWord:
    """A word of a caption while it is said, `start_ms` to `end_ms` of the film: its range in the caption's text."""

    start_ms: int
    end_ms: int
    first: int
    last: int


def lit_words(caption: Caption) -> tuple[LitWord, ...]:
    """When each word of a caption is lit and where it stands: until the next is heard, the last a moment longer."""
    found = []
    at = 0
    for number, word in enumerate(caption.words):
        letters = "".join(word.text.split())
        while at < len(caption.text) and caption.text[at].isspace():
            at += 1
        first = at
        for _ in letters:
            # A line of the caption may end within what is one word to the voice.
            while caption.text[at].isspace():
                at += 1
            at += 1
        following = caption.words[number + 1 :]
        end = following[0].start_ms if following else word.end_ms + LINGER_MS
        # Marks are not said.
        last = first + len(caption.text[first:at].rstrip(_STOPS + _PAUSES + _CLOSERS))
        if last > first:
            found.append(LitWord(word.start_ms, max(end, word.start_ms), first, last))
    return tuple(found)


# -------------------------------------------------------------------------------------------------------- words


def _spoken(timeline: Timeline) -> list[list[CaptionWord]]:
    """Every spoken line as words in the film's time; together they are the line's text."""
    runs = []
    for timed in timeline.shots:
        for cue in timed.cues:
            start = timeline.start_ms(timed) + cue.start_ms
            text, words = cue.spoken.line.text, cue.spoken.words
            if not words:
                runs.append([CaptionWord(text, start, start + cue.spoken.duration_ms)])
                continue
            # From each word to the next, so that no mark or space between them is lost.
            edges = [0, *(word.start for word in words[1:]), len(text)]
            runs.append(
                [
                    CaptionWord(text[first:last], start + word.start_ms, start + word.end_ms)
                    for word, (first, last) in zip(words, pairwise(edges), strict=True)
                ]
            )
    return runs


def _translated(
    spoken: Sequence[Sequence[CaptionWord]], script: Script, language: Language, original: Language
) -> list[list[CaptionWord]]:
    """The lines of a translation in the time of the lines they translate, words spread by their length."""
    lines = translated_lines(script, spoken, original)
    runs = []
    for line, words in zip(lines, spoken, strict=True):
        start, end = words[0].start_ms, words[-1].end_ms
        runs.append(_spread(line.text, start, end, language))
    return sorted(runs, key=lambda words: words[0].start_ms)


def _spread(text: str, start_ms: int, end_ms: int, language: Language) -> list[CaptionWord]:
    """The words of a text over a time, each as long as its share of the letters."""
    pieces = _tokens(text, language)
    total = sum(max(1, seen(piece)) for piece in pieces)
    words, passed = [], 0
    for piece in pieces:
        length = max(1, seen(piece))
        first, last = (start_ms + (end_ms - start_ms) * at // total for at in (passed, passed + length))
        words.append(CaptionWord(piece, first, last))
        passed += length
    return words


def _tokens(text: str, language: Language) -> list[str]:
    """A text cut before each word; Chinese and Japanese, which have no spaces, before each character."""
    if language in (Language.CHINESE, Language.JAPANESE):
        tokens: list[str] = []
        for character in text:
            # No mark starts a line.
            if tokens and (not character.isalnum() or (character.isascii() and tokens[-1][-1:].isascii())):
                tokens[-1] += character
            else:
                tokens.append(character)
        return tokens
    parts = text.split(" ")
    return [part + " " for part in parts[:-1]] + parts[-1:]


def _whole(words: Sequence[CaptionWord], limit: int) -> list[CaptionWord]:
    """The same words, those that are longer than a line cut up."""
    cut: list[CaptionWord] = []
    for word in words:
        if seen(word.text.strip()) <= limit:
            cut.append(word)
            continue
        pieces = _pieces(word.text, limit)
        span = word.end_ms - word.start_ms
        for number, piece in enumerate(pieces):
            first, last = (word.start_ms + span * at // len(pieces) for at in (number, number + 1))
            cut.append(CaptionWord(piece, first, last))
    return cut


def _pieces(text: str, limit: int) -> list[str]:
    """A text in pieces of at most `limit` seen characters, at spaces if any, never before a combining mark."""
    pieces, piece = [], ""
    for character in text:
        if piece and seen((piece + character).strip()) > limit:
            space = piece.rstrip().rfind(" ")
            keep = space + 1 if space > 0 else len(piece)
            pieces.append(piece[:keep])
            piece = piece[keep:]
        piece += character
    return [*pieces, piece]


def seen(text: str) -> int:
    """Characters that take room on screen: combining marks and joiners do not."""
    return sum(unicodedata.category(character) not in ("Mn", "Me", "Cf") for character in text)


# ------------------------------------------------------------------------------------------------------- chunks


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words that are on screen together."""

    words: tuple[CaptionWord, ...]

    @property
    def start_ms(self) -> int:
        return self.words[0].start_ms

    @property
    def end_ms(self) -> int:
        return max(word.end_ms for word in self.words)

    @property
    def text(self) -> str:
        return "".join(word.text for word in self.words).strip()


def _chunks(words: Sequence[CaptionWord], limit: int) -> list[_Chunk]:
    """Cut a line into captions so that the cuts fall at phrases and none is short (least cost over all cuts)."""
    count = len(words)
    best: list[tuple[float, int]] = [(0.0, 0)] + [(float("inf"), 0)] * count
    for end in range(1, count + 1):
        for start in range(end - 1, -1, -1):
            text = "".join(word.text for word in words[start:end]).strip()
            if seen(text) > LINES * limit + 1:
                break
            if _broken(words[start:end], limit) is None and end - start > 1:
                continue
            cost = best[start][0] + _chunk_cost(words[start:end], text, limit, last=end == count)
            if cost < best[end][0]:
                best[end] = (cost, start)
    cuts, end = [], count
    while end > 0:
        cuts.append((best[end][1], end))
        end = best[end][1]
    return [_Chunk(tuple(words[start:end])) for start, end in reversed(cuts)]


def _chunk_cost(words: Sequence[CaptionWord], text: str, limit: int, *, last: bool) -> float:
    cost = 10.0
    if not last:
        cost += _cut_cost(words[-1])
    length_ms = words[-1].end_ms - words[0].start_ms
    if length_ms < LEAST_MS:
        cost += 6.0 * (1 - length_ms / LEAST_MS)
    if seen(text) < limit * 0.4:
        cost += 3.0
    # Full captions are harder to read than ones with air.
    return cost + 2.0 * (seen(text) / (LINES * limit)) ** 2


def _cut_cost(word: CaptionWord) -> float:
    """What it costs to end a line or a caption after this word: little after a mark, much in mid-phrase."""
    end = word.text.rstrip().rstrip(_CLOSERS)[-1:]
    if end and end in _STOPS:
        return 0.0
    if end and end in _PAUSES:
        return 1.5
    # A short word belongs to what follows it ("of", "the", "और").
    return 8.0 if seen(word.text.strip()) <= 3 else 5.5


def _broken(words: Sequence[CaptionWord], limit: int) -> str | None:
    """The text in at most two lines within the limit, broken at the best place; None if it does not fit."""
    text = "".join(word.text for word in words).strip()
    if seen(text) <= limit:
        return text
    best: tuple[float, str] | None = None
    for at in range(1, len(words)):
        upper = "".join(word.text for word in words[:at]).strip()
        lower = "".join(word.text for word in words[at:]).strip()
        if seen(upper) > limit or seen(lower) > limit or not upper or not lower:
            continue
        uneven = abs(seen(upper) - seen(lower)) / limit
        # A longer lower line hides less of the picture.
        cost = _cut_cost(words[at - 1]) + 5 * uneven + (0.4 if seen(upper) > seen(lower) else 0.0)
        if best is None or cost < best[0]:
            best = (cost, f"{upper}\n{lower}")
    return None if best is None else best[1]


# --------------------------------------------------------------------------------------------------------- time


def _timed(chunks: Sequence[_Chunk], language: Language, limit: int, fps: int, film_ms: int) -> tuple[Caption, ...]:
    """Give every caption its time: as heard, longer where there is silence to read in, never over the next one."""
    rate = CJK_CHARACTERS_A_SECOND if language in _CJK else CHARACTERS_A_SECOND
    gap = -(-GAP_FRAMES * 1000 // fps)
    chunks = sorted((chunk for chunk in chunks if chunk.text), key=lambda chunk: chunk.start_ms)
    captions: list[Caption] = []
    for number, chunk in enumerate(chunks):
        wanted = max(LEAST_MS, round(1000 * seen(chunk.text) / rate))
        start = max(0, chunk.start_ms)
        until = chunks[number + 1].start_ms - gap if number + 1 < len(chunks) else film_ms
        end = max(chunk.end_ms + LINGER_MS, start + wanted)
        if end > until:
            # No room after it: a little of the silence before it will do.
            earliest = captions[-1].end_ms + gap if captions else 0
            start = max(min(earliest, start), start - min(EARLY_MS, end - until))
            end = until
        if captions and start < captions[-1].end_ms + gap:
            # Two voices at once: the first makes room, down to the moment when the second begins.
            previous = captions[-1]
            room = max(previous.start_ms + 1, start - gap)
            captions[-1] = replace(previous, end_ms=min(previous.end_ms, room))
            start = max(start, captions[-1].end_ms + 1)
        end = min(max(end, start + 1), max(film_ms, start + 1))
        text = _broken(chunk.words, limit) or chunk.text
        captions.append(Caption(start, end, text, chunk.words))
    return tuple(captions)


# ------------------------------------------------------------------------------------------------------- writing


def write_captions(track: CaptionTrack, form: str, size: tuple[int, int]) -> str:
    """A track as "srt", "vtt" or "ass" (with karaoke timing; `size` of the frame in pixels)."""
    import pysubs2

    file = pysubs2.SSAFile()
    width, height = size
    file.info |= {"PlayResX": str(width), "PlayResY": str(height), "ScaledBorderAndShadow": "yes", "WrapStyle": "2"}
    em = min(width, height) * (0.058 if height > width else 0.052)
    file.styles["Default"] = pysubs2.SSAStyle(
        fontname="Noto Sans",
        fontsize=em,
        bold=True,
        outline=em * 0.06,
        shadow=em * 0.04,
        primarycolor=pysubs2.Color(255, 255, 255),
        secondarycolor=pysubs2.Color(255, 214, 102),
        marginl=round(width * 0.05),
        marginr=round(width * 0.05),
        marginv=round(height * (0.17 if height > width else 0.065)),
    )
    for caption in track.captions:
        text = _karaoke(caption) if form == "ass" else caption.text.replace("\n", r"\N")
        file.append(pysubs2.SSAEvent(start=caption.start_ms, end=caption.end_ms, text=text))
    return file.to_string(form)


def _karaoke(caption: Caption) -> str:
    r"""The caption's words with `\k` times in hundredths of a second."""
    upper = caption.text.partition("\n")[0]
    parts: list[str] = []
    passed, at_ms, broke = 0, caption.start_ms, "\n" not in caption.text
    for number, word in enumerate(caption.words):
        text = word.text.lstrip() if number == 0 else word.text
        if not broke and passed >= len(upper):
            parts[-1] = parts[-1].rstrip() + r"\N"
            text, broke = text.lstrip(), True
        end = caption.words[number + 1].start_ms if number + 1 < len(caption.words) else caption.end_ms
        parts.append(f"{{\\k{max(0, round((end - at_ms) / 10))}}}{text.replace('{', '(').replace('}', ')')}")
        passed += len(text)
        at_ms = max(at_ms, end)
    return "".join(parts).rstrip()
