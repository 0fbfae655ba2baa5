"""A film on paper: read, understood and directed. Light, so that who only asks what a film would be loads no more."""

from __future__ import annotations

from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.directing.editing import carry_over
from pipeline.engines.registry import pick
from pipeline.film import Brief, Script, Storyboard
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.stages.understand import understand


def make_storyboard(script: Script, brief: Brief, context: StageContext) -> Storyboard:
    """Script to Storyboard, with the creator's changes; those that no longer apply are in its notes.

    Raises BadScript for one that cannot be filmed.
    """
    context.step("read", 0, 1)
    screenplay = read(script)
    context.step("understand", 0, 1)
    story = understand(screenplay, pick(Analyst, dict(brief.engines).get("analyst")), context)
    context.step("direct", 0, 1)
    return carry_over(direct(story, brief), brief.edits)
