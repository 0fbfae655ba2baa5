from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np
import pytest

from pipeline.story import heads, train
from pipeline.vocabulary import Emotion, Setting, TimeOfDay, Weather


def test_the_weights_are_those_of_the_examples() -> None:
    with as_file(files("pipeline.story") / heads.WEIGHTS) as path, np.load(path, allow_pickle=False) as kept:
        assert str(kept["digest"]) == train.digest(), "run `python -m pipeline.story.train`"


@pytest.mark.parametrize(
    ("name", "labels"),
    [
        ("emotion", Emotion),
        ("place", Setting),
        ("time", TimeOfDay),
        ("weather", Weather),
        ("gender", ("female", "male")),
    ],
)
def test_a_head_shares_out_one(name: str, labels: type[Emotion]) -> None:
    shares = heads.means(name, "The old woman lit the stove and began to cook.")
    assert set(shares) == {str(label) for label in labels}
    assert sum(shares.values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("The ferry leaves at six.", ""),
        ("その鍵、どこの扉の？", "?"),
        ("ਰੁਕ... ਇਹ ਕੀ ਐ?!", "?!…"),
        ("我……我不敢！", "!…"),
        ("أين هو؟", "?"),
    ],
)
def test_marks_of_all_writings_are_seen(text: str, mark: str) -> None:
    assert heads.mark_of(text) == mark
    assert sum(heads.marked(text).values()) == pytest.approx(1)


def test_marks_alone_tell_a_little() -> None:
    calling, asking, waiting = (heads.marked(text) for text in ("Now!", "Now?", "Now..."))
    assert calling["excited"] > asking["excited"]
    assert asking["curious"] > calling["curious"]
    assert waiting["longing"] > calling["longing"]


@pytest.mark.parametrize(
    ("name", "text", "label"),
    [
        ("place", "Sie rührte im Topf auf dem Herd und schnitt die Zwiebeln.", "kitchen"),
        ("place", "ஊசி போட்ட செவிலியர் படுக்கையருகே நின்றார், நோயாளி தூங்கினார்.", "hospital"),
        ("emotion", "तुमने मुझसे झूठ बोला! तुम्हारी हिम्मत कैसे हुई!", "angry"),
        ("emotion", "Twelve years I have kept your room as it was.", "longing"),
        ("gender", "Светлана", "female"),
        ("gender", "ராமு", "male"),
    ],
)
def test_what_is_meant_without_being_named(name: str, text: str, label: str) -> None:
    shares = heads.means(name, text)
    assert max(shares, key=shares.__getitem__) == label


def test_speeches_are_oftener_plain_than_reverent() -> None:
    assert set(heads.usual()) == {emotion.value for emotion in Emotion}
    assert heads.usual()["neutral"] > 0 > heads.usual()["reverent"]
