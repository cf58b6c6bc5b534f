"""What a patient may change with the private link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.models import TimeOfDay


class BestTimesForm(forms.Form):
    """When to call."""

    best_times = forms.MultipleChoiceField(
        label=_("When may we call?"),
        choices=TimeOfDay,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick all that suit you. Tick none if any time is fine."),
        error_messages={"invalid_choice": _("Choose from the times in the list.")},
    )


class WithdrawForm(forms.Form):
    """Taking the request back, on purpose."""

    is_sure = forms.BooleanField(
        label=_("Yes, I want to take back this request"),
        error_messages={"required": _("Tick the box if you want to take back this request.")},
    )
