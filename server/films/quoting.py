"""What a film of a script would be and cost. A storyboard is made for it: nothing is recorded, painted or paid."""

from __future__ import annotations

import contextlib
import re
import tempfile
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.animator import Animator
from pipeline.contracts.composer import Composer
from pipeline.contracts.painter import Painter
from pipeline.contracts.voice import VoiceEngine
from pipeline.edits import Edit
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief, BadScript, FilmError, ScriptRefused
from pipeline.film import MAX_WORDS, NARRATOR, Brief, Cast, Script, Storyboard
from pipeline.language.detect import detect
from pipeline.language.words import count_words
from pipeline.sound.style import choose_style
from pipeline.stages.cast import cast
from pipeline.stages.direct import direct, lengths_of
from pipeline.stages.images import own_images
from pipeline.stages.read import read
from pipeline.stages.record import check_pronunciations
from pipeline.stages.subtitle import check_subtitles
from pipeline.stages.time import FilmLengths, estimate, film_lengths, fits, minutes_that_fit
from pipeline.storyboard import make_storyboard
from pipeline.takes import TakeStore
from pipeline.vocabulary import Language
from server.credits.tiers import MOST_MINUTES, TierRules, price_of, started_minutes
from server.errors import Unprocessable
from server.films.order import FilmOrder, brief_of
from server.films.own_files import NONE, OwnFiles
from server.films.schemas import CastEntry, Quote, Reading
from server.films.speakers import refusal_of_voices
from server.projects.schemas import ProjectSettings
from server.settings import Settings
from server.vocabulary import StepKind

SPARE_MS = 1_000
"""An estimate that ends so shortly after a full minute is not charged another one."""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quote, and the order it is for (None: it cannot be made as asked)."""

    quote: Quote
    order: FilmOrder | None


def read_script(text: str, language: Language | None) -> Reading:
    """Language, words and form, without understanding anything."""
    try:
        screenplay = read(Script(text, language))
    except BadScript as problem:
        known = language or (detect(text) if text.strip() else None)
        words = count_words(text, known or Language.ENGLISH)
        return Reading(
            language=known,
            words=words,
            words_limit=MAX_WORDS,
            form=None,
            problem=str(problem),
            problem_code=code_of(problem),
        )
    return Reading(language=screenplay.language, words=screenplay.words, words_limit=MAX_WORDS, form=screenplay.form)


def make_board(script: Script, brief: Brief, context: StageContext, must: Collection[Edit] = ()) -> Storyboard:
    """The storyboard. Raises Unprocessable for a script that cannot or may not be filmed at all.

    Raises BadEdit for a change that `must` be possible and is not.
    """
    try:
        return make_storyboard(script, brief, context, must)
    except ScriptRefused as refused:
        reasons = [{"category": category, "words": words} for category, words in refused.reasons]
        raise Unprocessable(code_of(refused), str(refused), reasons=reasons) from refused
    except (BadScript, BadBrief) as problem:
        raise Unprocessable(code_of(problem), str(problem)) from problem


def quote_board(board: Storyboard, brief: Brief, rules: TierRules, balance: int) -> Quote:
    """What the film of a storyboard would be and cost. What is wrong with the length is a refusal in the quote.

    Raises Unprocessable for a choice that cannot be met.
    """
    try:
        check_subtitles(board.story, brief)
        check_pronunciations(brief, board.story.language)
        own_images(board.story.scenes, brief)
        choose_style(board.story, board.story.scenes[0], brief.music)
        actors = cast(board.story, pick(VoiceEngine), brief)
    except BadBrief as problem:
        raise Unprocessable(code_of(problem), str(problem)) from problem
    asked = None if brief.minutes is None else int(brief.minutes)
    lengths = _lengths(board, brief)
    seconds = sum(estimate(board, brief).values()) / 1000
    minutes = asked or _minutes_at_ease(lengths, rules)
    allowed = tuple(one for one in minutes_that_fit(lengths) if one <= rules.most_minutes)
    refusal = _refusal(asked, lengths, allowed, rules) or refusal_of_voices(board.story.language, brief, rules)
    story = board.story
    return Quote(
        title=story.title,
        language=story.language,
        words=story.words,
        seconds=round(seconds),
        minutes=minutes,
        credits=price_of(minutes),
        lengths=allowed,
        scenes=len(board.scenes),
        shots=len(board.shots),
        cast=_cast(board, actors),
        watermark=rules.watermark is not None,
        credits_balance=balance,
        refusal=refusal[1] if refusal else None,
        refusal_code=refusal[0] if refusal else None,
        review=" ".join(board.review) or None,
    )


def quote_film(
    text: str,
    title: str | None,
    settings: ProjectSettings,
    edits: Sequence[Edit],
    rules: TierRules,
    balance: int,
    takes: TakeStore,
    studio: Settings,
    own: OwnFiles = NONE,
) -> Quoted:
    """Quote a film. What is wrong with the length is a refusal in the quote.

    Raises Unprocessable for a script that cannot or may not be filmed at all, or a choice that cannot be met.
    """
    brief = brief_of(settings, rules.most_minutes, rules.watermark, studio.engines, edits, own.names)
    context = StageContext(takes, settings.seed, access=studio.access)
    quote = quote_board(make_board(Script(text, settings.language, title), brief, context), brief, rules, balance)
    if quote.refusal:
        return Quoted(quote, None)
    order = FilmOrder(
        script=text,
        title=title,
        settings=settings,
        language=quote.language,
        paid_minutes=quote.minutes,
        watermark=rules.watermark,
        engines=studio.engines,
        edits=tuple(edits),
        files=dict(own.keys),
        gpu_steps=gpu_steps(studio),
    )
    return Quoted(quote, order)


_USED_BY = {
    StepKind.PLAN: (Analyst, VoiceEngine),
    StepKind.SHOT: (Painter, Animator),
    StepKind.SCORE: (Composer,),
}


def gpu_steps(studio: Settings) -> tuple[StepKind, ...]:
    """The steps of a film for which an engine needs a graphics card."""
    return tuple(
        kind
        for kind, contracts in _USED_BY.items()
        if any(pick(one, studio.engines.get(one.capability), studio.access).needs.gpu for one in contracts)
    )


def code_of(problem: FilmError) -> str:
    """A word for programs: ScriptTooLong is script_too_long."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(problem).__name__).lower()


