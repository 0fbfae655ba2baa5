"""Takes: the same inputs are made once, and a store never holds half a take."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.takes import Take, TakeStore, canonical, file_digest, key_of
from pipeline.vocabulary import Emotion


@dataclass(frozen=True)
class Request:
    text: str
    pitch: float
    feelings: tuple[Emotion, ...] = ()


def write(text: str) -> Callable[[Path], dict[str, int]]:
    def make(path: Path) -> dict[str, int]:
        path.write_text(text)
        return {"length": len(text)}

    return make


def test_made_once_and_found_again(takes: TakeStore) -> None:
    first = takes.get_or_make("voice", "1", Request("hello", 1.0), ".txt", write("hello"))
    second = takes.get_or_make("voice", "1", Request("hello", 1.0), ".txt", write("never written"))
    assert second == first
    assert first.path.read_text() == "hello"
    assert first.facts == {"length": 5}
    assert first.digest == file_digest(first.path)


@pytest.mark.parametrize(
    ("maker", "version", "request_"),
    [
        ("other", "1", Request("hello", 1.0)),
        ("voice", "2", Request("hello", 1.0)),
        ("voice", "1", Request("hello!", 1.0)),
        ("voice", "1", Request("hello", 1.5)),
        ("voice", "1", Request("hello", 1.0, (Emotion.SAD,))),
    ],
)
def test_anything_that_matters_changes_the_key(maker: str, version: str, request_: Request) -> None:
    assert key_of(maker, version, request_) != key_of("voice", "1", Request("hello", 1.0))


def test_a_file_counts_by_its_content_not_its_place(tmp_path: Path) -> None:
    here, there = tmp_path / "a.png", tmp_path / "b.png"
    here.write_bytes(b"same")
    there.write_bytes(b"same")
    assert key_of("x", "1", here) == key_of("x", "1", there)
    there.write_bytes(b"other")
    assert key_of("x", "1", here) != key_of("x", "1", there)


def test_a_take_counts_by_its_digest() -> None:
    assert canonical(Take(Path("/a"), "d1", {"n": 1})) == canonical(Take(Path("/b"), "d1", {}))


def test_a_maker_that_fails_leaves_nothing(takes: TakeStore) -> None:
    def half(path: Path) -> None:
        path.write_text("half")
        raise OSError("the lights went out")

    with pytest.raises(OSError, match="lights"):
        takes.get_or_make("voice", "1", "x", ".txt", half)
    assert [path for path in takes.folder.rglob("*") if path.is_file()] == []
    assert takes.get_or_make("voice", "1", "x", ".txt", write("whole")).path.read_text() == "whole"


def test_a_file_without_its_sidecar_is_made_again(takes: TakeStore) -> None:
    take = takes.get_or_make("voice", "1", "x", ".txt", write("one"))
    take.path.with_suffix(".json").unlink()
    assert takes.get_or_make("voice", "1", "x", ".txt", write("two")).path.read_text() == "two"


def test_what_has_no_canonical_form_is_refused() -> None:
    for value in ({1, 2}, float("nan"), float("inf"), object()):
        with pytest.raises(TypeError):
            canonical(value)


json_data = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(json_data)
def test_the_key_does_not_depend_on_the_order_of_a_mapping(value: object) -> None:
    def turned(item: object) -> object:
        if isinstance(item, dict):
            return {key: turned(item[key]) for key in reversed(item)}
        return [turned(entry) for entry in item] if isinstance(item, list) else item

    assert key_of("m", "1", value) == key_of("m", "1", turned(value))
