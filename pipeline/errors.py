"""The error tree of the pipeline.

FilmError                     anything that a user can be told about; the message says what to do
├── BadScript                 the script itself cannot be filmed
│   ├── EmptyScript
│   ├── ScriptTooLong
│   ├── NotText               binary, or in no known encoding
│   ├── UnknownLanguage
│   └── ScriptRefused         the safety check found what must not be filmed; carries the reasons
├── BadBrief                  a choice that cannot be met
│   ├── TranslatorMissing
│   └── BadEdit               a change of the storyboard that cannot be made
│       └── LostEdit          what it was made to is no longer in the script
├── CannotDeliver             the output cannot be written (permission, no space)
├── EngineUnavailable         the engine asked for cannot run here; says what to install or set
├── NotReady                  the machine lacks something that every film needs
├── AssetMissing              an embedded model or art file is not unpacked
├── TakeFailed                an engine ran and failed; carries the engine and what it worked on
└── RenderCancelled           somebody asked to stop

`exit_code` is what the command line ends with: 2 for bad input, 3 for a machine that lacks something,
4 for a failed render, 130 for a cancelled one.
"""

from __future__ import annotations


class FilmError(Exception):
    """A failure with a sentence for the user."""

    exit_code = 4

    def __reduce__(self) -> tuple[object, ...]:
        # Workers send their failures home, and most of ours are built from other arguments than the sentence.
        return _rebuild, (type(self), self.args, self.__dict__)


def _rebuild(kind: type[FilmError], args: tuple[object, ...], fields: dict[str, object]) -> FilmError:
    failure = kind.__new__(kind, *args)
    failure.__dict__.update(fields)
    return failure


class BadScript(FilmError):
    """The script cannot be filmed as it is."""

    exit_code = 2


class EmptyScript(BadScript):
    """Nothing to read."""

    def __init__(self) -> None:
        super().__init__("The script is empty. Write at least one line of story or dialogue.")


class ScriptTooLong(BadScript):
    """More words than a film of at most five minutes can hold."""

    def __init__(self, words: int, limit: int) -> None:
        super().__init__(
            f"The script has {words} words and the limit is {limit} (headings and names count). "
            f"Cut at least {words - limit}."
        )
        self.words = words
        self.limit = limit


class NotText(BadScript):
    """The file holds something else than text."""


class UnknownLanguage(BadScript):
    """Language neither given nor recognised, or not among the twenty."""


class ScriptRefused(BadScript):
    """The safety check found what must not be filmed. `reasons` are (category, the script's own words)."""

    def __init__(self, message: str, reasons: tuple[tuple[str, str], ...]) -> None:
        super().__init__(message)
        self.reasons = reasons


class BadBrief(FilmError):
    """A choice of the creator that cannot be met."""

    exit_code = 2


class TranslatorMissing(BadBrief):
    """Subtitles were asked for in a language that nobody here can translate into."""

    def __init__(self, language: str, script_language: str) -> None:
        super().__init__(
            f"Subtitles in '{language}' need the script in that language: the script is in '{script_language}' and no "
            f"translator is installed. Add it with --script {language}=FILE, or drop '{language}' from --subtitles."
        )
        self.language = language


class BadImage(BadBrief):
    """A creator's image that cannot be used: no image, damaged, too large or too small, or for no scene."""


class BadRecording(BadBrief):
    """A recording that cannot be used: no sound, damaged, or of other words than the script's."""


class BadMusic(BadBrief):
    """A creator's own music that cannot be used: no sound, damaged, silent, too short or too long."""


class BadEdit(BadBrief):
    """A change of the storyboard that cannot be made, or a file of changes that cannot be read."""


class LostEdit(BadEdit):
    """The words or the character that a change belongs to are no longer in the script."""


class CannotDeliver(FilmError):
    """The film cannot be written where it was asked for."""

    exit_code = 3


class EngineUnavailable(FilmError):
    """An engine was asked for by name, or none is left, and cannot run here."""

    exit_code = 3

    def __init__(self, capability: str, name: str, reason: str) -> None:
        super().__init__(f"The {capability} engine '{name}' cannot run here: {reason}")
        self.capability = capability
        self.name = name
        self.reason = reason


class NotReady(FilmError):
    """`studio doctor` found something that must be mended first."""

    exit_code = 3


class AssetMissing(FilmError):
    """An embedded model or art file is not in the cache folder."""

    exit_code = 3

    def __init__(self, name: str) -> None:
        super().__init__(f"'{name}' is not unpacked yet. Run 'make setup' once.")
        self.name = name


class TakeFailed(FilmError):
    """An engine failed at one piece of work."""

    def __init__(self, engine: str, what: str, why: str) -> None:
        super().__init__(f"{engine} could not make {what}: {why}")
        self.engine = engine
        self.what = what


class RenderCancelled(FilmError):
    """The creator, or whoever runs the machine, asked to stop."""

    exit_code = 130

    def __init__(self) -> None:
        super().__init__("Stopped. What was finished is kept; run the same command again to go on.")
