"""Text that patients type: a line, several lines, a telephone number, an e-mail address, each with plain sentences."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from phonenumber_field.phonenumber import to_python as phone_number

TOO_LONG = _("Shorten this to %(limit_value)d characters. It has %(show_value)d now.")
LONGEST_PHONE = 60


def one_line_end(text: str) -> str:
    """With “\\n” between lines, however a browser sent them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


class LineField(forms.CharField):
    """One line; blanks and line ends within it become one blank."""

    def __init__(self, *, max_length: int, autocomplete: str = "off", required_words="", **kwargs):
        kwargs.setdefault("widget", forms.TextInput({"autocomplete": autocomplete}))
        super().__init__(
            max_length=max_length,
            required=bool(required_words),
            error_messages={"required": required_words, "max_length": TOO_LONG},
            **kwargs,
        )

    def to_python(self, value) -> str:
        return " ".join(super().to_python(value).split())

    def widget_attrs(self, widget) -> dict:
        return {}  # no maxlength: a browser would cut off what is pasted and say nothing


class LinesField(LineField):
    """Several lines. No browser offers earlier ones, and `autocomplete="off"` would lose them at Back."""

    def __init__(self, *, rows: int = 5, **kwargs):
        super().__init__(widget=forms.Textarea({"rows": rows}), **kwargs)

    def to_python(self, value) -> str:
        return one_line_end(forms.CharField.to_python(self, value))


class PhoneField(LineField):
    """A telephone number, however it is spaced, as “+13015550100” or “+13015550100;ext=12”; American without +."""

    default_error_messages = {"invalid": _("Enter a phone number with its area code, such as 301-555-0142.")}

    def __init__(self, *, autocomplete: str = "off", **kwargs):
        widget = forms.TextInput({"type": "tel", "autocomplete": autocomplete})
        super().__init__(max_length=LONGEST_PHONE, widget=widget, **kwargs)

    def to_python(self, value) -> str:
        typed = super().to_python(value)
        if not typed or len(typed) > LONGEST_PHONE:
            return typed
        number = phone_number(typed, region="US")
        if not number.is_valid():
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return f"{number.as_e164};ext={number.extension}" if number.extension else number.as_e164


class EmailField(forms.EmailField):
    """An e-mail address; it may stay empty."""

    def __init__(self, **kwargs):
        invalid = _("Enter an e-mail address such as pat@example.com.")
        super().__init__(
            required=False,
            max_length=254,
            error_messages={"invalid": invalid, "max_length": TOO_LONG},
            widget=forms.EmailInput({"autocomplete": "email"}),
            **kwargs,
        )

    def widget_attrs(self, widget) -> dict:
        return {}
