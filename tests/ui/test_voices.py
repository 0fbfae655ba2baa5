"""Who could speak for the cast, as it is offered: an accent that was measured is said."""

from __future__ import annotations

import pytest

from pipeline.vocabulary import Gender, Language, Naturalness
from server.films.schemas import Quote, VoiceEntry
from ui.pages.voices import company_of


@pytest.mark.parametrize(
    ("native", "naturalness", "label"),
    [
        (True, Naturalness.NATIVE, "Heart · female"),
        (False, Naturalness.NATIVE, "Heart · female · an accent is heard"),
        (True, Naturalness.ACCENTED, "Heart · female · an accent is heard"),
        (False, Naturalness.FOREIGN, "Heart · female · a strong accent, an effort to follow"),
    ],
)
def test_an_accent_is_said(*, native: bool, naturalness: Naturalness, label: str) -> None:
    voice = VoiceEntry(id="af_heart", name="Heart", gender=Gender.FEMALE, native=native, naturalness=naturalness)
    company = company_of(Quote.model_construct(language=Language.ENGLISH, cast=()), (voice,))
    assert company["voices"] == [[label, "af_heart"]]
