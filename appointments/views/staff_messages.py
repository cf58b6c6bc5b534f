"""Messages in the inbox: the list, the page of one, and what staff do with it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from appointments import staff_words
from appointments.forms.staff_actions import AssignForm, ConfirmForm, MessageStatusForm
from appointments.forms.staff_filters import FindForm, MessageListForm
from appointments.models import AccessRecord, ContactMessage
from appointments.services import handling
from appointments.services.access import record_access
from appointments.staff_access import staff_page
from appointments.staff_board import message_row
from appointments.views.staff_pages import desk_page
from appointments.views.staff_request_page import REFUSED

ON_ONE_PAGE = 30


@staff_page()
@require_safe
def message_list(request):
    """The oldest first; initials only, as on the board of requests."""
    form = MessageListForm(request.GET, user=request.user)
    narrowed = form.narrow(ContactMessage.objects.readable_by(request.user)).with_board_row()
    page = Paginator(narrowed, ON_ONE_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    return desk_page(
        request,
        "staff/message_list.html",
        title=_("Messages"),
        form=form,
        find_form=FindForm(),
        page=page,
        rows=[message_row(message, now) for message in page],
    )


@staff_page()
@require_safe
def message_detail(request, reference):
    return message_page(request, reference)


def readable_message(user, reference: str) -> ContactMessage:
    """404 for one of another desk exactly as for one that does not exist."""
    found = ContactMessage.objects.readable_by(user).referred_to([reference.upper()]).with_page().first()
    if found is None:
        raise Http404
    return found


def message_page(request, reference: str, refused=None):
    """Reads the message and writes that down in one transaction. `refused` is a form with errors, shown again."""
    with transaction.atomic():
        message = readable_message(request.user, reference)
        record_access(request.user, AccessRecord.Action.OPENED, [message.reference])
    forms = {form.name: form(sending=message, user=request.user) for form in (MessageStatusForm, AssignForm)}
    if refused is not None:
        forms[refused.name] = refused
    return desk_page(
        request,
        "staff/message_detail.html",
        status=REFUSED if refused is not None else 200,
        title=message.spoken_reference,
        contact_message=message,
        forms=forms,
        refused=refused,
        answer_by=staff_words.contact_by(message.answer_by),
        age=staff_words.age(message.created_at, timezone.now()),
        marks=staff_words.marks(message.suspicions),
    )


def action(form_class, do, done):
    """A view that gives the form's values to `do(message, data, user)` and says `done`, or shows what is wrong."""

    @staff_page()
    @require_POST
    def view(request, reference):
        message = readable_message(request.user, reference)
        form = form_class(request.POST, sending=message, user=request.user)
        if form.is_valid():
            try:
                do(message, form.cleaned_data, request.user)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, done)
                return redirect(message)
        return message_page(request, reference, refused=form)

    return view


answer = action(
    MessageStatusForm,
    lambda message, data, user: handling.answer_message(message, data["status"], user),
    gettext_lazy("Saved where it stands."),
)
assign = action(
    AssignForm,
    lambda message, data, user: handling.assign(message, data["assignee"], user),
    gettext_lazy("Saved who takes care of this."),
)
mark_checked = action(
    ConfirmForm,
    lambda message, data, user: handling.mark_checked(message, user),
    gettext_lazy("The marks are cleared."),
)
