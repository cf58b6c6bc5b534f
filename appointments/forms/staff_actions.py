"""What staff do with a request or a message: each small form becomes the values that a service takes.

A form knows when its page was made. If somebody else was quicker it says so, and keeps what was typed.
"""

from datetime import UTC, datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from appointments.flow import NEXT
from appointments.models import AppointmentRequest, Call, ContactMessage, Status
from appointments.staff_people import answering_for, name_of
from locations.models import Location
from locations.opening_hours import state_at
from locations.schedules import schedule_of

FARTHEST_VISIT = timedelta(days=730)
STEPS = {
    Status.CONTACTED: _("Contacted"),
    Status.SCHEDULED: _("Scheduled: a visit is set"),
    Status.SEEN: _("Seen: the patient came"),
    Status.CLOSED: _("Closed: nothing more to do"),
}


class StaffForm(forms.Form):
    """A small form on the page of one sending."""

    name = ""

    def __init__(self, data=None, *, sending: AppointmentRequest | ContactMessage, user):
        self.sending, self.user = sending, user
        super().__init__(data, auto_id=f"{self.name}_%s", use_required_attribute=False)


class CurrentForm(StaffForm):
    """One that is refused when what it changes was changed since the page was made."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.now_is()

    def now_is(self) -> str:
        """What the page saw, as a short text: the office of a request, and what this form changes."""
        return f"{getattr(self.sending, 'location_id', '')}/{self.what_it_changes()}"

    def what_it_changes(self) -> str:
        return self.sending.status_changed_at.isoformat()

    def clean(self):
        seen, now = self.data.get("seen", ""), self.now_is()
        if seen != now:
            self.data = {**self.data.dict(), "seen": now}
            is_elsewhere = seen.partition("/")[0] != now.partition("/")[0]
            raise ValidationError(self.where_it_went() if is_elsewhere else self.what_happened(), code="changed")

    def where_it_went(self) -> str:
        return _t("Meanwhile somebody gave it to %(office)s. Save again if you still want to.") % {
            "office": getattr(self.sending, "location", "")
        }

    def what_happened(self) -> str:
        return _t(
            "Somebody else was quicker: it is now “%(status)s”. Look at it, then save again if you still want to."
        ) % {"status": self.sending.get_status_display()}


class PersonChoice(forms.ModelChoiceField):
    """One of the staff."""

    def label_from_instance(self, person) -> str:
        return name_of(person)


class AssignForm(CurrentForm):
    """Who takes care of it."""

    name = "assign"
    unmarked_fields = ("assignee",)
    assignee = PersonChoice(
        None,
        label=_("Taken care of by"),
        required=False,
        empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": _("Choose somebody from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if isinstance(self.sending, AppointmentRequest):
            people = answering_for(location=self.sending.location)
        else:
            people = answering_for(desk=self.sending.topic.desk)
        self.fields["assignee"].queryset = people
        self.initial["assignee"] = self.sending.assigned_to_id

    def what_it_changes(self) -> str:
        return str(self.sending.assigned_to_id or "")

    def what_happened(self) -> str:
        if self.sending.assigned_to is None:
            return _t(
                "Meanwhile somebody gave this back: nobody takes care of it now. Save again if you still want to."
            )
        return _t("Meanwhile %(person)s has taken this. Save again if you still want to change that.") % {
            "person": name_of(self.sending.assigned_to)
        }


class OfficeChoice(forms.ModelChoiceField):
    """One of the offices, with its town."""

    def label_from_instance(self, office) -> str:
        return f"{office.title}, {office.city}, {office.state}"


class MoveForm(CurrentForm):
    """To which other office it goes."""

    name = "move"
    unmarked_fields = ("location",)
    location = OfficeChoice(
        None,
        label=_("Move to another office"),
        empty_label=_("Choose an office"),
        help_text=_(
            "The day promised to the patient stays. Whoever had it gives it back, and a visit that was set ends."
        ),
        error_messages={
            "required": _("Choose the office that takes it."),
            "invalid_choice": _("Choose an office from the list."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["location"].queryset = Location.objects.published().other_than(self.sending.location)


class CallForm(StaffForm):
    """How a call went."""

    name = "call"
    outcome = forms.ChoiceField(
        label=_("How the call went"),
        choices=Call.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how the call went."), "invalid_choice": _("Choose how the call went.")},
    )


class NoteForm(StaffForm):
    """What colleagues should know."""

    name = "note"
    text = forms.CharField(
        label=_("New note"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("For colleagues. The patient does not see it."),
        error_messages={
            "required": _("Write the note first."),
            "max_length": _("Make the note shorter: at most 4,000 characters."),
            "null_characters_not_allowed": _("The note holds a character that cannot be stored. Type it again."),
        },
    )


class ConfirmForm(StaffForm):
    """A button, nothing to fill in."""

    name = "confirm"


class StatusForm(CurrentForm):
    """The next step of a request; a visit has a day and a time on the office's clock, which become `visit_at`."""

    name = "status"
    unmarked_fields = ("visit_date", "visit_time", "even_if_closed")  # needed for one of the steps
    status = forms.ChoiceField(
        label=_("Next step"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose the next step."), "invalid_choice": _("Choose one of the steps.")},
    )
    visit_date = forms.DateField(
        label=_("Day of the visit"),
        required=False,
        widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Enter the day of the visit, such as 2026-03-27.")},
    )
    visit_time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _("Enter the time of the visit, such as 09:30.")},
    )
    even_if_closed = forms.BooleanField(label=_("Schedule it although the office is closed then"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            (step.value, _("Another time for the visit") if step == self.sending.status else STEPS[step])
            for step in NEXT[Status(self.sending.status)]
        ]
        self.asks_to_confirm = False

    @property
    def can_schedule(self) -> bool:
        return Status.SCHEDULED in NEXT[Status(self.sending.status)]

    def clean(self):
        super().clean()
        self.cleaned_data["visit_at"] = None
        if self.cleaned_data.get("status") != Status.SCHEDULED:
            return
        if {"visit_date", "visit_time"} & set(self.errors):
            return
        self._require("visit_date", _("Enter the day of the visit."))
        self._require("visit_time", _("Enter the time of the visit."))
        if not self.errors:
            self.cleaned_data["visit_at"] = self._visit()

    def _require(self, name: str, sentence) -> None:
        if self.cleaned_data.get(name) is None:
            self.add_error(name, sentence)

    def _visit(self) -> datetime | None:
        """The moment, if it can be one; else what is wrong stands at its field."""
        day, clock = self.cleaned_data["visit_date"], self.cleaned_data["visit_time"]
        schedule, now = schedule_of(self.sending.location), timezone.now()
        today = now.astimezone(schedule.zone).date()
        if not today <= day <= today + FARTHEST_VISIT:
            far = _("Check the year: that is more than two years from now.")
            self.add_error("visit_date", _("That day is over. Enter a day to come.") if day < today else far)
            return None
        moment = datetime.combine(day, clock, schedule.zone)
        if moment.astimezone(UTC).astimezone(schedule.zone).time() != clock:
            self.add_error("visit_time", _("The clocks go forward that night; there is no such time on that day."))
        elif moment <= now:
            self.add_error("visit_time", _("That time is over. Enter a time to come."))
        elif not state_at(schedule, moment).is_open and not self.cleaned_data["even_if_closed"]:
            self.asks_to_confirm = True
            self.add_error("even_if_closed", self._closed_words(schedule, day))
        return moment.astimezone(UTC)

    def _closed_words(self, schedule, day) -> str:
        reason = schedule.reason_on(day)
        words = _t("The office is closed then (%(reason)s).") if reason else _t("The office is closed then.")
        return f"{words % {'reason': reason}} " + _t("Change the time, or tick the box to schedule it all the same.")


class MessageStatusForm(CurrentForm):
    """Where a message stands now."""

    name = "status"
    status = forms.ChoiceField(
        label=_("It is now"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose where it stands."), "invalid_choice": _("Choose one from the list.")},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            choice for choice in ContactMessage.Status.choices if choice[0] != self.sending.status
        ]
