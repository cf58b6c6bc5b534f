"""What the pages of a request and of a message share: who may read it, that it was read, and its small forms."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from appointments.models import AccessRecord
from appointments.services.access import record_access
from appointments.staff_access import staff_page

REFUSED = 422


def readable(model, user, reference: str):
    """The request or message, whole. 404 for somebody else's exactly as for one that does not exist."""
    found = model.objects.readable_by(user).referred_to([reference.upper()]).with_page().first()
    if found is None:
        raise Http404
    return found


def opened(model, user, reference: str):
    """The same, read and written down as read in one transaction."""
    with transaction.atomic():
        sending = readable(model, user, reference)
        record_access(user, AccessRecord.Action.OPENED, [sending.reference])
    return sending


def forms_of(sending, user, kinds, refused=None) -> dict:
    """The page's small forms by name; `refused` is one with errors, in place of its fresh twin."""
    forms = {form.name: form(sending=sending, user=user) for form in kinds}
    return forms if refused is None else {**forms, refused.name: refused}


def action(model, show, form_class, do, done):
    """A view that gives the form's values to `do(sending, data, user)` and says `done`, or shows what is wrong.

    Where `do` returns words, they are said instead. It goes on to the page of what it is about, or to the inbox when
    that is now somebody else's.
    `show(request, reference, refused=form)` renders the page of what it is about.
    """

    @staff_page()
    @require_POST
    def view(request, reference):
        sending = readable(model, request.user, reference)
        form = form_class(request.POST, sending=sending, user=request.user)
        if form.is_valid():
            try:
                said = do(sending, form.cleaned_data, request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, said or done)
                is_still_theirs = model.objects.readable_by(request.user).contains(sending)
                return redirect(sending if is_still_theirs else "staff:board")
        return show(request, reference, refused=form)

    return view
