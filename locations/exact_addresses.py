"""Asks a geocoder, where the practice has set one up, for the exact point of a street address. Never relied upon.

Without GEOCODER_URL nothing here runs. What is sent, and what may come of it, stands in docs/decisions/0014.
"""

import logging
import math
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import lru_cache
from urllib.parse import urlsplit

from django.conf import settings
from geopy.adapters import URLLibAdapter
from geopy.geocoders import Nominatim

from locations import states
from locations.nearest import miles
from locations.outcomes import FROM_ADDRESS, OnePlace
from locations.street_addresses import postal_address

SECONDS = 2
SECONDS_OF_REST = 60  # after a failure, so that a geocoder that is down slows one search a minute and not every one
MOST_MILES = 25
MILES_PER_DEGREE = 69
MOST_AT_ONCE = 4

logger = logging.getLogger(__name__)


def with_exact_point(text: str, outcome):
    """The outcome, measured from the street address itself where a geocoder knows it; otherwise as it was."""
    if not settings.GEOCODER_URL or not isinstance(outcome, OnePlace):
        return outcome
    address = postal_address(text)
    point = geocoder_at(settings.GEOCODER_URL).point_of(address, outcome.place) if address else None
    if point is None:
        return outcome
    return replace(outcome, exact=point, note="" if outcome.note == FROM_ADDRESS else outcome.note)


@lru_cache(maxsize=4)
def geocoder_at(url: str) -> "Geocoder":
    """The geocoder of this process."""
    return Geocoder(url)


class Geocoder:
    """A server with Nominatim's search. It gets SECONDS to answer, and after a failure a minute of rest."""

    def __init__(self, url: str):
        parts = urlsplit(url)
        self._server = Nominatim(
            domain=f"{parts.netloc}{parts.path}",
            scheme=parts.scheme,
            timeout=SECONDS,
            user_agent=f"Office finder of {settings.SITE_URL}",
            adapter_factory=URLLibAdapter,
        )
        # A name server, or an answer that comes drop by drop, can outlast a socket's time limit, but not a thread's.
        self._threads = ThreadPoolExecutor(MOST_AT_ONCE, thread_name_prefix="geocoder")
        self._rests_until = 0.0

    def point_of(self, address: str, place) -> tuple[float, float] | None:
        """Latitude and longitude of the address, if it lies near the place and in its state. Never raises."""
        if time.monotonic() < self._rests_until:
            return None
        asked = self._threads.submit(self._ask, address, place)
        try:
            found = asked.result(timeout=SECONDS)
        except Exception as error:
            asked.cancel()
            self._rests_until = time.monotonic() + SECONDS_OF_REST
            logger.warning("The geocoder failed (%s); it rests for a minute.", type(error).__name__)
            return None
        return _point(found) if found and _is_plausible(found, place) else None

    def _ask(self, address: str, place):
        return self._server.geocode(
            f"{address}, {states.NAMES[place.state]}",
            addressdetails=True,
            country_codes="us",
            viewbox=_box_around(place),
            bounded=True,
        )


def _box_around(place) -> list[tuple[float, float]]:
    """Two corners, MOST_MILES from the place."""
    north = MOST_MILES / MILES_PER_DEGREE
    east = north / math.cos(math.radians(place.latitude))
    return [(place.latitude - north, place.longitude - east), (place.latitude + north, place.longitude + east)]


def _point(found) -> tuple[float, float]:
    return found.latitude, found.longitude


def _is_plausible(found, place) -> bool:
    """The offline reading decides the state, and roughly where."""
    state = states.named(found.raw.get("address", {}).get("state", ""))
    return state == place.state and miles(*_point(found), place.latitude, place.longitude) <= MOST_MILES
