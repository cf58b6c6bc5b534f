"""Check places.csv.gz against facts from outside it and print stats.txt: `python check_gazetteer.py > stats.txt`."""

import csv
import gzip
import io
import re
import sqlite3
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path

from build_gazetteer import NEAR, SERVED, key, miles, tight

HERE = Path(__file__).parent
FOCUS = ["MD", "PA", "VA", "DC", "DE", "WV", "NJ"]
# The Postal Service's three-digit prefixes (inclusive), and the ZIPs that are exceptions to them.
PREFIXES = {
    "MD": [(206, 212), (214, 219)],
    "PA": [(150, 196)],
    "VA": [(201, 201), (220, 246)],
    "DC": [(200, 200), (202, 205), (569, 569)],
    "DE": [(197, 199)],
    "WV": [(247, 268)],
    "NJ": [(70, 89)],
}
EXCEPTIONS = {"20588": "MD", "20598": "VA"}
# kind, code or name, state, county, latitude, longitude, miles allowed: from general knowledge, not the data.
KNOWN = [
    ("zip", "21701", "MD", "Frederick County", 39.44, -77.35, 4),
    ("zip", "17101", "PA", "Dauphin County", 40.26, -76.885, 2),
    ("zip", "20814", "MD", "Montgomery County", 39.00, -77.10, 2),
    ("zip", "22060", "VA", "Fairfax County", 38.71, -77.15, 3),
    ("zip", "17314", "PA", "York County", 39.73, -76.33, 3),
    ("zip", "23336", "VA", "Accomack County", 37.93, -75.36, 4),
    ("zip", "21842", "MD", "Worcester County", 38.36, -75.08, 5),
    ("zip", "20044", "DC", "District of Columbia", 38.90, -77.03, 3),
    ("zip", "21502", "MD", "Allegany County", 39.65, -78.76, 8),
    ("zip", "24201", "VA", "Bristol City", 36.61, -82.18, 4),
    ("zip", "25401", "WV", "Berkeley County", 39.46, -77.97, 3),
    ("zip", "21663", "MD", "Talbot County", 38.79, -76.22, 4),
    ("zip", "22046", "VA", "Falls Church City", 38.885, -77.175, 2),
    ("zip", "19103", "PA", "Philadelphia County", 39.953, -75.174, 1),
    ("zip", "15222", "PA", "Allegheny County", 40.447, -79.993, 1.5),
    ("zip", "23510", "VA", "Norfolk City", 36.85, -76.29, 2),
    ("zip", "24016", "VA", "Roanoke City", 37.27, -79.95, 2),
    ("zip", "21201", "MD", "Baltimore City", 39.295, -76.62, 1.5),
    ("zip", "00501", "NY", "Suffolk County", 40.81, -73.04, 3),
    ("zip", "99501", "AK", "Anchorage Municipality", 61.22, -149.86, 5),
    ("zip", "80840", "CO", "El Paso County", 39.0, -104.86, 5),
    ("zip", "90210", "CA", "Los Angeles County", 34.10, -118.41, 3),
    ("town", "Saint Michaels", "MD", "Talbot County", 38.785, -76.224, 1),
    ("town", "Mount Airy", "MD", "Carroll County", 39.376, -77.155, 1),
    ("town", "Delta", "PA", "York County", 39.727, -76.327, 1),
    ("town", "Bristol", "VA", "Bristol City", 36.596, -82.188, 1.5),
    ("town", "Bristol", "PA", "Bucks County", 40.10, -74.852, 1.5),
    ("town", "Cumberland", "MD", "Allegany County", 39.653, -78.763, 1),
    ("town", "Chincoteague", "VA", "Accomack County", 37.933, -75.379, 1.5),
    ("town", "Ocean City", "MD", "Worcester County", 38.337, -75.085, 2),
    ("town", "Hagerstown", "MD", "Washington County", 39.642, -77.72, 1),
    ("town", "Salisbury", "MD", "Wicomico County", 38.36, -75.60, 1),
    ("town", "Martinsburg", "WV", "Berkeley County", 39.456, -77.964, 1),
    ("town", "Martinsburg", "PA", "Blair County", 40.311, -78.324, 1),
    ("town", "Springfield", "VA", "Fairfax County", 38.789, -77.187, 1.5),
    ("town", "Springfield", "PA", "Delaware County", 39.931, -75.32, 1.5),
    ("town", "Bethesda", "MD", "Montgomery County", 38.981, -77.10, 1),
    ("town", "Columbia", "MD", "Howard County", 39.24, -76.839, 2),
    ("town", "Silver Spring", "MD", "Montgomery County", 38.991, -77.026, 1.5),
    ("town", "Fairfax", "VA", "Fairfax City", 38.846, -77.306, 1),
    ("town", "Falls Church", "VA", "Falls Church City", 38.882, -77.171, 1),
    ("town", "Fort Belvoir", "VA", "Fairfax County", 38.712, -77.146, 2),
    ("town", "Washington", "DC", "District of Columbia", 38.895, -77.036, 1),
    ("town", "Oldtown", "MD", "Allegany County", 39.54, -78.61, 5),
    ("town", "Baltimore", "MD", "Baltimore City", 39.29, -76.612, 1),
    ("town", "Lower Merion Township", "PA", "Montgomery County", 40.03, -75.28, 4),
    ("town", "Northampton Township", "PA", "Bucks County", 40.21, -75.0, 4),
    ("county", "Fairfax County", "VA", "Fairfax County", 38.83, -77.28, 5),
    ("county", "Fairfax City", "VA", "Fairfax City", 38.85, -77.30, 1.5),
    ("county", "Baltimore City", "MD", "Baltimore City", 39.3, -76.61, 2),
    ("county", "Baltimore County", "MD", "Baltimore County", 39.45, -76.63, 5),
    ("state", "MD", "MD", "", 39.0, -76.75, 25),
]


