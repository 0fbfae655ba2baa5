"""Check: scripts are looked at before anything is spent on them; the take is the verdict as JSON."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import TypeAdapter

from pipeline.context import StageContext
from pipeline.contracts.moderator import Decision, Moderator, Verdict
from pipeline.errors import ScriptRefused
from pipeline.film import Script

_VERDICT = TypeAdapter(Verdict)


def check(scripts: Sequence[Script], moderator: Moderator, context: StageContext) -> tuple[str, ...]:
    """Check a script and its translations; gives why somebody must look at them before they are filmed, if so.

    Raises ScriptRefused for one that must not be filmed.
    """
    verdicts = [_judged(script, moderator, context) for script in scripts]
    for verdict in verdicts:
        if verdict.decision is Decision.REFUSED:
            raise ScriptRefused(
                verdict.message, tuple((reason.category.value, reason.words) for reason in verdict.reasons)
            )
    return tuple(verdict.message for verdict in verdicts if verdict.decision is Decision.NEEDS_REVIEW)


def _judged(script: Script, moderator: Moderator, context: StageContext) -> Verdict:
    def make(path: Path) -> None:
        path.write_bytes(_VERDICT.dump_json(moderator.check(script), indent=1))

    take = context.takes.get_or_make(f"moderator.{moderator.name}", moderator.edition, script, ".verdict", make)
    return _VERDICT.validate_json(take.path.read_bytes())
