"""The order of the request form: its sections, and what stands between the fields."""

from crispy_forms.layout import Layout
from django.utils.translation import gettext_lazy as _

from appointments.form_layout import Section
from appointments.forms.consents import CONSENTS
from appointments.forms.payers import FIELDS, payer_layout
from appointments.forms.pieces import Piece, why_we_ask

VISIT = ("treatment", "reason", "patient_type")
PERSON = ("name", "phone", "email", "contact_by", "may_leave_message", "best_times")
LANGUAGE = ("language", "needs_interpreter")
PAYER = ("payer", *(name for names in FIELDS.values() for name in names))
FIELDS_IN_ORDER = ("red_flags", "location", "zip_code", *VISIT, "attach_quiz", *PERSON, *LANGUAGE, *PAYER,
                   "wants_earlier_visit", *CONSENTS)  # fmt: skip


def request_layout(form) -> Layout:
    """Sections without anything to choose from are left out."""
    sections = [_visit(form), _person(), _payer(form), _consents(form)]
    return Layout(*([_safety(form)] if form.options.red_flags else []), _office(), *sections)


def _safety(form) -> Section:
    card = Piece("appointments/includes/flags_card.html", form=lambda form: form)
    return Section(_("First: is this an emergency?"), "red_flags", card, why_we_ask("red_flags"), css_id="safety")


def _office() -> Section:
    asked = why_we_ask("location", "zip_code")
    return Section(_("Which office?"), "location", "zip_code", asked, css_id="office")


def _visit(form) -> Section:
    quiz = []
    if form.quiz_words:
        quiz = [Piece("appointments/includes/quiz_summary.html", words=form.quiz_words), "quiz_summary", "attach_quiz"]
    return Section(_("About the visit"), *VISIT, *quiz, why_we_ask(*VISIT, *quiz[2:]), css_id="visit")


def _person() -> Section:
    fields = (*PERSON, *LANGUAGE)
    return Section(_("How we reach you"), *fields, why_we_ask(*fields), css_id="you")


def _payer(form) -> Section:
    return Section(_("Who pays"), payer_layout(form.options.rules), why_we_ask(*PAYER), css_id="paying")


def _consents(form) -> Section:
    fields = ["wants_earlier_visit", *(name for name in CONSENTS if name in form.fields)]
    read_first = Piece(
        "appointments/includes/read_first.html",
        privacy=lambda form: form.options.notices.address_of("privacy-practices"),
        records=lambda form: form.options.notices.address_of("what-this-site-records"),
    )
    return Section(_("Before you send"), read_first, *fields, why_we_ask(*fields), css_id="consent")
