"""Images: which of the creator's own pictures is the place of which scene, checked before anything is made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.chant.telling import INVOCATION
from pipeline.errors import BadImage
from pipeline.film import Brief, Scene


@dataclass(frozen=True, slots=True)
class OwnImage:
    """A picture and its mask; as part of a take's key they stand as the digests of their files."""

    path: Path
    mask: Path | None = None


def check_images(scenes: Sequence[Scene], brief: Brief) -> None:
    """Open every image of the brief. Raises BadImage with what is wrong and what to do."""
    if not brief.images:
        return
    # Pillow and its formats, only for who has images.
    from pipeline.picture.photo import open_mask, open_photo

    for image in own_images(scenes, brief).values():
        picture = open_photo(image.path)
        if image.mask is None:
            continue
        mask = open_mask(image.mask)
        if abs(mask.shape[1] / mask.shape[0] - picture.shape[1] / picture.shape[0]) > 0.02:
            raise BadImage(
                f"The mask '{image.mask.name}' has another shape than '{image.path.name}': "
                f"{mask.shape[1]} x {mask.shape[0]} and {picture.shape[1]} x {picture.shape[0]} pixels."
            )


def own_images(scenes: Sequence[Scene], brief: Brief) -> dict[int, OwnImage]:
    """The creator's image of each scene that has one, by scene number. Raises BadImage for one that is for no scene."""
    numbers = sorted(scene.scene_number for scene in scenes)
    found: dict[int, OwnImage] = {}
    for image in brief.images:
        if image.scene is None:
            continue
        if image.scene not in numbers:
            last = f"the last one is {numbers[-1]}" if numbers else "there is none"
            raise BadImage(f"There is no scene {image.scene} for '{image.path.name}': {last}.")
        if image.scene in found:
            raise BadImage(f"Scene {image.scene} has two images; give each scene one.")
        found[image.scene] = OwnImage(image.path, image.mask)
    # A sloka before the story has a picture of one's own only where it is named.
    free = iter(number for number in numbers if number not in found and number != INVOCATION)
    for image in brief.images:
        if image.scene is not None:
            continue
        number = next(free, None)
        if number is None:
            raise BadImage(
                f"There are {len(brief.images)} images and {len(numbers)} scenes: '{image.path.name}' is left over."
            )
        found[number] = OwnImage(image.path, image.mask)
    return found
