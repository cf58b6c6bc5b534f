"""The staff's desk for the library of patient forms."""

from adminsortable2.admin import SortableAdminMixin
from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from practice.models import PatientForm
from practice.pdf_answers import file_answer
from publishing.admin import WindowedAdmin


@admin.register(PatientForm)
class PatientFormAdmin(SortableAdminMixin, WindowedAdmin):
    list_display = ["title", "language", "version", "state", "replaced_by", "reads_aloud"]
    list_filter = [*WindowedAdmin.list_filter, "language"]
    list_select_related = ["replaced_by"]
    search_fields = ["title", "slug", "description"]
    formfield_overrides = {models.FileField: {"widget": forms.FileInput(attrs={"accept": "application/pdf"})}}
    fieldsets = [
        (None, {"fields": ["title", "slug", "description", "language"]}),
        (_("File"), {"fields": ["file", "stored_file", ("version", "version_date")]}),
        (_("When"), {"fields": [("publish_from", "publish_until"), "replaced_by"]}),
        (_("Web page"), {"fields": ["html_twin"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        return ["stored_file", "slug"] if obj else ["stored_file"]

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else {"slug": ["title"]}

    def view_on_site(self, form):
        return form.get_absolute_url() if form.is_published else None

    @admin.display(description=_("reads aloud"), boolean=True)
    def reads_aloud(self, form):
        return not form.gaps()

    @admin.display(description=_("stored file"))
    def stored_file(self, form):
        if form.pk is None:
            return _("None yet")
        pages = ngettext("%(count)d page", "%(count)d pages", form.pages) % {"count": form.pages}
        return format_html('<a href="{}">PDF, {}, {}</a>', self._file_url(form.pk), pages, form.size)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if "file" in form.changed_data:
            for sentence in obj.gaps():
                self.message_user(request, sentence, messages.WARNING)

    def get_urls(self):
        """The file for staff, public or not."""
        view = self.admin_site.admin_view(self.file_view)
        return [path("<path:object_id>/file/", view, name="practice_patientform_file"), *super().get_urls()]

    def file_view(self, request, object_id):
        form = self.get_object(request, unquote(object_id))
        if form is None:
            raise Http404
        if not self.has_view_or_change_permission(request, form):
            raise PermissionDenied
        return file_answer(request, form)

    def _file_url(self, pk):
        return reverse(f"{self.admin_site.name}:practice_patientform_file", args=[pk])
