"""The staff's desk for notices: words are written in drafts, and stay as they were once they held."""

from adminsortable2.admin import SortableAdminMixin
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseInlineFormSet
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, strip_tags
from django.utils.translation import gettext_lazy as _

from practice.models import Notice, NoticeText, NoticeVersion
from practice.notices.required_languages import missing_for
from practice.services.notices import draft_from, next_number
from practice.views.notices import render_version
from publishing.admin import HistoryAdmin
from publishing.admin_forms import PartialForm

FROZEN = _("It holds, or held: its words stay as they are. To change them, make a new version from it.")


class KeptForever:
    """Not deleted from the list: each one has to say for itself whether it may go."""

    def get_actions(self, request):
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions


class StaysOnceItHeld:
    """Deleted only as long as the version was never on the site."""

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not (obj and obj.is_frozen)


@admin.register(Notice)
class NoticeAdmin(KeptForever, SortableAdminMixin, HistoryAdmin):
    list_display = ["title", "kind", "legal_basis", "effective_on"]
    list_filter = ["kind"]
    search_fields = ["title", "short_title"]
    fields = ["title", "short_title", "slug", "summary", "kind", "legal_basis"]

    @admin.display(description=_("in force since"))
    def effective_on(self, notice):
        version = notice.versions.in_force().first()
        return version.in_force_from if version else _("Not in force")

    def get_readonly_fields(self, request, obj=None):
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["short_title"]}

    def has_delete_permission(self, request, obj=None):
        may = super().has_delete_permission(request, obj)
        return may and not (obj and obj.versions.exists())


class CompleteTexts(BaseInlineFormSet):
    """The texts of a version with a first day must be all that its notice needs."""

    def clean(self):
        super().clean()
        kept = [form for form in self.forms if form.has_changed() or form.instance.pk]
        kept = [form.instance for form in kept if not (self.can_delete and self._should_delete_form(form))]
        if not self.instance.in_force_from or not self.instance.notice_id:
            return
        missing = missing_for(self.instance.notice.slug, [(text.state, text.language) for text in kept])
        if missing:
            raise ValidationError(missing, code="required_to_publish")


class NoticeTextRows(StaysOnceItHeld, admin.StackedInline):
    model = NoticeText
    form = PartialForm
    formset = CompleteTexts
    extra = 0
    fields = [("language", "direction", "state"), ("own_name", "english_name"), "needs_certified_review", "body"]
    frozen_fields = ["language", "direction", "state", "own_name", "english_name", "words"]

    def get_fields(self, request, obj=None):
        return [*self.fields[:-1], "words"] if obj and obj.is_frozen else self.fields

    def get_readonly_fields(self, request, obj=None):
        return self.frozen_fields if obj and obj.is_frozen else []

    def has_add_permission(self, request, obj=None):
        return super().has_add_permission(request, obj) and not (obj and obj.is_frozen)

    @admin.display(description=_("words"))
    def words(self, text):
        return strip_tags(text.body)


class NoticeVersionForm(forms.ModelForm):
    """A version cannot have held on days on which other words were on the site."""

    def clean_in_force_from(self):
        day = self.cleaned_data["in_force_from"]
        if day and "in_force_from" in self.changed_data and day < timezone.localdate():
            raise ValidationError(_("Enter today or a later day: on days past, readers saw other words."))
        if self.instance.pk and self.instance.notice.versions.beginning_on(day).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Another version of this notice begins on that day."))
        return day

    def clean_in_force_until(self):
        """Django leaves out the constraints of fields that cannot be changed any more."""
        last = self.cleaned_data["in_force_until"]
        if last and self.instance.is_frozen and last < self.instance.in_force_from:
            raise ValidationError(_("“In force until” cannot be before “in force from”."))
        return last


@admin.register(NoticeVersion)
class NoticeVersionAdmin(StaysOnceItHeld, KeptForever, HistoryAdmin):
    form = NoticeVersionForm
    list_display = [
        "__str__",
        "condition",
        "in_force_from",
        "in_force_until",
        "review_by",
        "to_certify",
        "preview_link",
    ]
    list_filter = ["notice"]
    list_select_related = ["notice"]
    inlines = [NoticeTextRows]
    fields = ["notice", ("in_force_from", "in_force_until"), "review_by"]
    actions = ["make_new_version"]

    @admin.display(description=_("state"))
    def condition(self, version):
        if version.in_force_from is None:
            return _("Draft")
        if not version.is_frozen:
            return _("Planned for %(date)s") % {"date": date_format(version.in_force_from)}
        holds = NoticeVersion.objects.in_force().filter(pk=version.pk).exists()
        return _("In force") if holds else _("Held before")

    @admin.display(description=_("to certify"))
    def to_certify(self, version):
        return version.texts.filter(needs_certified_review=True).count() or None

    @admin.display(description=_("preview"))
    def preview_link(self, version):
        words = _("Preview")
        address = reverse(f"{self.admin_site.name}:practice_noticeversion_preview", args=[version.pk])
        return format_html('<a href="{}">{}<span class="visually-hidden"> {}</span></a>', address, words, version)

    def view_on_site(self, version):
        return version.get_absolute_url() if version.is_frozen else None

    def get_readonly_fields(self, request, obj=None):
        if obj is None:
            return []
        return ["notice", "in_force_from"] if obj.is_frozen else ["notice"]

    def save_model(self, request, obj, form, change):
        if not change:
            obj.number = next_number(obj.notice)
        super().save_model(request, obj, form, change)

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        if obj and obj.is_frozen and request.method == "GET":
            self.message_user(request, FROZEN, messages.INFO)
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def revision_view(self, request, object_id, version_id, extra_context=None):
        """An older state of a draft can come back; that of words that held cannot."""
        version = self.get_object(request, unquote(object_id))
        if version and version.is_frozen:
            self.message_user(request, FROZEN, messages.ERROR)
            return HttpResponseRedirect(
                reverse(f"{self.admin_site.name}:practice_noticeversion_history", args=[object_id])
            )
        return super().revision_view(request, object_id, version_id, extra_context)

    @admin.action(description=_("Make a new version from it"), permissions=["add"])
    def make_new_version(self, request, queryset):
        for version in queryset:
            with self.own_revision(request, str(_("Begun from version %(number)s.") % {"number": version.number})):
                draft = draft_from(version)
            self.message_user(request, _("“%(draft)s” is a draft now.") % {"draft": draft}, messages.SUCCESS)

    def get_urls(self):
        preview = self.admin_site.admin_view(self.preview)
        return [
            path("<path:object_id>/preview/", preview, name="practice_noticeversion_preview"),
            *super().get_urls(),
        ]

    def preview(self, request, object_id):
        """The page as the public would see it, for staff only."""
        version = self.get_object(request, unquote(object_id))
        if version is None:
            raise Http404
        if not self.has_view_or_change_permission(request, version):
            raise PermissionDenied
        complete = self.get_queryset(request).with_texts().get(pk=version.pk)
        return render_version(request, complete, is_preview=True)
