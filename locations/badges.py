"""The badges of a page: proven claims in force where its reader is, and the wait as it was measured."""

from datetime import date, timedelta

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from locations.models import Location
from practice.models import Claim, State

STALE_AFTER = timedelta(days=7)  # waits are measured every six hours; a measure that stopped says nothing about today


def badges_everywhere() -> list[str]:
    """For a page that readers in every state see: what may be claimed in all of them."""
    return _not_refuted(Claim.objects.badges(*State), Location.objects.published())


def badges_in(state: str) -> list[str]:
    """For a page about one state, by its two-letter code."""
    return _not_refuted(Claim.objects.badges(state), Location.objects.published().in_state(state))


def badges_at(location: Location, today: date) -> list[str]:
    """For the page of one office: the wait that was measured there stands in place of the promise."""
    wait = getattr(location, "measured_wait", None)
    claims = Claim.objects.in_force(today).allowed_in(location.state)
    badges = [_at_office(claim, wait, today) for claim in claims]
    return [badge for badge in dict.fromkeys(badges) if badge]


def _not_refuted(claims, offices) -> list[str]:
    """A wait is promised only where no office was measured to take longer."""
    longest = offices.longest_measured_wait()
    return list(dict.fromkeys(claim.text for claim in claims if not claim.is_refuted_by(longest)))


def _at_office(claim: Claim, wait, today: date) -> str:
    if claim.is_measured and wait and today - wait.measured_on <= STALE_AFTER:
        return wait_words(wait)
    is_refuted = claim.is_refuted_by(wait.median_days if wait else None)
    return claim.text if claim.evidence and not is_refuted else ""


def wait_words(wait) -> str:
    """A measured wait as patients read it, with how it was measured."""
    measured = ngettext(
        "median of %(count)s request, last 90 days", "median of %(count)s requests, last 90 days", wait.count
    ) % {"count": wait.count}
    return _("Typical wait here: %(days)s (%(measured)s)") % {"days": _days(wait.median_days), "measured": measured}


def _days(days) -> str:
    """Such as “6 days” or “2.5 days”."""
    if days < 1:
        return _("less than a day")
    shown = number_format(days if days % 1 else int(days))
    return ngettext("%(days)s day", "%(days)s days", 1 if days == 1 else 2) % {"days": shown}
