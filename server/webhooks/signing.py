"""Signatures by the Standard Webhooks specification (standardwebhooks.com), version 1, symmetric.

webhook-id: 01928…            the same when it is sent again
webhook-timestamp: 1767225600 seconds since 1970, when it is sent
webhook-signature: v1,base64  HMAC-SHA256 of `id.timestamp.body` by the secret's bytes
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from server.settings import Settings

PREFIX = "whsec_"


def secret_of(webhook_id: UUID, secrets: int, settings: Settings) -> str:
    """A webhook's secret after it was given so many. Kept nowhere: whoever reads the database learns none."""
    made_of = f"webhook {webhook_id} {secrets}".encode()
    return PREFIX + base64.b64encode(hmac.digest(settings.signing_key.encode(), made_of, hashlib.sha256)).decode()


def sign(secret: str, message_id: UUID, moment: datetime, body: bytes) -> Mapping[str, str]:
    """The three headers."""
    timestamp = int(moment.timestamp())
    key = base64.b64decode(secret.removeprefix(PREFIX))
    digest = hmac.digest(key, f"{message_id}.{timestamp}.".encode() + body, hashlib.sha256)
    return {
        "webhook-id": str(message_id),
        "webhook-timestamp": str(timestamp),
        "webhook-signature": f"v1,{base64.b64encode(digest).decode()}",
    }
