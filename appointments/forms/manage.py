"""What a patient may change with the private link."""

from django import forms
from django.utils.translation import gettext_lazy as _

from appointments.forms.reaching import TimesField


class BestTimesForm(forms.Form):
    """When to call."""

    best_times = TimesField(label=_("When may we call?"))


class WithdrawForm(forms.Form):
    """Taking the request back, on purpose."""

    is_sure = forms.BooleanField(
        label=_("Yes, I want to take back this request"),
        error_messages={"required": _("Tick the box if you want to take back this request.")},
    )
