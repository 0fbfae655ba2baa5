"""What a script is counted to be, and what its film would be and cost, as HTML."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from markupsafe import Markup

from server.client import ApiError
from server.films.schemas import Quote, Reading
from ui import words
from ui.desk import sentence
from ui.player import language_name

EMPTY = Markup('<section class="quote idle" aria-live="polite"><p>{}</p></section>').format(words.QUOTE_EMPTY)
WAITING = Markup('<section class="quote idle wait" aria-live="polite"><p>{}</p></section>').format(words.QUOTE_WAIT)


def counted(reading: Reading | None) -> str:
    """The line under the script: its language, its words, its form."""
    if reading is None:
        return Markup('<p class="count"><span class="of">0 of 500 words</span></p>')
    over = reading.words > reading.words_limit
    share = min(100, round(100 * reading.words / max(1, reading.words_limit)))
    language = language_name(reading.language.value) if reading.language else "–"
    form = words.FORMS.get(reading.form or "", reading.form or "")
    trouble = (
        Markup('<p class="refusal" role="alert">{}</p>').format(reading.problem)
        if reading.problem and reading.words
        else ""
    )
    return Markup(
        '<p class="count{over}"><span class="gauge" aria-hidden="true"><i style="width:{share}%"></i></span>'
        '<span class="of"><strong id="count-words">{words}</strong> of {limit} words</span>'
        '<span id="count-language">{language}</span><span id="count-form">{form}</span></p>{trouble}'
    ).format(
        over=" over" if over else "",
        share=share,
        words=reading.words,
        limit=reading.words_limit,
        language=language,
        form=form,
        trouble=trouble,
    )


def refusal_of(quote: Quote, purse: dict[str, Any]) -> str | None:
    """Why the film cannot be made, with what would do; None: it can. `purse`: {"unlimited", "again"} of the visitor."""
    if quote.refusal:
        return quote.refusal
    if purse.get("unlimited") or quote.credits <= quote.credits_balance:
        return None
    price = quote.credits // max(1, quote.minutes)
    within = tuple(length for length in quote.lengths if length * price <= quote.credits_balance)
    said = [words.SHORT.format(price=words.credits_of(quote.credits), balance=words.credits_of(quote.credits_balance))]
    if within:
        said.append(words.SHORT_WAY_OUT.format(lengths=words.lengths_of(within)))
    elif purse.get("again"):
        said.append(words.SHORT_WAIT.format(day=purse["again"]))
    return " ".join(said)


def quoted(quote: Quote, why_not: str | None) -> str:
    """Length, price and what the film is made of; or why it cannot be made, with the way out."""
    facts = Markup("").join(
        Markup("<li><strong>{}</strong><span>{}</span></li>").format(number, unit)
        for number, unit in (
            (quote.scenes, "scene" if quote.scenes == 1 else "scenes"),
            (quote.shots, "shot" if quote.shots == 1 else "shots"),
            (len(quote.cast), "voice" if len(quote.cast) == 1 else "voices"),
        )
    )
    mark = Markup("<p class='fine'>{}</p>").format(words.WATERMARK) if quote.watermark and not why_not else ""
    review = Markup('<p class="fine" id="quote-review"><strong>{}.</strong> {}</p>').format(words.HELD, quote.review)
    return Markup(
        '<section class="quote{refused}" aria-live="polite" data-asked="{asked}"><div class="figures">'
        '<p class="figure"><strong id="quote-length">{length}</strong><span>long</span></p>'
        '<p class="figure price"><strong id="quote-credits">{credits}</strong><span>of your <span id="quote-balance">'
        '{balance}</span></span></p></div><ul class="facts">{facts}</ul>{mark}{review}{refusal}</section>'
    ).format(
        refused=" refused" if why_not else "",
        asked=_asked(),
        length=words.length_of(quote.seconds),
        credits=quote.credits,
        balance=words.credits_of(quote.credits_balance),
        facts=facts,
        mark=mark,
        review=review if quote.review and not why_not else "",
        refusal=_refusal(why_not) if why_not else "",
    )


def refused(why: str) -> str:
    """No quote at all, and why."""
    return _instead(_refusal(why))


def refused_by(error: ApiError) -> str:
    """No quote, or no film: what the server says of it. Of a script itself, with what becomes of it."""
    told = {"script_refused": (words.REFUSED, words.REFUSED_KEPT), "held_for_review": (words.HELD, words.HELD_KEPT)}
    if error.code not in told:
        return refused(sentence(error))
    title, kept = told[error.code]
    return _instead(
        Markup('<p id="quote-judged"><strong>{}</strong></p>{}<p class="fine">{}</p>').format(
            title, _refusal(sentence(error)), kept
        )
    )


def _instead(told: Markup) -> str:
    return Markup('<section class="quote refused" aria-live="polite" data-asked="{}">{}</section>').format(
        _asked(), told
    )


def _asked() -> str:
    """No two answers are alike: one like that before would not be drawn anew, and stay dimmed."""
    return uuid4().hex


def _refusal(why: str) -> Markup:
    return Markup('<p class="refusal" role="alert" id="quote-refusal">{}</p>').format(why)
