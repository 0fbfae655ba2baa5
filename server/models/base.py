"""What all tables share: naming of constraints, UUIDv7 keys, times in UTC."""

from __future__ import annotations

import secrets
import time
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, DateTime, Enum, MetaData, TypeDecorator, Uuid
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column


def new_key() -> UUID:
    """A UUIDv7 (RFC 9562, section 5.7): milliseconds since 1970, then chance. Keys sort by when they were made.

    The first 12 bits of chance are a finer clock instead (method 3 of section 6.2), of a quarter of a microsecond: what
    is written down twice in a millisecond keeps its order.
    """
    ms, ns = divmod(time.time_ns(), 1_000_000)
    bits = ms << 80 | 0x7 << 76 | (ns * 4096 // 1_000_000) << 64 | secrets.randbits(64)
    bits = bits & ~(0x3 << 62) | 0x2 << 62  # variant
    return UUID(int=bits)


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


class Moment(TypeDecorator[datetime]):
    """A time with its zone, always UTC. SQLite keeps no zone: it is taken off and put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone")
        return value.astimezone(UTC).replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Record(DeclarativeBase):
    """A row of a table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_N_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy reads it on the class
        datetime: Moment,
        UUID: Uuid,
        # A word, not a type of the database's own: a new one needs no migration.
        StrEnum: Enum(StrEnum, native_enum=False, length=50, values_callable=lambda kind: [one.value for one in kind]),
        dict[str, Any]: JSON().with_variant(JSONB(), "postgresql"),
        list[Any]: JSON().with_variant(JSONB(), "postgresql"),
    }


class Keyed(Record):
    """A row with a key of its own."""

    __abstract__ = True

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_key)
