"""One contract for whatever keeps films: a folder, and a bucket of a real S3 server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from server.integrations.s3 import S3Bucket
from server.media.store import FolderStore, MediaStore, content_type

KEY = "users/u/projects/p/final/j-film.mp4"


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[MediaStore]:
    if request.param == "folder":
        yield FolderStore(tmp_path / "media")
    else:
        yield request.getfixturevalue("bucket")


def content(store: MediaStore, key: str) -> bytes | None:
    """What somebody gets who follows the way that the media endpoint takes."""
    link = store.link(key, None, 60)
    if link is not None:
        with httpx.Client() as http:
            answer = http.get(link)
        return answer.content if answer.status_code == 200 else None
    path = store.file(key)
    return path.read_bytes() if path else None


def test_what_is_put_is_there_under_its_key(store: MediaStore, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"first")
    assert content(store, KEY) is None
    store.put(file, KEY)
    file.write_bytes(b"second")
    assert content(store, KEY) == b"first"
    store.put(file, KEY)
    assert content(store, KEY) == b"second"
    assert store.check()


def test_deleting_a_folder_leaves_its_neighbours(store: MediaStore, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"a film")
    gone = [f"users/u/projects/p/{name}" for name in ("final/film.mp4", "images/shot-000.jpg", "subtitles/en.srt")]
    kept = ["users/u/projects/p2/final/film.mp4", "users/u/projects/pq.mp4", "users/v/projects/p/final/film.mp4"]
    for key in gone + kept:
        store.put(file, key)
    store.delete("users/u/projects/p")
    store.delete("users/u/projects/p")
    assert [content(store, key) for key in gone] == [None] * 3
    assert [content(store, key) for key in kept] == [b"a film"] * 3


@pytest.mark.parametrize("key", ["", ".", "..", "/etc/passwd", "users/../../x", "users/u/..", "//x", "/"])
def test_a_folder_is_never_left(tmp_path: Path, key: str) -> None:
    store = FolderStore(tmp_path / "media")
    outside = tmp_path / "x"
    outside.write_bytes(b"precious")
    for do in (store.file, store.delete, lambda key: store.put(outside, key)):
        with pytest.raises(ValueError, match="not a key"):
            do(key)
    assert outside.read_bytes() == b"precious"


def test_a_folder_that_cannot_be_written_to_says_so(tmp_path: Path) -> None:
    (tmp_path / "media").write_text("a file is in the way")
    with pytest.raises(OSError, match="media"):
        FolderStore(tmp_path / "media").check()


def test_a_put_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    store = FolderStore(tmp_path / "media")
    file = tmp_path / "film.mp4"
    file.write_bytes(b"first")
    store.put(file, KEY)
    with pytest.raises(OSError):  # noqa: PT011 - the system's own words
        store.put(tmp_path / "nothing.mp4", KEY)
    assert content(store, KEY) == b"first"


def test_what_a_bucket_gives_has_its_kind_and_its_name(bucket: S3Bucket, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"a film")
    bucket.put(file, KEY)
    link = bucket.link(KEY, "मीरा.mp4", 60)
    with httpx.Client() as http:
        answer = http.get(link or "")
        part = http.get(link or "", headers={"Range": "bytes=2-3"})
    assert (answer.content, answer.headers["content-type"]) == (b"a film", "video/mp4")
    assert (
        answer.headers["content-disposition"] == "attachment; filename*=UTF-8''%E0%A4%AE%E0%A5%80%E0%A4%B0%E0%A4%BE.mp4"
    )
    assert (part.status_code, part.content) == (206, b"fi")


def test_a_bucket_that_is_not_there_says_so(s3_url: str, bucket: S3Bucket, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"a film")
    for away in (
        S3Bucket("no-such-bucket", s3_url, "us-east-1"),
        S3Bucket(bucket.name, "http://127.0.0.1:9", "us-east-1"),
    ):
        for do in (away.check, lambda away=away: away.put(file, KEY), lambda away=away: away.delete("users")):
            with pytest.raises(OSError, match=r"S3|bucket"):
                do()


def test_kinds_of_files() -> None:
    assert content_type("a/b.mp4") == "video/mp4"
    assert content_type("a/b.unknown") == "application/octet-stream"
