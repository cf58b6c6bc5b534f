"""The inbox: the board, finding somebody, and the page of one request."""

from itertools import groupby

from django.core.paginator import Paginator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from appointments.forms.staff_bulk import ChosenForm
from appointments.forms.staff_filters import BoardForm, FindForm
from appointments.models import AccessRecord, AppointmentRequest, ContactMessage, Status
from appointments.services.access import record_access
from appointments.staff_access import may_manage, staff_page
from appointments.staff_board import message_row, request_row
from appointments.staff_summary import summary_for
from appointments.views.staff_pages import desk_page
from appointments.views.staff_request_page import request_page

ON_ONE_PAGE = 30
MOST_FOUND = 50


@staff_page()
@require_safe
def board(request):
    """Requests by status, the most pressing first. Initials only: reading begins, and is recorded, on opening."""
    form = BoardForm(request.GET, user=request.user)
    narrowed = form.narrow(AppointmentRequest.objects.readable_by(request.user))
    counts = narrowed.counted_by_status()
    shown = narrowed.standing_at(form.statuses).in_board_order(form.chosen("sort") or "promise").with_board_row()
    page = Paginator(shown, ON_ONE_PAGE).get_page(request.GET.get("page"))
    return desk_page(
        request,
        "staff/board.html",
        title=_("Requests"),
        form=form,
        find_form=FindForm(),
        page=page,
        groups=groups_of(page, counts),
        summary=summary_for(request.user),
        actions=ChosenForm().fields["action"].choices,
        may_export=may_manage(request.user),
    )


def groups_of(page, counts: dict[str, int]) -> list[dict]:
    """The rows of a page under their statuses, each with how many there are in all."""
    now = timezone.now()
    return [
        {
            "status": status,
            "label": Status(status).label,
            "count": counts.get(status, 0),
            "rows": [request_row(each, now) for each in requests],
        }
        for status, requests in groupby(page, key=lambda each: each.status)
    ]


@staff_page()
@require_POST
def find(request):
    """Who called? Sent by POST, so that no telephone number stands in an address. Each one found is recorded."""
    form = FindForm(request.POST)
    requests, messages = [], []
    if form.is_valid():
        with transaction.atomic():
            requests, messages = _found(request.user, form.cleaned_data["sought"])
            found = [row.sending.reference for row in (*requests, *messages)]
            record_access(request.user, AccessRecord.Action.SEARCHED, found)
    return desk_page(
        request,
        "staff/found.html",
        title=_("Find a patient"),
        find_form=form,
        requests=requests,
        messages_found=messages,
        is_error=bool(form.errors),
    )


def _found(user, sought: dict) -> tuple[list, list]:
    now = timezone.now()
    requests = AppointmentRequest.objects.readable_by(user).found_by(**sought).with_board_row()
    messages = ContactMessage.objects.readable_by(user).found_by(**sought).with_board_row()
    return (
        [request_row(each, now) for each in requests.in_board_order("newest")[:MOST_FOUND]],
        [message_row(each, now) for each in messages.order_by("-created_at")[:MOST_FOUND]],
    )


@staff_page()
@require_safe
def request_detail(request, reference):
    """Everything about one request. That it was opened is written down before it is shown."""
    return request_page(request, reference)
