from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import BadBrief, TranslatorMissing
from pipeline.film import Brief
from pipeline.stages.subtitle import (
    CHARACTERS,
    CJK_CHARACTERS,
    CaptionTrack,
    CaptionWord,
    captions_of,
    lit_words,
    seen,
    subtitle,
    write_captions,
)
from pipeline.timeline import Timeline
from pipeline.vocabulary import Aspect, Language
from tests import factories

FPS = 24
_WORD = st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzàñदीपकகாலம்לا漢字"), min_size=1, max_size=60)
_MARK = st.sampled_from(["", "", "", ",", ".", "!", "।", "?"])


@st.composite
def _runs(draw: st.DrawFn) -> list[list[CaptionWord]]:
    at, runs = 0, []
    for _ in range(draw(st.integers(1, 5))):
        at += draw(st.integers(0, 1500))
        run = []
        for _ in range(draw(st.integers(1, 25))):
            length = draw(st.integers(40, 700))
            run.append(CaptionWord(draw(_WORD) + draw(_MARK) + " ", at, at + length))
            at += length
        runs.append(run)
    return runs


@given(_runs(), st.sampled_from([Language.ENGLISH, Language.HINDI, Language.JAPANESE]), st.sampled_from(Aspect))
def test_captions_keep_every_word_and_every_limit(
    runs: list[list[CaptionWord]], language: Language, aspect: Aspect
) -> None:
    film_ms = max(word.end_ms for run in runs for word in run) + 400
    captions = captions_of(runs, language, FPS, film_ms, aspect)
    spoken = "".join("".join(word.text for word in run) for run in runs)
    shown = "".join(caption.text for caption in captions)
    assert "".join(shown.split()) == "".join(spoken.split())
    limit = (CJK_CHARACTERS if language is Language.JAPANESE else CHARACTERS)[aspect]
    for caption in captions:
        assert caption.end_ms > caption.start_ms >= 0
        assert caption.end_ms <= film_ms
        lines = caption.text.split("\n")
        assert len(lines) <= 2
        assert all(seen(line) <= limit for line in lines)
        lit = "".join(caption.text[word.first : word.last] for word in lit_words(caption))
        bare = str.maketrans("", "", ",.!।? \n")
        assert lit.translate(bare) == caption.text.translate(bare)
    for before, after in pairwise(captions):
        assert before.end_ms <= after.start_ms
        # Two frames of air, unless the words themselves leave none.
        gap = after.start_ms - before.end_ms
        assert gap >= 2000 // FPS or before.end_ms - before.start_ms <= 2000 // FPS


def test_a_short_word_stays_a_second_when_silence_follows() -> None:
    (caption,) = captions_of([[CaptionWord("No.", 500, 700)]], Language.ENGLISH, FPS, 10_000)
    assert caption.start_ms == 500
    assert caption.end_ms >= 1_500


def test_a_long_line_breaks_after_its_comma() -> None:
    text = "When the river rose that night, nobody in the village slept a single hour"
    words = [CaptionWord(word + " ", n * 300, n * 300 + 280) for n, word in enumerate(text.split())]
    (caption,) = captions_of([words], Language.ENGLISH, FPS, 20_000)
    assert caption.text.split("\n")[0].endswith("night,")


def test_languages_that_nobody_can_translate_say_so() -> None:
    empty = Timeline(FPS, (), ())
    with pytest.raises(TranslatorMissing, match="--script hi=FILE"):
        subtitle(empty, factories.story(), Brief(subtitles=(Language.HINDI,)))
    with pytest.raises(BadBrief, match="--subtitles"):
        subtitle(empty, factories.story(), Brief(subtitles=(), burn_subtitles=True))
    assert [track.language for track in subtitle(empty, factories.story(), Brief())] == [Language.ENGLISH]


@pytest.mark.parametrize("form", ["srt", "vtt", "ass"])
def test_written_captions_read_back(form: str) -> None:
    runs = [[CaptionWord("Will ", 1000, 1300), CaptionWord("the ", 1300, 1400), CaptionWord("river ", 1400, 1800),
             CaptionWord("carry it {today}?", 1800, 2400)]]  # fmt: skip
    captions = captions_of(runs, Language.ENGLISH, FPS, 9000)
    text = write_captions(CaptionTrack(Language.ENGLISH, captions), form, (1280, 720))
    (event,) = pysubs2.SSAFile.from_string(text)
    assert "river carry it" in event.plaintext.replace("\n", " ")
    assert abs(event.start - 1000) <= 10
    if form == "ass":
        assert r"{\k30}Will " in event.text


def test_karaoke_words_are_those_of_the_caption() -> None:
    text = "When the river rose that night, nobody in the village slept a single hour"
    words = [CaptionWord(word + " ", n * 300, n * 300 + 280) for n, word in enumerate(text.split())]
    captions = captions_of([words], Language.ENGLISH, FPS, 20_000)
    ass = write_captions(CaptionTrack(Language.ENGLISH, captions), "ass", (1280, 720))
    (event,) = pysubs2.SSAFile.from_string(ass)
    assert event.plaintext == replace(captions[0]).text
