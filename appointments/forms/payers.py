"""What each payer needs to know: its fields, how they are laid out, and what of them is stored."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.form_fields import DatePartsField
from appointments.form_layout import Choice, Part
from appointments.forms.pieces import Piece
from appointments.forms.text_fields import LineField, PhoneField
from appointments.models import Payer
from practice.models import State

ELSEWHERE = "other"
STATES = [*State.choices, (ELSEWHERE, _("Another state"))]
LINKS = "appointments/includes/insurance_links.html"
KNOWN_STATE = {"invalid_choice": _("Choose one of the states in the list.")}
FIELDS = {
    Payer.INSURANCE: ("plan",),
    Payer.WORKERS_COMPENSATION: ("job_state", "employer", "claim_number", "injured_on", "adjuster_phone"),
    Payer.PERSONAL_INJURY: ("accident_on", "accident_state", "attorney", "attorney_phone"),
    Payer.SELF_PAY: ("wants_estimate",),
    Payer.UNSURE: (),
}


class PayerFields(forms.Form):
    """The fields that depend on who pays. Only those of the chosen payer are looked at."""

    payer = forms.ChoiceField(
        label=_("Who pays for the visit?"),
        choices=Payer,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose who pays for the visit, or “I am not sure”."),
            "invalid_choice": _("Choose who pays for the visit, or “I am not sure”."),
        },
    )
    plan = LineField(
        label=_("Name of your insurance plan"),
        max_length=120,
        help_text=_("As on your card. Please do not write your member number here; we ask for it when we call."),
    )
    job_state = forms.ChoiceField(
        label=_("In which state is the job?"),
        choices=STATES,
        required=False,
        widget=forms.RadioSelect,
        error_messages=KNOWN_STATE,
    )
    employer = LineField(label=_("Employer"), max_length=120, autocomplete="organization")
    claim_number = LineField(label=_("Claim number"), max_length=60)
    injured_on = DatePartsField(label=_("Day you were hurt"), required=False)
    adjuster_phone = PhoneField(label=_("Phone of the insurance adjuster"))
    accident_on = DatePartsField(label=_("Day of the accident"), required=False)
    accident_state = forms.ChoiceField(
        label=_("In which state was it?"),
        choices=[("", _("Choose a state")), *STATES],
        required=False,
        error_messages=KNOWN_STATE,
    )
    attorney = LineField(label=_("Your lawyer’s name"), max_length=120)
    attorney_phone = PhoneField(label=_("Your lawyer’s phone"))
    wants_estimate = forms.BooleanField(label=_("Please send me a good-faith estimate of the cost"), required=False)

    unmarked_fields = ("job_state",)

    def clean_payer_part(self) -> None:
        """Forgets the fields of the payers that were not chosen, and asks for what the chosen one needs."""
        payer = self.cleaned_data.get("payer")
        for other, names in FIELDS.items():
            for name in names if other != payer else ():
                self.errors.pop(name, None)
                self.cleaned_data.pop(name, None)
        if (
            payer == Payer.WORKERS_COMPENSATION
            and not self.cleaned_data.get("job_state")
            and not self.has_error("job_state")
        ):
            self.add_error("job_state", _("Choose the state of the job: its law says who picks the doctor."))

    def payer_details(self) -> dict[str, str | bool]:
        """What was said about the chosen payer; days as 2026-03-27."""
        said = {name: self.cleaned_data.get(name) for name in FIELDS[Payer(self.cleaned_data["payer"])]}
        return {name: value.isoformat() if isinstance(value, date) else value for name, value in said.items() if value}


def payer_layout(rules: dict) -> Choice:
    """The payers, each followed by its own fields."""
    states = [
        Part((state,), Piece("appointments/includes/compensation_rule.html", rule=rule))
        for state, rule in rules.items()
    ]
    job, *others = FIELDS[Payer.WORKERS_COMPENSATION]
    at_work = Payer.WORKERS_COMPENSATION.value
    rules_page = Piece(LINKS, page="practice:compensation_and_injury")
    return Choice(
        "payer",
        Part(
            (Payer.INSURANCE.value,),
            *FIELDS[Payer.INSURANCE],
            Piece(LINKS, page="practice:insurance"),
            legend=_("Your insurance"),
        ),
        Part((at_work,), Choice(job, *states), *others, rules_page, legend=_("The injury at work")),
        Part((Payer.PERSONAL_INJURY.value,), *FIELDS[Payer.PERSONAL_INJURY], rules_page, legend=_("The accident")),
        Part(
            (Payer.SELF_PAY.value,),
            Piece(
                "appointments/includes/right_to_an_estimate.html",
                notice=lambda form: form.options.notices.address_of("good-faith-estimate"),
            ),
            *FIELDS[Payer.SELF_PAY],
            legend=_("Paying yourself"),
        ),
    )
