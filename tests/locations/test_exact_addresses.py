"""A geocoder is asked only where one is set up, only for full addresses, and never relied upon."""

import json
import logging
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest

from locations import exact_addresses
from locations.exact_addresses import geocoder_at, with_exact_point
from locations.outcomes import FROM_ADDRESS, ZIP_DECIDED, OnePlace, WholeState
from locations.street_addresses import postal_address
from tests.locations.factories import make_location

FREDERICK = SimpleNamespace(latitude=39.4143, longitude=-77.4105, state="MD")
ADDRESS = "100 N Market St, Frederick MD 21701"
HOUSE = 39.4160, -77.4106
OUTCOME = OnePlace(FREDERICK, FROM_ADDRESS)


def answer(point=HOUSE, state="Maryland") -> bytes:
    place = {"lat": str(point[0]), "lon": str(point[1]), "display_name": "A house", "address": {"state": state}}
    return json.dumps([place]).encode()


@contextmanager
def serving(body=None, *, status=200, seconds=0.0):
    """A geocoder on this machine that answers so; yields its address and the paths it was asked for."""
    asked, is_over = [], threading.Event()

    class Answer(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append((self.path, dict(self.headers)))
            is_over.wait(seconds)
            try:
                self.send_response(status)
                self.send_header("Content-Length", str(len(body or b"")))
                self.end_headers()
                self.wfile.write(body or b"")
            except OSError:
                pass  # nobody waited

        def log_message(self, *words):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/maps", asked
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture(autouse=True)
def direct(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    geocoder_at.cache_clear()


def test_the_street_address_itself_is_measured_from(settings):
    with serving(answer()) as (settings.GEOCODER_URL, _asked):
        found = with_exact_point(ADDRESS, OUTCOME)

    assert found.point == HOUSE
    assert (found.place, found.note) == (FREDERICK, "")


def test_a_note_about_the_zip_code_stays(settings):
    with serving(answer()) as (settings.GEOCODER_URL, _asked):
        assert with_exact_point(ADDRESS, OnePlace(FREDERICK, ZIP_DECIDED)).note == ZIP_DECIDED


def test_nothing_is_asked_without_the_setting(settings, monkeypatch):
    settings.GEOCODER_URL = ""
    monkeypatch.setattr(exact_addresses, "geocoder_at", lambda url: pytest.fail("somebody was asked"))

    assert with_exact_point(ADDRESS, OUTCOME) is OUTCOME


@pytest.mark.parametrize(
    "typed", ["21701", "Frederick, MD", "Market St, Frederick", "100 Market St", "21701 Frederick"]
)
def test_only_a_full_street_address_is_sent(settings, typed):
    with serving(answer()) as (settings.GEOCODER_URL, asked):
        assert with_exact_point(typed, OUTCOME) is OUTCOME

    assert asked == []


def test_only_one_place_that_was_understood_is_refined(settings):
    with serving(answer()) as (settings.GEOCODER_URL, asked):
        assert with_exact_point(ADDRESS, WholeState("MD")) == WholeState("MD")

    assert asked == []


def test_no_name_and_no_apartment_is_sent(settings):
    with serving(answer()) as (settings.GEOCODER_URL, asked):
        with_exact_point("Ann Lee, 100 N Market St Apt 4, Frederick MD 21701", OUTCOME)

    ((path, headers),) = asked
    query = parse_qs(urlsplit(path).query)
    assert urlsplit(path).path == "/maps/search"
    assert query["q"] == ["100 N Market St, Frederick, 21701, Maryland"]
    assert query["countrycodes"] == ["us"]
    assert {"Cookie", "X-Forwarded-For", "Referer"}.isdisjoint(headers)
    assert headers["User-Agent"] == f"Office finder of {settings.SITE_URL}"


@pytest.mark.parametrize(
    "body",
    [
        answer(point=(39.8, -77.5)),  # 27 miles north
        answer(state="Pennsylvania"),
        answer(state=""),
        b"[]",
        b'[{"lat": "x", "lon": "y", "display_name": "?"}]',
        b"<html>",
        b"",
        b"{}",
        b'{"error": "out of order"}',
        b"[[1]]",
    ],
)
def test_an_answer_that_makes_no_sense_leaves_the_offline_answer(settings, body):
    with serving(body) as (settings.GEOCODER_URL, _asked):
        assert with_exact_point(ADDRESS, OUTCOME) is OUTCOME


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_a_server_that_refuses_leaves_the_offline_answer(settings, status):
    with serving(answer(), status=status) as (settings.GEOCODER_URL, _asked):
        assert with_exact_point(ADDRESS, OUTCOME) is OUTCOME


def test_a_server_that_is_not_there_leaves_the_offline_answer(settings):
    settings.GEOCODER_URL = "http://127.0.0.1:9"

    assert with_exact_point(ADDRESS, OUTCOME) is OUTCOME


def test_nobody_waits_for_a_slow_server_and_it_is_left_alone_afterwards(settings, monkeypatch):
    monkeypatch.setattr(exact_addresses, "SECONDS", 0.2)
    with serving(answer(), seconds=30) as (settings.GEOCODER_URL, asked):
        began = time.monotonic()
        assert with_exact_point(ADDRESS, OUTCOME) is OUTCOME
        assert time.monotonic() - began < 15  # half of what the server would take
        assert with_exact_point(ADDRESS, OUTCOME) is OUTCOME

    assert len(asked) == 1


def test_a_server_is_asked_again_after_its_rest(settings, monkeypatch):
    monkeypatch.setattr(exact_addresses, "SECONDS_OF_REST", 0)
    with serving(b"<html>") as (settings.GEOCODER_URL, asked):
        with_exact_point(ADDRESS, OUTCOME)
        with_exact_point(ADDRESS, OUTCOME)

    assert len(asked) == 2


def test_the_log_does_not_hold_the_address(settings, caplog):
    with caplog.at_level(logging.DEBUG), serving(status=500) as (settings.GEOCODER_URL, _asked):
        with_exact_point(ADDRESS, OUTCOME)

    ours = [record.getMessage() for record in caplog.records if record.name == "locations.exact_addresses"]
    assert ours
    assert "Market" not in caplog.text


@pytest.mark.parametrize(
    ("typed", "sent"),
    [
        ("100 N Market St Frederick", "100 N Market St, Frederick"),
        ("19 W. Patrick Street 21701", "19 W. Patrick Street, 21701"),
        ("PO Box 12, Frederick MD", ""),
    ],
)
def test_what_finds_the_house(typed, sent):
    assert postal_address(typed) == sent


@pytest.mark.django_db
def test_the_page_says_that_it_measured_from_the_address(client, places, settings):
    make_location(latitude=HOUSE[0] + 0.05, longitude=HOUSE[1])
    offline = client.get("/locations/", {"q": ADDRESS}).content.decode()
    with serving(answer()) as (settings.GEOCODER_URL, _asked):
        exact = client.get("/locations/", {"q": ADDRESS}).content.decode()

    assert "We measured from the street address you typed." in exact
    assert "The ring is the address you typed." in exact
    assert 'data-miles="3.4"' in exact
    assert "the street address you typed." not in offline
