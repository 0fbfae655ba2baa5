"""From a design to a painted set: which kit paints which setting, and what the air of it holds."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from pipeline.contracts.painter import Backdrop, SetDesign
from pipeline.picture.scenery import (
    battlefield,
    beyond,
    country,
    courts,
    halls,
    homes,
    learned,
    markets,
    parks,
    sacred,
    stages,
    town,
    wilds,
    woods,
    workplaces,
)
from pipeline.picture.scenery.easel import PaintedSet
from pipeline.picture.scenery.lamplight import gather_shade
from pipeline.picture.scenery.objects import place_objects
from pipeline.vocabulary import Season, Setting, Weather

if TYPE_CHECKING:
    from numpy.typing import NDArray

Kit = Callable[[PaintedSet], None]

KITS: dict[Setting, Kit] = {
    Setting.TEMPLE: sacred.temple,
    Setting.MOSQUE: sacred.mosque,
    Setting.CHURCH: sacred.church,
    Setting.GURDWARA: sacred.gurdwara,
    Setting.MONASTERY: sacred.monastery,
    Setting.RIVER_GHAT: town.river_ghat,
    Setting.BEACH: town.beach,
    Setting.HARBOUR: town.harbour,
    Setting.SHIP: town.ship,
    Setting.CITY_STREET: town.city_street,
    Setting.ROOFTOP: town.rooftop,
    Setting.MARKET: markets.market,
    Setting.STATION: town.station,
    Setting.COURTYARD: courts.courtyard,
    Setting.TEMPLE_INTERIOR: halls.temple_interior,
    Setting.PALACE_HALL: halls.palace_hall,
    Setting.LIVING_ROOM: homes.living_room,
    Setting.KITCHEN: homes.kitchen,
    Setting.BEDROOM: homes.bedroom,
    Setting.CAFE: workplaces.cafe,
    Setting.SCHOOL: workplaces.school,
    Setting.OFFICE: workplaces.office,
    Setting.HOSPITAL: workplaces.hospital,
    Setting.LIBRARY: learned.library,
    Setting.LABORATORY: learned.laboratory,
    Setting.COURTROOM: learned.courtroom,
    Setting.PODCAST_STUDIO: stages.podcast_studio,
    Setting.THEATRE_STAGE: stages.theatre_stage,
    Setting.TRAIN: workplaces.train,
    Setting.SPACE: beyond.space,
    Setting.SPACESHIP: beyond.spaceship,
    Setting.VILLAGE: country.village,
    Setting.FIELD: country.field,
    Setting.FOREST: woods.forest,
    Setting.JUNGLE: woods.jungle,
    Setting.DESERT: wilds.desert,
    Setting.MOUNTAINS: wilds.mountains,
    Setting.SNOW: wilds.snow,
    Setting.CAVE: wilds.cave,
    Setting.PARK: parks.park,
    Setting.GARDEN: parks.garden,
    Setting.PLAYGROUND: parks.playground,
    Setting.BATTLEFIELD: battlefield.battlefield,
}

AIR: dict[Weather, tuple[str, ...]] = {
    Weather.RAIN: ("rain",),
    Weather.STORM: ("rain", "leaves"),
    Weather.SNOW: ("snow",),
    Weather.MIST: ("mist",),
    Weather.DUST: ("dust",),
    Weather.WIND: ("leaves",),
}
_WOODED = frozenset(
    {Setting.VILLAGE, Setting.FOREST, Setting.PARK, Setting.GARDEN, Setting.PLAYGROUND, Setting.TEMPLE, Setting.CHURCH}
)
"""Where autumn's leaves fall."""
_MIRRORED = (True, False, False, True, False, True, True)
"""By the seed; of a length that has no part in how kits use it."""
_FAIR_ONLY = frozenset({"birds", "petals", "fireflies", "leaves"})


def build(design: SetDesign) -> tuple[Backdrop, dict[str, NDArray[np.uint8]]]:
    """Paint a set: what it says, and its planes by name, far to near, uint8 (height, width, 4), straight alpha."""
    stage = PaintedSet(design)
    KITS[design.setting](stage)
    place_objects(stage)
    gather_shade(stage)
    planes, pixels = stage.finished()
    light, glows = stage.light, tuple(stage.glows)
    if _MIRRORED[design.seed % len(_MIRRORED)]:
        # Half of all places are seen in a mirror: light, lamps and all.
        pixels = {name: np.ascontiguousarray(plane[:, ::-1]) for name, plane in pixels.items()}
        light = replace(light, key_x=1 - light.key_x)
        glows = tuple(replace(glow, x=1 - glow.x) for glow in glows)
    return (
        Backdrop(
            width=design.width,
            height=design.height,
            planes=planes,
            light=light,
            glows=glows,
            drift=_drift(stage),
            floor_y=stage.floor_y,
            figure_height=stage.figure_height,
        ),
        pixels,
    )


def _drift(stage: PaintedSet) -> tuple[str, ...]:
    """What moves in the air, by weather and place: in rain nothing else flies, at night the birds sleep."""
    air = AIR.get(stage.design.weather, ()) if not stage.design.indoor else ()
    closed = bool(air) and stage.design.weather != Weather.WIND
    if stage.open_air and not closed:
        wooded = stage.design.setting in _WOODED and stage.temperate
        stage.drift += ["leaves"] if wooded and stage.design.season == Season.AUTUMN else []
    kept = [
        kind for kind in stage.drift if not (closed and kind in _FAIR_ONLY) and not (stage.dark and kind == "birds")
    ]
    return tuple(dict.fromkeys([*air, *kept]))
