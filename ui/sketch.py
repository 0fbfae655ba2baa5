"""A shot as a storyboard artist would jot it down: who is in the frame, how near, in which light, how the camera moves.

Drawn of the storyboard's JSON alone; nothing is painted for it.
"""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from pipeline.vocabulary import Aspect, CameraMove, ShotSize, TimeOfDay

FRAMES = {Aspect.WIDE: (160, 90), Aspect.TALL: (90, 160), Aspect.SQUARE: (120, 120)}
SKIES = {
    TimeOfDay.DAWN: ("#8a5d78", "#f2b48c"),
    TimeOfDay.MORNING: ("#6f9fc0", "#f4e3c0"),
    TimeOfDay.NOON: ("#5d9bd0", "#d5e9ee"),
    TimeOfDay.AFTERNOON: ("#6a94b4", "#f1d59c"),
    TimeOfDay.DUSK: ("#4d3560", "#f08a52"),
    TimeOfDay.EVENING: ("#2c2a55", "#a5627a"),
    TimeOfDay.NIGHT: ("#10142c", "#33406b"),
}
"""Above and at the horizon."""
CLOTHES = ("#ffc46b", "#7fb8a8", "#d9768a", "#8ea3e0", "#c2a3d8", "#a8c06a", "#e0905a", "#bdb0a4")
"""One for each of the cast, in its order; then from the first again."""
HEIGHTS = {
    ShotSize.WIDE: 0.36,
    ShotSize.FULL: 0.68,
    ShotSize.TWO_SHOT: 1.15,
    ShotSize.OVER_SHOULDER: 1.6,
    ShotSize.MEDIUM: 1.4,
    ShotSize.CLOSE: 2.3,
}
"""Of a body, against the frame's."""
WAYS = {
    CameraMove.PAN_LEFT: (-1, 0),
    CameraMove.PAN_RIGHT: (1, 0),
    CameraMove.TRUCK_LEFT: (-1, 0),
    CameraMove.TRUCK_RIGHT: (1, 0),
    CameraMove.TILT_UP: (0, -1),
    CameraMove.TILT_DOWN: (0, 1),
}


def sketch(shot: dict[str, Any], scene: dict[str, Any], cast: list[str], aspect: Aspect, key: str) -> Markup:
    """The shot as an SVG. `key` is a word that no other sketch of the page has."""
    wide, high = FRAMES[aspect]
    if shot["card"]:
        drawn = Markup('<rect width="{}" height="{}" fill="#0d080b"/>{}').format(
            wide, high, _words(shot["card"], wide, high, "#f6e9d8")
        )
    else:
        drawn = _place(scene, wide, high, key) + (
            _thing(shot["insert"], wide, high) if shot["insert"] else _people(shot, cast, wide, high)
        )
    return Markup('<svg class="sketch" viewBox="0 0 {} {}" aria-hidden="true">{}{}</svg>').format(
        wide, high, drawn, _move(CameraMove(shot["move"]), wide, high)
    )


def colour_of(name: str | None, cast: list[str]) -> str:
    """Whose colour it is, in the sketches and beside the lines; the narrator has none of the cast's."""
    return CLOTHES[cast.index(name) % len(CLOTHES)] if name in cast else "#c8b3a1"


def _place(scene: dict[str, Any], wide: int, high: int, key: str) -> Markup:
    above, below = SKIES[TimeOfDay(scene["time_of_day"])]
    ground = round(high * 0.72)
    wall = Markup('<rect width="{}" height="{}" fill="#7a4f35" opacity="0.45"/>').format(wide, high)
    return Markup(
        '<linearGradient id="{key}" x2="0" y2="1"><stop stop-color="{above}"/>'
        '<stop offset="0.75" stop-color="{below}"/></linearGradient>'
        '<rect width="{wide}" height="{high}" fill="url(#{key})"/>{wall}'
        '<rect y="{ground}" width="{wide}" height="{left}" fill="#20151a" opacity="0.55"/>'
    ).format(
        key=key,
        above=above,
        below=below,
        wide=wide,
        high=high,
        wall=wall if scene["indoor"] else "",
        ground=ground,
        left=high - ground,
    )


