"""A creator's picture, read from a file that anybody may have made: checked, upright, in sRGB."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from pipeline.errors import BadImage

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

FORMATS: Final = ("JPEG", "PNG", "WEBP")
"""Told by the file's content, whatever its name ends in."""
MOST_BYTES: Final = 30_000_000
MOST_PIXELS: Final = 60_000_000
LEAST_SIDE: Final = 240
"""Pixels on the shorter side: less would be a blur in the film."""
MOST_RATIO: Final = 4.0
"""Longer side over the shorter: more would leave too little in the frame."""


def open_photo(path: Path) -> Pixels:
    """The picture as straight RGBA, uint8 (height, width, 4), upright as its EXIF says. Raises BadImage."""
    with warnings.catch_warnings():
        # A decompression bomb is refused by its size below, before anything is decoded.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        opened = _opened(path)
        try:
            with opened:
                _check(path, opened)
                upright = ImageOps.exif_transpose(_in_srgb(opened))
                pixels = np.asarray(upright.convert("RGBA"), np.uint8)
        except (OSError, SyntaxError, ValueError, EOFError) as broken:
            raise BadImage(
                f"'{path.name}' is damaged: it cannot be read to its end. Save it anew and try again."
            ) from broken
    return pixels


def open_mask(path: Path) -> Pixels:
    """A mask as grey, uint8 (height, width): white is near, black is far. Raises BadImage."""
    pixels = open_photo(path).astype(np.float32)
    grey = pixels[..., :3] @ np.array([0.2126, 0.7152, 0.0722], np.float32) * (pixels[..., 3] / 255)
    return np.round(grey).clip(0, 255).astype(np.uint8)


def _opened(path: Path) -> Image.Image:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise BadImage(
                f"'{path.name}' has {size / 1e6:.0f} MB and the limit is {MOST_BYTES // 1_000_000}. Save it smaller."
            )
        return Image.open(path, formats=FORMATS)
    except FileNotFoundError as missing:
        raise BadImage(f"There is no image '{path}'.") from missing
    except IsADirectoryError as folder:
        raise BadImage(f"'{path}' is a folder; name the image in it.") from folder
    except PermissionError as denied:
        raise BadImage(f"'{path}' may not be read by this user.") from denied
    except UnidentifiedImageError as unknown:
        raise BadImage(f"'{path.name}' is no JPEG, PNG or WebP image, whatever its name says.") from unknown
    except (Image.DecompressionBombError, OSError, SyntaxError, ValueError) as broken:
        raise BadImage(f"'{path.name}' cannot be read as an image: it is damaged or far too large.") from broken


def _check(path: Path, image: Image.Image) -> None:
    width, height = image.size
    if width * height > MOST_PIXELS:
        raise BadImage(
            f"'{path.name}' has {width} x {height} pixels, over {MOST_PIXELS // 1_000_000} million. Save it smaller."
        )
    if min(width, height) < LEAST_SIDE:
        raise BadImage(f"'{path.name}' has {width} x {height} pixels; both sides need at least {LEAST_SIDE}.")
    if max(width, height) > MOST_RATIO * min(width, height):
        raise BadImage(
            f"'{path.name}' has {width} x {height} pixels; a picture over {MOST_RATIO:.0f} times as long as wide does "
            "not fill a frame. Cut it first."
        )


def _in_srgb(image: Image.Image) -> Image.Image:
    """The picture in sRGB and 8 bits, its EXIF kept for whoever turns it upright."""
    image.load()
    if image.mode.startswith(("I", "F")):
        # Pillow clips 16-bit greys instead of scaling them.
        grey = np.asarray(image, np.float64)
        top = 65535.0 if grey.max() > 255 else 255.0
        scaled = Image.fromarray(np.round(grey * (255 / top)).clip(0, 255).astype(np.uint8))
        scaled.info = dict(image.info)
        return scaled
    profile = image.info.get("icc_profile")
    if not profile or image.mode not in ("RGB", "RGBA", "CMYK", "L"):
        return image
    return _converted(image, profile)


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    from io import BytesIO

    from PIL import ImageCms

    alpha = image.getchannel("A") if image.mode == "RGBA" else None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        plain = image.convert("RGB") if image.mode == "RGBA" else image
        converted = ImageCms.profileToProfile(plain, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError):
        # A profile that nobody can read is no reason to refuse the picture; most of them say sRGB.
        return image
    if converted is None:
        return image
    if alpha is not None:
        converted.putalpha(alpha)
    converted.info = dict(image.info)
    exif = image.getexif()
    converted.info["exif"] = exif.tobytes()
    return converted
