"""Writing to the practice, and the page that says thank you."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from appointments.form_options import contact_options
from appointments.forms.contact import ContactForm
from appointments.manage_links import reference_of
from appointments.models import ContactMessage
from appointments.privacy import opened_by_its_address, personal_page
from appointments.services.submissions import submit_message
from appointments.views.sending import PublicForm, answer


def _store(form, token):
    return submit_message(form.message_to_store(token, timezone.now()))


MESSAGES = PublicForm(
    form=ContactForm,
    options=contact_options,
    model=ContactMessage,
    template="appointments/contact.html",
    address="appointments:contact",
    thanks="appointments:message_received",
    store=_store,
)


@csrf_exempt  # it reads and sets no cookie (see sending.py)
@personal_page
@require_http_methods(["GET", "HEAD", "POST"])
def contact(request):
    """The form, and what becomes of it."""
    return answer(request, MESSAGES)


@opened_by_its_address
@require_safe
def message_received(request):
    """The reference, and when we answer; for an hour, to whoever has the receipt."""
    reference = reference_of(ContactForm.kind, request.GET.get("receipt", ""))
    found = ContactMessage.objects.received_as(reference) if reference else None
    if found is None:
        return render(request, "appointments/no_receipt.html", status=404)
    return render(request, "appointments/message_received.html", {"message": found})
