"""What the pipeline says of a script, on the wire."""

from __future__ import annotations

from uuid import UUID

from pipeline.vocabulary import AgeGroup, Gender, Language, Naturalness, Role
from server.projects.schemas import ProjectSettings, ScriptText
from server.schema import Asked, Schema
from server.vocabulary import Tier


class ReadingRequest(Asked):
    """POST /scripts/read."""

    script: ScriptText
    language: Language | None = None


class Reading(Schema):
    """What a script is, in milliseconds: nothing is understood yet. `problem` says why it cannot be filmed, if so."""

    language: Language | None
    words: int
    words_limit: int
    form: str | None
    """"screenplay", "dialogue" or "prose"."""
    problem: str | None = None
    problem_code: str | None = None


class QuoteRequest(Asked):
    """POST /quotes."""

    script: ScriptText
    settings: ProjectSettings = ProjectSettings()
    project_id: UUID | None = None
    """The project whose script this is becoming: what was changed in its storyboard counts."""


class CastEntry(Schema):
    """A character, and the voice that speaks it unless another is chosen."""

    name: str
    role: Role | None
    age_group: AgeGroup | None
    gender: Gender | None
    voice: str
    """An id of GET /voices."""


class Quote(Schema):
    """What a film of this script would be and cost. `refusal` says why it cannot be made as asked, if so."""

    title: str
    language: Language
    words: int
    seconds: int
    """Length of the film, within about a fifth where none was asked for."""
    minutes: int
    """Started minutes: what is paid for. A film never costs more than its quote."""
    credits: int
    lengths: tuple[int, ...]
    """Minutes that this script can be told in, and that the tier allows."""
    scenes: int
    shots: int
    cast: tuple[CastEntry, ...]
    """The narrator, if there is one, under the name "narrator"."""
    watermark: bool
    credits_balance: int
    refusal: str | None = None
    refusal_code: str | None = None
    review: str | None = None
    """Why somebody at the studio must look at the script before a film of it can be ordered, if so."""


class VoiceEntry(Schema):
    """A speaker of a language. `native`: the model has learned the language from native speakers.

    `naturalness`: how well the language's voices were understood when that was measured.
    """

    id: str
    name: str
    gender: Gender
    native: bool
    naturalness: Naturalness
    tier: Tier = Tier.FREE
    """From which on it can be chosen."""


class MusicEntry(Schema):
    """A style of music."""

    id: str
    name: str


class SlokaEntry(Schema):
    """A piece of the library. `language` is an ISO 639-1 code ("sa" is Sanskrit); `latin` is IAST, or ISO 15919."""

    id: str
    title: str
    about: str
    collection: str
    language: str
    metre: str
    source: str
    text: str
    latin: str
    meaning: str
