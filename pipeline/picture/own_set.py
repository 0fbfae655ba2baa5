"""A picture made into a set: laid into planes by its depth, graded into the scene's light, drawn a little like paper.

The picture may be a creator's photograph or what an image model painted. Depth comes from a mask (white is near), from
what is transparent in the picture, or from how pictures are composed: a smooth sky at the top, the ground at the foot,
and between them what stands there. Behind whatever moves against it every plane is filled, so that no hole shows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from PIL import Image
from scipy import ndimage

from pipeline.contracts.painter import Backdrop, Light, Palette, Plane, SetDesign
from pipeline.picture.colour import hex_of, linear, luminance, mix
from pipeline.picture.palette import exposure, light_for
from pipeline.picture.scenery.easel import FIGURE_HEIGHT, FLOOR_Y
from pipeline.picture.scenery.places import AIR

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]
    Floats = NDArray[np.floating[Any]]

VERSION: Final = "1"
"""Raised whenever the same picture and design give other planes."""

SKY, MIDDLE, ROOM, STAGE = 0.08, 0.66, 0.86, 1.0
"""Depth of the planes; in a room what is behind the people is nearer than a landscape."""
_STRIPS = 8
"""The ground comes nearer in this many steps: so small that what stands on it is not seen twice where they meet."""
_LUMA = np.array([0.2126, 0.7152, 0.0722], np.float32)
_SKY_SHARES = (0.03, 0.80)
"""Less of the picture than this, or more, is not taken for a sky."""
_SMALL = 320
"""Width at which the sky and the light are looked for."""


def build_own(picture: Pixels, mask: Pixels | None, design: SetDesign) -> tuple[Backdrop, dict[str, Pixels]]:
    """The set of a picture: uint8 (height, width, 4), straight alpha, sRGB; `mask` uint8 of any size, white is near.

    The same inputs give the same planes.
    """
    window = _window(picture, design.width, design.height)
    seen = _cut(picture, window, design.width, design.height)
    solid = seen[..., 3] / np.float32(255)
    depth = None if mask is None else _depth(mask, picture, window, design)
    colours = _linear(_brushed(seen[..., :3].astype(np.float32)))
    light = light_of(seen, design)
    far, near = _mattes(seen, solid, depth, design)
    middle_depth = ROOM if design.indoor else MIDDLE

    planes: list[tuple[Plane, Floats, Floats]] = []
    if far.max() > 0.02:
        behind = _sky(colours, far, solid, light)
        planes.append((Plane("own-sky", "own-sky.png", SKY), behind, np.ones_like(far)))
    hidden = near > 0.5 if depth is not None else np.zeros(near.shape, bool)
    body = _filled(colours, (far < 0.05) & ~hidden & (solid > 0.95))
    cover = np.where((far < 0.05) & ~hidden & (solid > 0.95), 1.0, 0.0).astype(np.float32)[..., None]
    middle = colours * cover + body * (1 - cover)
    planes.append((Plane("own-middle", "own-middle.png", middle_depth), middle, 1 - far))
    front = colours if depth is None else np.where((near > 0.95)[..., None], colours, _filled(colours, near > 0.95))
    if depth is not None:
        planes.append((Plane("own-near", "own-near.png", STAGE), front, near))
    else:
        for number, (strip_depth, alpha) in enumerate(_ground(near, middle_depth), start=1):
            planes.append((Plane(f"own-ground-{number}", f"own-ground-{number}.png", strip_depth), colours, alpha))

    gain = _gain(colours, solid, light)
    pixels = {
        plane.name: _finished(_graded(picture_plane, light, gain, plane.depth, design), alpha)
        for plane, picture_plane, alpha in planes
    }
    backdrop = Backdrop(
        width=design.width,
        height=design.height,
        planes=tuple(plane for plane, _, _ in planes),
        light=light,
        glows=(),
        drift=("dust",) if design.indoor else AIR.get(design.weather, ("dust",)),
        floor_y=FLOOR_Y[design.aspect],
        figure_height=FIGURE_HEIGHT[design.aspect],
    )
    return backdrop, pixels


# -------------------------------------------------------------------------------------------------------- framing


def _window(picture: Pixels, width: int, height: int) -> tuple[float, float, float, float]:
    """The part of the picture (left, top, right, bottom in its pixels) of the set's shape that shows the most."""
    tall, wide = picture.shape[:2]
    shape = width / height
    across, down = (tall * shape, float(tall)) if wide / tall > shape else (float(wide), wide / shape)
    step = max(1, max(wide, tall) // _SMALL)
    grey = picture[::step, ::step, :3].astype(np.float32) @ _LUMA * (picture[::step, ::step, 3] / np.float32(255))
    detail = np.hypot(ndimage.sobel(grey, 0), ndimage.sobel(grey, 1))
    left = _best(detail.sum(axis=0), across / wide, 0.5) * wide
    # Of a tall picture the lower part is kept rather: people need ground to stand on.
    top = _best(detail.sum(axis=1), down / tall, 0.85) * tall
    return left, top, left + across, top + down


def _best(detail: Floats, share: float, liked: float) -> float:
    """Where (0..1) a window of that share begins that holds the most detail and is not far from where it is `liked`."""
    if share >= 0.999:
        return 0.0
    count = len(detail)
    size = max(1, round(count * share))
    sums = np.convolve(detail, np.ones(size), "valid") / max(1e-6, float(detail.sum()))
    starts = np.linspace(0, 1 - share, len(sums))
    off = (starts - (1 - share) * liked) / max(1e-6, 1 - share)
    return float(starts[int(np.argmax(sums - 1.5 * off**2))])


def _cut(pixels: Pixels, window: tuple[float, float, float, float], width: int, height: int) -> Pixels:
    image = Image.fromarray(pixels)
    return np.asarray(image.resize((width, height), Image.Resampling.LANCZOS, box=window), np.uint8)


def _depth(mask: Pixels, picture: Pixels, window: tuple[float, float, float, float], design: SetDesign) -> Floats:
    """The mask where the picture was cut, 0 far to 1 near."""
    across, down = mask.shape[1] / picture.shape[1], mask.shape[0] / picture.shape[0]
    box = (window[0] * across, window[1] * down, window[2] * across, window[3] * down)
    return _cut(mask, box, design.width, design.height).astype(np.float32) / 255


# ---------------------------------------------------------------------------------------------------------- depth


def _mattes(seen: Pixels, solid: Floats, depth: Floats | None, design: SetDesign) -> tuple[Floats, Floats]:
    """How much of every pixel belongs to the sky, and how much to the stage where people stand: 0..1 each."""
    height, width = solid.shape
    floor = FLOOR_Y[design.aspect]
    if depth is not None:
        grey = float(((depth > 0.1) & (depth < 0.9)).mean())
        # A mask of black and white alone says what is near, not what is sky.
        far = 1 - _step(depth, 0.12, 0.28) if grey > 0.03 and not design.indoor else np.zeros_like(depth)
        return np.maximum(far, 1 - solid).astype(np.float32), (_step(depth, 0.55, 0.75) * solid).astype(np.float32)
    horizon, far = 0.5, np.zeros((height, width), np.float32)
    if float(solid.min()) < 0.5:
        far = 1 - solid
    elif not design.indoor:
        sky = sky_of(seen)
        if sky is not None:
            far = _softened(sky, seen)
            edges = sky.sum(axis=0) / sky.shape[0]
            horizon = float(np.median(edges[edges > 0.05]))
    horizon = min(max(horizon, 0.35), floor - 0.16)
    rows = (np.arange(height, dtype=np.float32) / height)[:, None]
    ground = np.clip((rows - horizon - 0.03) / (floor - 0.03 - horizon), 0, 1)
    return far, np.ascontiguousarray(np.broadcast_to(ground, (height, width)) * solid * (1 - far))


def _ground(near: Floats, start: float) -> list[tuple[float, Floats]]:
    """Depth and matte of the strips of the ground, far to near: each ends a little under the next one's edge.

    `near` rises from 0 at the horizon to 1 where people stand; in perspective depth rises with it.
    """
    strips = []
    for number in range(_STRIPS):
        first = number / _STRIPS
        matte = _step(near, first, first + 1.4 / _STRIPS)
        if number + 1 < _STRIPS:
            matte *= 1 - _step(near, first + 2.7 / _STRIPS, first + 3.1 / _STRIPS)
        strips.append((start + (STAGE - start) * (number + 1) / _STRIPS, matte))
    return strips


def _step(values: Floats, low: float, high: float) -> Floats:
    share = np.clip((values - low) / (high - low), 0, 1)
    stepped: Floats = (share * share * (3 - 2 * share)).astype(np.float32)
    return stepped


def sky_of(picture: Pixels) -> NDArray[np.bool_] | None:
    """Where the sky is, at about 320 pixels across: what is smooth and reaches the top edge. None if there is none."""
    small = np.asarray(
        Image.fromarray(picture[..., :3]).resize((_SMALL, max(8, round(_SMALL * picture.shape[0] / picture.shape[1]))),
                                                 Image.Resampling.BOX), np.float32,
    )  # fmt: skip
    soft = ndimage.gaussian_filter(small, (1.0, 1.0, 0))
    steep = np.sqrt(sum(ndimage.sobel(soft, axis)[..., part] ** 2 for axis in (0, 1) for part in range(3)))
    grey = soft @ _LUMA
    # A sky is no darker than most of what is under it, and never greener than it is blue or red.
    green = soft[..., 1] - np.maximum(soft[..., 0], soft[..., 2])
    fits = (steep < max(26.0, float(np.percentile(steep, 35)))) & (green < 6) & (grey > np.percentile(grey, 30))
    names, count = ndimage.label(fits)
    if not count:
        return None
    tops = np.unique(names[:2][names[:2] > 0])
    sky = np.isin(names, tops)
    # Under a roof line nothing is sky again: each column ends at its first wide gap.
    gap = ndimage.uniform_filter1d((~sky).astype(np.float32), 7, axis=0, origin=-3) > 0.99
    sky &= np.cumsum(gap, axis=0) == 0
    sky = ndimage.binary_closing(sky, iterations=3) | sky
    share = float(sky.mean())
    wide = float(sky[1].mean())
    if not _SKY_SHARES[0] < share < _SKY_SHARES[1] or wide < 0.4 or float(sky[-3:].mean()) > 0.1:
        return None
    return sky


def _softened(sky: NDArray[np.bool_], seen: Pixels) -> Floats:
    """The sky's matte at full size, its edge where the picture's own edge is (guided filter, He and others, 2010)."""
    height, width = seen.shape[:2]
    rough = Image.fromarray((sky * 255).astype(np.uint8)).resize((width, height), Image.Resampling.BILINEAR)
    matte = np.asarray(rough, np.float32) / 255
    guide = seen[..., :3].astype(np.float32) @ _LUMA / 255
    size = max(5, width // 60) | 1

    def mean(values: Floats) -> Floats:
        return np.asarray(ndimage.uniform_filter(values, size), np.float32)

    m_guide, m_matte = mean(guide), mean(matte)
    slope = (mean(guide * matte) - m_guide * m_matte) / (mean(guide * guide) - m_guide**2 + 1e-3)
    base = m_matte - slope * m_guide
    return _step(mean(slope) * guide + mean(base), 0.25, 0.75)


# ---------------------------------------------------------------------------------------------------------- fills


def _filled(colours: Floats, known: NDArray[np.bool_]) -> Floats:
    """The colours with what is not known spread in from its nearest neighbours, softer the farther in."""
    if known.all() or not known.any():
        return colours
    eighth = (max(8, colours.shape[1] // 8), max(8, colours.shape[0] // 8))
    weights = known.astype(np.float32)
    total = np.zeros((eighth[1], eighth[0], 3), np.float32)
    reached = np.zeros((eighth[1], eighth[0]), np.float32)
    small_weight = _shrunk(weights, eighth)
    small = np.stack([_shrunk(colours[..., part] * weights, eighth) for part in range(3)], axis=2)
    for sigma in (1.0, 3.0, 9.0, 27.0, 81.0):
        weight = ndimage.gaussian_filter(small_weight, sigma, mode="nearest")
        blurred = ndimage.gaussian_filter(small, (sigma, sigma, 0), mode="nearest")
        share = np.clip(weight * 6, 0, 1) * (1 - reached)
        total += blurred / np.maximum(weight, 1e-5)[..., None] * share[..., None]
        reached += share
    total /= np.maximum(reached, 1e-4)[..., None]
    size = (colours.shape[1], colours.shape[0])
    grown = np.stack(
        [
            np.asarray(Image.fromarray(np.ascontiguousarray(total[..., part])).resize(size, Image.Resampling.BICUBIC))
            for part in range(3)
        ],
        axis=2,
    )
    filled: Floats = np.clip(grown, 0, 1).astype(np.float32)
    return filled


def _shrunk(values: Floats, size: tuple[int, int]) -> Floats:
    image = Image.fromarray(np.ascontiguousarray(values, np.float32))
    return np.asarray(image.resize(size, Image.Resampling.BOX), np.float32)


def _sky(colours: Floats, far: Floats, solid: Floats, light: Light) -> Floats:
    """The whole of the sky plane: the picture's own, or the scene's where the picture is transparent."""
    if float(solid.min()) < 0.5:
        rows = np.linspace(0, 1, len(colours), dtype=np.float32)[:, None, None]
        high, low = (np.array(linear(one), np.float32) for one in (light.palette.sky_high, light.palette.sky_low))
        return np.ascontiguousarray(np.broadcast_to(high + (low - high) * rows, colours.shape))
    share = far[..., None]
    return colours * share + _filled(colours, far > 0.97) * (1 - share)


# ---------------------------------------------------------------------------------------------------------- light


def light_of(seen: Pixels, design: SetDesign) -> Light:
    """The scene's light, from where it comes in the picture and with something of the picture's own sky in it."""
    light = light_for(design.time_of_day, design.weather, design.indoor, design.culture, design.seed)
    small = np.asarray(Image.fromarray(seen).resize((96, 64), Image.Resampling.BOX), np.float32)
    colour, solid = small[..., :3] / 255, small[..., 3] > 200
    grey = np.where(solid, colour @ _LUMA, 0)
    soft = ndimage.gaussian_filter(grey, 2.0)
    bright = soft >= np.percentile(soft, 97.5)
    rows, columns = np.nonzero(bright)
    key_x, key_y = light.key_x, light.key_y
    if len(columns) and float(columns.std()) < 96 * 0.2 and float(soft[bright].mean()) > float(soft.mean()) * 1.35:
        key_x, key_y = float(columns.mean()) / 96, min(float(rows.mean()) / 64, 0.7)
    else:
        left, right = float(grey[:, :40].mean()), float(grey[:, 56:].mean())
        if abs(right - left) > 0.07 * max(0.05, left + right):
            key_x = 0.78 if right > left else 0.22
    # Straight above, a figure would have no lit side.
    if abs(key_x - 0.5) < 0.08:
        key_x = 0.42 if key_x < 0.5 else 0.58
    top, low = (_average(colour[part], solid[part]) for part in (slice(0, 14), slice(22, 36)))
    palette = light.palette
    if top is not None and low is not None:
        palette = Palette(
            hex_of(mix(palette.sky_high, top, 0.45)),
            hex_of(mix(palette.sky_low, low, 0.45)),
            palette.light,
            palette.shade,
            palette.accent,
        )
    return replace(light, palette=palette, key_x=key_x, key_y=key_y)


def _average(colour: Floats, solid: NDArray[np.bool_]) -> tuple[float, float, float] | None:
    if not solid.any():
        return None
    red, green, blue = (float(part) for part in colour[solid].mean(axis=0))
    return red, green, blue


def _gain(colours: Floats, solid: Floats, light: Light) -> float:
    """What brings the picture more than half of the way to the hour's own brightness."""
    middle = float(np.median((colours @ _LUMA)[solid > 0.5])) if bool((solid > 0.5).any()) else 0.2
    wanted = 0.26 * exposure(light) ** 3
    return float(np.clip((wanted / max(0.01, middle)) ** 0.6, 0.3, 1.7))


def _graded(colours: Floats, light: Light, gain: float, depth: float, design: SetDesign) -> Floats:
    """A plane in the scene's light: its brightness, its hue, its shade in the darks, and air before what is far."""
    key = np.array(linear(light.palette.light), np.float32)
    # The darker the hour, the more its own hue is all that is seen.
    tint = 0.28 + 0.3 * (1 - exposure(light))
    seen = colours * gain * ((1 - tint) + tint * key / key.max())
    grey = (seen @ _LUMA)[..., None]
    seen = grey + (seen - grey) * 0.92
    shade = np.array(linear(light.palette.shade), np.float32)
    dark = np.clip(1 - grey / 0.10, 0, 1)
    seen += shade / max(0.02, luminance(light.palette.shade)) * 0.010 * dark
    air = np.array(linear(light.palette.sky_low), np.float32)
    haze = float(np.interp(depth, (0.0, 0.55, 1.0), (0.10, 0.08, 0.0))) * light.haze
    seen = seen + (air - seen) * min(0.4, haze)
    if depth >= STAGE:
        # The foot of the frame sinks into shade, and seats who stands there.
        rows = np.arange(len(seen), dtype=np.float32)[:, None, None] / len(seen)
        seen = seen * (1 - 0.30 * np.clip((rows - FLOOR_Y[design.aspect] + 0.06) / 0.24, 0, 1))
    graded: Floats = np.clip(seen, 0.0, 1.0).astype(np.float32)
    return graded


# ---------------------------------------------------------------------------------------------------------- paper


def _brushed(colours: Floats) -> Floats:
    """A photograph with its smallest detail laid flat, as a brush or scissors would (Kuwahara's filter), half mixed in.

    Beside a cast cut from paper every hair and leaf of a photograph would be too sharp to belong.
    """
    radius = max(1, round(colours.shape[1] / 640))
    size = 2 * ((radius + 1) // 2) + 1
    grey = colours @ _LUMA
    flattest: Floats | None = None
    least: Floats | None = None
    mean_grey = ndimage.uniform_filter(grey, size)
    spread = ndimage.uniform_filter(grey * grey, size) - mean_grey**2
    means = np.stack([ndimage.uniform_filter(colours[..., part], size) for part in range(3)], axis=2)
    half = size // 2
    for down in (-half, half):
        for across in (-half, half):
            here = np.roll(spread, (down, across), (0, 1))
            colour = np.roll(means, (down, across), (0, 1))
            if flattest is None or least is None:
                flattest, least = colour.copy(), here.copy()
                continue
            better = here < least
            flattest[better] = colour[better]
            least[better] = here[better]
    mixed: Floats = colours * np.float32(0.35) + (colours if flattest is None else flattest) * np.float32(0.65)
    return mixed


def _linear(colours: Floats) -> Floats:
    """0..255 as linear light 0..1."""
    table = np.linspace(0, 1, 1024, dtype=np.float32)
    curve = np.where(table <= 0.04045, table / 12.92, ((table + 0.055) / 1.055) ** 2.4).astype(np.float32)
    light: Floats = curve[np.round(np.clip(colours, 0, 255) * (1023 / 255)).astype(np.int32)]
    return light


def _finished(colours: Floats, alpha: Floats) -> Pixels:
    """A plane's pixels: sRGB with the paper's tooth, straight alpha."""
    height, width = alpha.shape
    table = np.linspace(0, 1, 4096, dtype=np.float32)
    curve = np.where(table <= 0.0031308, table * 12.92, 1.055 * table ** (1 / 2.4) - 0.055).astype(np.float32) * 255
    seen: Floats = curve[np.round(colours * 4095).astype(np.int32)]
    rng = np.random.default_rng(0x9A9E)
    noise = ndimage.gaussian_filter(rng.standard_normal((256, 256)).astype(np.float32), 0.8, mode="wrap")
    tooth = np.tile(noise / noise.std(), (height // 256 + 1, width // 256 + 1))[:height, :width]
    seen = seen * (1 + 0.012 * tooth[..., None])
    return np.dstack([np.round(np.clip(seen, 0, 255)), np.round(np.clip(alpha, 0, 1) * 255)]).astype(np.uint8)
