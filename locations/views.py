"""The finder and the offices as pages."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from locations import outcomes
from locations.badges import badges_at, badges_in
from locations.finder import FAR_MILES, Finding, find, ways_out
from locations.forms import FILTERS, FILTERS_IN_A_STATE, SENTENCES, LocationSearchForm, NearMeForm
from locations.hours_words import open_sentence, week_rows
from locations.map_drawing import map_of, small_map
from locations.models import Location, Place
from locations.opening_hours import state_at
from locations.place_names import key
from locations.schedules import schedule_of
from locations.states import SERVED
from locations.structured_data import location_data
from practice.models import State
from publishing.offered_values import asks_only_for_what_we_offer
from publishing.page_cache import public_page
from publishing.trail import home

LONGEST_SUGGESTED = 60
MOST_SUGGESTED = 8
MOST_PROVIDERS = 8


def locations_step() -> tuple[str, str]:
    return _("Locations"), reverse("locations:location_list")


@public_page(parameters=("q", *FILTERS))
def location_list(request):
    """The finder: the field, what was understood, and the offices in order."""
    form = LocationSearchForm(request.GET)
    response = _finder(request, form, form.outcome(), [home(), locations_step()])
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


@public_page(parameters=FILTERS_IN_A_STATE)
def state_list(request, state):
    """The offices of one state."""
    trail = [home(), locations_step(), (State(state).label, reverse("locations:state_list", args=[state]))]
    form = LocationSearchForm(request.GET)
    response = _finder(request, form, outcomes.WholeState(state), trail)
    response.is_kept = asks_only_for_what_we_offer(request.GET, form)
    return response


@csrf_exempt  # it changes nothing and reads no cookie
def locations_near_me(request):
    """The nearest offices to a position that the visitor's device sent; the position is neither kept nor logged."""
    if request.method == "GET":
        return redirect("locations:location_list")
    if request.method != "POST":
        return HttpResponseNotAllowed(["GET", "POST"])
    outcome = NearMeForm(request.POST).outcome()
    return _finder(request, LocationSearchForm(request.POST), outcome, [home(), locations_step()])


def _finder(request, form, outcome, trail):
    """Renders the finder's page for what was understood; None: nothing was asked, or filters alone."""
    now = timezone.now()
    point = getattr(outcome, "point", None)
    state = State(outcome.state) if isinstance(outcome, outcomes.WholeState) else None
    filters = {name: value for name, value in form.chosen().items() if not (state and name == "state")}
    is_shown = outcome is None or bool(point or state)
    offices = Location.objects.published().in_state(state) if state else Location.objects.published()
    found = find(offices, filters, now, point) if is_shown else Finding([])
    context = {
        "trail": trail,
        "form": form,
        "filters": filters,
        "outcome": outcome,
        "kind": type(outcome).__name__ if outcome else "",
        "sentence": SENTENCES.get(getattr(outcome, "reason", None), ""),
        "state": state,
        "is_shown": is_shown,
        "finding": found,
        "ways_out": ways_out(offices, filters, now, point) if is_shown and filters and not found.answers else {},
        "is_far": bool(point and found.answers and found.answers[0].miles > FAR_MILES),
        "map": map_of(found.answers, point),
        "badges": badges_in(state) if state else [],
    }
    response = render(request, "locations/location_list.html", context)
    zones = {ZoneInfo(answer.location.time_zone) for answer in found.answers}
    response.good_until = next_change([answer.changes_at for answer in found.answers], zones, now)
    if "open_now" in filters:
        response.good_until = now  # an office that is not in the list may open any moment
    return response


def next_change(moments: list[datetime | None], zones: Iterable[ZoneInfo], now: datetime) -> datetime:
    """When a page about hours is out of date: at the first of these moments, at midnight in a zone at the latest."""
    here = {zone: now.astimezone(zone) for zone in {timezone.get_current_timezone(), *zones}}
    tomorrows = [datetime.combine(local.date() + timedelta(days=1), time(0), zone) for zone, local in here.items()]
    return min([*tomorrows, *filter(None, moments)])


@public_page(parameters=("q",))
def suggestions(request):
    """Places whose names begin like what is being typed, as options of the field's list."""
    typed = key(request.GET.get("q", "")[:LONGEST_SUGGESTED])
    places = Place.objects.beginning_with(typed, SERVED, MOST_SUGGESTED) if len(typed) >= 2 else []
    response = render(request, "locations/includes/suggestions.html", {"places": places})
    response.is_kept = False
    return response


@public_page()
def location_detail(request, slug):
    """One office."""
    location = get_object_or_404(Location.objects.published().with_sections(), slug=slug)
    return render_location(request, location)


def render_location(request, location, *, is_preview=False):
    """The office's page; the staff's preview uses it too."""
    now, schedule = timezone.now(), schedule_of(location)
    open_state = state_at(schedule, now)
    state = State(location.state)
    providers = location.providers.published()
    trail = [home(), locations_step(), (state.label, reverse("locations:state_list", args=[state.value]))]
    response = render(
        request,
        "locations/location_detail.html",
        {
            "trail": [*trail, (location.title, location.get_absolute_url())],
            "location": location,
            "open_words": open_sentence(schedule, open_state, now),
            "is_open": open_state.is_open,
            "week": week_rows(schedule, now),
            "map": small_map(location) if location.latitude is not None else None,
            "providers": providers.with_offices().by_name()[:MOST_PROVIDERS],
            "provider_count": providers.count(),
            "badges": badges_at(location, timezone.localdate(now)),
            "is_preview": is_preview,
            "structured_data": [location_data(location, schedule, now)],
        },
    )
    response.good_until = next_change([open_state.changes_at], [schedule.zone], now)
    return response
