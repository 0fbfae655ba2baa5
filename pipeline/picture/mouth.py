"""The mouth: lips, teeth, tongue, from five numbers (open, wide, round, teeth, tongue) and the corners."""

from __future__ import annotations

from collections.abc import Mapping

import skia

from pipeline.film import Look
from pipeline.picture.colour import mix, vary
from pipeline.picture.ink import Ink, Point, smooth, taper
from pipeline.vocabulary import AgeGroup, Gender

INSIDE = "4A1420"
TEETH = "F4EBDD"
TONGUE = "B8505A"


def draw_mouth(
    canvas: skia.Canvas, ink: Ink, look: Look, pose: Mapping[str, float], centre: Point, squeeze: float
) -> None:
    """Lips about `centre`; `squeeze` is how much of their width a turned head shows. Head units."""
    female, child = look.gender is Gender.FEMALE, look.age_group is AgeGroup.CHILD
    full = (0.88 if child else 1.0) * (1.12 if female else 0.86) * (0.92 + ((look.seed >> 5) % 8) / 40)
    lip = mix(vary(look.skin, lightness=-0.10, chroma=1.15), "B23A48", 0.52 if female and not child else 0.26)
    open_, round_ = pose["mouth_open"], pose["mouth_round"]
    corner, teeth = pose["mouth_corner"], pose["mouth_teeth"]
    cx, cy = centre
    half = 0.106 * (0.62 + 0.62 * pose["mouth_wide"]) * (1 - 0.46 * round_) * (0.9 if child else 1.0)
    half *= 1 + max(0.0, corner) * 0.18
    near, far = half * (0.55 + 0.45 * squeeze) * 1.04, half * squeeze * 0.96
    gap_up = 0.022 * open_ + teeth * 0.006
    gap_down = 0.125 * open_ + teeth * 0.016
    pucker = 1 + 0.35 * round_
    thick_up, thick_down = 0.026 * full * pucker, 0.036 * full * pucker * (1 - 0.15 * open_)
    lift = -corner * 0.054
    left, right = (cx - near, cy + lift + gap_down * 0.18), (cx + far, cy + lift + gap_down * 0.18)
    mid = cx + (far - near) * 0.5
    parted = gap_up + gap_down > 0.014
    # Teeth seen between drawn lips count as parted: F, S and smiles.
    top = [
        left,
        (mid - near * 0.5, cy - gap_up + lift * 0.30),
        (mid, cy - gap_up + 0.003),
        (mid + far * 0.5, cy - gap_up + lift * 0.30),
        right,
    ]
    bottom = [
        right,
        (mid + far * 0.52, cy + gap_down * 0.84 + lift * 0.25),
        (mid, cy + gap_down),
        (mid - near * 0.52, cy + gap_down * 0.84 + lift * 0.25),
        left,
    ]
    if parted:
        hole = smooth(top[:-1] + bottom[:-1])
        canvas.drawPath(hole, ink.paint(INSIDE))
        canvas.save()
        canvas.clipPath(hole, skia.ClipOp.kIntersect, True)
        if open_ > 0.12 or pose["mouth_tongue"] > 0.1:
            rise = pose["mouth_tongue"] * gap_down * 0.75
            canvas.drawOval(
                skia.Rect.MakeLTRB(
                    mid - half * 0.6, cy + gap_down * 0.55 - rise, mid + half * 0.6, cy + gap_down * 1.5
                ),
                ink.paint(TONGUE),
            )
        show = max(teeth * 0.028, min(0.024, open_ * 0.05)) + max(0.0, corner) * open_ * 0.03
        if show > 0.003:
            canvas.drawPath(
                smooth(
                    [
                        (mid - half, cy - gap_up - 0.03),
                        (mid + half, cy - gap_up - 0.03),
                        (mid + half * 0.86, cy - gap_up + show * 0.6),
                        (mid, cy - gap_up + show),
                        (mid - half * 0.86, cy - gap_up + show * 0.6),
                    ],
                    ease=0.7,
                ),
                ink.paint(TEETH, 0.06),
            )
        if teeth > 0.75 and open_ < 0.25:
            canvas.drawRect(
                skia.Rect.MakeLTRB(mid - half * 0.8, cy + gap_down - 0.013, mid + half * 0.8, cy + gap_down + 0.02),
                ink.paint(TEETH, 0.18),
            )
        canvas.restore()
    bow = 0.35 + 0.65 * (1 - round_)
    upper = smooth(
        [
            left,
            (mid - near * 0.42, top[1][1] - thick_up * 0.86),
            (mid - near * 0.17, top[2][1] - thick_up),
            (mid, top[2][1] - thick_up * (1 - 0.3 * bow)),
            (mid + far * 0.17, top[2][1] - thick_up),
            (mid + far * 0.42, top[3][1] - thick_up * 0.86),
            right,
            top[3],
            top[2],
            top[1],
        ]
    )
    lower = smooth(
        [
            left,
            bottom[3],
            bottom[2],
            bottom[1],
            right,
            (mid + far * 0.5, bottom[1][1] + thick_down * 0.82),
            (mid, bottom[2][1] + thick_down),
            (mid - near * 0.5, bottom[3][1] + thick_down * 0.82),
        ]
    )
    canvas.drawPath(upper, ink.paint(lip, 0.16))
    canvas.drawPath(lower, ink.paint(lip))
    gleam_y = bottom[2][1] + thick_down * 0.42
    gleam_x = mid + ink.side * half * 0.22
    canvas.drawOval(
        skia.Rect.MakeLTRB(gleam_x - half * 0.22, gleam_y - 0.006, gleam_x + half * 0.22, gleam_y + 0.005),
        ink.paint(vary(lip, lightness=0.13), 0.0, 0.55),
    )
    if not parted:
        line = [(left[0] - 0.004, left[1]), top[1], top[2], top[3], (right[0] + 0.003, right[1])]
        canvas.drawPath(taper(line, [0.001, 0.005, 0.0055, 0.005, 0.001]), ink.paint(vary(lip, lightness=-0.24)))
    tuck = vary(look.skin, lightness=-0.2)
    for x, out in ((left[0], -1.0), (right[0], 1.0)):
        # The crease beyond the corner, which carries the smile.
        deep = 0.006 + 0.014 * abs(corner)
        canvas.drawPath(
            smooth(
                [
                    (x + out * 0.004, left[1] - 0.006),
                    (x + out * (0.010 + deep * 0.5), left[1] - corner * 0.014),
                    (x + out * 0.004, left[1] + 0.008),
                ],
                closed=False,
            ),
            ink.stroke(tuck, 0.005, 0.0, 0.7),
        )
    under = bottom[2][1] + thick_down + 0.020
    canvas.drawPath(
        taper([(mid - half * 0.42, under), (mid, under + 0.010), (mid + half * 0.42, under)], [0.0, 0.006, 0.0]),
        ink.paint(look.skin, 0.35, 0.5),
    )
