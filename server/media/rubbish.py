"""Rubbish: folders of the media store that are to go, and go for certain.

They are written down in the transaction that is the reason, emptied as soon as it is committed, and emptied once more
a while later: storage may have been away, this process may have been killed, and a worker that was still at it may have
put another file there.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

import structlog
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.database import Sessions, after_commit, unit_of_work
from server.media.store import MediaStore, StorageAway
from server.models import MediaRubbish

SETTLED = timedelta(minutes=10)
"""After that nobody works any more on what was deleted: a cancelled step ends in seconds, a dead one with its lease."""
AT_ONCE = 1_000

log = structlog.get_logger()


def discard(session: Session, prefix: str, media: MediaStore) -> None:
    """Have a folder go when this transaction is committed. No new file may be put there afterwards."""
    session.add(MediaRubbish(prefix=prefix))
    after_commit(session, partial(_empty_at_once, prefix, media))


def sweep(sessions: Sessions, media: MediaStore, now: datetime) -> int:
    """Empty once more what was discarded a while ago; gives how many folders are done with."""
    with unit_of_work(sessions, write=False) as session:
        due = _due(session, now - SETTLED)
    done = 0
    for row in due:
        # Nothing is held meanwhile: two clocks that do it twice do no harm.
        if not _empty(row.prefix, media):
            break  # storage is away: the rest would only wait for it as well
        with unit_of_work(sessions) as session:
            session.execute(delete(MediaRubbish).where(MediaRubbish.id == row.id))
        done += 1
    return done


def _due(session: Session, before: datetime) -> Sequence[MediaRubbish]:
    query = select(MediaRubbish).where(MediaRubbish.created_at < before)
    return session.scalars(query.order_by(MediaRubbish.created_at).limit(AT_ONCE)).all()


def _empty_at_once(prefix: str, media: MediaStore) -> None:
    _empty(prefix, media)


def _empty(prefix: str, media: MediaStore) -> bool:
    try:
        media.delete(prefix)
    except StorageAway as away:
        log.warning("storage is away: it is emptied later", folder=prefix, reason=str(away))
        return False
    return True
