"""Links by which a page sends one file without a log-in: whoever has one may do that, for about an hour."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

import jwt

from server.errors import NotFound
from server.settings import Settings
from server.vocabulary import UploadKind

ALGORITHM = "HS256"
AUDIENCE = "studio-upload"


@dataclass(frozen=True, slots=True)
class Admission:
    """What a link says."""

    sender: UUID
    project_id: UUID
    kind: UploadKind
    issued_at: datetime


def upload_link(sender: UUID, project_id: UUID, kind: UploadKind, settings: Settings) -> str:
    """An address that takes one file."""
    moment = time.time()
    claims = {
        "sub": str(sender),
        "project": str(project_id),
        "kind": kind.value,
        "aud": AUDIENCE,
        "iat": moment,
        "exp": int(moment) + settings.link_minutes * 60,
    }
    return f"{settings.api_url}/api/v1/media/uploads/{jwt.encode(claims, settings.signing_key, ALGORITHM)}"


def read_upload_link(token: str, settings: Settings) -> Admission:
    """What a link's token says. Raises NotFound for one that is not ours or has ended."""
    try:
        claims = jwt.decode(
            token, settings.signing_key, [ALGORITHM], audience=AUDIENCE, options={"require": ["exp", "iat", "sub"]}
        )
    except jwt.InvalidTokenError as wrong:
        raise NotFound("place for a file behind this link any more:", "open the project again for a new one") from wrong
    issued = datetime.fromtimestamp(claims["iat"], UTC)
    return Admission(UUID(claims["sub"]), UUID(claims["project"]), UploadKind(claims["kind"]), issued)
