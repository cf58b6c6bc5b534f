"""What the private link opens: where a request stands, when to call, taking it back, the visit for a calendar."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from appointments.calendar import calendar_of
from appointments.flow import WITHDRAWABLE
from appointments.forms.manage import BestTimesForm, WithdrawForm
from appointments.manage_links import is_usable, public_id_of
from appointments.models import AppointmentRequest, ManageLink, Status
from appointments.privacy import opened_by_its_address
from appointments.services.handling import change_best_times, withdraw
from appointments.services.limits import Limit, spend
from practice.models import Practice
from publishing.client_address import visitor_group

WRONG_LINKS = Limit("manage.wrong", most=20, per=timedelta(minutes=10))
CHANGES = Limit("manage.change", most=30, per=timedelta(hours=1))


@csrf_exempt  # the link itself is the permission; no cookie is read
@opened_by_its_address
@require_http_methods(["GET", "HEAD", "POST"])
def manage_request(request, token):
    """The patient's view of one request."""
    link = usable_link(token)
    if link is None:
        return no_such_link(request)
    if request.method == "POST":
        return _change(request, link)
    return _page(request, link.request)


@opened_by_its_address
@require_safe
def visit_calendar(request, token):
    """The visit as a file for a calendar; only while one is scheduled."""
    link = usable_link(token)
    if link is None or link.request.status != Status.SCHEDULED:
        return no_such_link(request)
    practice = Practice.objects.current()
    content = calendar_of(link.request, practice.name if practice else link.request.location.title)
    headers = {"Content-Disposition": 'attachment; filename="visit.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


def usable_link(token: str) -> ManageLink | None:
    """The link whose address this is, while it works. A forged address costs no query."""
    public_id = public_id_of(token)
    link = ManageLink.objects.with_request().opened_by(public_id) if public_id else None
    return link if link and is_usable(link, timezone.now()) else None


def no_such_link(request):
    """One and the same page for a wrong, an old and a revoked link; another one for whoever keeps guessing."""
    if not spend(WRONG_LINKS, visitor_group(request)):
        return _too_many(request, WRONG_LINKS)
    return render(request, "appointments/no_such_link.html", status=404)


def _change(request, link):
    """One of two small forms was sent."""
    if not spend(CHANGES, link.public_id):
        return _too_many(request, CHANGES)
    if "withdraw" in request.POST:
        form = WithdrawForm(request.POST)
        if not form.is_valid():
            return _page(request, link.request, withdraw_form=form)
        with suppress(ValidationError):  # pressed twice, or staff were quicker: the page shows where it stands
            withdraw(link.request)
        return redirect(f"{request.path}#status")
    form = BestTimesForm(request.POST)
    if not form.is_valid() or not link.request.is_open:
        return _page(request, link.request, times_form=form)
    change_best_times(link.request, form.cleaned_data["best_times"])
    return redirect(f"{request.path}?saved=1#times")


def _too_many(request, limit: Limit):
    response = render(request, "appointments/too_many.html", status=429)
    response.headers["Retry-After"] = str(int(limit.per.total_seconds()))
    return response


def _page(request, appointment_request: AppointmentRequest, times_form=None, withdraw_form=None):
    return render(
        request,
        "appointments/manage_request.html",
        {
            "appointment_request": appointment_request,
            "times_form": times_form or BestTimesForm(initial={"best_times": appointment_request.best_times}),
            "withdraw_form": withdraw_form or WithdrawForm(),
            "is_error": bool((times_form and times_form.errors) or (withdraw_form and withdraw_form.errors)),
            "may_change_times": appointment_request.is_open,
            "may_withdraw": appointment_request.status in WITHDRAWABLE,
            "is_saved": request.GET.get("saved") == "1",
        },
    )
