"""The staff's pages for CSV files: export, example, choosing a file, what it would change, and the import."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from locations.spreadsheets.checked_files import CheckedFile, sealed, unsealed
from locations.spreadsheets.csv_files import UnreadableFile
from locations.spreadsheets.forms import ChooseFileForm
from locations.spreadsheets.offices import OfficeResource
from locations.spreadsheets.special_hours import SpecialHoursResource

SHEETS = {"offices": OfficeResource, "special-hours": SpecialHoursResource}
NAMES = {"offices": _lazy("offices"), "special-hours": _lazy("special hours")}
TITLES = {
    "offices": _lazy("Import offices from CSV"),
    "special-hours": _lazy("Import special hours from CSV"),
}
IMPORT_PAGE = "admin/locations/location/import.html"
CHECK_PAGE = "admin/locations/location/import_check.html"


class SpreadsheetDesk:
    """Adds the pages to an admin of offices. Whoever may add and change offices may import, who may see them export."""

    change_list_template = "admin/locations/location/change_list.html"

    def get_urls(self):
        pages = {"import": self.import_sheet, "export": self.export_sheet, "example": self.example_sheet}
        own = [
            path(f"{name}/<slug:kind>/", self.admin_site.admin_view(page), name=f"locations_location_{name}")
            for name, page in pages.items()
        ]
        return [*own, *super().get_urls()]

    def changelist_view(self, request, extra_context=None):
        context = {"may_import": self._may_import(request), **(extra_context or {})}
        return super().changelist_view(request, context)

    def export_sheet(self, request, kind):
        sheet = self._sheet(kind, allowed=self.has_view_or_change_permission(request))
        return _download(f"{kind}-{timezone.localdate()}.csv", sheet.write())

    def example_sheet(self, request, kind):
        sheet = self._sheet(kind, allowed=self.has_view_or_change_permission(request))
        return _download(f"{kind}-example.csv", sheet.example())

    def import_sheet(self, request, kind):
        """Choosing a file; its check, which keeps nothing; and after a look at that the import itself."""
        sheet = self._sheet(kind, allowed=self._may_import(request))
        if request.method != "POST":
            return self._choose(request, kind, sheet, ChooseFileForm())
        if "checked" in request.POST:
            return self._import(request, kind, sheet)
        form = ChooseFileForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._choose(request, kind, sheet, form)
        name, text = form.cleaned_data["file"]
        return self._check(request, kind, sheet, name, text)

    def _check(self, request, kind, sheet, name, text):
        try:
            report = sheet.run(text, user=request.user, comment="", dry_run=True)
            return self._show(request, kind, report, name, text)
        except UnreadableFile as reason:
            return self._refuse(request, kind, sheet, reason)

    def _import(self, request, kind, sheet):
        try:
            file = unsealed(request.POST["checked"], user=request.user.pk, kind=kind)
            with transaction.atomic():
                comment = _("Imported from “%(name)s”.") % {"name": file.name}
                report = sheet.run(file.text, user=request.user, comment=comment, dry_run=False)
                is_as_shown = report.digest == file.digest
                if not is_as_shown:
                    transaction.set_rollback(True)
            if not is_as_shown:
                text = _("The offices have changed since the check. Nothing was imported; look again.")
                self.message_user(request, text, messages.WARNING)
                return self._show(request, kind, report, file.name, file.text)
        except UnreadableFile as reason:
            return self._refuse(request, kind, sheet, reason)
        self.message_user(request, _("Imported: %(summary)s.") % {"summary": report.summary}, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:locations_location_changelist"))

    # --- Pages --------------------------------------------------------------------------------------------------------

    def _choose(self, request, kind, sheet, form):
        context = {
            "form": form,
            "columns": sheet.columns,
            "title": TITLES[kind],
            "subtitle": _("Error") if form.errors else None,
        }
        return self._page(request, IMPORT_PAGE, kind, context)

    def _refuse(self, request, kind, sheet, reason):
        form = ChooseFileForm(data={}, files={})
        form.errors["file"] = form.error_class([str(reason)], renderer=form.renderer)
        return self._choose(request, kind, sheet, form)

    def _show(self, request, kind, report, name, text):
        may_go_on = bool(report.acting) and not report.faulty
        file = CheckedFile(request.user.pk, kind, name, text, report.digest)
        context = {
            "report": report,
            "file_name": name,
            "checked": sealed(file) if may_go_on else "",
            "title": _("Check of “%(name)s”") % {"name": name},
        }
        return self._page(request, CHECK_PAGE, kind, context)

    def _page(self, request, template, kind, context):
        whole = {**self.admin_site.each_context(request), "opts": self.opts, "kind": kind, "kind_name": NAMES[kind]}
        return TemplateResponse(request, template, {**whole, **context})

    # --- Who and what -------------------------------------------------------------------------------------------------

    def _may_import(self, request) -> bool:
        return self.has_add_permission(request) and self.has_change_permission(request)

    def _sheet(self, kind, *, allowed):
        if not allowed:
            raise PermissionDenied
        if kind not in SHEETS:
            raise Http404
        return SHEETS[kind]()


def _download(name: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
