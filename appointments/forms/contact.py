"""A message to the practice: what somebody typed becomes an unsaved ContactMessage, or sentences that help."""

from datetime import datetime

from crispy_forms.layout import Layout
from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from appointments.form_tokens import FormToken
from appointments.forms.pieces import why_we_ask
from appointments.forms.sending import SendingForm
from appointments.forms.text_fields import EmailField, LineField, LinesField, PhoneField
from appointments.models import ContactBy, ContactMessage

FIELDS = ("topic", "message", "name", "answer_by", "phone", "email")
TOPIC = _("Choose what your message is about.")
HOW = _("Choose how we should answer you.")
NEEDED = {
    ContactBy.PHONE: ("phone", _("Enter a phone number we can call you on.")),
    ContactBy.EMAIL: ("email", _("Enter the e-mail address we may write to.")),
}


class ContactForm(SendingForm):
    """`options` is a ContactOptions."""

    kind = "contact"
    words = ("name", "message")
    unmarked_fields = ("phone", "email")
    field_order = FIELDS

    topic = forms.ChoiceField(
        label=_("What is it about?"),
        widget=forms.RadioSelect,
        error_messages={"required": TOPIC, "invalid_choice": TOPIC},
    )
    message = LinesField(label=_("Your message"), max_length=2000, rows=8, required_words=_("Write your message."))
    name = LineField(
        label=_("Your full name"), max_length=120, autocomplete="name", required_words=_("Enter your full name.")
    )
    answer_by = forms.ChoiceField(
        label=_("How should we answer you?"),
        choices=[(ContactBy.PHONE, _("By phone")), (ContactBy.EMAIL, _("By e-mail"))],
        initial=ContactBy.PHONE,
        widget=forms.RadioSelect,
        help_text=_(
            "E-mail is not fully secure: others may be able to read it. The phone is safer for health matters."
        ),
        error_messages={"required": HOW, "invalid_choice": HOW},
    )
    phone = PhoneField(
        label=_("Phone number"), autocomplete="tel", help_text=_("If we should call you. With area code.")
    )
    email = EmailField(label=_("E-mail"), help_text=_("If we should write to you."))

    def __init__(self, options, data=None, **kwargs):
        super().__init__(options, data, **kwargs)
        self.fields["topic"].choices = [(key, _topic_words(topic)) for key, topic in options.topics.items()]
        self.helper.layout = Layout(*FIELDS, why_we_ask(*FIELDS))

    def clean(self):
        name, sentence = NEEDED.get(self.cleaned_data.get("answer_by"), ("", ""))
        if name and not self.cleaned_data.get(name) and not self.has_error(name):
            self.add_error(name, sentence)
        return self.cleaned_data

    def message_to_store(self, token: FormToken, now: datetime) -> ContactMessage:
        """What is to be stored. The form has to be valid."""
        said = self.cleaned_data
        return ContactMessage(
            key=token.key,
            created_at=now,
            suspicions=self.marks(token, now),
            topic=self.options.topics[said["topic"]],
            text=said["message"],
            **{name: said[name] for name in ("name", "phone", "email", "answer_by")},
        )


def _topic_words(topic):
    if not topic.hint:
        return topic.name
    return format_html('{} <span class="choice__detail">{}</span>', topic.name, topic.hint)
