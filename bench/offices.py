"""`python -m bench.offices 1000`: puts so many random offices, and no others, into the database of this environment.

Every office is open from Monday to Friday and every tenth on Saturday; every second offers one treatment, three offer
another, and one in ten thousand is step-free.
"""

import io
import random
import sys
from datetime import UTC, datetime, time, timedelta

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to know its settings first
from django.db import connection, transaction  # noqa: E402

from appointments.models import AppointmentRequest  # noqa: E402
from bench.searches import HALF_OFFER, SEED, THREE_OFFER  # noqa: E402
from locations.cells import number_of  # noqa: E402
from locations.models import Location, OpeningHours  # noqa: E402
from treatments.models import Treatment  # noqa: E402

BOXES = {"MD": (38.0, 39.7, -79.4, -75.1), "PA": (39.8, 42.2, -80.5, -74.8), "VA": (36.6, 39.0, -83.0, -76.0)}
STEP_FREE_ONE_IN = 10_000
SATURDAY = 5
QUICK = {
    "sqlite": ("PRAGMA synchronous=OFF", "PRAGMA foreign_keys=OFF", "PRAGMA cache_size=-200000"),
    "postgresql": (
        "SET session_replication_role = replica",
        "SET synchronous_commit = off",
        "SET statement_timeout = 0",
    ),
}
COPIED = {
    "id": "point.id",
    "slug": "'office-' || point.id",
    "title": "'Office ' || point.id",
    "street": "point.id || ' Main Street'",
    "state": "point.state",
    "latitude": "point.latitude",
    "longitude": "point.longitude",
    "cell": "point.cell",
    "is_step_free": f"point.id % {STEP_FREE_ONE_IN} = 1",
}


def main(number: int):
    AppointmentRequest.objects.all().delete()  # they hold on to the offices they were made at
    Location.objects.all().delete()
    with connection.cursor() as cursor:
        for statement in [*QUICK[connection.vendor], *dropped_triggers(cursor)]:
            cursor.execute(statement)
        with transaction.atomic():
            store(cursor, number)
    call_command("migrate", interactive=False, verbosity=0)  # puts the triggers back
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def dropped_triggers(cursor) -> list[str]:
    """SQLite's run once a row; one content version at the end is enough."""
    if connection.vendor != "sqlite":
        return []
    cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    return [f'DROP TRIGGER "{name}"' for (name,) in cursor.fetchall()]


def store(cursor, number: int):
    cursor.execute(
        "CREATE TEMPORARY TABLE point (id integer, state text, latitude float8, longitude float8, cell integer)"
    )
    write_points(cursor, points(number))
    example = save_example()
    columns = [field.column for field in Location._meta.local_concrete_fields]
    values = ", ".join(COPIED.get(column, f"example.{column}") for column in columns)
    table, hours = Location._meta.db_table, OpeningHours._meta.db_table
    cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) SELECT {values} FROM point, {table} AS example")
    cursor.execute(
        f"INSERT INTO {hours} (location_id, weekday, opens, closes) SELECT point.id, weekday, opens, closes "
        f"FROM point CROSS JOIN {hours} WHERE weekday < {SATURDAY} OR point.id % 10 = 1 ORDER BY point.id, weekday"
    )
    example.delete()
    offer(cursor, HALF_OFFER, "id % 2 = 0")
    offer(cursor, THREE_OFFER, f"id IN (1, {number // 2}, {number})")


def save_example() -> Location:
    """What every office has, and its hours."""
    yesterday = datetime.now(UTC) - timedelta(days=1)
    fields = {"city": "Somewhere", "state": "MD", "zip_code": "21701", "phone": "+13015550100"}
    example = Location.objects.create(pk=0, slug="-", title="-", street="-", publish_from=yesterday, **fields)
    for weekday in range(SATURDAY + 1):
        OpeningHours.objects.create(location=example, weekday=weekday, opens=time(8), closes=time(17))
    return example


def points(number: int):
    """Number, state and place of each office."""
    chance, boxes = random.Random(SEED), list(BOXES.items())
    for pk in range(1, number + 1):
        state, (south, north, west, east) = chance.choice(boxes)
        latitude, longitude = chance.uniform(south, north), chance.uniform(west, east)
        yield pk, state, latitude, longitude, number_of(latitude, longitude)


def write_points(cursor, rows):
    """As quickly as each database can."""
    if connection.vendor == "sqlite":
        connection.connection.executemany("INSERT INTO point VALUES (?, ?, ?, ?, ?)", rows)
    else:
        cursor.copy_expert(
            "COPY point FROM STDIN", io.StringIO("".join("\t".join(map(str, row)) + "\n" for row in rows))
        )


def offer(cursor, slug: str, which: str):
    """The offices for which that holds offer the treatment."""
    treatment, table = Treatment.objects.get(slug=slug), Location.treatments.through._meta.db_table
    selected = f"SELECT id, {treatment.pk} FROM point WHERE {which} ORDER BY id"
    cursor.execute(f"INSERT INTO {table} (location_id, treatment_id) {selected}")


if __name__ == "__main__":
    main(int(sys.argv[1]))
