"""What the board and the list of messages are narrowed by, and what a patient is looked up by.

An address that holds something odd is read as if it did not hold it, and the page says so.
"""

import re
from datetime import datetime, timedelta
from urllib.parse import urlencode

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from appointments.models import ContactMessage, Desk, Status, Topic
from appointments.references import LENGTH, cleaned
from appointments.staff_people import answering_for, desks_of, name_of, offices_of, topics_of
from appointments.staff_words import PAYERS
from locations.models import Location

IN_PROGRESS = (Status.NEW, Status.CONTACTED, Status.SCHEDULED)
ANY = [("", _("Any"))]
SINCE_YESTERDAY = "yesterday"
OLDER_THAN = {"3": 3, "7": 7, "14": 14}


class FilterForm(forms.Form):
    """Every field may be missing; an odd value counts as missing."""

    page_parameter = "page"

    def chosen(self, name: str):
        """The value of a field, or None when it is empty or odd."""
        self.is_valid()
        return self.cleaned_data.get(name) or None

    @property
    def query(self) -> str:
        """What was asked for and understood, as an address carries it."""
        asked = {name: self.data.get(name) for name in self.fields if self.chosen(name) is not None}
        return urlencode({name: value for name, value in asked.items() if value})

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query)


class CareChoices(forms.ChoiceField):
    """Who takes care of it: me, nobody, or one of the staff by number."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Taken care of by"), required=False, **kwargs)

    def fill(self, user):
        people = [(str(person.pk), name_of(person)) for person in answering_for() if person.pk != user.pk]
        self.choices = [*ANY, ("me", _("Me")), ("nobody", _("Nobody yet")), *people]


def cared_for(queryset, choice: str | None, user):
    """The queryset narrowed by a value of CareChoices."""
    if choice is None:
        return queryset
    if choice == "nobody":
        return queryset.cared_for_by(None)
    return queryset.cared_for_by(user.pk if choice == "me" else int(choice))


class BoardForm(FilterForm):
    """Which requests the board shows, and in what order."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("In progress")), *Status.choices, ("all", _("All"))],
    )
    office = forms.ModelChoiceField(Location.objects.none(), label=_("Office"), required=False, empty_label=_("Any"))
    due = forms.ChoiceField(
        label=_("Promise"),
        required=False,
        choices=[
            *ANY,
            ("overdue", _("Overdue")),
            ("today", _("Due today")),
            ("soon", _("Due within 3 days")),
            ("visit_over", _("Visit is over")),
        ],
    )
    care = CareChoices()
    payer = forms.ChoiceField(label=_("Who pays"), required=False, choices=[*ANY, *PAYERS.items()])
    age = forms.ChoiceField(
        label=_("Received"),
        required=False,
        choices=[
            *ANY,
            (SINCE_YESTERDAY, _("Since yesterday")),
            ("3", _("More than 3 days ago")),
            ("7", _("More than a week ago")),
            ("14", _("More than two weeks ago")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[("", _("Promise first")), ("newest", _("Newest first")), ("oldest", _("Oldest first"))],
    )
    urgent = forms.BooleanField(label=_("Urgent only"), required=False)
    earlier = forms.BooleanField(label=_("Would come earlier"), required=False)

    def __init__(self, data, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.user = user
        self.fields["office"].queryset = offices_of(user)
        self.fields["care"].fill(user)

    @property
    def statuses(self) -> list[str]:
        status = self.chosen("status")
        if status == "all":
            return Status.values
        return [status] if status else list(IN_PROGRESS)

    def narrow(self, requests):
        """The requests asked for, in any status."""
        today = timezone.localdate()
        requests = cared_for(requests, self.chosen("care"), self.user)
        if office := self.chosen("office"):
            requests = requests.at(office)
        if payer := self.chosen("payer"):
            requests = requests.paid_by(payer)
        if self.chosen("urgent"):
            requests = requests.urgent()
        if self.chosen("earlier"):
            requests = requests.hoping_for_earlier()
        return self._received(self._due(requests, today))

    def _due(self, requests, today):
        match self.chosen("due"):
            case "overdue":
                return requests.overdue(today)
            case "today":
                return requests.due_on(today)
            case "soon":
                return requests.due_by(today + timedelta(days=3))
            case "visit_over":
                return requests.visit_over(timezone.now())
        return requests

    def _received(self, requests):
        age = self.chosen("age")
        if age == SINCE_YESTERDAY:
            return requests.received_since(start_of_yesterday())
        if age:
            return requests.received_before(timezone.now() - timedelta(days=OLDER_THAN[age]))
        return requests


class MessageListForm(FilterForm):
    """Which messages the list shows."""

    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[
            ("", _("New")),
            *[choice for choice in ContactMessage.Status.choices if choice[0] != "new"],
            ("all", _("All")),
        ],
    )
    desk = forms.ModelChoiceField(Desk.objects.none(), label=_("Desk"), required=False, empty_label=_("Any"))
    topic = forms.ModelChoiceField(Topic.objects.none(), label=_("Topic"), required=False, empty_label=_("Any"))
    care = CareChoices()

    def __init__(self, data, *, user, **kwargs):
        super().__init__(data, **kwargs)
        self.user = user
        self.fields["desk"].queryset = desks_of(user)
        self.fields["topic"].queryset = topics_of(user)
        self.fields["care"].fill(user)

    def narrow(self, messages):
        """The messages asked for."""
        status = self.chosen("status")
        if status != "all":
            messages = messages.standing_at([status or ContactMessage.Status.NEW])
        if desk := self.chosen("desk"):
            messages = messages.for_desk(desk)
        if topic := self.chosen("topic"):
            messages = messages.about(topic)
        return cared_for(messages, self.chosen("care"), self.user)


class FindForm(forms.Form):
    """A reference, telephone number or e-mail address becomes what `found_by` asks for. Only ever sent by POST."""

    sought = forms.CharField(
        label=_("Reference, telephone or e-mail"),
        max_length=254,
        error_messages={
            "required": _("Enter a reference, a telephone number or an e-mail address."),
            "max_length": _("That is too long. Enter a reference, a telephone number or an e-mail address."),
            "null_characters_not_allowed": _("Enter a reference, a telephone number or an e-mail address."),
        },
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_sought(self) -> dict:
        typed = self.cleaned_data["sought"]
        if "@" in typed:
            return {"emails": [typed, typed.lower()]}
        found = {"phone": _phone(typed), "beginning": _beginning(typed)}
        if not any(found.values()):
            raise ValidationError(
                _("Enter a reference such as A7K2P-9M4TX, ten digits of a telephone number, or a whole e-mail address.")
            )
        return found


def _phone(typed: str) -> str:
    """As it is stored; empty when it is no telephone number."""
    if not re.fullmatch(r"[0-9 ()+./-]{10,30}", typed):
        return ""
    try:
        number = phonenumbers.parse(typed, "US")
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def _beginning(typed: str) -> str:
    """The whole reference or its first half, as it is stored."""
    letters = cleaned(typed)
    return letters if letters.isascii() and LENGTH // 2 <= len(letters) <= LENGTH else ""


def start_of_yesterday() -> datetime:
    """Midnight, on the practice's clock."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
