"""What all analysts with a language model share: the question, one second try, and our own Story from the answer."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import replace
from typing import Any

from pipeline.contracts.analyst import Analyst
from pipeline.engines.analyst.labelling import label
from pipeline.engines.analyst.labels import SYSTEM, BadAnswer, Labelled, Question, ask_about, read_answer
from pipeline.errors import TakeFailed
from pipeline.film import Screenplay, Story
from pipeline.story.analyse import analyse

MOST_TOKENS = 8192
"""Of an answer: some fifteen a line, and no script has more than two hundred lines."""
WHAT = "the story"
"""What is being made, as errors say it."""


class LanguageModelAnalyst(Analyst):
    """Asks a model to label what the embedded analysis found, and believes only labels of the closed lists."""

    @property
    @abstractmethod
    def model(self) -> str:
        """Which model is asked; another one gives other stories."""

    @property
    def edition(self) -> str:
        """See Engine.edition."""
        return f"{self.version}.{self.model}"

    @abstractmethod
    def answer(self, system: str, question: str, schema: dict[str, Any]) -> str:
        """What the model says, as it says it: JSON that follows the schema, if all is well.

        Raises EngineUnavailable for what the studio's owner must mend, TakeFailed for a service that is away or a model
        that declines, BadAnswer for an answer that broke off.
        """

    def understand(self, screenplay: Screenplay) -> Story:
        """See Analyst.understand. Raises TakeFailed when two answers cannot be used."""
        story = analyse(screenplay)
        labelled = self._labels(ask_about(story))
        labelled = replace(labelled, notes=tuple(f"{self.name}: {note}" for note in labelled.notes))
        return label(story, labelled)

    def _labels(self, question: Question) -> Labelled:
        try:
            return read_answer(self.answer(SYSTEM, question.text, question.schema), question)
        except BadAnswer as bad:
            again = f"{question.text}\n\nAn earlier answer could not be used: {bad}. Keep to the schema."
        try:
            return read_answer(self.answer(SYSTEM, again, question.schema), question)
        except BadAnswer as bad:
            raise TakeFailed(self.name, WHAT, f"the model's answer cannot be used: {bad}") from bad
