"""Where we are: a map with lettered pins, then each office with its usual hours and the way in."""

from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import formats
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from locations.finder import letter
from locations.hours_words import spans_words
from locations.map_drawing import map_of
from locations.models import Location
from locations.models.hours import Weekday
from locations.opening_hours import Schedule
from locations.schedules import schedule_of
from pages.guide.building import definitions, invitation, paragraph, section, strong
from pages.guide.chapters.figures import figure
from pages.guide.material import MOST_OFFICES, Material
from pages.guide.scope import Scope


@dataclass(frozen=True)
class Lettered:
    """An office and the letter of its pin."""

    letter: str
    location: Location


def offices(material: Material, scope: Scope) -> list[dict]:
    found = [Lettered(letter(place), office) for place, office in enumerate(material.offices_in(scope))]
    if not found:
        return []
    first = section(_("Our offices"), [*opening(found, scope)], anchor="offices")
    return [first, *(office_section(lettered, material) for lettered in found)]


def opening(found: list[Lettered], scope: Scope) -> list[dict]:
    words = _("The letters on the map are those of the offices below. Hours may differ on holidays.")
    blocks = [paragraph(words), *map_figure(found)]
    is_cut = any(
        len(list(members)) == MOST_OFFICES for _state, members in groupby(found, lambda one: one.location.state)
    )
    if is_cut:
        blocks.append(paragraph(_("There are more offices than fit here.")))
    return [*blocks, invitation(_("Find the office nearest to you"), reverse("locations:location_list"))]


def map_figure(found: list[Lettered]) -> list[dict]:
    pins = map_of(found)
    if not pins["pins"]:
        return []
    return [figure(render_to_string("pages/drawings/office_map.svg", {"map": pins}))]


def office_section(lettered: Lettered, material: Material) -> dict:
    office, schedule = lettered.location, schedule_of(lettered.location)
    facts = definitions(
        [
            (_("Address"), address_of(office)),
            (_("Telephone"), telephone_of(office)),
            (_("Usual hours"), "\n".join(week_words(schedule)) or _("closed")),
            (_("Closed for now"), closure_words(office, material.today)),
            (_("Step-free"), step_free_words(office)),
            (_("Getting in"), office.access),
            (_("Parking"), office.parking),
            (_("Bus and train"), office.transit),
            (_("Languages spoken"), ", ".join(language.name for language in office.languages.all())),
            (_("Services"), ", ".join(service.name for service in office.services.all())),
            (_("Treatments here"), ", ".join(made.short_title for made in office.treatments.all())),
        ]
    )
    alert = [paragraph(strong(office.alert))] if office.alert else []
    return section(f"{lettered.letter}. {office.title}", [*alert, *facts], level=2, anchor=f"office-{office.slug}")


def address_of(office: Location) -> str:
    street = ", ".join(filter(None, [office.street, office.unit]))
    return f"{street}\n{office.city}, {office.state} {office.zip_code}"


def telephone_of(office: Location) -> dict:
    return {"text": office.phone.as_national, "href": office.phone.as_rfc3966, "strong": True}


def step_free_words(office: Location) -> str:
    if office.is_step_free:
        return _("Yes. A wheelchair can get from the street to the exam room.")
    return _("No. Call us before you come, so that we can help or see you elsewhere.")


def week_words(schedule: Schedule) -> list[str]:
    """The usual week, days with the same hours together: “Monday to Friday: 8 am to 5 pm”. Nothing if never open."""
    if not any(schedule.weekly.values()):
        return []
    days = [(day, spans_words(sorted(schedule.weekly.get(day.value, ())))) for day in Weekday]
    runs = [(hours, [day for day, _hours in run]) for hours, run in groupby(days, key=lambda pair: pair[1])]
    return [f"{day_words(members)}: {hours}" for hours, members in runs]


def day_words(days: list[Weekday]) -> str:
    if len(days) == 1:
        return str(days[0].label)
    pattern = _("%(first)s and %(last)s") if len(days) == 2 else _("%(first)s to %(last)s")
    return pattern % {"first": days[0].label, "last": days[-1].label}


def closure_words(office: Location, today) -> str:
    """That the office is or will be closed, until it is open again."""
    if not office.closed_from or (office.reopens_on and office.reopens_on <= today):
        return ""
    words = {"first": date_words(office.closed_from), "why": capfirst(office.closed_because)}
    if office.reopens_on:
        sentence = _("From %(first)s. Opens again on %(last)s.") % {**words, "last": date_words(office.reopens_on)}
    else:
        sentence = _("From %(first)s until further notice.") % words
    return f"{words['why']}. {sentence}" if words["why"] else sentence


def date_words(day) -> str:
    return formats.date_format(day, "F j, Y")


def offering(material: Material, scope: Scope) -> list[dict]:
    """For a handout: where the treatment is done, with address and telephone."""
    items = [
        [paragraph(strong(f"{office.title}\n"), f"{address_of(office)}\n", telephone_of(office))]
        for office in material.offices_in(scope)
    ]
    return [section(_("Where we offer it"), [{"kind": "list", "items": items}], anchor="offices")] if items else []
