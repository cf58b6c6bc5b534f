"""Pages that are no rows of the database, such as “Contact us”: found by the names people use for them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pages.searching.kinds import Card


@dataclass(frozen=True)
class PlainPage:
    """One page: a number that stays the same, names, what it is for, the name of its address."""

    pk: int
    names: tuple
    summary: str
    address: str


PLAIN_PAGES = [
    PlainPage(
        1,
        (
            _("Request an appointment"),
            _("appointment"),
            _("book a visit"),
            _("schedule a visit"),
            _("make an appointment"),
            _("new patient"),
            _("see a specialist"),
            _("second opinion"),
        ),
        _("Tell us what hurts. We call you back to find a time."),
        "appointments:request_appointment",
    ),
    PlainPage(
        2,
        (
            _("Contact us"),
            _("contact"),
            _("phone number"),
            _("telephone"),
            _("call us"),
            _("message"),
            _("email"),
            _("complaint"),
            _("medical records"),
        ),
        _("Our telephone lines, and a form for a message."),
        "appointments:contact",
    ),
    PlainPage(
        3,
        (_("Find a location"), _("locations"), _("offices"), _("directions"), _("hours"), _("address"), _("map")),
        _("Every office, with its hours and how to get in. Search by ZIP code or city."),
        "locations:location_list",
    ),
    PlainPage(
        7,
        (_("Insurance"), _("insurance plans we take"), _("accepted insurance"), _("health plan"), _("coverage")),
        _("Which plans we take in each state, and what to bring."),
        "practice:insurance",
    ),
    PlainPage(
        8,
        (
            _("Injuries at work and accidents"),
            _("workers compensation"),
            _("workers comp"),
            _("injured at work"),
            _("on the job injury"),
            _("personal injury"),
            _("car accident"),
        ),
        _("Who pays, and who chooses the doctor, after an injury at work or a crash."),
        "practice:compensation_and_injury",
    ),
    PlainPage(
        9,
        (_("Our providers"), _("doctors"), _("physicians"), _("nurse practitioners"), _("specialists"), _("staff")),
        _("The physicians and nurse practitioners who treat you."),
        "providers:provider_list",
    ),
    PlainPage(
        10,
        (_("Patient forms"), _("paperwork"), _("forms to fill in"), _("new patient forms")),
        _("Papers to fill in before your visit."),
        "practice:patient_form_list",
    ),
    PlainPage(
        11,
        (_("Common questions"), _("FAQ"), _("questions and answers")),
        _("What patients often ask us, by topic."),
        "practice:faqs",
    ),
    PlainPage(
        12,
        (_("Helpful resources"), _("links"), _("support"), _("crisis line"), _("suicide help")),
        _("Other places that may help you."),
        "practice:resources",
    ),
    PlainPage(
        13,
        (_("Notices"), _("legal notices"), _("policies"), _("your rights")),
        _("Your privacy and your rights, in writing."),
        "practice:notice_list",
    ),
    PlainPage(
        14,
        (_("Digital guide"), _("guide"), _("booklet"), _("brochure"), _("handbook"), _("guide as a PDF")),
        _("Our conditions, treatments, offices and answers in one booklet, to read or to print."),
        "pages:guide",
    ),
    PlainPage(
        15,
        (_("Pain quiz"), _("quiz"), _("symptom checker"), _("self test"), _("which treatment is right for me")),
        _("A few questions about your pain, and what you could ask us about."),
        "quiz:start",
    ),
    PlainPage(
        4,
        (_("Conditions"), _("conditions from A to Z")),
        _("What may be causing your pain, under every name people use."),
        "treatments:condition_list",
    ),
    PlainPage(
        5,
        (_("Treatments"), _("procedures"), _("all treatments")),
        _("What can be done about it, by kind or by what hurts."),
        "treatments:treatment_list",
    ),
    PlainPage(
        6,
        (_("Compare treatments"), _("comparison"), _("which treatment is best")),
        _("Up to four treatments side by side."),
        "treatments:treatment_compare",
    ),
]


class PlainPages:
    """Behaves like a Kind."""

    key = "page"
    heading = _("Other pages")
    shows_other_names = False

    def pages(self):
        return PLAIN_PAGES

    def named(self, page) -> list[str]:
        return [str(name) for name in page.names]

    def text(self, page) -> str:
        return str(page.summary)

    def cards(self, pks: list[int]) -> dict[int, Card]:
        return {
            page.pk: Card(str(page.names[0]), str(page.summary), reverse(page.address))
            for page in PLAIN_PAGES
            if page.pk in pks
        }
