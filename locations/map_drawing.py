"""Our own map: the states we serve with lettered pins, drawn on the server from data of ours."""

from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from pathlib import Path

from locations.map_shapes import MapShapes
from locations.projection import HEIGHT, VIEW_BOX, WIDTH, on_map, project, window

FILE = Path(__file__).parent / "data" / "map.json"
PIN_SIZE = 60  # map units across a lettered disc
CLOSE_SPOTS = [(0, -46), (46, -24), (-46, -24), (52, 24), (-52, 24), (0, 54)]
STEPS = 12  # how far a disc may stand from its point, in halves of a disc
SMALL_MAP_MILES = 70
SMALL_PIN = 0, -15
NAMES_AT = {"PA": (-77.7, 41.5), "MD": (-75.1, 38.0), "VA": (-78.35, 37.05)}  # Maryland is too thin: off its coast


@dataclass(frozen=True)
class Pin:
    """One lettered pin in map units: the office's point, and the middle of its disc."""

    letter: str
    name: str
    x: float
    y: float
    disc_x: float
    disc_y: float


@dataclass(frozen=True)
class Name:
    """A state's name on the map."""

    code: str
    x: float
    y: float


@lru_cache(maxsize=1)
def shapes() -> dict:
    """Outlines as SVG path data; read and projected once a process."""
    read = MapShapes(FILE)
    return {"states": read.states(), "county_lines": read.county_lines(), "neighbours": read.neighbours()}


@lru_cache(maxsize=1)
def names() -> list[Name]:
    """The names of the states we serve, with their places."""
    points = {code: project(*at) for code, at in NAMES_AT.items()}
    return [Name(code, round(x, 1), round(y, 1)) for code, (x, y) in points.items()]


def map_of(answers, around: tuple[float, float] | None = None) -> dict:
    """What map.html needs: view box, shapes, pins in order, and the place that was asked for."""
    pins = []
    for answer in answers:
        location = answer.location
        if location.latitude is not None and on_map(location.longitude, location.latitude):
            pins.append(_free_pin(answer.letter, location, pins))
    here = project(around[1], around[0]) if around and on_map(around[1], around[0]) else None
    here = tuple(round(number, 1) for number in here) if here else None
    outlines = {"states": shapes()["states"], "neighbours": shapes()["neighbours"]}
    return {"view_box": VIEW_BOX, "shapes": outlines, "names": names(), "pins": pins, "here": here}


def small_map(location) -> dict:
    """A square around one office, with the county lines that run through it."""
    x, y = project(location.longitude, location.latitude)
    view_box = window(location.longitude, location.latitude, SMALL_MAP_MILES)
    x, y = round(x, 1), round(y, 1)
    return {
        "view_box": view_box,
        "shapes": shapes() | {"county_lines": lines_within(view_box)},
        "names": [],
        "pins": [Pin("", location.title, x, y, x + SMALL_PIN[0], y + SMALL_PIN[1])],
        "here": None,
    }


def lines_within(view_box: str) -> str:
    """The county lines that touch the view box, as SVG path data."""
    left, top, width, height = map(float, view_box.split())
    kept = [
        line
        for line, (x1, y1, x2, y2) in _county_lines()
        if x1 <= left + width and x2 >= left and y1 <= top + height and y2 >= top
    ]
    return "".join(kept)


@lru_cache(maxsize=1)
def _county_lines() -> list[tuple[str, tuple[float, float, float, float]]]:
    """Each county line with the box that holds it."""
    lines = []
    for line in shapes()["county_lines"].split("M")[1:]:
        points = [tuple(map(float, point.split())) for point in line.split("L")]
        xs, ys = zip(*points, strict=True)
        lines.append((f"M{line}", (min(xs), min(ys), max(xs), max(ys))))
    return lines


def _free_pin(letter, location, pins) -> Pin:
    """The office's point, with its disc at the nearest spot in view where no disc stands yet."""
    x, y = project(location.longitude, location.latitude)
    spots = ((x + east, y + south) for east, south in _spots())
    free = (spot for spot in spots if _is_in_view(*spot) and not any(_covers(pin, *spot) for pin in pins))
    disc_x, disc_y = next(free, (x, y))
    return Pin(letter, location.title, round(x, 1), round(y, 1), round(disc_x, 1), round(disc_y, 1))


@lru_cache(maxsize=1)
def _spots() -> list[tuple[float, float]]:
    """Where a disc may stand around its point: above, beside, below, then farther out on a grid."""
    steps = [step * PIN_SIZE / 2 for step in range(-STEPS, STEPS + 1)]
    grid = [(east, south) for east in steps for south in steps if hypot(east, south) > PIN_SIZE]
    return CLOSE_SPOTS + sorted(grid, key=lambda step: (hypot(*step), -step[0], step[1]))


def _is_in_view(x: float, y: float) -> bool:
    half = PIN_SIZE / 2
    return half <= x <= WIDTH - half and half <= y <= HEIGHT - half


def _covers(pin: Pin, x: float, y: float) -> bool:
    return hypot(pin.disc_x - x, pin.disc_y - y) < PIN_SIZE
