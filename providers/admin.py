"""The staff's desk for providers."""

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from locations.admin import PublishingFilter
from practice.models import State
from providers import views
from providers.models import Credential, Education, License, Provider, Specialty
from publishing.admin import (
    PICTURE_FIELDSET,
    PUBLISHING_FIELDSET,
    REVIEW_FIELDS,
    SEARCH_FIELDSET,
    PublishedAdmin,
    TabularRows,
)
from publishing.admin_forms import NamedFieldsFormSet, RequiredToPublishFormSet


class ProviderForm(forms.ModelForm):
    """Refuses to publish somebody whom patients could see nowhere."""

    def clean(self):
        cleaned = super().clean()
        self.instance.offices_chosen = list(cleaned.get("locations") or [])
        is_public_somewhere = any(office.is_published for office in self.instance.offices_chosen)
        if cleaned.get("publish_from") and not is_public_somewhere:
            text = _("Choose at least one public office, or empty “Publish from” to keep a draft.")
            self.add_error("locations", text)
        return cleaned


class CredentialFormSet(RequiredToPublishFormSet):
    required_sentence = _(
        "This provider cannot be public without a credential. Add one, or empty “Publish from” to keep a draft."
    )


class LicenseFormSet(NamedFieldsFormSet):
    """Refuses to publish somebody at an office of a state that has not licensed them."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if not (self.can_delete and self._should_delete_form(form))]
        licensed = {form.cleaned_data.get("state") for form in kept if hasattr(form, "cleaned_data")}
        offices = getattr(self.instance, "offices_chosen", [])
        missing = sorted({office.state for office in offices} - licensed)
        if self.instance.publish_from and missing:
            names = ", ".join(str(State(state).label) for state in missing)
            raise ValidationError(
                _("An office above is in %(states)s. Add the license for it, or take the office away."),
                code="not_licensed",
                params={"states": names},
            )


class CredentialRows(TabularRows):
    model = Credential
    formset = CredentialFormSet
    classes = []
    fields = ["board", "subject", "since_year", "certified_until", "verified_on", "position"]


class LicenseRows(admin.TabularInline):
    model = License
    formset = LicenseFormSet
    extra = 0
    max_num = len(State)


class SpecialtyRows(TabularRows):
    model = Specialty
    fields = ["name", "position"]


class EducationRows(TabularRows):
    model = Education
    fields = ["what", "where", "year", "position"]


@admin.register(Provider)
class ProviderAdmin(PublishedAdmin):
    form = ProviderForm
    list_display = [
        "name",
        "kind",
        "publishing_state",
        "is_accepting_new_patients",
        "accepting_checked_on",
        "preview_link",
    ]
    list_filter = ["kind", PublishingFilter, ("locations", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["given_name", "family_name", "other_names", "slug"]
    prepopulated_fields = {"slug": ["given_name", "family_name", "suffix"]}
    ordering = ["family_name", "given_name"]
    filter_horizontal = ["locations", "treatments", "languages"]
    inlines = [CredentialRows, LicenseRows, SpecialtyRows, EducationRows]
    exclude = [*REVIEW_FIELDS]
    fieldsets = [
        (
            _("Name"),
            {
                "fields": [
                    ("given_name", "family_name", "suffix"),
                    "kind",
                    "focus",
                    "summary",
                    "other_names",
                ]
            },
        ),
        PUBLISHING_FIELDSET,
        (_("New patients"), {"fields": [("is_accepting_new_patients", "accepting_checked_on")]}),
        (_("Where and what"), {"fields": ["locations", "treatments", "languages"]}),
        (_("Text"), {"fields": ["biography"]}),
        SEARCH_FIELDSET,
        (_("Portrait"), PICTURE_FIELDSET[1]),
    ]

    @admin.display(description=_("name"), ordering="family_name")
    def name(self, provider):
        return provider.title

    @admin.display(description=_("publishing"), ordering="publish_from")
    def publishing_state(self, provider):
        """“State” would be where somebody works."""
        return self.state(provider)

    def render_page(self, request, page, *, is_preview):
        return views.render_provider(request, page, is_preview=is_preview)
