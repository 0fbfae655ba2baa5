"""The one place that wires things together: settings in, everything that works on them out."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from redis import Redis
from sqlalchemy import Engine
from sqlalchemy.orm import sessionmaker

from pipeline.takes import TakeStore
from server.billing.port import PaymentPort
from server.billing.stand_in import PaymentStandIn
from server.database import Sessions, open_database
from server.following import follow
from server.house.valkey import address
from server.integrations.mail import Mailer, Outbox, SmtpMailer
from server.jobs.board import Board
from server.limits import RateLimits
from server.media.store import FolderStore, MediaStore, StorageAway
from server.memory import Memory
from server.queue import StepQueue, open_redis
from server.settings import Settings
from server.tally import Tally


@dataclass(frozen=True, slots=True)
class Studio:
    """What a process of the studio works with."""

    settings: Settings
    engine: Engine
    sessions: Sessions
    redis: Redis
    queue: StepQueue
    board: Board
    limits: RateLimits
    memory: Memory
    tally: Tally
    media: MediaStore
    mailer: Mailer
    payments: PaymentPort | None

    def takes(self, user_id: UUID) -> TakeStore:
        """A user's takes; nobody shares theirs with another."""
        settings, prefix = self.settings, _takes_prefix(user_id)
        folder = settings.data / "takes" / str(user_id)
        if settings.s3_bucket is None:
            return TakeStore(folder)
        from server.integrations.s3 import S3Bucket, S3Takes

        return S3Takes(folder, S3Bucket(settings.s3_bucket, settings.s3_endpoint_url, settings.s3_region), prefix)

    def forget_takes(self, user_id: UUID) -> None:
        """Delete all of a user's takes. In a bucket that is away they stay until its lifecycle rule takes them."""
        shutil.rmtree(self.settings.data / "takes" / str(user_id), ignore_errors=True)
        if self.settings.s3_bucket is not None:
            with suppress(StorageAway):
                self.media.delete(_takes_prefix(user_id))

    def close(self) -> None:
        """Close the connections."""
        self.redis.close()
        self.engine.dispose()


def _takes_prefix(user_id: UUID) -> str:
    return f"users/{user_id}/takes"


def open_studio(settings: Settings) -> Studio:
    """Wire a process. Opens no connection yet."""
    engine = open_database(settings.database)
    redis = open_redis(redis_address(settings))
    sessions, memory, tally = sessionmaker(engine, expire_on_commit=False), Memory(redis), Tally(redis)
    follow(sessions, memory, tally)
    return Studio(
        settings=settings,
        engine=engine,
        sessions=sessions,
        redis=redis,
        queue=StepQueue(redis),
        board=Board(redis),
        limits=RateLimits(redis),
        memory=memory,
        tally=tally,
        media=_media(settings),
        mailer=_mailer(settings),
        payments=PaymentStandIn(settings) if settings.payments_by == PaymentStandIn.name else None,
    )


def redis_address(settings: Settings) -> str:
    """Of the Redis that a setting names, or of the embedded Valkey."""
    return settings.redis_url or address(settings.data)


def _mailer(settings: Settings) -> Mailer:
    if settings.smtp_url is None:
        return Outbox(settings.data / "outbox")
    return SmtpMailer(settings.smtp_url.get_secret_value())


def _media(settings: Settings) -> MediaStore:
    if settings.s3_bucket is None:
        return FolderStore(settings.data / "media")
    # 0.3 s to import, for who has a bucket.
    from server.integrations.s3 import S3Bucket

    return S3Bucket(settings.s3_bucket, settings.s3_endpoint_url, settings.s3_region)