def _people(shot: dict[str, Any], cast: list[str], wide: int, high: int) -> Markup:
    size = ShotSize(shot["size"])
    tall = HEIGHTS.get(size, 0.68) * min(high, wide)
    stands = size in (ShotSize.WIDE, ShotSize.FULL)
    names = shot["characters"]
    drawn = Markup("")
    # Whose back we see stands nearest: drawn last, at the side.
    for name in sorted(names, key=lambda one: size is ShotSize.OVER_SHOULDER and one != shot["focus"]):
        place = names.index(name)
        back = size is ShotSize.OVER_SHOULDER and len(names) > 1 and name != shot["focus"]
        spread = 0.5 if size is ShotSize.WIDE else 0.78
        x = wide * (0.5 + spread * ((place + 0.5) / len(names) - 0.5))
        if back:
            x = wide * (0.1 if place == 0 else 0.9)
        body = tall * 1.25 if back else tall
        top = high * 0.9 - body if stands else high * 0.16
        drawn += _body(x, top, body if stands else max(body, high - top), body, colour_of(name, cast), back=back)
    return drawn


def _body(x: float, top: float, down: float, tall: float, colour: str, *, back: bool) -> Markup:
    """Somebody `tall`, drawn for so far `down` from the top of the head."""
    head, shoulders = tall * 0.085, tall * 0.15
    neck, foot = top + head * 2.1, top + down
    return Markup(
        '<path d="M{left:.1f} {foot:.1f}V{low:.1f}Q{left:.1f} {neck:.1f} {x:.1f} {neck:.1f}T{right:.1f} {low:.1f}'
        'V{foot:.1f}z" fill="{colour}"/><circle cx="{x:.1f}" cy="{eye:.1f}" r="{head:.1f}" fill="{face}"/>'
    ).format(
        left=x - shoulders,
        right=x + shoulders,
        foot=foot,
        low=neck + tall * 0.09,
        neck=neck,
        x=x,
        colour=colour,
        eye=top + head,
        head=head,
        face="#2a1b1e" if back else "#f0cda8",
    )


def _thing(name: str, wide: int, high: int) -> Markup:
    return Markup('<circle cx="{}" cy="{}" r="{}" fill="#20151a" opacity="0.7"/>{}').format(
        wide / 2, high / 2, min(wide, high) * 0.4, _words(name, wide, high, "#ffdb9e")
    )


def _words(text: str, wide: int, high: int, colour: str) -> Markup:
    said = text if len(text) < 19 else f"{text[:17]}…"
    size = min(high * 0.16, wide * 1.5 / max(6, len(said)))
    return Markup(
        '<text x="{}" y="{}" font-size="{:.1f}" fill="{}" text-anchor="middle" dominant-baseline="central">{}</text>'
    ).format(wide / 2, high / 2, size, colour, said)


def _move(move: CameraMove, wide: int, high: int) -> Markup:
    """As it is drawn on paper: a second frame for a way in or out, an arrow for a way along."""
    if move in (CameraMove.PUSH, CameraMove.PULL):
        edge = 0.13 if move is CameraMove.PUSH else 0.05
        return Markup(
            '<rect class="move" x="{:.0f}" y="{:.0f}" width="{:.0f}" height="{:.0f}" stroke-dasharray="{}"/>'
        ).format(wide * edge, high * edge, wide * (1 - 2 * edge), high * (1 - 2 * edge), "3 3")
    if move not in WAYS:
        return Markup("")
    along, down = WAYS[move]
    x, y, far = (wide / 2, high - 5, 16) if along else (wide - 10, high / 2, 14)
    tip_x, tip_y = x + along * far, y + down * far
    return Markup(
        '<path class="move" d="M{:.0f} {:.0f}L{:.0f} {:.0f}M{:.0f} {:.0f}L{:.0f} {:.0f}L{:.0f} {:.0f}"/>'
    ).format(
        x - along * far,
        y - down * far,
        tip_x,
        tip_y,
        tip_x - along * 5 - down * 4,
        tip_y - down * 5 - along * 4,
        tip_x,
        tip_y,
        tip_x - along * 5 + down * 4,
        tip_y - down * 5 + along * 4,
    )
