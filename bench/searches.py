"""What the finder is asked: the same searches in the same order for every number of offices."""

import csv
import gzip
import random
from urllib.parse import urlencode

from scripts.packages import ROOT

PLACES = ROOT / "locations" / "data" / "places.csv.gz"
SERVED = ("MD", "PA", "VA")
SEED = 3
ZIP, TYPED, FILTERED, FAR, RARE = "ZIP code", "city or address", "filtered", "from far away", "rare filter"
BY_HOURS = "by hours"  # only a schedule can answer: the nearest 200 offices are looked at one by one
HALF_OFFER = "minimally-invasive-lumbar-decompression"  # bench/offices.py sees to that
THREE_OFFER = "sympathetic-nerve-block"
CITIES = ("Frederick, MD", "Baltimore, MD", "Pittsburgh PA", "Richmond, Virginia", "Erie", "Hagerstown MD", "Roanoke")
STREETS = ("100 W Patrick St, Frederick, MD", "1 Main Street, Lancaster, PA 17603", "200 N Charles St, Baltimore, MD")
FAR_ZIPS = ("90210", "99501", "96813", "98101", "33101", "60601", "80202", "00901")
FILTERS = ({"treatment": HALF_OFFER}, {"state": "VA"}, {"state": "PA", "treatment": HALF_OFFER})
RARE_FILTERS = ({"treatment": THREE_OFFER}, {"step_free": "on"})


def paths() -> dict[str, list[str]]:
    """The addresses to ask for, by the kind of search."""
    zips = random.Random(SEED).sample(served_zips(), 240)
    return {
        ZIP: [path(code) for code in zips[:200]],
        TYPED: [path(text) for text in (CITIES + STREETS) * 4],
        FILTERED: [path(code, **filters) for code, filters in zip(zips[:42], FILTERS * 14, strict=True)],
        BY_HOURS: [path(code, saturday="on") for code in zips[42:82]],
        FAR: [path(text) for text in FAR_ZIPS * 5],
        RARE: [path(code, **filters) for code, filters in zip(zips[200:236], RARE_FILTERS * 18, strict=True)],
    }


def path(text: str, **filters: str) -> str:
    return f"/locations/?{urlencode({'q': text, **filters})}"


def served_zips() -> list[str]:
    """The ZIP codes of the states with offices."""
    with gzip.open(PLACES, "rt", encoding="utf-8", newline="") as file:
        return [row["code"] for row in csv.DictReader(file) if row["kind"] == "zip" and row["state"] in SERVED]
