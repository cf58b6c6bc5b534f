"""The staff's desk for the claims ledger."""

from adminsortable2.admin import SortableAdminMixin
from django import forms
from django.contrib import admin
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from practice.models import Claim
from practice.promising_words import promising_words
from publishing.admin import HistoryAdmin
from publishing.admin_filters import QuestionFilter


class ClaimForm(forms.ModelForm):
    """Asks twice before new words that read as a promise."""

    keeps_promising_words = forms.BooleanField(
        label=_("keep words that read as a promise"),
        required=False,
        help_text=_("Tick this only after somebody who knows the law of each state has agreed to the very words."),
    )

    def clean(self):
        cleaned = super().clean()
        found = promising_words(cleaned.get("text", "")) if "text" in self.changed_data else []
        if found and not cleaned.get("keeps_promising_words"):
            self.add_error("text", _sentence(found))
        return cleaned


def _sentence(found: list[str]) -> str:
    words = ", ".join(f"“{word}”" for word in found)
    return gettext(
        "%(words)s: this reads as a promise. Maryland (COMAR 10.32.01.12) forbids claims that cannot be verified or "
        "that raise unjustified hopes. Say what you can show, or tick below that these words were agreed to."
    ) % {"words": words}


class StandingFilter(QuestionFilter):
    title = _("where it stands")
    parameter_name = "standing"
    questions = (
        ("in_force", _("In force")),
        ("ending_soon", _("Expires within 30 days")),
        ("unproven", _("Without evidence")),
        ("ended", _("Expired")),
    )


@admin.register(Claim)
class ClaimAdmin(SortableAdminMixin, HistoryAdmin):
    form = ClaimForm
    list_display = ["text", "standing", "owner", "verified_on", "in_force_until"]
    list_filter = [StandingFilter, "kind"]
    search_fields = ["text", "evidence", "owner"]
    fieldsets = [
        (_("The badge"), {"fields": ["text", "keeps_promising_words", "kind", "board_name", "promised_days"]}),
        (_("Why it is true"), {"fields": ["evidence", "owner", "verified_on"]}),
        (
            _("Where and how long it is shown"),
            {
                "fields": [("in_force_from", "in_force_until"), "in_maryland", "in_pennsylvania", "in_virginia"],
                "description": _("Pages for all states, such as the home page, show only what may be shown in each."),
            },
        ),
    ]

    @admin.display(description=_("where it stands"))
    def standing(self, claim):
        today = timezone.localdate()
        if claim.in_force_until < today:
            return _("Expired: not shown")
        if claim.in_force_from > today:
            return _("Planned")
        return _("In force") if claim.evidence else _("Without evidence: not shown")
