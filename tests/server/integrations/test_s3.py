"""A studio with a bucket: two machines share takes, and films are fetched from S3 itself."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from pipeline.takes import TakeStore, key_of
from server.integrations.s3 import S3Bucket, S3Takes
from server.wiring import open_studio
from tests.server.people import DRAFT, sign_up, sign_up_admin
from tests.server.running import prepare, serving, settings_for
from tests.server.stagehand import Stagehand

PREFIX = "users/u/takes"


def write(text: str) -> Callable[[Path], dict[str, int]]:
    def make(path: Path) -> dict[str, int]:
        path.write_text(text)
        return {"length": len(text)}

    return make


def never(path: Path) -> None:
    raise AssertionError(f"{path} was made again")


def keys(bucket: S3Bucket) -> list[str]:
    listed = bucket.client.list_objects_v2(Bucket=bucket.name)
    return [found["Key"] for found in listed.get("Contents", ())]


def test_what_one_machine_made_the_other_finds(bucket: S3Bucket, tmp_path: Path) -> None:
    here, there = S3Takes(tmp_path / "a", bucket, PREFIX), S3Takes(tmp_path / "b", bucket, PREFIX)
    made = here.get_or_make("voice", "1", {"text": "hello"}, ".wav", write("hello"))
    found = there.get_or_make("voice", "1", {"text": "hello"}, ".wav", never)
    assert found == type(made)(found.path, made.digest, made.facts)
    assert found.path.read_text() == "hello"
    assert found.path.is_relative_to(tmp_path / "b")
    key = key_of("voice", "1", {"text": "hello"})
    assert sorted(keys(bucket)) == [f"{PREFIX}/{key}.json", f"{PREFIX}/{key}.wav"]
    other_user = S3Takes(tmp_path / "c", bucket, "users/v/takes")
    assert other_user.find(key, ".wav") is None


def test_a_take_without_its_sidecar_is_no_take(bucket: S3Bucket, tmp_path: Path) -> None:
    here, there = S3Takes(tmp_path / "a", bucket, PREFIX), S3Takes(tmp_path / "b", bucket, PREFIX)
    here.get_or_make("voice", "1", "hello", ".wav", write("hello"))
    key = key_of("voice", "1", "hello")
    # As somebody who was killed between the two leaves it: the file goes up first.
    bucket.client.delete_object(Bucket=bucket.name, Key=f"{PREFIX}/{key}.json")
    assert there.find(key, ".wav") is None
    assert there.get_or_make("voice", "1", "hello", ".wav", write("again")).path.read_text() == "again"
    assert len(keys(bucket)) == 2


def test_a_bucket_that_does_not_take_it_leaves_no_take_here(s3_url: str, tmp_path: Path) -> None:
    away = S3Takes(tmp_path / "a", S3Bucket("no-such-bucket", s3_url, "us-east-1"), PREFIX)
    with pytest.raises(OSError, match="S3"):
        away.get_or_make("voice", "1", "hello", ".wav", write("hello"))
    assert TakeStore(tmp_path / "a").find(key_of("voice", "1", "hello"), ".wav") is None


def test_a_store_travels_to_another_process(bucket: S3Bucket, tmp_path: Path) -> None:
    store = S3Takes(tmp_path / "a", bucket, PREFIX)
    made = store.get_or_make("voice", "1", "hello", ".wav", write("hello"))
    travelled = pickle.loads(pickle.dumps(store))  # noqa: S301 - our own
    travelled.folder = tmp_path / "b"
    assert travelled.get_or_make("voice", "1", "hello", ".wav", never).digest == made.digest


def test_a_studio_with_a_bucket(bucket: S3Bucket, s3_url: str, redis_url: str, tmp_path: Path) -> None:
    more = {"s3_bucket": bucket.name, "s3_endpoint_url": s3_url, "s3_region": "us-east-1"}
    settings = settings_for(tmp_path / "data", None, redis_url, **more)
    prepare(settings)
    with serving(settings) as api:
        client, hand = sign_up(api), Stagehand(api.studio)
        api.studio.redis.flushdb()
        project = client.create_project(DRAFT)
        job = client.start_job(project.id)
        files = tmp_path / "files"
        files.mkdir()
        hand.deliver(files)
        result = client.job_result(job.id)
        answer = api.http.get(result.download_url)
        assert answer.status_code == 307
        assert answer.headers["location"].startswith(s3_url)
        with httpx.Client() as http:
            film = http.get(answer.headers["location"])
            part = http.get(result.video_url, headers={"Range": "bytes=0-3"}, follow_redirects=True)
        assert film.content == bytes(range(256)) * 4
        assert "The%20Sea.mp4" in film.headers["content-disposition"]
        assert (part.status_code, part.content) == (206, bytes(range(4)))
        assert not (settings.data / "media").exists()

        takes = api.studio.takes(client.me().id)
        assert isinstance(takes, S3Takes)
        takes.get_or_make("voice", "1", "hello", ".wav", write("hello"))
        assert any(key.startswith(f"users/{client.me().id}/takes/") for key in keys(bucket))

        health = sign_up_admin(api).system_health()
        assert {part.name: part.healthy for part in health.parts}["storage"] is True
        client.delete_project(project.id)
        assert [key for key in keys(bucket) if "/projects/" in key] == []
    studio = open_studio(settings.model_copy(update={"s3_bucket": "no-such-bucket"}))
    with pytest.raises(OSError, match="no-such-bucket"):
        studio.media.check()
    studio.close()
