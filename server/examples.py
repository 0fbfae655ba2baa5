"""An example of every body that is sent, told in the OpenAPI document. A test sends each of them."""

from __future__ import annotations

from typing import Any

_SCRIPT = "Anna: Good morning!\nBen: Look, the sea."
_ID = "01a21018-8a48-786c-a260-b73e1a078fd5"
_ADDRESS, _PASSWORD = "meera@example.com", "a long password"
_SETTINGS = {"language": "en", "minutes": 1, "aspect": "16:9", "height": 720, "music": "auto", "subtitles": True}

EXAMPLES: dict[str, dict[str, Any]] = {
    "Registration": {"email": _ADDRESS, "password": _PASSWORD, "full_name": "Meera", "language": "en"},
    "Credentials": {"email": _ADDRESS, "password": _PASSWORD},
    "AddressOnly": {"email": _ADDRESS},
    "SealRequest": {"token": "what the link in the letter carries"},
    "PasswordReset": {"token": "what the link in the letter carries", "password": _PASSWORD},
    "PasswordChange": {"current_password": _PASSWORD, "new_password": "another long password"},
    "EmailChange": {"email": "meera.new@example.com", "password": _PASSWORD},
    "PasswordOnly": {"password": _PASSWORD},
    "RefreshRequest": {"refresh_token": "the refresh_token of the last answer"},
    "Ticket": {"ticket": "what the creator app was opened with", "secret": "the secret that it began with"},
    "AccountUpdate": {"full_name": "Meera Nair", "language": "hi"},
    "KeyRequest": {"name": "The render farm", "scopes": ["read", "write"]},
    "ReadingRequest": {"script": _SCRIPT},
    "QuoteRequest": {"script": _SCRIPT, "settings": _SETTINGS},
    "ProjectDraft": {"title": "The Sea", "script": _SCRIPT, "settings": _SETTINGS},
    "StoryboardChanges": {"edits": []},
    "FilmRequest": {"project_id": _ID},
    "StoryboardRequest": {"project_id": _ID, "job_type": "storyboard"},
    "ShotRequest": {"project_id": _ID, "job_type": "shot", "shot": 0},
    "LineRequest": {"project_id": _ID, "job_type": "line", "line": 1, "take": 2},
    "DubRequest": {
        "project_id": _ID,
        "job_type": "dub",
        "language": "de",
        "script": "Anna: Guten Morgen!\nBen: Schau, das Meer.",
    },
    "FormatRequest": {"project_id": _ID, "job_type": "format", "aspect": "9:16", "height": 720},
    "UploadLinkRequest": {"kind": "image"},
    "WebhookRequest": {"url": "https://studio.example.com/hook", "events": ["job.completed", "job.failed"]},
    "WebhookChange": {"url": "https://studio.example.com/hook", "events": ["job.completed"], "enabled": True},
    "PurchaseRequest": {"credits": 30},
    "UpgradeRequest": {"tier": "pro"},
    "UserChange": {"tier": "pro", "reason": "They asked for it"},
    "Ban": {"reason": "Spam in forty scripts"},
    "Adjustment": {"amount": 10, "reason": "Sorry for yesterday"},
    "Decide": {"review_id": _ID, "decision": "allowed", "note": "It is a story, and tells it well."},
}
