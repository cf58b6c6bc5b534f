"""Our own map: the states we serve with lettered pins, drawn on the server from data of ours."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from locations.map_shapes import MapShapes
from locations.projection import VIEW_BOX, on_map, project, window

FILE = Path(__file__).parent / "data" / "map.json"
PIN_GAP = 26  # map units between pins that would cover one another
SMALL_MAP_MILES = 70


@dataclass(frozen=True)
class Pin:
    """One lettered pin in map units."""

    letter: str
    name: str
    x: float
    y: float


@lru_cache(maxsize=1)
def shapes() -> dict:
    """Outlines as SVG path data; read and projected once a process."""
    read = MapShapes(FILE)
    return {"states": read.states(), "county_lines": read.county_lines(), "neighbours": read.neighbours()}


def map_of(answers, around: tuple[float, float] | None = None) -> dict:
    """What map.html needs: view box, shapes, pins in order, and the place that was asked for."""
    pins = []
    for answer in answers:
        location = answer.location
        if on_map(location.longitude, location.latitude):
            pins.append(_free_pin(answer.letter, location, pins))
    here = project(around[1], around[0]) if around and on_map(around[1], around[0]) else None
    return {"view_box": VIEW_BOX, "shapes": shapes(), "pins": pins, "here": here}


def small_map(location) -> dict:
    """A square around one office."""
    x, y = project(location.longitude, location.latitude)
    return {
        "view_box": window(location.longitude, location.latitude, SMALL_MAP_MILES),
        "shapes": shapes(),
        "pins": [Pin("", location.title, x, y)],
        "here": None,
    }


def _free_pin(letter, location, pins) -> Pin:
    """The pin at its place, moved to the right while an earlier pin is there."""
    x, y = project(location.longitude, location.latitude)
    while any(abs(pin.x - x) < PIN_GAP and abs(pin.y - y) < PIN_GAP for pin in pins):
        x += PIN_GAP
    return Pin(letter, location.title, round(x, 1), round(y, 1))
