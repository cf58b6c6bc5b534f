"""The MILD page under gunicorn with two workers, beside a bare Django view, in interleaved rounds."""

import http.client
import json
import statistics
from contextlib import ExitStack
from pathlib import Path

from bench import queries
from bench.client import Load, load, request_for
from scripts import site
from scripts.address import Address
from scripts.console import say
from scripts.processes import Processes

PAGE = "/treatments/minimally-invasive-lumbar-decompression/"
ROUNDS = 8
SECONDS = 1.2
BROWSER = {"Accept": "text/html", "Accept_Encoding": "gzip, deflate, br", "User_Agent": "bench"}
BARE_WORDS = ("--config", "bench/bare_gunicorn.py", "bench.bare:application")
BARE, ANEW, AHEAD, CACHED, KNOWN = "bare Django view", "made anew", "made ahead", "cached", "304, not modified"
ALL = (BARE, ANEW, AHEAD, CACHED, KNOWN)
SETTINGS = {ANEW: "bench.settings", AHEAD: "bench.settings_made_ahead"}


def measure(folder: Path) -> dict:
    """Fills a site, starts it four ways and asks each in turn."""
    addresses = {name: Address.free() for name in (CACHED, ANEW, AHEAD, BARE)}
    environments = {name: environment(name, address, folder) for name, address in addresses.items()}
    environments[BARE]["BARE_PAGE"] = str(folder / "page.json")
    site.fill(environments[CACHED])
    site.make_pages_ahead(environments[AHEAD])
    with ExitStack() as stack:
        for name in (CACHED, ANEW, AHEAD):
            stack.enter_context(server(environments[name])).wait_until_answering(addresses[name].url)
        headers, body = fetch(addresses[CACHED])
        (folder / "page.json").write_text(json.dumps({"headers": headers, "body": body.decode("latin-1")}))
        with server(environments[BARE], *BARE_WORDS) as bare:
            bare.wait_until_answering(addresses[BARE].url)
            rounds = [one_round(addresses, headers["ETag"]) for _ in range(ROUNDS)]
    return {
        "page": PAGE,
        "page_bytes_compressed": len(body),
        "queries": {name: queries.counted(environments[name], [PAGE])[PAGE] for name in (ANEW, AHEAD)},
        "requests_per_second": {name: summary(name, rounds) for name in ALL},
    }


def environment(name: str, address: Address, folder: Path) -> dict[str, str]:
    """A site of that name there; all of them have one database."""
    chosen = {"DJANGO_SETTINGS_MODULE": SETTINGS[name]} if name in SETTINGS else {}
    return {**site.temporary_environment(address, folder), **chosen}


def server(environment: dict[str, str], *words: str) -> Processes:
    """gunicorn as everywhere else but for the words, and no worker is replaced in the middle."""
    return Processes({"web server": [*site.GUNICORN, "--max-requests", "0", *words]}, environment)


def fetch(address: Address) -> tuple[dict[str, str], bytes]:
    """The page as a browser gets it: headers without those the server itself adds, and compressed body."""
    connection = http.client.HTTPConnection(address.host, address.port)
    connection.request("GET", PAGE, headers={name.replace("_", "-"): value for name, value in BROWSER.items()})
    response = connection.getresponse()
    headers, body = dict(response.getheaders()), response.read()
    connection.close()
    return {name: value for name, value in headers.items() if name not in ("Date", "Connection")}, body


def one_round(addresses: dict[str, Address], etag: str) -> dict[str, Load]:
    """Each of the five for a few seconds, one after the other."""
    asked = {
        BARE: (BARE, {}),
        ANEW: (ANEW, {}),
        AHEAD: (AHEAD, {}),
        CACHED: (CACHED, {}),
        KNOWN: (CACHED, {"If_None_Match": etag}),
    }
    loads = {}
    for name, (where, headers) in asked.items():
        address = addresses[where]
        request = request_for(f"{address.host}:{address.port}", PAGE, **BROWSER, **headers)
        status = 304 if name == KNOWN else 200
        loads[name] = load((address.host, address.port), request, status, SECONDS)
        say(f"  {name:20} {loads[name].per_second:8.0f} requests/s")
    return loads


def summary(name: str, rounds: list[dict[str, Load]]) -> dict[str, float]:
    """Medians over the rounds; the ratio is taken within each round, so that a busy minute hits both sides."""
    speeds = [loads[name].per_second for loads in rounds]
    ratios = [loads[name].per_second / loads[BARE].per_second for loads in rounds]
    return {
        "median": round(statistics.median(speeds), 1),
        "lowest": round(min(speeds), 1),
        "highest": round(max(speeds), 1),
        "of_bare_view": round(statistics.median(ratios), 3),
        "client_share_of_a_core": round(statistics.median(loads[name].own_share for loads in rounds), 2),
    }


def table(results: dict) -> str:
    lines = [
        f"\n{PAGE}, {results['page_bytes_compressed']:,} bytes compressed, gunicorn with 2 workers, "
        f"{ROUNDS} rounds of {SECONDS:g} s",
        f"{'':20} {'requests/s':>10} {'lowest':>8} {'highest':>8} {'of bare':>8} {'client':>7}",
    ]
    for name, row in results["requests_per_second"].items():
        lines.append(
            f"{name:20} {row['median']:10.0f} {row['lowest']:8.0f} {row['highest']:8.0f} "
            f"{row['of_bare_view']:8.2f} {row['client_share_of_a_core']:7.0%}"
        )
    asked = ", ".join(f"{name} {number}" for name, number in results["queries"].items())
    return "\n".join([*lines, f"Database queries: {asked}\n"])
