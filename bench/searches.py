"""`python -m bench.searches 12 1000`: fills an empty database step by step, searches at each, prints JSON."""

import json
import random
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta
from datetime import time as clock

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to know its settings first
from django.db import connection  # noqa: E402

from locations.finder import answers  # noqa: E402
from locations.models import Location, OpeningHours  # noqa: E402

SEARCHES = 200
WARM_UP = 20
BATCH = 5_000
MOST_WITH_HOURS = 20_000
SEED = 3
BOXES = {"MD": (38.0, 39.7, -79.4, -75.1), "PA": (39.8, 42.2, -80.5, -74.8), "VA": (36.6, 39.0, -83.0, -76.0)}


def main(numbers: list[int]):
    call_command("migrate", interactive=False, verbosity=0)
    rows = {}
    for number in sorted(numbers):
        fill(number)
        rows[str(number)] = searches()
        print(f"  {connection.vendor:10} {number:>9,} offices: {rows[str(number)]}", file=sys.stderr, flush=True)
    print(json.dumps(rows))


def fill(number: int):
    """So many random offices are in the database when this returns, with hours from Monday to Friday."""
    there = Location.objects.count()
    chance = random.Random(SEED + there)
    for first in range(there, number, BATCH):
        batch = range(first, min(first + BATCH, number))
        stored = Location.objects.bulk_create([office(place, chance) for place in batch])
        spans = [
            OpeningHours(location=location, weekday=weekday, opens=clock(8), closes=clock(17))
            for location in stored[:: max(1, number // MOST_WITH_HOURS)]
            for weekday in range(5)
        ]
        OpeningHours.objects.bulk_create(spans, batch_size=BATCH)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def office(place: int, chance: random.Random) -> Location:
    state, latitude, longitude = point(chance)
    return Location(
        slug=f"office-{place}",
        title=f"Office {place}",
        street=f"{place} Main Street",
        city="Somewhere",
        state=state,
        zip_code="21701",
        latitude=latitude,
        longitude=longitude,
        phone="+13015550100",
        publish_from=datetime.now(UTC) - timedelta(days=1),
    )


def point(chance: random.Random) -> tuple[str, float, float]:
    """A state, and a place in its box."""
    state, (south, north, west, east) = chance.choice(list(BOXES.items()))
    return state, chance.uniform(south, north), chance.uniform(west, east)


def searches() -> dict[str, float]:
    """Milliseconds of the query alone and of the whole answer, each around the same random points."""
    chance = random.Random(SEED)
    points = [point(chance)[1:] for _ in range(SEARCHES)]
    now = datetime.now(UTC)
    for place in points[:WARM_UP]:
        answers(Location.objects.published(), {}, now, place)
    query = [clocked(lambda place=place: Location.objects.published().nearest_to(*place, 20)) for place in points]
    whole = [clocked(lambda place=place: answers(Location.objects.published(), {}, now, place)) for place in points]
    return {**percentiles("query", query), **percentiles("answer", whole)}


def clocked(work) -> float:
    """Milliseconds that it takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def percentiles(name: str, values: list[float]) -> dict[str, float]:
    parts = statistics.quantiles(values, n=100)
    return {f"{name}_p50": round(parts[49], 2), f"{name}_p95": round(parts[94], 2)}


if __name__ == "__main__":
    main([int(text) for text in sys.argv[1:]])
