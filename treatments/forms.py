"""Query strings of the treatment pages become treatments and body areas, or a sentence that helps."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from treatments.models import BodyArea, Treatment

MOST_TO_COMPARE = 4


class TreatmentFilterForm(forms.Form):
    """What hurts: `?area=lower-back` becomes a BodyArea."""

    area = forms.ModelChoiceField(
        BodyArea.objects.all(),
        to_field_name="slug",
        required=False,
        error_messages={
            "invalid_choice": _(
                "We do not know that part of the body. Choose one from the list. All treatments are shown."
            ),
        },
    )


class ComparedField(forms.ModelMultipleChoiceField):
    """Two to four slugs become treatments in the order they were chosen. Counted before anything is looked up."""

    def clean(self, value):
        slugs = list(dict.fromkeys(value or []))
        if slugs and len(slugs) < 2:
            raise forms.ValidationError(_("Choose one more treatment to compare it with."))
        if len(slugs) > MOST_TO_COMPARE:
            too_many = len(slugs) - MOST_TO_COMPARE
            raise forms.ValidationError(
                ngettext(
                    "Four fit side by side. Take away %(count)d treatment, then press “Compare” again.",
                    "Four fit side by side. Take away %(count)d treatments, then press “Compare” again.",
                    too_many,
                )
                % {"count": too_many}
            )
        chosen = super().clean(slugs).with_comparison()
        return sorted(chosen, key=lambda treatment: slugs.index(treatment.slug))


class TreatmentComparisonForm(forms.Form):
    """`?t=…&t=…` becomes two to four treatments."""

    t = ComparedField(
        Treatment.objects.none(),
        to_field_name="slug",
        error_messages={
            "required": _("Choose two to four treatments, then press “Compare”."),
            "invalid_choice": _("One of the treatments you chose is not on our list. Choose again below."),
        },
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["t"].queryset = Treatment.objects.published()

    def is_begun_with(self, offered: Iterable[Treatment]) -> bool:
        """Whether one of these was chosen, and no other yet: each treatment's own page leads here so."""
        return self.data.getlist("t") in ([treatment.slug] for treatment in offered)

    @property
    def chosen_slugs(self) -> list[str]:
        """What was chosen, right or wrong, each once, so that nothing chosen is lost."""
        return list(dict.fromkeys(self.data.getlist("t")))
