"""Cast: every character gets the one look and the one voice they keep for the whole film."""

from __future__ import annotations

from collections import Counter

from pipeline.contracts.voice import VoiceEngine
from pipeline.film import Brief, Cast, CastMember, Story
from pipeline.picture.look import design_looks
from pipeline.vocabulary import Culture


def cast(story: Story, voice: VoiceEngine, brief: Brief) -> Cast:
    """Story to Cast. The culture most scenes play in dresses everybody."""
    voices, narrator = voice.cast_voices(story.characters, story.language, brief.seed)
    looks = design_looks(story.characters, home_culture(story), brief.seed)
    return Cast(
        tuple(
            CastMember(character.name, looks[character.name], voices[character.name]) for character in story.characters
        ),
        narrator,
    )


def home_culture(story: Story) -> Culture:
    """The culture of most scenes; of the first among equals."""
    return Counter(scene.culture for scene in story.scenes).most_common(1)[0][0]
