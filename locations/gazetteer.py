"""The gazetteer: from the data file into the database, and the questions that geocoding.py asks it."""

import csv
import gzip
import hashlib
import io
import itertools
import math
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

from django.db import transaction
from rapidfuzz import fuzz, process

from locations import states
from locations.models import GazetteerVersion, Place, PlaceName
from locations.place_names import key, tight

FILE = Path(__file__).parent / "data" / "places.csv.gz"
RULES = (Path(__file__), Path(__file__).with_name("place_names.py"))
BATCH = 4000
CITIES_WITH_NAMED_PARTS = {
    "Baltimore City": "Baltimore",
    "Philadelphia County": "Philadelphia",
    "District of Columbia": "Washington",
}
COUNTY_NICKNAMES = {
    "24003": ["AA County"],
    "24005": ["Balto County"],
    "24027": ["HoCo"],
    "24031": ["MoCo"],
    "24033": ["PG County", "Prince George County"],
}
LIKE_ENOUGH = 74
LIKE_ENOUGH_IF_SHORT = 70
SHORT = 5
NEAR = states.SERVED + states.BORDERING


# --- Loading --------------------------------------------------------------------------------------------------------


def load(tell: Callable[[str], None] = lambda sentence: None) -> bool:
    """Puts the file's places into the database unless this very file is there already. Returns whether it had to.

    `tell` hears how far it is, in sentences. A running server keeps its list of spellings until it is started again.
    """
    packed = FILE.read_bytes()
    digest = _digest(packed)
    if GazetteerVersion.objects.filter(digest=digest).exists():
        return False
    with transaction.atomic():
        PlaceName.objects.all().delete()
        Place.objects.all().delete()
        _store(_rows(packed), tell)
        GazetteerVersion.objects.update_or_create(pk=1, defaults={"digest": digest})
    similar_names.cache_clear()
    return True


def _digest(packed: bytes) -> str:
    """Of the data and of the rules by which names are spelled: a change in either means loading again."""
    digest = hashlib.sha256(packed)
    for rule in RULES:
        digest.update(rule.read_bytes())
    return digest.hexdigest()


def _rows(packed: bytes) -> Iterator[dict]:
    return csv.DictReader(io.StringIO(gzip.decompress(packed).decode(), newline=""))


def _store(rows: Iterator[dict], tell) -> None:
    pk = 0
    while batch := list(itertools.islice(rows, BATCH)):
        places = [_place(pk + number, row) for number, row in enumerate(batch, start=1)]
        names = [
            PlaceName(place=place, key=name) for place, row in zip(places, batch, strict=True) for name in _names(row)
        ]
        Place.objects.bulk_create(places)
        PlaceName.objects.bulk_create(names, batch_size=BATCH)
        pk += len(batch)
        tell(f"Loaded {pk:,} places.")


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
        spelled += COUNTY_NICKNAMES.get(row["code"], [])
        spelled += [re.sub(" (County|City|Parish)$", "", name) for name in spelled]
    if row["kind"] == "town":
        spelled += [name.removesuffix(" Township") for name in spelled]
        if row["county"] == f"{row['name']} City":  # an independent city is found as its town
            spelled += [f"{row['name']} City", f"City of {row['name']}"]
    return list(dict.fromkeys(name for one in spelled for name in (key(one), tight(one)) if name))


# --- Asking ---------------------------------------------------------------------------------------------------------


class DatabaseGazetteer:
    """Answers geocoding's questions from the database."""

    def zip(self, code: str):
        return Place.objects.zip(code)

    def named(self, keys: list[str]) -> list:
        """Places that have one of these keys, each with `keys`: those of its names that were asked for."""
        return Place.objects.named(keys)

    def similar(self, wanted: list[str], state: str | None, most: int) -> list:
        """Places of our states and their neighbors whose names are spelled nearly like these, the likeliest first."""
        scores = _scores(wanted, similar_names(state if state in NEAR else None), most * 3)
        places = Place.objects.in_bulk(list(scores)).values()
        return sorted(
            places,
            key=lambda p: (p.is_part_of_city, -round(scores[p.pk] + _likelihood(p)), -p.population, p.pk),
        )[:most]

    def zips_like(self, code: str, most: int) -> list:
        """ZIP codes of the same three first digits, the numerically nearest first."""
        near = Place.objects.filter(kind=Place.Kind.ZIP, code__range=(code[:3] + "00", code[:3] + "99"))
        return sorted(near, key=lambda place: (abs(int(place.code) - int(code)), place.code))[:most]


def _scores(wanted: list[str], names: dict[str, list[int]], most: int) -> dict[int, float]:
    """How alike, out of 100, by primary key."""
    scores: dict[int, float] = {}
    for one in wanted:
        cutoff = LIKE_ENOUGH_IF_SHORT if len(one) <= SHORT else LIKE_ENOUGH
        found = process.extract(one, names.keys(), scorer=fuzz.ratio, score_cutoff=cutoff, limit=most)
        for name, score, _place in found:
            scores |= {pk: max(score, scores.get(pk, 0)) for pk in names[name]}
    return scores


def _likelihood(place) -> float:
    """A few points for being where we are, and for the size of a town."""
    return 5 * (place.state in states.SERVED) + math.log10(place.population + 1)


@lru_cache(maxsize=16)
def similar_names(state: str | None) -> dict[str, list[int]]:
    """Key to places (primary keys) of one state, or of all states we serve or border; read once a process."""
    wanted = [state] if state else NEAR
    names: dict[str, list[int]] = {}
    for name, pk in PlaceName.objects.filter(place__state__in=wanted).values_list("key", "place_id"):
        names.setdefault(name, []).append(pk)
    return names
