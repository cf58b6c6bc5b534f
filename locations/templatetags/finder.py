"""What the finder's pages need beyond their context: distances and filters in words, links that keep what was asked."""

from dataclasses import dataclass, replace

from django import template
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from locations.finder import FAR_MILES, WayOut
from locations.finding_words import heading
from locations.geocoding import words_for
from locations.hours_words import days_that_differ
from locations.opening_hours import Closure
from locations.schedules import schedule_of
from locations.states import NAMES

register = template.Library()
EXACT_BELOW_MILES = 10


@dataclass(frozen=True)
class ActiveFilter:
    """One filter in use: in words, the list without it, and what that shows where no office is shown now."""

    words: str
    without: str
    then: str


@register.filter
def miles_words(miles: float) -> str:
    """“under 1 mile”, “3.4 miles”, “72 miles”, “4,587 miles”."""
    if miles < 1:
        return _("Under 1 mile")
    if miles < EXACT_BELOW_MILES:
        return _("%(miles).1f miles") % {"miles": miles}
    return _("%(miles)s miles") % {"miles": number_format(round(miles), force_grouping=True)}


@register.filter
def within_reach(answers: list) -> list:
    """The answers that count as near."""
    return [answer for answer in answers if answer.miles is not None and answer.miles <= FAR_MILES]


@register.filter
def as_query(place) -> str:
    """What to type to mean exactly this place."""
    return words_for(place)


@register.filter
def answer_name(place) -> str:
    """How an answer names the place: “21701 (Frederick, MD)”, “Frederick, MD”; a state by its middle."""
    if place.kind == "state":
        return _("the middle of %(state)s") % {"state": place.label}
    return f"{place.code} ({place.label})" if place.kind == "zip" else place.label


@register.filter
def state_name(code: str) -> str:
    """Maryland for MD."""
    return NAMES.get(code, code)


@register.simple_tag(takes_context=True)
def active_filters(context, form, filters: dict, ways_out) -> list[ActiveFilter]:
    """The filters in use, in the form's order; with ways_out, the one to drop first."""
    asked = context["request"].GET
    names = [*ways_out, *(name for name in filters if name not in ways_out)]
    return [
        ActiveFilter(_words(form, name, filters[name]), _without(asked, name), _then(ways_out.get(name)))
        for name in names
    ]


@register.simple_tag(takes_context=True)
def finding_heading(context) -> str:
    """How many offices were found, and where: the heading of the list and the title of its page."""
    place, state = getattr(context["outcome"], "place", None), context["state"]
    return heading(
        context["finding"],
        answer_name(place) if place else "",
        state.label if state else "",
        is_near_me=context["kind"] == "NearMe",
        has_filters=bool(context["filters"]),
    )


@register.simple_tag
def closure_today(location) -> Closure | None:
    """The closure that the office is in today, by its own calendar; it `reopens` on its first day with hours."""
    schedule = schedule_of(location)
    closure = schedule.closure_on(timezone.now().astimezone(schedule.zone).date())
    return _with_first_open_day(closure, schedule)


@register.simple_tag
def closure_to_come(location) -> Closure | None:
    """The closure that begins after today."""
    schedule = schedule_of(location)
    today = timezone.now().astimezone(schedule.zone).date()
    ahead = next((closure for closure in schedule.closures if closure.starts > today), None)
    return _with_first_open_day(ahead, schedule)


@register.simple_tag
def later_days(location) -> list:
    """Days after this week on which the office keeps other hours."""
    return days_that_differ(schedule_of(location), timezone.now())


def _with_first_open_day(closure: Closure | None, schedule) -> Closure | None:
    """An office that may open again on a Sunday opens on Monday."""
    if closure and closure.reopens:
        return replace(closure, reopens=schedule.first_open_day(closure.reopens))
    return closure


def _then(way: WayOut | None) -> str:
    if way is None:
        return ""
    if way.is_least:
        return ngettext("then %(count)s location or more", "then %(count)s locations or more", way.count) % vars(way)
    return ngettext("then %(count)s location", "then %(count)s locations", way.count) % vars(way)


def _words(form, name: str, value) -> str:
    if name == "state":
        return dict(form.fields["state"].choices)[value]
    return value.short_title if name == "treatment" else form.fields[name].label


def _without(asked, name: str) -> str:
    rest = asked.copy()
    rest.pop(name, None)
    return f"?{rest.urlencode()}" if rest else "."
