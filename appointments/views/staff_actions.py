"""What staff do on the page of a request: each view takes one small form, and comes back to the page."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from appointments.emails import link_address
from appointments.forms.staff_actions import AssignForm, CallForm, ConfirmForm, NoteForm, StatusForm
from appointments.services import handling
from appointments.staff_access import staff_page
from appointments.views.staff_request_page import readable_request, request_page


def action(form_class, do, done):
    """A view that gives the form's values to `do(sending, data, user)` and says `done`, or shows what is wrong."""

    @staff_page()
    @require_POST
    def view(request, reference):
        sending = readable_request(request.user, reference)
        form = form_class(request.POST, sending=sending, user=request.user)
        if form.is_valid():
            try:
                do(sending, form.cleaned_data, request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, done)
                return redirect(sending)
        return request_page(request, reference, refused=form)

    return view


def _change_status(sending, data, user):
    handling.change_status(sending, data["status"], user, data["visit_at"])


def _assign(sending, data, user):
    handling.assign(sending, data["assignee"], user)


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
log_call = action(CallForm, _log_call, _("The call is written down."))
add_note = action(NoteForm, _add_note, _("The note is added."))
mark_checked = action(ConfirmForm, _mark_checked, _("The marks are cleared."))
end_links = action(ConfirmForm, _end_links, _("The private links have ended. Nobody can use them any more."))


@staff_page()
@require_POST
def new_link(request, reference):
    """Ends the old links and shows the new one this once: after a redirect it would have to be kept somewhere."""
    link = handling.replace_link(readable_request(request.user, reference), request.user)
    return request_page(request, reference, new_link=link_address(link))
