"""The request form: what a patient typed becomes an unsaved AppointmentRequest, or sentences that help."""

from datetime import datetime

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from appointments.form_tokens import FormToken
from appointments.forms.consents import ConsentFields
from appointments.forms.office import OfficeFields
from appointments.forms.payers import PayerFields
from appointments.forms.reaching import ReachFields
from appointments.forms.request_layout import FIELDS_IN_ORDER, request_layout
from appointments.forms.sending import SendingForm
from appointments.forms.text_fields import LinesField, one_line_end
from appointments.models import AppointmentRequest, PatientType
from treatments.emergency import SIGNS_CHANGED, EmergencyCard
from treatments.models import RedFlag

LONGEST_QUIZ_SUMMARY = 4000
NEW_OR_NOT = _("Choose whether you are a new patient.")
AS_THEY_ARE = ("name", "phone", "email", "patient_type", "contact_by", "best_times", "language", "needs_interpreter",
               "reason", "payer", "zip_code", "wants_earlier_visit")  # fmt: skip


class RequestForm(OfficeFields, ReachFields, PayerFields, ConsentFields, SendingForm):
    """`options` is a RequestOptions."""

    kind = "request"
    words = ("name", "reason", "language", "plan", "employer", "attorney")
    begun_with = ("location", "treatment", "zip_code", "reason", "quiz_summary")
    addressed_with = ("location", "treatment")
    unmarked_fields = ("red_flags", "location", "zip_code", "best_times", *PayerFields.unmarked_fields)
    field_order = FIELDS_IN_ORDER

    red_flags = forms.MultipleChoiceField(
        label=_("Do any of these apply to you right now?"),
        required=False,
        help_text=_("Tick each one that does. If none does, go on."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": SIGNS_CHANGED},
    )
    treatment = forms.ChoiceField(
        label=_("Treatment you want to ask about"),
        required=False,
        error_messages={"invalid_choice": _("This treatment is no longer in the list. Choose again.")},
    )
    reason = LinesField(
        label=_("What is it about?"),
        max_length=1000,
        help_text=_("A few words are enough: where it hurts, since when, what you have tried."),
    )
    patient_type = forms.ChoiceField(
        label=_("Have you been a patient here before?"),
        choices=PatientType,
        widget=forms.RadioSelect,
        error_messages={"required": NEW_OR_NOT, "invalid_choice": NEW_OR_NOT},
    )
    quiz_summary = forms.CharField(required=False, widget=forms.HiddenInput)
    attach_quiz = forms.BooleanField(label=_("Send this summary with my request"), required=False)
    wants_earlier_visit = forms.BooleanField(
        label=_("Call me if a visit opens up sooner, even on short notice"), required=False
    )
    acknowledged = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def __init__(self, options, data=None, **kwargs):
        super().__init__(options, data, **kwargs)
        self.fields["red_flags"].choices = [(key, _flag_words(flag)) for key, flag in options.red_flags.items()]
        self.fields["location"].choices = [("", _("Choose an office")), *options.offices_by_state()]
        self.fields["treatment"].choices = [("", _("I am not sure")), *options.treatments.items()]
        self.offer_consents()
        self.helper.layout = request_layout(self)

    def clean_quiz_summary(self) -> str:
        return one_line_end(self.cleaned_data["quiz_summary"])

    def clean(self):
        self.clean_office()
        self.clean_payer_part()
        self.clean_consents()
        if self.cleaned_data.get("attach_quiz") and len(self.cleaned_data["quiz_summary"]) > LONGEST_QUIZ_SUMMARY:
            self.add_error("attach_quiz", _("This summary is too long to send. Take the tick away."))
        return self.cleaned_data

    @property
    def quiz_words(self) -> str:
        """The summary of the pain quiz, when one was brought along."""
        return self["quiz_summary"].value() or ""

    @property
    def ticked_flags(self) -> list[RedFlag]:
        """The red flags that were ticked, whatever else is wrong with the form."""
        ticked = self["red_flags"].value() or [] if self.is_bound else []
        return [flag for key, flag in self.options.red_flags.items() if key in ticked]

    @property
    def emergency_card(self) -> EmergencyCard | None:
        """What the patient has to read before anything else."""
        return EmergencyCard([], self.ticked_flags) if self.ticked_flags else None

    @property
    def needs_another_look(self) -> bool:
        """Whether flags were ticked by somebody who has not seen yet what to do about them."""
        return bool(self.ticked_flags) and not self["acknowledged"].value()

    def request(self, token: FormToken, now: datetime) -> AppointmentRequest:
        """What is to be stored. The form has to be valid."""
        said = self.cleaned_data
        return AppointmentRequest(
            key=token.key,
            created_at=now,
            suspicions=self.marks(token, now),
            location=said["office"],
            is_urgent=bool(self.ticked_flags),
            red_flags=[flag.text for flag in self.ticked_flags],
            treatment=self.options.treatments.get(said["treatment"], ""),
            may_leave_message=said["may_leave_message"] == "yes",
            payer_details=self.payer_details(),
            quiz_summary=said["quiz_summary"] if said["attach_quiz"] else "",
            **{name: said[name] for name in AS_THEY_ARE},
        )


def _flag_words(flag: RedFlag):
    if not flag.detail:
        return flag.text
    return format_html('{} <span class="choice__detail">{}</span>', flag.text, flag.detail)
