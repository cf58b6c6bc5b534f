"""What the page of one request shows; its forms, one of which may just have been refused."""

from django.utils import timezone

from appointments import staff_words
from appointments.flow import WITHDRAWABLE
from appointments.forms.staff_actions import AssignForm, CallForm, MoveForm, NoteForm, StatusForm
from appointments.models import AppointmentRequest, Status
from appointments.staff_access import may_manage
from appointments.staff_board import request_row
from appointments.views.staff_pages import desk_page
from appointments.views.staff_small_forms import REFUSED, forms_of, opened

FORMS = (StatusForm, AssignForm, MoveForm, CallForm, NoteForm)
MOST_RELATED = 10


def request_page(request, reference: str, refused=None, **extra):
    """Reads the request and writes that down in one transaction. `refused` is a form with errors, shown again."""
    sending = opened(AppointmentRequest, request.user, reference)
    clock, level = staff_words.standing(sending, timezone.now())
    return desk_page(
        request,
        "staff/request_detail.html",
        status=REFUSED if refused is not None else 200,
        title=sending.spoken_reference,
        appointment_request=sending,
        forms=forms_of(sending, request.user, FORMS, refused),
        refused=refused,
        related=_related(sending, request.user),
        clock=clock,
        level=level,
        said=_in_words(sending),
        is_final=sending.status == Status.WITHDRAWN,
        may_move=sending.status in WITHDRAWABLE,
        may_export=may_manage(request.user),
        **extra,
    )


def _related(sending, user) -> list:
    """Other requests of the same person, as far as this user may read them, finished ones too."""
    same = AppointmentRequest.objects.readable_by(user).from_same_person(sending).with_board_row()
    now = timezone.now()
    return [request_row(each, now) for each in same.order_by("-created_at")[:MOST_RELATED]]


def _in_words(sending) -> dict:
    """Values that are stored as codes."""
    return {
        "age": staff_words.age(sending.created_at, timezone.now()),
        "payer": staff_words.payer(sending.payer),
        "payer_details": staff_words.payer_details(sending.payer_details),
        "patient_type": staff_words.patient_type(sending.patient_type),
        "contact_by": staff_words.contact_by(sending.contact_by),
        "best_times": staff_words.best_times(sending.best_times),
        "marks": staff_words.marks(sending.suspicions),
    }
