"""Cast: every character gets the one look and the one voice they keep for the whole film."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import fields, replace

from pipeline.contracts.voice import VoiceEngine
from pipeline.edits import Recast
from pipeline.errors import BadBrief
from pipeline.film import NARRATOR, Brief, Cast, CastMember, Look, Story, Voice
from pipeline.picture.look import design_looks
from pipeline.vocabulary import Culture, Language, Naturalness

_ACCENTS = {
    Naturalness.NATIVE: "",
    Naturalness.ACCENTED: " (they have an accent)",
    Naturalness.FOREIGN: " (they have a strong accent, and are an effort to follow)",
}


def cast(story: Story, voice: VoiceEngine, brief: Brief) -> Cast:
    """Story to Cast. The culture most scenes play in dresses everybody.

    Raises BadBrief for a voice chosen for nobody in the story, or one that does not speak its language.
    """
    chosen = check_voices(story, voice, brief)
    voices, narrator = voice.cast_voices(story.characters, story.language, brief.seed, chosen)
    looks = design_looks(story.characters, home_culture(story), brief.seed)
    changes = _recasts(story, brief)
    return Cast(
        tuple(
            CastMember(name, _changed(looks[name], changes.get(name, ())), voices[name])
            for name in (character.name for character in story.characters)
        ),
        narrator,
        _reciter(story, voice, narrator, brief, chosen),
    )


def _reciter(
    story: Story, voice: VoiceEngine, narrator: Voice, brief: Brief, chosen: Mapping[str, str]
) -> Voice | None:
    """Who recites verse: the narrator of its language (Hindi's chants), unless the creator chose one for the film."""
    verse = [line for scene in story.scenes for line in scene.lines if line.recital is not None]
    if not verse:
        return None
    spoken = next((line.language for line in verse if line.recital is not None and not line.recital.chanted), None)
    language = spoken or Language.HINDI
    if NARRATOR in chosen and story.language is language:
        return narrator
    return voice.cast_voices((), language, brief.seed, {})[1]


def _recasts(story: Story, brief: Brief) -> dict[str, list[Recast]]:
    """The creator's changes by name. Somebody who is no longer in the story is told of with the storyboard."""
    names = {character.name.casefold(): character.name for character in story.characters}
    found: dict[str, list[Recast]] = {}
    for edit in brief.edits:
        if isinstance(edit, Recast) and edit.character.strip().casefold() in names:
            found.setdefault(names[edit.character.strip().casefold()], []).append(edit)
    return found


def _changed(look: Look, recasts: Sequence[Recast]) -> Look:
    for recast in recasts:
        chosen = {field.name: getattr(recast, field.name) for field in fields(look) if hasattr(recast, field.name)}
        look = replace(look, **{name: value for name, value in chosen.items() if value is not None})
    return look


def check_voices(story: Story, voice: VoiceEngine, brief: Brief) -> dict[str, str]:
    """The speakers the creator chose, by name in the story or NARRATOR; of two for one name the later.

    Names are the same in capitals or not. Raises BadBrief, naming those there are, for an unknown name or speaker.
    """
    names = {character.name.casefold(): character.name for character in story.characters} | {NARRATOR: NARRATOR}
    speakers = [speaker.id for speaker in voice.speakers(story.language)]
    chosen: dict[str, str] = {}
    recast = ((name, one.voice) for name, all_of in _recasts(story, brief).items() for one in all_of if one.voice)
    for name, speaker in (*brief.voices, *recast):
        known = names.get(name.strip().casefold())
        if known is None:
            raise BadBrief(f"Nobody in the story is called '{name}'. There are: {', '.join(names.values())}.")
        if speaker not in speakers:
            raise BadBrief(
                f"'{speaker}' is not a voice of {voice.name} in '{story.language.value}'. "
                f"There are{_ACCENTS[voice.naturalness(story.language)]}: {', '.join(speakers)}."
            )
        chosen[known] = speaker
    return chosen


def home_culture(story: Story) -> Culture:
    """The culture of most scenes; of the first among equals."""
    return Counter(scene.culture for scene in story.scenes).most_common(1)[0][0]
