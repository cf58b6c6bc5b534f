"""What a patient sends becomes answers, or a sentence that says what to do."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from locations.forms import SENTENCES
from locations.gazetteer import DatabaseGazetteer
from locations.geocoding import LONGEST, understand
from locations.outcomes import Malformed, OnePlace, UnknownPlace, WhichPlace, WholeState
from quiz.script import Asked, Script, signs_of
from treatments.emergency import SIGNS_CHANGED
from treatments.models import RedFlag

NONE_OF_THEM = "none"
CHANGED = _("This list has changed. Please look at it again.")


@dataclass(frozen=True)
class ChoiceRow:
    """One line to choose: its control, and what the page has to know about it."""

    control: BoundWidget
    region: str = ""
    is_emergency: bool = False
    stands_alone: bool = False


class RedFlagsForm(forms.Form):
    """The first step: is this an emergency? Whoever ticks nothing has to say so."""

    use_required_attribute = False  # a screen reader would call a field wrong before anything was answered
    red_flags = forms.MultipleChoiceField(
        label=_("First: do any of these apply to you right now?"),
        help_text=_("Tick each one that does. They can be signs of an emergency."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick each one that applies to you. If none does, tick the last line."),
            "invalid_choice": SIGNS_CHANGED,
        },
    )

    def __init__(self, script: Script, data=None, **kwargs):
        self.flags = {str(flag.pk): flag for flag in script.red_flags}
        super().__init__(data if data is None else self._undecided(data), **kwargs)
        choices = [(key, _with_detail(flag.text, flag.detail)) for key, flag in self.flags.items()]
        self.fields["red_flags"].choices = [*choices, (NONE_OF_THEM, _("None of these applies to me right now"))]

    @classmethod
    def as_chosen(cls, script: Script, data) -> "RedFlagsForm":
        """The list with the signs as somebody ticked them who comes back from their card."""
        return cls(script, initial={"red_flags": data.getlist("chosen")})

    def _undecided(self, data):
        """Without the tick at “none of these” when a sign was ticked that stands in the list no more."""
        ticked = data.getlist("red_flags")
        if set(ticked) <= {*self.flags, NONE_OF_THEM}:
            return data
        data = data.copy()
        data.setlist("red_flags", [key for key in ticked if key != NONE_OF_THEM])
        return data

    @property
    def rows(self) -> list[ChoiceRow]:
        controls = list(self["red_flags"])
        flags = [ChoiceRow(control, is_emergency=True) for control in controls[:-1]]
        return [*flags, ChoiceRow(controls[-1], stands_alone=True)]

    @property
    def ticked(self) -> list[RedFlag]:
        """The signs that were ticked, whatever else was ticked or is wrong."""
        return [self.flags[key] for key in self.data.getlist("red_flags") if key in self.flags] if self.is_bound else []


class AnswerForm(forms.Form):
    """One question. `answer` cleans to the keys of the answers."""

    use_required_attribute = False

    def __init__(self, asked: Asked, data=None, *, said: tuple[str, ...] = (), **kwargs):
        several = asked.kind.takes_several
        super().__init__(data, initial={"answer": list(said) if several else "".join(said[:1])}, **kwargs)
        self.asked = asked
        kind = forms.MultipleChoiceField if several else forms.ChoiceField
        self.fields["answer"] = kind(
            label=asked.text,
            help_text=asked.hint,
            choices=[(key, _with_detail(choice.text, choice.hint)) for key, choice in asked.choices.items()],
            widget=forms.CheckboxSelectMultiple if several else forms.RadioSelect,
            error_messages={
                "required": _("Choose an answer. If you do not know, choose “I’m not sure”."),
                "invalid_choice": CHANGED,
                "invalid_list": CHANGED,
            },
        )

    @property
    def meant(self) -> tuple[str, ...]:
        """The answers that were sent, each once, whatever is wrong with them together."""
        sent = self.data.getlist("answer") if self.is_bound else []
        known = [key for key in dict.fromkeys(sent) if key in self.asked.choices]
        return tuple(known if self.asked.kind.takes_several else known[-1:])

    @property
    def flags(self) -> list[RedFlag]:
        """Signs of an emergency among all that was sent."""
        sent = self.data.getlist("answer") if self.is_bound else []
        return signs_of(self.asked.choices[key] for key in sent if key in self.asked.choices)

    def clean_answer(self) -> tuple[str, ...]:
        value = self.cleaned_data["answer"]
        picked = tuple(dict.fromkeys(value)) if isinstance(value, list) else (value,)
        alone = [choice for choice in map(self.asked.choices.get, picked) if choice.stands_alone]
        if alone and len(picked) > 1:
            raise forms.ValidationError(
                _("You chose “%(alone)s” and another answer too. Untick “%(alone)s”, or everything else.")
                % {"alone": alone[0].text}
            )
        return picked

    @property
    def rows(self) -> list[ChoiceRow]:
        with_drawing = self.asked.kind.has_drawing
        return [
            ChoiceRow(control, choice.region if with_drawing else "", bool(choice.red_flag), choice.stands_alone)
            for control, choice in zip(self["answer"], self.asked.choices.values(), strict=True)
        ]


class PlaceForm(forms.Form):
    """Where the patient is, for the nearest office. It is read and forgotten."""

    use_required_attribute = False
    place = forms.CharField(
        label=_("Your ZIP code or town"),
        max_length=LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "postal-code", "spellcheck": "false"}),
        error_messages={
            "required": _("Type your ZIP code or town, such as 21701 or Frederick, MD."),
            "max_length": _("That is longer than any town we know. Type your ZIP code."),
        },
    )

    outcome = None

    def clean_place(self):
        typed = self.cleaned_data["place"]
        self.outcome = understand(typed, DatabaseGazetteer())
        if isinstance(self.outcome, Malformed):
            raise forms.ValidationError(SENTENCES[self.outcome.reason])
        if isinstance(self.outcome, WholeState):
            raise forms.ValidationError(_("That is a whole state. Type your ZIP code or town."))
        if isinstance(self.outcome, UnknownPlace):
            raise forms.ValidationError(
                _("We do not know that place. Did you mean one of those below?")
                if self.outcome.suggestions
                else _("We do not know that place. Check the spelling, or type a ZIP code.")
            )
        return typed

    def full_clean(self):
        """A wrong place has the focus: the field stands far down on the page."""
        super().full_clean()
        if self.is_bound and self.errors:
            self.fields["place"].widget.attrs["autofocus"] = True

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude of the one place that was meant."""
        return self.outcome.point if isinstance(self.outcome, OnePlace) else None

    @property
    def places(self) -> list:
        """Places that may have been meant: those of that name, or of names like it."""
        if isinstance(self.outcome, WhichPlace):
            return self.outcome.places
        return self.outcome.suggestions if isinstance(self.outcome, UnknownPlace) else []


def _with_detail(text: str, detail: str):
    if not detail:
        return text
    return format_html('{} <span class="choice__detail">{}</span>', text, detail)
