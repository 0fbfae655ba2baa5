"""Cast: the creator's own choice of voices, by the names of the story."""

from __future__ import annotations

import pytest

from pipeline.contracts.voice import VoiceEngine
from pipeline.engines.registry import pick
from pipeline.errors import BadBrief
from pipeline.film import NARRATOR, Brief
from pipeline.stages.cast import cast
from tests import factories


def test_chosen_voices_are_honoured() -> None:
    voice, story = pick(VoiceEngine, "kokoro"), factories.story()
    usual = cast(story, voice, Brief())
    chosen = cast(story, voice, Brief(voices=(("MEERA", "bf_emma"), (NARRATOR, "am_onyx"))))
    assert chosen.member("Meera").voice.speaker == "bf_emma"
    assert chosen.narrator.speaker == "am_onyx"
    assert chosen.member("Ravi") == usual.member("Ravi")
    assert [member.look for member in chosen.members] == [member.look for member in usual.members]


def test_the_narrators_own_voice_can_play_a_part() -> None:
    voice, story = pick(VoiceEngine, "kokoro"), factories.story()
    narrator = cast(story, voice, Brief()).narrator.speaker
    chosen = cast(story, voice, Brief(voices=(("Meera", narrator),)))
    assert chosen.member("Meera").voice.speaker == narrator
    assert chosen.narrator.speaker not in {member.voice.speaker for member in chosen.members}


@pytest.mark.parametrize(
    ("pair", "words"),
    [
        (("Kala", "af_heart"), ("Kala", "Meera", "Ravi", NARRATOR)),
        (("Meera", "hm_omega"), ("hm_omega", "'en'", "af_heart")),
        (("Meera", ""), ("''", "af_heart")),
    ],
)
def test_who_is_not_there_is_refused_with_those_who_are(pair: tuple[str, str], words: tuple[str, ...]) -> None:
    with pytest.raises(BadBrief) as refused:
        cast(factories.story(), pick(VoiceEngine, "kokoro"), Brief(voices=(pair,)))
    for word in words:
        assert word in str(refused.value)
