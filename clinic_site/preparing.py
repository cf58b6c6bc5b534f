"""Makes public pages ahead, so that no visitor waits for one after content has changed.

The worker does it turn by turn; `manage.py prepare_pages` does all at once.
"""

import logging
import time
from datetime import datetime, timedelta
from itertools import islice
from urllib.parse import urlsplit

import brotli
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import timezone

from clinic_site.sitemaps import SITEMAPS
from publishing.content_version import Version, clock, current_token, next_moment, seconds_until
from publishing.models import PreparedPage
from publishing.release import release
from publishing.remembered import is_database_away

logger = logging.getLogger(__name__)

SECONDS_FOR_A_TURN = 2
MOST_PAGES = 1_000  # those beyond are made as somebody asks for them
FEWEST_SECONDS = 60  # a page that goes out of date sooner is made ahead later
SMALLEST = 11  # brotli's quality; takes twenty times as long as what a visitor can wait for


class Preparer:
    """The worker's part: a little at each turn, once content has been left alone from one turn to the next."""

    def __init__(self):
        self.begin(None)

    def begin(self, version: Version | None) -> None:
        self.version = version
        self.wanted = None  # the paths of this version of the content, once they were read
        self.refused = set()  # those of them that have no page for everybody

    def turn(self) -> None:
        version = clock.version()
        if version != self.version:
            self.begin(version)
        elif version is not None and not settings.DEBUG:
            self.make_missing(until=time.monotonic() + SECONDS_FOR_A_TURN)

    def make_missing(self, until: float = float("inf")) -> int:
        """Makes the pages that are missing, at least one, until that moment of the monotonic clock.

        Forgets those that are gone. Returns how many were made.
        """
        token, now = known_token(), timezone.now()
        if self.wanted is None:
            self.wanted = addresses()
        stored = list(PreparedPage.objects.without_bodies())
        PreparedPage.objects.forget({page.path for page in stored} - set(self.wanted))
        good = {page.path for page in stored if page.is_good(token, release(), now)}
        missing = [path for path in self.wanted if path not in good and path not in self.refused]
        good_until = min(filter(None, (next_moment(now), tomorrow(now)))) if missing else now
        made = 0
        for path in missing:
            made += self.make(path, token, now, good_until)
            if time.monotonic() > until:
                break
        return made

    def make(self, path: str, token: str, now: datetime, good_until: datetime) -> bool:
        """Whether there is such a page now. One that will soon be another waits for a later turn."""
        doubts = clock.doubts
        page = page_at(path)
        if page is None:
            self.refused.add(path)
        elif is_lasting(page) and clock.doubts == doubts:
            store(path, page, token, now, min(getattr(page, "good_until", None) or good_until, good_until))
            return True
        return False


def known_token() -> str:
    """The token of the clock, which may be half a second behind the database's.

    What views take from memory (publishing.remembered) is of that token; a newer one would vouch for old words.
    """
    version = clock.version()
    return version.token if version else current_token()


def addresses() -> list[str]:
    """The first paths of the sitemap; the pages that stand for many come first."""
    first = ((sitemap, item) for sitemap in SITEMAPS.values() for item in sitemap.items()[:MOST_PAGES])
    return [sitemap.location(item) for sitemap, item in islice(first, MOST_PAGES)]


def page_at(path: str) -> HttpResponse | None:
    """The page as a visitor would get it; None for one that is not the same for everybody or is not there."""
    match = resolve(path)
    if not hasattr(match.func, "public_parameters"):
        return None
    try:
        response = match.func(request_for(path), *match.args, **match.kwargs)
    except Http404:
        return None
    except Exception as error:  # the others have to be made; a visitor who asks for this one has it logged whole
        if is_database_away(error):
            current_token()  # still away: that raises, and nothing is wrong with the page
        logger.error("The page %s could not be made ahead: %s.", path, type(error).__name__)
        return None
    is_html = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
    is_for_many = getattr(response, "is_kept", True) and not response.cookies
    return response if is_html and is_for_many else None


def is_lasting(response: HttpResponse) -> bool:
    left = seconds_until(getattr(response, "good_until", None))
    return left is None or left > FEWEST_SECONDS


def request_for(path: str) -> HttpRequest:
    """Nobody asking for that page at the site's own address."""
    site = urlsplit(settings.SITE_URL)
    request = HttpRequest()
    request.method, request.path, request.path_info = "GET", path, path
    request.META = {"SERVER_NAME": site.hostname, "SERVER_PORT": str(site.port or 443)}
    request.is_made_anew = True
    return request


def store(path: str, response: HttpResponse, token: str, now: datetime, good_until: datetime) -> None:
    """Puts the page where web processes find it."""
    PreparedPage.objects.update_or_create(
        path=path,
        defaults={
            "token": token,
            "release": release(),
            "made_at": now,
            "good_until": good_until,
            "body": response.content,
            "brotli": brotli.compress(response.content, quality=SMALLEST),
        },
    )


def tomorrow(now: datetime) -> datetime:
    """The next midnight: whatever a page says of days is said anew each day."""
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return timezone.make_aware(today.replace(tzinfo=None) + timedelta(days=1))
