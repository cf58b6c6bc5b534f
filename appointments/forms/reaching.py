"""Who the patient is, and how, when and in which language to reach them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.forms.text_fields import EmailField, LineField, PhoneField
from appointments.models import ContactBy, TimeOfDay

HOW = _("Choose how we should reach you.")
LEAVE_MESSAGE = _("Choose whether we may leave a message.")


class TimesField(forms.MultipleChoiceField):
    """Times of day at which we may call; none where any is fine."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, label):
        super().__init__(
            label=label,
            choices=TimeOfDay,
            required=False,
            help_text=_("Tick all that suit you. Tick none if any time is fine."),
            error_messages={"invalid_choice": _("Choose from the times in the list.")},
        )


class ReachFields(forms.Form):
    """The patient's name and ways to reach them."""

    name = LineField(
        label=_("Full name of the patient"),
        max_length=120,
        autocomplete="name",
        required_words=_("Enter the full name of the patient."),
    )
    phone = PhoneField(
        label=_("Phone number"),
        autocomplete="tel",
        help_text=_("With area code, such as 301-555-0142."),
        required_words=_("Enter a phone number we can call you on."),
    )
    email = EmailField(label=_("E-mail"))
    contact_by = forms.ChoiceField(
        label=_("How should we reach you?"),
        initial=ContactBy.PHONE,
        choices=ContactBy,
        widget=forms.RadioSelect,
        error_messages={"required": HOW, "invalid_choice": HOW},
    )
    may_leave_message = forms.ChoiceField(
        label=_("If nobody answers, may we leave a message?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        help_text=_("It says who we are and asks you to call back. It says nothing about your health."),
        error_messages={"required": LEAVE_MESSAGE, "invalid_choice": LEAVE_MESSAGE},
    )
    best_times = TimesField(label=_("When is a good time to call?"))
    language = LineField(
        label=_("Language you like to speak with us"), max_length=60, help_text=_("Leave it empty for English.")
    )
    needs_interpreter = forms.BooleanField(
        label=_("I need an interpreter (free of charge, sign language too)"), required=False
    )
