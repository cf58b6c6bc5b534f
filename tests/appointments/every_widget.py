"""A form with every kind of control that our forms use, on a page of its own; also the addresses of the site with it."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.http import HttpResponse
from django.template import engines
from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt

from appointments.form_fields import DatePartsField
from appointments.form_layout import Choice, Part, Section
from appointments.widgets import DatePartsWidget, DigitsInput

ADDRESS = "/form-pack/"
PAGE = """{% extends "base.html" %}
{% load crispy_forms_tags %}
{% block meta %}{% include "layout/meta.html" with title="Every control" description="For tests." is_error=form.errors %}{% endblock %}
{% block drawings %}{% include "forms/page_styles.html" only %}{% endblock %}
{% block main %}
{% include "forms/error_summary.html" with form=form only %}
<h1>Every control</h1>
<form method="post" novalidate>
{% crispy form %}
<button class="button button--accent form-send" type="submit">Send the request</button>
</form>
{% endblock %}"""

OFFICES = [
    ("", _("Choose an office")),
    ("Maryland", [("frederick", "Frederick"), ("bowie", "Bowie")]),
    ("Virginia", [("leesburg", "Leesburg: 19420 Golf Vista Plaza, Suite 300, in the building behind the old mill")]),
]
LANGUAGES = [("", _("Choose a language")), *((f"language-{number}", f"Language {number}") for number in range(1000))]
PAYERS = [
    ("insurance", "Insurance"),
    ("work", "Workers’ compensation"),
    ("injury", "Personal injury"),
    ("self", "I pay"),
]


class EveryWidgetForm(forms.Form):
    """`<script>` and quotes stand in the texts, so that a page that forgets to escape is seen."""

    unmarked_fields = {"insurer", "injured_on", "language"}

    name = forms.CharField(
        label=_("Your <full> name"),
        help_text=_("As on your “insurance” card & ID."),
        error_messages={"required": _("Enter your name, such as O’Brien <or> “Li”.")},
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Email"),
        required=False,
        error_messages={"invalid": _("Enter an email address such as pat@example.com.")},
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        help_text=_("We call this number."),
        error_messages={"required": _("Enter a phone number we can call you on.")},
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    zip_code = forms.RegexField(
        r"^\d{5}$",
        label=_("ZIP code"),
        error_messages={"required": _("Enter your ZIP code."), "invalid": _("A ZIP code has five digits.")},
        widget=DigitsInput(length=10, autocomplete="postal-code"),
    )
    born_on = DatePartsField(
        label=_("Date of birth"),
        help_text=_("Month, day, year, such as 3 27 1954."),
        widget=DatePartsWidget(autocomplete="bday"),
    )
    office = forms.ChoiceField(label=_("Office"), choices=OFFICES, error_messages={"required": _("Choose an office.")})
    visits = forms.ChoiceField(
        label=_("Have you been here before?"),
        help_text=_("At any of our offices."),
        choices=[("new", "No, I am new"), ("returning", "Yes")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether you have been here before.")},
    )
    times = forms.MultipleChoiceField(
        label=_("When can we call you?"),
        help_text=_("Tick all that suit you."),
        choices=[("morning", "Morning"), ("noon", "Noon"), ("evening", "Evening, after 5 pm")],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one time.")},
    )
    pain = forms.CharField(
        label=_("What hurts?"),
        required=False,
        max_length=200,
        widget=forms.Textarea({"rows": 4}),
        error_messages={"max_length": _("Shorten this to 200 letters.")},
    )
    payer = forms.ChoiceField(
        label=_("Who pays?"),
        choices=PAYERS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose who pays.")},
    )
    insurer = forms.CharField(label=_("Insurer"), required=False)
    member_number = forms.CharField(label=_("Member number"), required=False)
    injured_on = DatePartsField(label=_("Date of injury"), required=False)
    needs_interpreter = forms.BooleanField(label=_("I need an interpreter"), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, required=False)
    agrees = forms.BooleanField(
        label=_("I agree that you may call me about this request, at the number above, and leave a message."),
        help_text=_("You can change your mind at any time."),
        error_messages={"required": _("Tick the box so that we may call you.")},
    )
    token = forms.CharField(widget=forms.HiddenInput, error_messages={"required": _("Open this page again.")})

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.disable_csrf = True
        self.helper.layout = self.layout()

    def layout(self) -> Layout:
        insurance = Part(("insurance",), "insurer", "member_number", legend=_("Your insurance"))
        injury = Part(("work", "injury"), "injured_on", legend=_("Your injury"))
        interpreter = Part(("True",), "language")
        you = ("name", "email", "phone", "zip_code", "born_on")
        return Layout(
            Section(_("About you"), *you, css_id="you", hint=_("We ask only what we need to call you back.")),
            Section(_("Your visit"), "office", "visits", "times", "pain", css_id="visit"),
            Section(_("Paying"), Choice("payer", insurance, injury), css_id="paying"),
            Section(_("Last"), Choice("needs_interpreter", interpreter), "agrees", css_id="last"),
            "token",
        )

    def clean(self):
        if self.data.get("name") == "nobody":
            raise forms.ValidationError(_("We could not send this. Please call us."))
        if self.data.get("payer") == "insurance" and not self.data.get("insurer"):
            self.add_error("insurer", _("Enter the name of your insurer."))
        return self.cleaned_data


@csrf_exempt
def every_widget(request):
    """The empty form; what was sent comes back with its errors, or “Thank you”."""
    form = EveryWidgetForm(request.POST if request.method == "POST" else None, initial={"token": "made-for-tests"})
    if form.is_bound and form.is_valid():
        return HttpResponse("Thank you")
    return HttpResponse(engines["django"].from_string(PAGE).render({"form": form}, request))


urlpatterns = [path(ADDRESS.lstrip("/"), every_widget), path("", include("clinic_site.urls"))]
