"""How long a whole search takes over HTTP with 12 to 1,000,000 offices, on SQLite and PostgreSQL, side by side."""

import contextlib
import statistics
import time
from pathlib import Path

from bench import queries, searches
from bench.clock import clocked
from bench.databases import filled
from bench.page import server
from scripts.console import say

NUMBERS = (12, 1_000, 100_000, 1_000_000)
SMALL, LARGE = 12, 100_000
GOAL = 3  # p95 with 100,000 offices, in times of p95 with 12
WARM_UP = 10
SAID_EVERY = 50
COUNTED = 12  # searches of each kind whose queries are counted
HEADERS = {"Accept": "text/html", "Accept_Encoding": "gzip, deflate, br", "User_Agent": "bench"}


def measure(folder: Path, numbers: list[int]) -> dict:
    """Fills a database for each number, serves all of them at once, and goes round them with every search.

    All are asked for the same one after the other, so that a busy moment of the machine hits all alike.
    """
    environments = filled(folder, numbers)
    asked = searches.paths()
    counts = {place: counted(environment, asked) for place, environment in environments.items()}
    with contextlib.ExitStack() as servers:
        for environment in environments.values():
            servers.enter_context(server(environment)).wait_until_answering(environment["SITE_URL"])
        sites = {place: environment["SITE_URL"] for place, environment in environments.items()}
        round_of(sites, asked[searches.ZIP][:WARM_UP])
        times = {kind: told(kind, round_of, sites, paths) for kind, paths in asked.items()}
    return results(list(environments), times, counts)


def counted(environment: dict[str, str], asked: dict[str, list[str]]) -> dict[str, list[int]]:
    """The different numbers of queries that searches of each kind need."""
    some = {kind: paths[:COUNTED] for kind, paths in asked.items()}
    numbers = queries.counted(environment, list(dict.fromkeys(path for paths in some.values() for path in paths)))
    return {kind: sorted({numbers[path] for path in paths}) for kind, paths in some.items()}


def told(kind: str, work, *arguments):
    """What the work returns, with a line about how long it took."""
    began = time.monotonic()
    done = work(*arguments)
    say(f"  {kind}: {time.monotonic() - began:.0f} s")
    return done


def round_of(sites: dict, paths: list[str]) -> dict:
    """Milliseconds of each path at each site."""
    times = {place: [] for place in sites}
    for asked, path in enumerate(paths, start=1):
        for place, url in sites.items():
            times[place].append(clocked(url, path, **HEADERS))
        if asked % SAID_EVERY == 0:
            say(f"    {asked} of {len(paths)}")
    return times


def results(places: list, times: dict, counts: dict) -> dict:
    """By engine, number of offices and kind of search."""
    engines = dict.fromkeys(engine for engine, _number in places)
    rows = {engine: {str(number): {} for one, number in places if one == engine} for engine in engines}
    for engine, number in places:
        for kind in times:
            row = {**percentiles(times[kind][engine, number]), "queries": counts[engine, number][kind]}
            rows[engine][str(number)][kind] = row
    return {
        "milliseconds": rows,
        "p95_100000_to_p95_12": {engine: ratios(rows[engine]) for engine in engines},
        "queries_are_fixed": {kind: len({str(one[kind]) for one in counts.values()}) == 1 for kind in times},
    }


def percentiles(values: list[float]) -> dict[str, float]:
    parts = statistics.quantiles(values, n=100)
    return {"p50": round(parts[49], 1), "p95": round(parts[94], 1)}


def ratios(rows: dict[str, dict]) -> dict[str, float]:
    """By kind of search, how much longer the slow ones take with 100,000 offices than with 12."""
    small, large = rows.get(str(SMALL), {}), rows.get(str(LARGE), {})
    return {kind: round(large[kind]["p95"] / small[kind]["p95"], 2) for kind in large if kind in small}


def table(results: dict) -> str:
    lines = ["\nThe finder, milliseconds of a whole request, gunicorn with one worker, nothing kept in memory"]
    for engine, rows in results["milliseconds"].items():
        lines.append(f"\n{engine:16}{''.join(f'{int(number):>11,}      ' for number in rows)}   p95 at 100,000 / 12")
        lines.append(f"{'':16}{'   p50    p95   q.' * len(rows)}   goal: at most {GOAL}")
        for kind in next(iter(rows.values())):
            cells = [
                f"{row[kind]['p50']:6.0f} {row[kind]['p95']:6.0f} {span(row[kind]['queries']):>4}"
                for row in rows.values()
            ]
            ratio = results["p95_100000_to_p95_12"][engine].get(kind, "")
            lines.append(f"{kind:16}{''.join(cells)}   {ratio}")
    unlike = [kind for kind, is_fixed in results["queries_are_fixed"].items() if not is_fixed]
    exceptions = f", except for: {', '.join(unlike)}" if unlike else ""
    lines.append(f"\nq.: database queries, the same at every number of offices{exceptions}\n")
    return "\n".join(lines)


def span(numbers: list[int]) -> str:
    """“14” or “13-15”."""
    return "-".join(str(number) for number in dict.fromkeys((numbers[0], numbers[-1])))
