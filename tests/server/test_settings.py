"""Settings: every one is used, none is a placeholder, and the secret is one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from pipeline.errors import NotReady
from server.cli import read_settings
from server.settings import Environment, Settings
from tests.server.running import settings_for

SERVER = Path(__file__).resolve().parents[2] / "server"
ACCESS = SERVER.parent / "pipeline" / "access_settings.py"
LONG = "k" * 32


def test_every_setting_is_used_and_none_is_read_that_is_not_there() -> None:
    source = "\n".join(path.read_text() for path in (*SERVER.rglob("*.py"), ACCESS))
    own = "\n".join(path.read_text() for path in (SERVER / "settings.py", ACCESS))
    for name in Settings.model_fields:
        assert re.search(rf"(settings|self)\.{name}\b", source), f"{name} is set and never used"
        assert re.search(rf"^    {name}: ", own, re.MULTILINE)
    asked = set(re.findall(r"\bsettings\.(\w+)", source)) | set(re.findall(r"read_settings\(\)\.(\w+)", source))
    known = {*Settings.model_fields, *dir(Settings)}
    # A job's settings and an order's are others, of the same name.
    others = {"minutes", "seed", "height", "aspect", "music", "voices", "subtitles", "burn_subtitles", "language"}
    others |= {"images", "uploads", "without", "sloka", "podcast", "pronunciations"}
    assert asked - known - others == set()


def test_the_environment_is_read_nowhere_else() -> None:
    for path in SERVER.rglob("*.py"):
        if path.name != "settings.py":
            found = re.findall(r"os\.(?:environ|getenv)[^\n]*", path.read_text())
            # Handed on to a child, or what RQ says to its horse.
            assert all(
                one.startswith('os.environ, "PYTHON') or one == "os.environ}" or "RQ_WORKER_ID" in one for one in found
            ), (path, found)


def test_nothing_must_be_set(tmp_path: Path) -> None:
    settings = settings_for(tmp_path, None, None)
    assert settings.database == f"sqlite:///{tmp_path}/studio.db"
    assert (settings.api_url, settings.ui_url) == ("http://127.0.0.1:8000", "http://127.0.0.1:7860")
    public = {"public_api_url": "https://api.studio.test/", "public_ui_url": "https://studio.test/"}
    everywhere = settings_for(tmp_path, None, None, api_host="0.0.0.0", **public)  # noqa: S104
    assert (everywhere.api_url, everywhere.ui_url) == ("https://api.studio.test", "https://studio.test")
    with pytest.raises(ValidationError, match="STUDIO_PUBLIC_API_URL"):
        settings_for(tmp_path, None, None, api_host="0.0.0.0")  # noqa: S104


def test_production_refuses_to_start_without_a_secret(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("STUDIO_ENVIRONMENT", "production")
    with pytest.raises(NotReady, match="STUDIO_SECRET_KEY"):
        read_settings()
    monkeypatch.setenv("STUDIO_SECRET_KEY", "changeme")
    with pytest.raises(NotReady, match="32 characters or more"):
        read_settings()
    monkeypatch.setenv("STUDIO_SECRET_KEY", LONG)
    settings = read_settings()
    assert (settings.environment, settings.signing_key) == (Environment.PRODUCTION, LONG)
    assert LONG not in repr(settings)


@pytest.mark.parametrize(
    ("name", "value"), [("WORKERS", "0"), ("WORKERS", "many"), ("ENVIRONMENT", "moon"), ("LEASE_SECONDS", "0")]
)
def test_what_cannot_be_set_is_said_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, value: str
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(f"STUDIO_{name}", value)
    with pytest.raises(NotReady, match=f"STUDIO_{name}: "):
        read_settings()


def test_what_is_set_to_nothing_is_not_set(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # As a compose file does that hands on variables nobody has set.
    monkeypatch.chdir(tmp_path)
    for name in ("S3_BUCKET", "SECRET_KEY", "REDIS_URL", "DATABASE_URL", "WORKERS", "PUBLIC_API_URL"):
        monkeypatch.setenv(f"STUDIO_{name}", "")
    settings = read_settings()
    assert (settings.s3_bucket, settings.secret_key, settings.redis_url, settings.database_url) == (None,) * 4
    assert settings.workers >= 1


def test_nobody_changes_them_later(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        settings_for(tmp_path, None, None).workers = 3


def test_the_secret_is_kept_for_its_owner_alone_and_stays(tmp_path: Path) -> None:
    data = tmp_path / "not" / "yet" / "there"
    secret = settings_for(data, None, None).signing_key
    assert len(secret) >= 32
    assert (data / "secret-key").stat().st_mode & 0o777 == 0o600
    assert settings_for(data, None, None).signing_key == secret
    assert settings_for(tmp_path / "another", None, None).signing_key != secret
    assert [path.name for path in data.iterdir()] == ["secret-key"]


def test_processes_that_start_at_once_share_one_secret(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from server.settings import _kept_secret\n"
        "time.sleep(max(0, float(sys.argv[2]) - time.time()))\n"
        "print(_kept_secret(Path(sys.argv[1])))"
    )
    import time

    at = str(time.time() + 3)
    command = [sys.executable, "-c", code, str(tmp_path / "secret-key"), at]
    racing = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    secrets = {process.communicate(timeout=60)[0] for process in racing}
    assert len(secrets) == 1
    assert len(secrets.pop().strip()) >= 32
    assert len(list(tmp_path.iterdir())) == 1