def read() -> list[dict]:
    with gzip.open(HERE / "places.csv.gz", "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def point(row: dict) -> tuple[float, float]:
    return float(row["latitude"]), float(row["longitude"])


def known_places(rows: list[dict]) -> list[str]:
    """Faults among the sampled places."""
    faults = []
    for kind, what, state, county, latitude, longitude, allowed in KNOWN:
        found = [r for r in rows if r["kind"] == kind and r["state"] == state and what in (r["code"], r["name"])]
        good = [r for r in found if r["county"] == county and miles(point(r), (latitude, longitude)) <= allowed]
        if not good:
            faults.append(
                f"{kind} {what} {state}: "
                + (
                    "; ".join(
                        f"{r['county']} {r['latitude']} {r['longitude']} {miles(point(r), (latitude, longitude)):.1f}"
                        for r in found
                    )
                    or "missing"
                )
            )
    return faults


def zip_states(rows: list[dict]) -> list[str]:
    """ZIPs whose state is not the one their prefix belongs to, in the focus states."""
    owner = {n: state for state, ranges in PREFIXES.items() for low, high in ranges for n in range(low, high + 1)}
    return [
        f"{r['code']} {r['name']}: {r['state']}, prefix of {owner.get(int(r['code'][:3]), 'another state')}"
        for r in rows
        if r["kind"] == "zip"
        and r["code"] not in EXCEPTIONS
        and (r["state"] in PREFIXES or int(r["code"][:3]) in owner)
        and owner.get(int(r["code"][:3])) != r["state"]
    ]


def consistency(rows: list[dict]) -> list[str]:
    faults = [f"twice: {pair}" for pair, n in Counter((r["kind"], r["code"]) for r in rows).items() if n > 1]
    counties = {(r["state"], r["name"]) for r in rows if r["kind"] == "county"}
    for r in rows:
        if r["kind"] in {"zip", "town"} and (r["state"], r["county"]) not in counties:
            faults.append(f"unknown county: {r}")
        if r["kind"] == "zip" and not re.fullmatch(r"\d{5}", r["code"]):
            faults.append(f"bad ZIP: {r}")
        latitude, longitude = point(r)
        if not (-15 < latitude < 72 and abs(latitude) > 1 and abs(longitude) > 60):
            faults.append(f"odd point: {r}")
        if not r["name"] or "|" in r["name"] or any(not name for name in r["alternates"].split("|") if r["alternates"]):
            faults.append(f"odd name: {r}")
    return faults


def same_names(towns: list[dict]) -> tuple[dict, dict]:
    """Names in several served states, and names in a served and a bordering state: {name: {state: most people}}."""
    people = defaultdict(lambda: defaultdict(int))
    spelling = {}
    for r in towns:
        if r["state"] in NEAR:
            for name in [r["name"], *filter(None, r["alternates"].split("|"))]:
                people[key(name)][r["state"]] = max(people[key(name)][r["state"]], int(r["population"]))
                spelling.setdefault(key(name), name)
    served = {spelling[n]: dict(s) for n, s in people.items() if len(SERVED & s.keys()) > 1}
    border = {spelling[n]: dict(s) for n, s in people.items() if SERVED & s.keys() and s.keys() - SERVED}
    return served, border


def neighbourhoods(towns: list[dict], served: dict) -> list[str]:
    """Parts of Baltimore, Philadelphia and Washington that GeoNames lists as places, and what they make ambiguous."""
    cities = {
        "Baltimore City": "Baltimore",
        "Philadelphia County": "Philadelphia",
        "District of Columbia": "Washington",
    }
    parts = [r for r in towns if r["state"] in {"MD", "PA", "DC"} and r["name"] != cities.get(r["county"], r["name"])]
    inside = {r["code"] for r in parts}
    elsewhere = defaultdict(set)
    for r in towns:
        if r["state"] in SERVED and r["code"] not in inside:
            for name in [r["name"], *filter(None, r["alternates"].split("|"))]:
                elsewhere[key(name)].add(r["state"])
    only = sorted(name for name in served if len(elsewhere[key(name)]) < 2)
    return [
        "",
        f"Parts of Baltimore, Philadelphia and Washington among the towns: {len(parts)} (told by county and a name "
        "that is not the city's)",
        f"  names in more than one of MD, PA, VA only because of them: {len(only)}: " + ", ".join(only),
    ]


def load_times() -> list[str]:
    start = time.perf_counter()
    with gzip.open(HERE / "places.csv.gz", "rt", encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    plain = time.perf_counter() - start
    start = time.perf_counter()
    keyed = [(*row, key(row[2]), tight(row[2])) for row in rows]
    keys = time.perf_counter() - start
    database = HERE / ".load_test.sqlite3"
    database.unlink(missing_ok=True)
    start = time.perf_counter()
    connection = sqlite3.connect(database)
    connection.execute(
        "create table place (id integer primary key, kind text, code text, name text, state text, county text,"
        " latitude real, longitude real, population integer, alternates text, source text, key text, tight text)"
    )
    connection.executemany(f"insert into place values (null{',?' * 12})", keyed)
    for columns in ["kind, code", "key", "tight", "latitude, longitude"]:
        connection.execute(f'create index "by_{columns}" on place ({columns})')
    connection.commit()
    connection.close()
    sqlite = time.perf_counter() - start
    size = database.stat().st_size
    database.unlink()
    return [
        f"csv.gz into plain lists       {plain:6.2f} s",
        f"comparison keys of all names  {keys:6.2f} s",
        f"into SQLite, four indexes     {sqlite:6.2f} s, {size / 1e6:.1f} MB",
    ]


def listing(title: str, names: dict) -> list[str]:
    lines = ["", f"{title}: {len(names)}"]
    order = sorted(names, key=lambda n: (-sum(names[n].values()), n))
    return lines + [
        "  " + name + ": " + ", ".join(f"{s} {names[name][s]:,}" if names[name][s] else s for s in sorted(names[name]))
        for name in order
    ]


def main() -> int:
    rows = read()
    towns = [r for r in rows if r["kind"] == "town"]
    out = io.StringIO()

    def say(*lines):
        print(*lines, sep="\n", file=out)

    faults = {
        "known places": known_places(rows),
        "state of a ZIP against its prefix": zip_states(rows),
        "consistency": consistency(rows),
    }
    say("CHECKS")
    for title, found in faults.items():
        say(
            f"  {title}: {len(found)} faults" + (f" of {len(KNOWN)} sampled" if title == "known places" else ""),
            *(f"    {f}" for f in found),
        )
    say("", "ROWS BY KIND AND SOURCE OF THE POINT")
    for (kind, source), n in sorted(Counter((r["kind"], r["source"]) for r in rows).items()):
        say(f"  {kind:7}{source:9}{n:7,}")
    codes = Counter(
        "GeoNames place" if r["code"].isdigit() else "post office" if r["code"][0] == "P" else "township" for r in towns
    )
    say(
        "  towns: "
        + ", ".join(f"{n:,} {what}" for what, n in sorted(codes.items()))
        + f"; with alternates: {sum(bool(r['alternates']) for r in towns):,}"
    )
    say("", "STATE    ZIPs (census/geonames)   towns (GeoNames/post office/township)  counties")
    for state in FOCUS:
        zips = [r for r in rows if r["kind"] == "zip" and r["state"] == state]
        own = [r for r in towns if r["state"] == state]
        census = sum(r["source"] == "census" for r in zips)
        kinds = [
            sum(r["code"].isdigit() for r in own),
            sum(r["code"][0] == "P" for r in own),
            sum(r["code"][0] == "T" for r in own),
        ]
        counties = sum(r["kind"] == "county" and r["state"] == state for r in rows)
        say(
            f"  {state}    {len(zips):5,} ({census:,}/{len(zips) - census:,})".ljust(34)
            + f"{len(own):5,} ({kinds[0]:,}/{kinds[1]:,}/{kinds[2]})".ljust(38)
            + f"{counties:4}"
        )
    say(f"  all {len(FOCUS)}: {sum(r['kind'] == 'zip' and r['state'] in FOCUS for r in rows):,} ZIPs")
    say(
        "  ZIPs elsewhere: "
        + ", ".join(
            f"{s} {n:,}"
            for s, n in sorted(
                Counter(r["state"] for r in rows if r["kind"] == "zip" and r["state"] not in FOCUS).items()
            )
        )
    )
    say(
        "",
        "FILES",
        *(
            f"  {p.name:22}{p.stat().st_size:10,} bytes"
            for p in sorted(HERE.iterdir())
            if p.suffix in {".gz", ".json", ".svg", ".py"}
        ),
    )
    say(f"  places.csv unpacked   {len(gzip.decompress((HERE / 'places.csv.gz').read_bytes())):10,} bytes")
    say("", "LOADING (2 shared cores)", *(f"  {line}" for line in load_times()))
    served, border = same_names(towns)
    say(
        "",
        "NAMES IN SEVERAL STATES (towns and their alternates; the number is the population of the largest)",
        "  Names whose comparison key is the same: Saint/St, Mount/Mt, Fort/Ft, hyphens and case do not matter.",
    )
    say(*listing("In more than one of MD, PA, VA", served))
    say(*listing("In one of MD, PA, VA and in a bordering state (DC, DE, NJ, NY, OH, WV, NC, TN, KY)", border))
    say(*neighbourhoods(towns, served))
    twice = Counter((r["state"], key(r["name"])) for r in towns if r["state"] in SERVED)
    say(
        "",
        f"Names held by several towns of one served state (kept apart by county): {sum(n > 1 for n in twice.values())}",
    )
    print(out.getvalue(), end="")
    return 1 if any(faults.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
