"""What the tests of the job server may ask for: real databases, a real queue, a real server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from pipeline.access_settings import PREFIX
from server.integrations.s3 import S3Bucket
from server.logs import configure
from server.settings import Settings
from server.wiring import Studio, open_studio
from tests.server.running import Served, end, postgres, prepare, serving, settings_for, start_valkey, wipe

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session", autouse=True)
def _own_settings() -> Iterator[None]:
    """Whoever runs the tests may have settings of a studio of theirs."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(PREFIX):
                patch.delenv(name)
        configure(as_json=False)  # as the processes of the studio do
        yield


@pytest.fixture(scope="session")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Valkey for all tests of this process."""
    from server.house.valkey import address

    data = tmp_path_factory.mktemp("queue")
    running = start_valkey(data)
    yield address(data)
    end(running)


@pytest.fixture(scope="session")
def sqlite_settings(tmp_path_factory: pytest.TempPathFactory, redis_url: str) -> Settings:
    """A studio with SQLite."""
    settings = settings_for(tmp_path_factory.mktemp("studio"), None, redis_url)
    prepare(settings)
    return settings


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL for all tests of this process."""
    with postgres() as url:
        yield url


@pytest.fixture(scope="session")
def postgres_settings(tmp_path_factory: pytest.TempPathFactory, redis_url: str, postgres_url: str) -> Settings:
    """A studio with PostgreSQL."""
    settings = settings_for(tmp_path_factory.mktemp("studio"), postgres_url, redis_url)
    prepare(settings)
    return settings


@pytest.fixture(scope="session")
def sqlite_api(sqlite_settings: Settings) -> Iterator[Served]:
    """The job server with SQLite."""
    with serving(sqlite_settings) as served:
        yield served


@pytest.fixture(scope="session")
def postgres_api(postgres_settings: Settings) -> Iterator[Served]:
    """The job server with PostgreSQL."""
    with serving(postgres_settings) as served:
        yield served


@pytest.fixture
def studio(sqlite_settings: Settings) -> Iterator[Studio]:
    """An empty studio, with SQLite."""
    yield from _opened(sqlite_settings)


@pytest.fixture(params=BOTH)
def any_studio(request: pytest.FixtureRequest) -> Iterator[Studio]:
    """An empty studio, with each database."""
    name = "postgres" if request.param == "postgresql" else "sqlite"
    yield from _opened(request.getfixturevalue(f"{name}_settings"))


@pytest.fixture
def api(sqlite_api: Served) -> Served:
    """The job server of an empty studio, with SQLite."""
    wipe(sqlite_api.studio)
    return sqlite_api


@pytest.fixture(params=BOTH)
def any_api(request: pytest.FixtureRequest) -> Served:
    """The job server of an empty studio, with each database."""
    served: Served = request.getfixturevalue("postgres_api" if request.param == "postgresql" else "sqlite_api")
    wipe(served.studio)
    return served


@pytest.fixture(scope="session")
def s3_url() -> Iterator[str]:
    """An S3 for all tests of this process."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "test")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "test")
        yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_url: str) -> Iterator[S3Bucket]:
    """An empty bucket."""
    bucket = S3Bucket(f"films-{uuid4()}", s3_url, "us-east-1")
    bucket.client.create_bucket(Bucket=bucket.name)
    yield bucket
    bucket.client.close()


@pytest.fixture
def short_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder whose path leaves room for a socket's name."""
    return tmp_path_factory.mktemp("s")


def _opened(settings: Settings) -> Iterator[Studio]:
    studio = open_studio(settings)
    wipe(studio)
    yield studio
    studio.close()
