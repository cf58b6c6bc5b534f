"""Messages in the inbox: the list, the page of one, and what staff do with it."""

from functools import partial

from django.core.paginator import Paginator
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from appointments import staff_words
from appointments.forms.staff_actions import AssignForm, ConfirmForm, MessageStatusForm
from appointments.forms.staff_filters import FindForm, MessageListForm
from appointments.models import ContactMessage
from appointments.services import handling
from appointments.staff_access import staff_page
from appointments.staff_board import message_row
from appointments.views import staff_small_forms
from appointments.views.staff_pages import desk_page
from appointments.views.staff_small_forms import REFUSED, forms_of, opened

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


def message_page(request, reference: str, refused=None):
    """Reads the message and writes that down in one transaction. `refused` is a form with errors, shown again."""
    message = opened(ContactMessage, request.user, reference)
    return desk_page(
        request,
        "staff/message_detail.html",
        status=REFUSED if refused is not None else 200,
        title=message.spoken_reference,
        contact_message=message,
        forms=forms_of(message, request.user, (MessageStatusForm, AssignForm), refused),
        refused=refused,
        answer_by=staff_words.contact_by(message.answer_by),
        age=staff_words.age(message.created_at, timezone.now()),
        marks=staff_words.marks(message.suspicions),
    )


action = partial(staff_small_forms.action, ContactMessage, message_page)
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
