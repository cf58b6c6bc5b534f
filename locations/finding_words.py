"""How many offices a search found, in words: the list's heading and the page's title."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from locations.finder import FAR_MILES, Finding


def heading(
    finding: Finding, place: str = "", state: str = "", *, is_near_me: bool = False, has_filters: bool = False
) -> str:
    """“7 locations near Frederick, MD”. `place` and `state` are names; at most one of the three says where."""
    where = place or (_("you") if is_near_me else "")
    if not finding.answers:
        return _none(finding, has_filters, where)
    if where:
        return _near(finding, where)
    if finding.is_cut:
        return _first(finding, state)
    words = {"count": finding.total, "state": state}
    if state:
        return ngettext("%(count)s location in %(state)s", "%(count)s locations in %(state)s", finding.total) % words
    return ngettext("%(count)s location", "%(count)s locations", finding.total) % words


def _none(finding: Finding, has_filters: bool, where: str) -> str:
    if finding.looked_at and where:
        return _("None of the %(count)s nearest locations fits all that you chose") % {"count": finding.looked_at}
    if finding.looked_at:
        return _("None of the first %(count)s locations fits all that you chose") % {"count": finding.looked_at}
    return _("No location fits all that you chose") if has_filters else _("No location is listed yet")


def _near(finding: Finding, where: str) -> str:
    """Counts the offices within reach, unless every one that is shown is: then there may be more."""
    near = sum(answer.miles <= FAR_MILES for answer in finding.answers)
    if not near:
        return _("No location near %(where)s") % {"where": where}
    if finding.is_cut and near == len(finding.answers):
        words = {"count": near, "where": where, "total": _total(finding)}
        return _("The %(count)s locations nearest to %(where)s, of %(total)s") % words
    words = {"count": near, "where": where}
    return ngettext("%(count)s location near %(where)s", "%(count)s locations near %(where)s", near) % words


def _first(finding: Finding, state: str) -> str:
    words = {"count": len(finding.answers), "total": _total(finding), "state": state}
    if state:
        return _("The first %(count)s of %(total)s locations in %(state)s") % words
    return _("The first %(count)s of %(total)s locations") % words


def _total(finding: Finding) -> str:
    number = number_format(finding.total, force_grouping=True)
    return _("more than %(number)s") % {"number": number} if finding.is_more else number
