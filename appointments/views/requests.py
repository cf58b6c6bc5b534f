"""Asking for an appointment, and the page that says thank you."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from appointments.form_options import request_options
from appointments.forms.request import RequestForm
from appointments.manage_links import is_usable, reference_of, token_of
from appointments.models import AppointmentRequest
from appointments.privacy import opened_by_its_address, personal_page
from appointments.services.submissions import submit_request
from appointments.views.sending import PublicForm, answer
from treatments.emergency import EmergencyCard


def _store(form, token):
    return submit_request(form.request(token, timezone.now()), form.wordings())


REQUESTS = PublicForm(
    form=RequestForm,
    options=request_options,
    model=AppointmentRequest,
    template="appointments/request_appointment.html",
    address="appointments:request_appointment",
    thanks="appointments:request_received",
    store=_store,
)


@csrf_exempt  # it reads and sets no cookie (see sending.py)
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def request_appointment(request):
    """The form, and what becomes of it. `?location=` and `?treatment=` fill it in."""
    return answer(request, REQUESTS)


@opened_by_its_address
@require_safe
def request_received(request):
    """The reference, what happens next and by when; for an hour, to whoever has the receipt."""
    reference = reference_of(RequestForm.kind, request.GET.get("receipt", ""))
    found = AppointmentRequest.objects.with_confirmation().received_as(reference) if reference else None
    if found is None:
        return render(request, "appointments/no_receipt.html", status=404)
    first_link = min(found.manage_links.all(), key=lambda link: link.pk, default=None)  # never one that replaced it
    link = first_link if first_link and is_usable(first_link, timezone.now()) else None
    context = {
        "appointment_request": found,
        "manage_token": token_of(link.public_id) if link else "",
        "card": EmergencyCard([_in_a_sentence(flag) for flag in found.red_flags], []) if found.is_urgent else None,
    }
    return render(request, "appointments/request_received.html", context)


def _in_a_sentence(flag: str) -> str:
    """As it goes on after “Call 911 … now if:”."""
    return flag[:1].lower() + flag[1:]
