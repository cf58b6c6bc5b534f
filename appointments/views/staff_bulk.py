"""Several requests at once: first a page that lists them, then, once confirmed, each by itself."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from appointments.forms.staff_bulk import ChosenForm
from appointments.models import AppointmentRequest, Status
from appointments.services import handling
from appointments.staff_access import staff_page
from appointments.staff_board import request_row
from appointments.staff_people import name_of
from appointments.views.staff_pages import desk_page


@staff_page()
@require_POST
def chosen(request):
    """References that are not there, or not this user's, are left out in silence."""
    form = ChosenForm(request.POST)
    if not form.is_valid():
        for error in form.errors.values():
            messages.error(request, " ".join(error))
        return redirect("staff:board")
    requests = AppointmentRequest.objects.readable_by(request.user).referred_to(form.references())
    requests = list(requests.with_board_row().in_board_order())
    if form.cleaned_data["is_confirmed"]:
        return _do(request, form.cleaned_data["action"], requests)
    return _confirm(request, form, requests)


def _confirm(request, form, requests):
    now = timezone.now()
    return desk_page(
        request,
        "staff/chosen.html",
        title=_("Is this right?"),
        action=form.cleaned_data["action"],
        action_label=dict(form.fields["action"].choices)[form.cleaned_data["action"]],
        rows=[request_row(each, now) for each in requests],
    )


def _do(request, action: str, requests: list):
    """One transaction for each: what cannot be done keeps nothing else from being done."""
    done = 0
    for each in requests:
        try:
            DO[action](each, request.user)
        except ValidationError as error:
            messages.warning(request, f"{each.spoken_reference}: {' '.join(error.messages)}")
        else:
            done += 1
    messages.success(request, ngettext("Done for %(n)s request.", "Done for %(n)s requests.", done) % {"n": done})
    return redirect("staff:board")


def _take(sending, user):
    if sending.assigned_to is not None and sending.assigned_to != user:
        words = _("%(person)s takes care of it. Open it if you want to change that.")
        raise ValidationError(words % {"person": name_of(sending.assigned_to)})
    handling.assign(sending, user, user)


def _close(sending, user):
    handling.change_status(sending, Status.CLOSED, user)


DO = {ChosenForm.ASSIGN: _take, ChosenForm.CLOSE: _close}
