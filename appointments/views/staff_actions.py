"""What staff do on the page of a request: each view takes one small form, and comes back to the page."""

from functools import partial

from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from appointments.emails import link_address
from appointments.forms.staff_actions import AssignForm, CallForm, ConfirmForm, MoveForm, NoteForm, StatusForm
from appointments.models import AppointmentRequest
from appointments.services import handling
from appointments.staff_access import staff_page
from appointments.views import staff_small_forms
from appointments.views.staff_request_page import request_page

action = partial(staff_small_forms.action, AppointmentRequest, request_page)


def _change_status(sending, data, user):
    handling.change_status(sending, data["status"], user, data["visit_at"])


def _assign(sending, data, user):
    handling.assign(sending, data["assignee"], user)


def _move(sending, data, user):
    if not handling.move(sending, data["location"], user):
        return _("The request went to the other office. No mail tells that office: call it.")


def _log_call(sending, data, user):
    handling.log_call(sending, data["outcome"], user)


def _add_note(sending, data, user):
    handling.add_note(sending, data["text"], user)


def _mark_checked(sending, data, user):
    handling.mark_checked(sending, user)


def _end_links(sending, data, user):
    handling.revoke_links(sending, user)


change_status = action(StatusForm, _change_status, _("The status is changed."))
assign = action(AssignForm, _assign, _("Saved who takes care of this."))
_move_once = action(MoveForm, _move, _("The request went to the other office."))
log_call = action(CallForm, _log_call, _("The call is written down."))
add_note = action(NoteForm, _add_note, _("The note is added."))
mark_checked = action(ConfirmForm, _mark_checked, _("The marks are cleared."))
end_links = action(ConfirmForm, _end_links, _("The private links have ended. Nobody can use them any more."))


@staff_page()
@require_POST
def move(request, reference):
    """To another office; the second click of a double click changes nothing and finds nothing wrong."""
    if handling.has_just_moved(request.user, reference, request.POST.get("location", "")):
        return redirect("staff:board")
    return _move_once(request, reference)


@staff_page()
@require_POST
def new_link(request, reference):
    """Ends the old links and shows the new one this once: after a redirect it would have to be kept somewhere."""
    sending = staff_small_forms.readable(AppointmentRequest, request.user, reference)
    link = handling.replace_link(sending, request.user)
    return request_page(request, reference, new_link=link_address(link))
