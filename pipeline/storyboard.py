"""A film on paper: read, understood and directed. Light, so that who only asks what a film would be loads no more."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pipeline.chant.library import piece
from pipeline.chant.telling import chanted, invoked
from pipeline.context import StageContext
from pipeline.contracts.analyst import Analyst
from pipeline.contracts.moderator import Moderator
from pipeline.directing.editing import carry_over
from pipeline.directing.retelling import retell
from pipeline.directing.talk import as_podcast
from pipeline.edits import Edit, ShotEdit, StoryEdit
from pipeline.engines.registry import pick
from pipeline.film import Brief, Script, Story, Storyboard
from pipeline.stages.check import check
from pipeline.stages.direct import direct
from pipeline.stages.read import read
from pipeline.stages.translation import dub
from pipeline.stages.understand import understand


def make_storyboard(script: Script, brief: Brief, context: StageContext, must: Collection[Edit] = ()) -> Storyboard:
    """Script to Storyboard, with the creator's changes; those that no longer apply are in its notes.

    Raises BadScript for one that cannot be filmed, ScriptRefused for one that may not be, BadEdit for a change that
    `must` be possible and is not.
    """
    context.step("read", 0, 1)
    screenplay = read(script)
    named = dict(brief.engines)
    dubbed = () if brief.dub is None else (brief.dub,)
    written = replace(script, language=screenplay.language)
    review = check(
        (written, *brief.translations, *dubbed), pick(Moderator, named.get("moderator"), context.access), context
    )
    context.step("understand", 0, 1)
    story = understand(screenplay, pick(Analyst, named.get("analyst"), context.access), context)
    story = as_podcast(chanted(replace(story, verse=screenplay.form == "verse")), brief.podcast)
    context.step("direct", 0, 1)
    board = replace(board_of(story, brief, must), review=review)
    return board if brief.dub is None else dub(board, brief.dub)


def board_of(story: Story, brief: Brief, must: Collection[Edit] = ()) -> Storyboard:
    """A story as the creator retold it, directed, with the creator's changes of its shots.

    Raises BadEdit for a change that `must` be possible and is not.
    """
    told, lost = retell(story, [edit for edit in brief.edits if isinstance(edit, StoryEdit)], must)
    if brief.sloka is not None:
        told = invoked(told, piece(brief.sloka))
    board = replace(direct(told, brief), notes=lost)
    return carry_over(board, [edit for edit in brief.edits if isinstance(edit, ShotEdit)], must)
