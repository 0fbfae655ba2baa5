"""The settings of every process of the studio, read once at its door from the environment (STUDIO_…) and `.env`."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import shutil
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Annotated, Literal, Self

import platformdirs
from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import NoDecode

from pipeline.access_settings import PREFIX, AccessSettings
from server.vocabulary import Queue


class Environment(StrEnum):
    """Where this is."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class Settings(AccessSettings):
    """What can be set. Nothing must be: a fresh machine runs on the defaults, all of it in one folder."""

    environment: Environment = Environment.DEVELOPMENT
    data: Path = Field(
        default_factory=lambda: platformdirs.user_data_path("ai-film-studio"),
        description="Folder of everything the studio keeps: database, queue, takes, films.",
    )
    database_url: str | None = Field(
        default=None, description="SQLAlchemy address; postgresql+psycopg://… in production. Default: SQLite in `data`."
    )
    redis_url: str | None = Field(
        default=None, description="redis:// or unix://. Default: the embedded Valkey in `data`."
    )
    secret_key: SecretStr | None = Field(
        default=None, description="Signs tokens and links, 32 characters or more. Default: made once, kept in `data`."
    )

    api_host: str = "127.0.0.1"
    api_port: int = 8000
    ui_port: int = 7860
    admin_port: int = 8501
    public_api_url: str | None = Field(
        default=None, description="How browsers reach the job server, if not by host and port."
    )
    public_ui_url: str | None = Field(
        default=None, description="How browsers reach the creator app, if not by host and port."
    )
    api_processes: int = Field(
        default=1, ge=1, le=64, description="Processes of the job server on this machine, all on one port."
    )
    trusted_proxies: str = Field(
        default="127.0.0.1,::1",
        description="Whose X-Forwarded-For is believed: addresses or networks, with commas. The creator app is one.",
    )
    cors_origins: str = Field(
        default="", description="Web pages that may ask the API from a browser: origins, with commas. `*`: all."
    )
    hsts_days: int = Field(
        default=0, ge=0, description="Browsers that came by https come by nothing else for so long. 0: not said."
    )
    metrics_token: SecretStr | None = Field(
        default=None,
        description="Prometheus sends it as Bearer to /metrics. Default: open to this machine, shut in production.",
    )
    log_json: bool | None = Field(
        default=None, description="Logs as JSON, a line for each request. Default: in production."
    )

    workers: int = Field(default_factory=lambda: len(os.sched_getaffinity(0)), ge=1, le=256)
    admin_email: str = "admin@studio.test"

    access_token_minutes: int = Field(default=30, ge=1)
    refresh_token_days: int = Field(default=30, ge=1)
    link_minutes: int = Field(default=60, ge=1, description="How long a signed download works.")

    smtp_url: SecretStr | None = Field(
        default=None,
        description="Sends letters: smtp://user:password@host:587 (STARTTLS) or smtps://…:465. "
        "Default: they lie in `data`/outbox, and nobody gets them.",
    )
    mail_from: str = Field(
        default="AI Film Studio <studio@localhost>", description="Whom letters are from, with `smtp_url`."
    )
    confirm_addresses: bool | None = Field(
        default=None,
        description="Whether one registers by a letter, so that nobody learns who has an account. Default: if "
        "letters are sent.",
    )

    google_client_id: str | None = Field(default=None, description="With its secret: log in with Google.")
    google_client_secret: SecretStr | None = None
    github_client_id: str | None = Field(default=None, description="With its secret: log in with GitHub.")
    github_client_secret: SecretStr | None = None
    github_url: str = "https://github.com"
    github_api_url: str = "https://api.github.com"
    oidc_issuer: str | None = Field(
        default=None, description="With client id and secret: log in at any OpenID Connect issuer."
    )
    oidc_client_id: str | None = None
    oidc_client_secret: SecretStr | None = None
    oidc_title: str = Field(default="your organisation", description="What the issuer is called on the button.")

    s3_bucket: str | None = Field(default=None, description="Takes and films go to this bucket instead of `data`.")
    s3_endpoint_url: str | None = Field(default=None, description="An S3 other than Amazon's.")
    s3_region: str | None = None

    payments: Literal["stand-in", "none"] | None = Field(
        default=None,
        description="Who takes money. `stand-in` takes none and says so; production refuses it. Default: `stand-in`, "
        "in production `none`: nothing can be bought.",
    )

    takes_days: int = Field(default=30, ge=1, description="Takes that were not used for so long are deleted.")

    analyst: str | None = Field(
        default=None, description="Who understands scripts, by name. Default: the embedded one."
    )
    moderator: str | None = Field(default=None, description="Who checks scripts, by name. Default: the local check.")

    queues: Annotated[tuple[Queue, ...], NoDecode] = Field(
        default=tuple(Queue), min_length=1, description="Whose steps a worker takes: high,default,gpu, some or one."
    )

    webhooks_to_private: bool = Field(
        default=False,
        description="Webhooks may go to private addresses and by http://: for tests and a house of one's own.",
    )

    lease_seconds: float = Field(
        default=12.0, gt=0, description="A step whose worker is silent for so long is begun again."
    )
    sweep_seconds: float = Field(default=3.0, gt=0, description="How often the clock looks for work that was lost.")
    most_attempts: int = Field(default=5, ge=1, description="How often a step is begun before its job is given up.")

    @field_validator("queues", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        return [one.strip() for one in value.split(",")] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _refuse_placeholders(self) -> Self:
        if self.environment is Environment.PRODUCTION and self.secret_key is None:
            raise ValueError(f"set {PREFIX}SECRET_KEY in production: all processes must share one")
        if self.secret_key is not None and len(self.secret_key.get_secret_value()) < 32:
            raise ValueError(f"{PREFIX}SECRET_KEY is too short: 32 characters or more")
        if self.environment is Environment.PRODUCTION and self.payments == "stand-in":
            raise ValueError(f"{PREFIX}PAYMENTS=stand-in gives credits away: not in production")
        if self.smtp_url is not None and not _MAIL_SERVER.match(self.smtp_url.get_secret_value()):
            raise ValueError(
                f"{PREFIX}SMTP_URL is not of the form smtp://user:password@host:587 or smtps://user:password@host:465"
            )
        if self.smtp_url is not None and "mail_from" not in self.model_fields_set:
            raise ValueError(f"with {PREFIX}SMTP_URL set {PREFIX}MAIL_FROM to whom letters are from")
        if self.api_host in _EVERYWHERE and self.public_api_url is None:
            raise ValueError(
                f"with {PREFIX}API_HOST={self.api_host} others come from elsewhere: set {PREFIX}PUBLIC_API_URL to how "
                f"their browsers reach the job server, e.g. http://studio.example.com:{self.api_port}"
            )
        return self

    @cached_property
    def engines(self) -> dict[str, str]:
        """The engines that were chosen by name, by capability."""
        chosen = {"analyst": self.analyst, "moderator": self.moderator}
        return {capability: name for capability, name in chosen.items() if name is not None}

    @cached_property
    def database(self) -> str:
        """The database's address."""
        return self.database_url or f"sqlite:///{self.data / 'studio.db'}"

    @cached_property
    def logs_json(self) -> bool:
        """Whether logs are for machines that collect them."""
        return self.environment is Environment.PRODUCTION if self.log_json is None else self.log_json

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Of web pages that may ask."""
        return tuple(one.strip().rstrip("/") for one in self.cors_origins.split(",") if one.strip())

    @cached_property
    def confirms_addresses(self) -> bool:
        """Whether an account is of use only when its address was confirmed."""
        return self.smtp_url is not None if self.confirm_addresses is None else self.confirm_addresses

    @cached_property
    def payments_by(self) -> str:
        """Who takes money."""
        return self.payments or ("none" if self.environment is Environment.PRODUCTION else "stand-in")

    @cached_property
    def api_url(self) -> str:
        """How browsers reach the job server."""
        return (self.public_api_url or self.local_url(self.api_port)).rstrip("/")

    @cached_property
    def ui_url(self) -> str:
        """How browsers reach the creator app."""
        return (self.public_ui_url or self.local_url(self.ui_port)).rstrip("/")

    def local_url(self, port: int) -> str:
        """How one reaches a port of the studio on this machine."""
        host = "127.0.0.1" if self.api_host in _EVERYWHERE else self.api_host
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    @cached_property
    def first_admin_note(self) -> Path:
        """Where a studio keeps the log-in of the admin that it made for itself, for its owner's eyes."""
        return self.data / "first-admin"

    @cached_property
    def signing_key(self) -> str:
        """The secret that signs; made at first use and kept in `data`, for its owner alone."""
        if self.secret_key is not None:
            return self.secret_key.get_secret_value()
        return _kept_secret(self.data / "secret-key")


def multiprocess_folder() -> str | None:
    """Where prometheus-client keeps the figures of processes that share a port, if there are several."""
    return os.environ.get("PROMETHEUS_MULTIPROC_DIR")


def share_metrics(folder: Path) -> None:
    """Have this process and its children keep their figures in one folder. Before prometheus-client is imported."""
    shutil.rmtree(folder, ignore_errors=True)  # those of processes that have ended
    folder.mkdir(mode=0o700, parents=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder)


_MAIL_SERVER = re.compile(r"smtps?://(?:[^@/\s]+@)?[^@/:\s]+(?::\d{1,5})?/?$")
_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared, not bound


def _kept_secret(path: Path) -> str:
    """The secret in a file. Two processes that start at once must agree: the first to link its draft wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
    finally:
        draft.unlink()
    return path.read_text()
