"""The front door: home, search, and what to say when something is not there."""

import logging
import sys
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from locations.badges import badges_everywhere
from pages.forms import SearchForm
from pages.searching.empty import note
from pages.searching.finding import Finding, find, words_of_address
from practice.context_processors import current_practice
from practice.structured_data import practice_data
from publishing.addresses import absolute
from publishing.broken import broken_page
from publishing.page_cache import public_page
from publishing.remembered import is_database_away, last_read, read_once
from publishing.trail import home as first_step
from treatments.index import grouped
from treatments.models import BodyArea, Treatment

logger = logging.getLogger(__name__)

MOST_SUGGESTED = 5
TRY_AGAIN_AFTER = 30  # seconds
SECURITY_TXT_HOLDS = timedelta(days=180)


@public_page()
def home(request):
    """Whom we help, and the ways in."""
    practice = read_once(current_practice)
    return render(
        request,
        "pages/home.html",
        {
            "practice": practice,
            "areas": BodyArea.objects.with_published_conditions(),
            "groups": grouped(Treatment.objects.published().by_group()),
            "badges": badges_everywhere(),
            "structured_data": [practice_data(practice)] if practice else [],
        },
    )


@public_page(parameters=("q", "kind"))
def search(request):
    """Every public page that says what was typed, by kind."""
    form = SearchForm(request.GET or None)
    is_asked = form.is_bound and form.is_valid()
    finding = find(form.cleaned_data["q"], form.cleaned_data["kind"]) if is_asked else Finding()
    if finding.unknown and not finding.place:
        note(finding.unknown, form.cleaned_data["q"])
    trail = [first_step(), (_("Search"), reverse("pages:search"))]
    response = render(request, "pages/search.html", {"trail": trail, "form": form, "finding": finding})
    response.is_kept = not form.is_bound
    return response


@public_page()
def robots(request):
    """What search engines may read."""
    return render(request, "pages/robots.txt", content_type="text/plain; charset=utf-8")


@public_page()
def security_txt(request):
    """Whom to tell about a weakness of this site. It always holds for half a year from today; a day later it is new."""
    today = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    context = {
        "contact": settings.SECURITY_CONTACT or absolute(reverse("appointments:contact")),
        "expires": (today + SECURITY_TXT_HOLDS).strftime("%Y-%m-%dT%H:%M:%SZ"),
    }
    response = render(request, "pages/security.txt", context, content_type="text/plain; charset=utf-8")
    response.good_until = today + timedelta(days=1)
    return response


def page_not_found(request, exception):
    """404: says so kindly and offers what the words of the address may have meant."""
    suggestions = []
    try:
        suggestions = find(words_of_address(request.path)).best(MOST_SUGGESTED)
        return render(request, "404.html", {"form": SearchForm(), "suggestions": suggestions}, status=404)
    except AnyDatabaseError as error:
        if not is_database_away(error):
            raise
        logger.exception("The page for a missing address could not read the database.")
        return server_error(request)


def server_error(request):
    """500, or 503 while the database is away: a page that needs nothing that may be broken.

    The telephone lines stand on it when this process has read them before.
    """
    is_away = is_database_away(sys.exception())
    context = {"practice": last_read(current_practice)}
    if is_away:
        return broken_page(request, "500.html", context, status=503, try_again_after=TRY_AGAIN_AFTER)
    return broken_page(request, "500.html", context, status=500)
