"""Cast: every character gets the one look and the one voice they keep for the whole film."""

from __future__ import annotations

from collections import Counter

from pipeline.contracts.voice import VoiceEngine
from pipeline.errors import BadBrief
from pipeline.film import NARRATOR, Brief, Cast, CastMember, Story
from pipeline.picture.look import design_looks
from pipeline.vocabulary import Culture


def cast(story: Story, voice: VoiceEngine, brief: Brief) -> Cast:
    """Story to Cast. The culture most scenes play in dresses everybody.

    Raises BadBrief for a voice chosen for nobody in the story, or one that does not speak its language.
    """
    chosen = check_voices(story, voice, brief)
    voices, narrator = voice.cast_voices(story.characters, story.language, brief.seed, chosen)
    looks = design_looks(story.characters, home_culture(story), brief.seed)
    return Cast(
        tuple(
            CastMember(character.name, looks[character.name], voices[character.name]) for character in story.characters
        ),
        narrator,
    )


def check_voices(story: Story, voice: VoiceEngine, brief: Brief) -> dict[str, str]:
    """The speakers the creator chose, by name in the story or NARRATOR; of two for one name the later.

    Names are the same in capitals or not. Raises BadBrief, naming those there are, for an unknown name or speaker.
    """
    names = {character.name.casefold(): character.name for character in story.characters} | {NARRATOR: NARRATOR}
    speakers = [speaker.id for speaker in voice.speakers(story.language)]
    chosen: dict[str, str] = {}
    for name, speaker in brief.voices:
        known = names.get(name.strip().casefold())
        if known is None:
            raise BadBrief(f"Nobody in the story is called '{name}'. There are: {', '.join(names.values())}.")
        if speaker not in speakers:
            raise BadBrief(
                f"'{speaker}' is not a voice of {voice.name} in '{story.language.value}'. "
                f"There are: {', '.join(speakers)}."
            )
        chosen[known] = speaker
    return chosen


def home_culture(story: Story) -> Culture:
    """The culture of most scenes; of the first among equals."""
    return Counter(scene.culture for scene in story.scenes).most_common(1)[0][0]
