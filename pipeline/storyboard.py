"""A film on paper: read, understood and directed. Light, so that who only asks what a film would be loads no more."""

from __future__ import annotations

from dataclasses import replace

from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.moderator import Moderator
from pipeline.directing.editing import carry_over
from pipeline.engines.registry import pick
from pipeline.film import Brief, Script, Storyboard
from pipeline.stages.check import check
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.stages.understand import understand


def make_storyboard(script: Script, brief: Brief, context: StageContext) -> Storyboard:
    """Script to Storyboard, with the creator's changes; those that no longer apply are in its notes.

    Raises BadScript for one that cannot be filmed, ScriptRefused for one that may not be.
    """
    context.step("read", 0, 1)
    screenplay = read(script)
    named = dict(brief.engines)
    written = replace(script, language=screenplay.language)
    review = check((written, *brief.translations), pick(Moderator, named.get("moderator"), context.access), context)
    context.step("understand", 0, 1)
    story = understand(screenplay, pick(Analyst, named.get("analyst"), context.access), context)
    story = replace(story, verse=screenplay.form == "verse")
    context.step("direct", 0, 1)
    return replace(carry_over(direct(story, brief), brief.edits), review=review)
