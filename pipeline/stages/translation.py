"""Translation: the same script in another language, line for line. Nobody here translates: the brief brings it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.directing.cards import end_words
from pipeline.errors import BadBrief
from pipeline.film import BoardScene, Line, Script, Shot, Story, Storyboard
from pipeline.vocabulary import Language, Why


def in_script_order(story: Story) -> list[Line]:
    """A story's lines as the script has them: a storyboard's scenes and lines may have been moved.

    A sloka before the story is none of the script's.
    """
    lines = [line for scene in story.scenes for line in scene.lines if line.recital is None or line.span is not None]
    return sorted(lines, key=lambda line: line.span.start if line.span is not None else 0)


def translated_lines(script: Script, original: Sequence[object], language: Language) -> tuple[Line, ...]:
    """The lines of a translation, one for each of the `original`'s in `language`, in the script's order.

    Raises BadBrief for one whose lines do not answer the original's one by one.
    """
    # Imported here: most films have no translation, and the analyst is heavy.
    from pipeline.contracts.analyst import Analyst
    from pipeline.engines.registry import pick
    from pipeline.stages.read import read

    screenplay = read(script)
    story = pick(Analyst).understand(screenplay)
    lines = tuple(line for scene in story.scenes for line in scene.lines)
    if len(lines) != len(original):
        raise BadBrief(
            f"The script in '{screenplay.language.value}' has {len(lines)} spoken lines and the one in "
            f"'{language.value}' has {len(original)}. Give each line of the original one line in the translation, with "
            "the same sentences."
        )
    return lines


def dub(board: Storyboard, script: Script) -> Storyboard:
    """The same film spoken in another language: every line, and the words on the cards. Nothing else is changed.

    Raises BadBrief for a script without a language or in the film's own, or whose lines do not answer the film's.
    """
    from pipeline.stages.read import read

    story = board.story
    if script.language is None or script.language is story.language:
        raise BadBrief(f"The film is in '{story.language.value}' already: name the other language that it is to speak.")
    lines = in_script_order(story)
    spoken = {
        # In another language verse has another metre: it is spoken.
        line.line_id: replace(line, text=other.text, parenthetical=None, language=other.language, recital=None)
        for line, other in zip(lines, translated_lines(script, lines, story.language), strict=True)
    }
    title = read(script).title
    scenes = tuple(
        BoardScene(
            replace(
                one.scene,
                moments=tuple(
                    spoken.get(moment.line_id, moment) if isinstance(moment, Line) else moment
                    for moment in one.scene.moments
                ),
            ),
            tuple(_dubbed(shot, spoken, title, script.language) for shot in one.shots),
        )
        for one in board.scenes
    )
    told = replace(story, title=title, language=script.language, scenes=tuple(one.scene for one in scenes))
    return replace(board, story=told, scenes=scenes)


def _dubbed(shot: Shot, spoken: dict[str, Line], title: str, language: Language) -> Shot:
    lines = tuple(spoken.get(line.line_id, line) for line in shot.lines)
    if shot.why is Why.TITLE:
        return replace(shot, card=title)
    if shot.why is Why.END:
        # The words alone: where it plays is as it was.
        return replace(shot, card=end_words(language))
    return replace(shot, lines=lines)
