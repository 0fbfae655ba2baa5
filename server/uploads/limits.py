"""How much each tier may bring."""

from __future__ import annotations

from dataclasses import dataclass

from server.vocabulary import Tier, UploadKind

MB, GB = 1_000_000, 1_000_000_000
LARGEST_BYTES = 500 * MB
"""Of any upload of anybody: the door lets no more through."""
ENVELOPE_BYTES = 64 * 1024
"""What a form may have around its file."""
MOST_FILES = 100
"""In one project."""


@dataclass(frozen=True, slots=True)
class FileLimits:
    """What one file may be. Pixels are of a picture, or of one frame of a clip."""

    bytes: int
    pixels: int = 0
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class UploadLimits:
    """What a tier may bring; `quota_bytes` for all its projects together, as the files are kept."""

    quota_bytes: int
    files: dict[UploadKind, FileLimits]


def _limits(quota: int, image: FileLimits, sound: FileLimits, clip: FileLimits) -> UploadLimits:
    kinds = {
        UploadKind.IMAGE: image,
        UploadKind.NARRATION: sound,
        UploadKind.MUSIC: sound,
        UploadKind.CLIP: clip,
    }
    return UploadLimits(quota, kinds)


HD, UHD = 1920 * 1080, 3840 * 2160
LIMITS = {
    Tier.FREE: _limits(
        200 * MB,
        FileLimits(15 * MB, pixels=25_000_000),
        FileLimits(30 * MB, seconds=120),
        FileLimits(50 * MB, HD, 30),
    ),
    Tier.STANDARD: _limits(
        2 * GB,
        FileLimits(30 * MB, pixels=50_000_000),
        FileLimits(60 * MB, seconds=360),
        FileLimits(150 * MB, HD, 60),
    ),
    Tier.PRO: _limits(
        10 * GB,
        FileLimits(30 * MB, pixels=60_000_000),
        FileLimits(100 * MB, seconds=600),
        FileLimits(LARGEST_BYTES, UHD, 120),
    ),
    Tier.ENTERPRISE: _limits(
        100 * GB,
        FileLimits(30 * MB, pixels=60_000_000),
        FileLimits(100 * MB, seconds=600),
        FileLimits(LARGEST_BYTES, UHD, 120),
    ),
}
"""Pictures end at 30 MB and 60 million pixels for everybody: the painter takes no more (`pipeline.picture.photo`)."""


def size_of(count: int) -> str:
    """A number of bytes as people say it."""
    return f"{count / GB:.0f} GB" if count >= GB else f"{max(1, round(count / MB))} MB"
