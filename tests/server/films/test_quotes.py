"""What can be known before anything is paid."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from pipeline.film import MAX_WORDS
from pipeline.vocabulary import Language, Naturalness, PodcastStyle
from server.client import ApiError
from server.projects.schemas import ProjectSettings
from server.vocabulary import Tier
from tests.server.people import SCRIPT, sign_up
from tests.server.running import Served

LONG = "\n".join(
    f"Anna: We shall walk to the river together and tell the old story again, number {n}." for n in range(18)
)
"""Some 300 words: more than a minute holds."""


def test_a_quote_says_what_it_costs_and_takes_nothing(api: Served) -> None:
    client = sign_up(api)
    quote = client.quote(SCRIPT, ProjectSettings(height=360))
    assert (quote.minutes, quote.credits, quote.credits_balance, quote.refusal) == (1, 3, 3, None)
    assert (quote.language, quote.words, quote.watermark) == ("en", 7, True)
    assert [one.name for one in quote.cast] == ["Anna", "Ben"]
    assert quote.shots >= quote.scenes >= 1
    assert 0 < quote.seconds <= 60
    assert client.balance().credits_balance == 3
    assert len(client.credit_history().items) == 1


@pytest.mark.parametrize(
    ("tier", "minutes", "code", "lengths"),
    [
        (Tier.FREE, 2, "length_above_tier", ()),
        (Tier.FREE, None, "script_too_long_for_tier", ()),
        (Tier.STANDARD, 1, "length_does_not_fit", (2,)),
        (Tier.STANDARD, 4, "length_above_tier", (2,)),
        (Tier.PRO, 5, "length_does_not_fit", (2,)),
    ],
)
def test_a_length_that_cannot_be_had_is_refused_with_those_that_can(
    api: Served, tier: Tier, minutes: int | None, code: str, lengths: tuple[int, ...]
) -> None:
    quote = sign_up(api, tier=tier).quote(LONG, ProjectSettings(minutes=minutes, height=360))
    assert quote.refusal_code == code
    assert quote.refusal
    assert set(lengths) <= set(quote.lengths)
    assert all(f"{one} minutes" in quote.refusal for one in quote.lengths)


def test_a_length_that_fits_is_quoted_by_its_minutes(api: Served) -> None:
    quote = sign_up(api, tier=Tier.PRO).quote(LONG, ProjectSettings(minutes=2, height=360))
    assert (quote.refusal, quote.minutes, quote.credits, quote.watermark) == (None, 2, 6, False)
    at_ease = sign_up(api, "ravi@studio.test", tier=Tier.PRO).quote(LONG, ProjectSettings(height=360))
    assert at_ease.refusal is None
    assert at_ease.credits == 3 * at_ease.minutes


@pytest.mark.parametrize(
    ("script", "settings", "code"),
    [
        ("", ProjectSettings(), "empty_script"),
        (" \n\t ", ProjectSettings(), "empty_script"),
        (" ".join(["word"] * (MAX_WORDS + 1)), ProjectSettings(language=Language.ENGLISH), "script_too_long"),
        (SCRIPT, ProjectSettings(music="no such music"), "bad_brief"),
        (SCRIPT, ProjectSettings(voices={"Anna": "no such voice"}), "bad_brief"),
        (SCRIPT, ProjectSettings(voices={"Nobody": "af_heart"}), "bad_brief"),
    ],
)
def test_what_cannot_be_filmed_is_refused(api: Served, script: str, settings: ProjectSettings, code: str) -> None:
    with pytest.raises(ApiError) as refused:
        sign_up(api).quote(script, settings)
    assert (refused.value.status, refused.value.code) == (422, code)
    assert len(str(refused.value)) > 15


def test_a_script_is_read_while_it_is_written(api: Served) -> None:
    client = sign_up(api)
    reading = client.read_script(SCRIPT)
    assert (reading.language, reading.words, reading.words_limit, reading.problem) == ("en", 7, MAX_WORDS, None)
    assert reading.form == "dialogue"
    empty = client.read_script("")
    assert (empty.words, empty.language, empty.problem_code) == (0, None, "empty_script")
    long = client.read_script("word " * (MAX_WORDS + 1), "en")
    assert (long.words, long.problem_code) == (MAX_WORDS + 1, "script_too_long")


def test_voices_and_music_can_be_chosen_from(api: Served) -> None:
    client = sign_up(api)
    for language in ("en", "hi", "ta", "ja"):
        voices = client.voices(language)
        assert voices
        assert len({voice.id for voice in voices}) == len(voices)
    voice, music = client.voices("en")[-1], client.music()[0]
    quote = client.quote(SCRIPT, ProjectSettings(voices={"Anna": voice.id}, music=music.id))
    assert quote.cast[0].voice == voice.id
    with pytest.raises(ApiError) as refused:
        client.voices("klingon")
    assert refused.value.status == 422


def test_a_sloka_can_be_recited_before_the_story(api: Served) -> None:
    client = sign_up(api)
    entries = client.slokas()
    chosen = next(one for one in entries if one.id == "gayatri")
    assert (chosen.language, chosen.metre) == ("sa", "Gāyatrī")
    assert chosen.latin
    assert chosen.meaning
    plain = client.quote(SCRIPT, ProjectSettings())
    opened = client.quote(SCRIPT, ProjectSettings(sloka=chosen.id))
    assert opened.scenes == plain.scenes + 1
    assert opened.seconds > plain.seconds
    with pytest.raises(ApiError) as refused:
        client.quote(SCRIPT, ProjectSettings(sloka="no-such-verse"))
    assert refused.value.status == 422
    assert "no-such-verse" in str(refused.value)


def test_a_script_of_dialogue_can_be_a_podcast(api: Served) -> None:
    client = sign_up(api)
    debate = client.quote(SCRIPT, ProjectSettings(podcast=PodcastStyle.DEBATE))
    assert debate.refusal is None
    with pytest.raises(ValidationError):
        ProjectSettings.model_validate({"podcast": "shouting"})


@pytest.mark.parametrize(
    ("how", "words"),
    [("", "how 'Anna' is said"), ("/7€/", "sounds of 'Anna'")],
)
def test_a_word_that_cannot_be_said_so_is_refused(api: Served, how: str, words: str) -> None:
    with pytest.raises(ApiError) as refused:
        sign_up(api).quote(SCRIPT, ProjectSettings(height=360, pronunciations={"Anna": how}))
    assert (refused.value.status, refused.value.code) == (422, "bad_brief")
    assert words in str(refused.value)


def test_voices_tell_how_they_were_understood(api: Served) -> None:
    client = sign_up(api)
    assert {voice.naturalness for voice in client.voices(Language.ENGLISH)} == {Naturalness.NATIVE}
    for voice in client.voices(Language.KANNADA):
        assert voice.naturalness is not Naturalness.NATIVE
        assert not voice.native
