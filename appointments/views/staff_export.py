"""Requests leave the inbox as a file: a table of many, or one in the format of other clinics' software."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from appointments import fhir
from appointments.exports import table_of
from appointments.forms.staff_filters import BoardForm
from appointments.models import AccessRecord, AppointmentRequest
from appointments.services.access import record_access
from appointments.staff_access import may_manage, staff_page
from appointments.views.staff_pages import desk_page
from appointments.views.staff_small_forms import readable

EXPORTED = AccessRecord.Action.EXPORTED


@staff_page(may_manage)
@require_http_methods(["GET", "HEAD", "POST"])
def export_requests(request):
    """GET asks whether this is meant; POST sends the file. What is in the file is recorded before its first line."""
    form = BoardForm(request.POST if request.method == "POST" else request.GET, user=request.user)
    requests = form.narrow(AppointmentRequest.objects.readable_by(request.user)).standing_at(form.statuses)
    if request.method != "POST":
        return desk_page(request, "staff/export.html", title=_("Export as a table"), form=form, count=requests.count())
    with transaction.atomic():
        rows = list(requests.in_board_order(form.chosen("sort") or "promise").values_list("pk", "reference"))
        record_access(request.user, EXPORTED, [reference for _key, reference in rows], "csv")
    return _file(
        StreamingHttpResponse(table_of([key for key, _reference in rows]), content_type="text/csv; charset=utf-8"),
        f"requests-{timezone.localdate().isoformat()}.csv",
    )


@staff_page(may_manage)
@require_POST
def export_fhir(request, reference):
    """One request as FHIR R4B."""
    with transaction.atomic():
        sending = readable(AppointmentRequest, request.user, reference)
        record_access(request.user, EXPORTED, [sending.reference], "fhir")
    try:
        content = fhir.bundle_of(sending)
    except ValueError:
        messages.error(request, _("This request holds something that FHIR does not allow, so there is no file of it."))
        return redirect(sending)
    return _file(HttpResponse(content, content_type=fhir.CONTENT_TYPE), f"request-{sending.spoken_reference}.fhir.json")


def _file(response, name: str):
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