def _lengths(board: Storyboard, brief: Brief) -> FilmLengths:
    """What can be chosen, which does not change with what was chosen: a longer film has more shots.

    The creator's changes lengthen all that could be chosen by what they lengthen this.
    """
    free = lengths_of(board.story, brief)
    if not brief.edits:
        return free
    before, after = film_lengths(direct(board.story, brief), brief), film_lengths(board, brief)
    return FilmLengths(
        free.tightest_ms + after.tightest_ms - before.tightest_ms,
        free.easy_ms + after.easy_ms - before.easy_ms,
        free.longest_ms + after.longest_ms - before.longest_ms,
    )


def _minutes_at_ease(lengths: FilmLengths, rules: TierRules) -> int:
    """Started minutes of the film at ease, held to what the tier allows if the words do."""
    minutes = started_minutes(max(0, lengths.easy_ms - SPARE_MS) / 1000)
    most = min(MOST_MINUTES, rules.most_minutes)
    return most if minutes > most and _words_fit(lengths, most) else minutes


def _words_fit(lengths: FilmLengths, minutes: int) -> bool:
    return lengths.tightest_ms <= minutes * 60_000 + SPARE_MS


def _refusal(
    asked: int | None, lengths: FilmLengths, allowed: tuple[int, ...], rules: TierRules
) -> tuple[str, str] | None:
    """(code, sentence) for a length that cannot be had, with what would do."""
    would_do = _would_do(lengths, allowed, rules)
    if asked is None:
        if _words_fit(lengths, rules.most_minutes):
            return None
        way_out = "" if rules.most_minutes == MOST_MINUTES else ", or upgrade"
        takes, limit = _clock(lengths.tightest_ms), _count(rules.most_minutes)
        sentence = f"Told without a pause this script takes {takes}; your plan makes films of up to {limit}. Shorten it"
        return "script_too_long_for_tier", f"{sentence}{way_out}."
    if asked > rules.most_minutes:
        return "length_above_tier", f"Your plan makes films of up to {_count(rules.most_minutes)}. {would_do}"
    if fits(lengths, asked):
        return None
    if asked * 60_000 < lengths.tightest_ms:
        why = f"The script is too long for {_count(asked)}: its words alone take {_clock(lengths.tightest_ms)}."
    else:
        why = f"The script is too short for {_count(asked)}: told slowly it takes {_clock(lengths.longest_ms)}."
    return "length_does_not_fit", f"{why} {would_do}"


def _would_do(lengths: FilmLengths, allowed: tuple[int, ...], rules: TierRules) -> str:
    at_ease = _words_fit(lengths, rules.most_minutes)
    ease = f"as long as the story needs (about {_clock(lengths.easy_ms)})" if at_ease else ""
    choices = [_count(one) for one in allowed] + ([ease] if ease else [])
    if not choices:
        return f"Shorten it to {_count(rules.most_minutes)}."
    return f"Choose {' or '.join(choices)}."


def _count(minutes: int) -> str:
    return "1 minute" if minutes == 1 else f"{minutes} minutes"


def _clock(ms: int) -> str:
    seconds = round(ms / 1000)
    return f"{seconds // 60}:{seconds % 60:02}"


def _cast(board: Storyboard, actors: Cast) -> tuple[CastEntry, ...]:
    speaking = {line.character for line in board.lines}
    entries = [
        CastEntry(
            name=one.name,
            role=one.role,
            age_group=one.age_group,
            gender=one.gender,
            voice=actors.member(one.name).voice.speaker,
        )
        for one in board.story.characters
        if one.name in speaking
    ]
    if None in speaking:
        narrator = actors.narrator.speaker
        entries.append(CastEntry(name=NARRATOR, role=None, age_group=None, gender=None, voice=narrator))
    return tuple(entries)


def warm_up() -> None:
    """Load what understands scripts, so that nobody waits for it; what cannot be loaded is said when it is needed."""
    with tempfile.TemporaryDirectory(prefix="studio-warm-") as folder, contextlib.suppress(FilmError):
        script = Script("Anna: Good morning!\nBen: Look, the sea.")
        quoted_brief = brief_of(ProjectSettings(), None, None, {})
        board = make_storyboard(script, quoted_brief, StageContext(TakeStore(Path(folder)), 0))
        cast(board.story, pick(VoiceEngine), quoted_brief)
