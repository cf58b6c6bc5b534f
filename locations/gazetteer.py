"""The gazetteer: from the data file into the database, and the questions that geocoding.py asks it."""

import csv
import gzip
import hashlib
import io
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from rapidfuzz import fuzz, process

from locations import states
from locations.models import GazetteerVersion, Place, PlaceName
from locations.place_names import key, tight

FILE = Path(__file__).parent / "data" / "places.csv.gz"
BATCH = 4000
CITIES_WITH_NAMED_PARTS = {"Baltimore City": "Baltimore", "Philadelphia County": "Philadelphia", "District of Columbia": "Washington"}
LIKE_ENOUGH = 78


# --- Loading ------------------------------------------------------------------------------------------------------------


def load(tell: Callable[[str], None] = lambda sentence: None) -> bool:
    """Puts the file's places into the database unless this very file is there already. Returns whether it had to."""
    packed = FILE.read_bytes()
    digest = hashlib.sha256(packed).hexdigest()
    if GazetteerVersion.objects.filter(digest=digest).exists():
        return False
    with transaction.atomic():
        PlaceName.objects.all().delete()
        Place.objects.all().delete()
        rows = csv.DictReader(io.TextIOWrapper(gzip.GzipFile(fileobj=io.BytesIO(packed)), encoding="utf-8"))
        _store(rows, tell)
        GazetteerVersion.objects.update_or_create(pk=1, defaults={"digest": digest})
    similar_names.cache_clear()
    return True


def _store(rows: Iterator[dict], tell) -> None:
    places, names = [], []
    for pk, row in enumerate(rows, start=1):
        place = _place(pk, row)
        places.append(place)
        names += [PlaceName(place_id=pk, key=name) for name in _names(row)]
        if len(places) == BATCH:
            _store_batch(places, names)
            tell(f"{pk:,} places")
    _store_batch(places, names)


def _store_batch(places: list, names: list) -> None:
    Place.objects.bulk_create(places)
    PlaceName.objects.bulk_create(names, batch_size=BATCH)
    places.clear()
    names.clear()


def _place(pk: int, row: dict) -> Place:
    city = CITIES_WITH_NAMED_PARTS.get(row["county"])
    return Place(
        pk=pk,
        kind=row["kind"],
        code=row["code"],
        name=row["name"],
        state=row["state"],
        county=row["county"],
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        population=int(row["population"] or 0),
        is_part_of_city=row["kind"] == "town" and city is not None and row["name"] != city,
    )


def _names(row: dict) -> list[str]:
    """The keys under which a place is found; a ZIP code is found by its digits alone."""
    if row["kind"] == "zip":
        return []
    spelled = [row["name"], *filter(None, row["alternates"].split("|"))]
    if row["kind"] == "county":
        spelled += [name.removesuffix(" County").removesuffix(" City").removesuffix(" Parish") for name in spelled]
    return list(dict.fromkeys(name for one in spelled for name in (key(one), tight(one)) if name))


# --- Asking -------------------------------------------------------------------------------------------------------------


class DatabaseGazetteer:
    """Answers geocoding's questions from the database."""

    def zip(self, code: str):
        return Place.objects.zip(code)

    def named(self, keys: list[str]) -> list:
        """Places that have one of these keys, each with `keys`: those of its names that were asked for."""
        return Place.objects.named(keys)

    def similar(self, wanted: str, state: str | None, most: int) -> list:
        """Places of our states and their neighbours whose names are spelled nearly like it, the likeliest first."""
        names = similar_names(state if state in states.SERVED + states.BORDERING else None)
        found = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=most * 3)
        scores = {pk: score for name, score, _place in found for pk in names[name]}
        places = Place.objects.in_bulk(list(scores)).values()
        return sorted(
            places,
            key=lambda p: (-round(scores[p.pk]), p.state not in states.SERVED, p.is_part_of_city, -p.population, p.pk),
        )[:most]

    def zips_like(self, code: str, most: int) -> list:
        """ZIP codes of the same three first digits, the numerically nearest first."""
        near = Place.objects.filter(kind=Place.Kind.ZIP, code__startswith=code[:3])
        return sorted(near, key=lambda place: (abs(int(place.code) - int(code)), place.code))[:most]


@lru_cache(maxsize=16)
def similar_names(state: str | None) -> dict[str, list[int]]:
    """Key to places (primary keys) of one state, or of all states we serve or border; read once a process."""
    wanted = [state] if state else [*states.SERVED, *states.BORDERING]
    names: dict[str, list[int]] = {}
    pairs = PlaceName.objects.filter(place__state__in=wanted).exclude(place__kind=Place.Kind.STATE)
    for name, pk in pairs.values_list("key", "place_id"):
        names.setdefault(name, []).append(pk)
    return names
