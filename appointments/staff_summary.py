"""What waits for somebody now: the numbers on top of the inbox and on the staff's first page."""

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from appointments.forms.staff_filters import start_of_yesterday
from appointments.models import AppointmentRequest, ContactMessage, OutgoingMail
from appointments.staff_access import may_answer


@dataclass(frozen=True)
class Waiting:
    """One number, where to see what it counts, and whether it is a reason to hurry."""

    words: str
    count: int
    url: str
    is_pressing: bool = False
    hint: str = ""


def summary_for(user) -> list[Waiting]:
    """Empty for whoever the inbox is not for."""
    return [*_requests(user), *_messages(user), *_mail(user)] if may_answer(user) else []


def _requests(user) -> list[Waiting]:
    readable = AppointmentRequest.objects.readable_by(user)
    counts = readable.counted(timezone.now(), timezone.localdate(), start_of_yesterday())
    board = reverse("staff:board")
    return [
        Waiting(_("Urgent, not called yet"), counts["urgent"], f"{board}?status=new&urgent=on", counts["urgent"] > 0),
        Waiting(_("Overdue"), counts["overdue"], f"{board}?due=overdue", counts["overdue"] > 0),
        Waiting(_("Due today"), counts["due_today"], f"{board}?due=today", counts["due_today"] > 0),
        Waiting(_("New since yesterday"), counts["new"], f"{board}?status=new&age=yesterday"),
        Waiting(_("Visit is over: did they come?"), counts["visit_over"], f"{board}?due=visit_over"),
    ]


def _messages(user) -> list[Waiting]:
    count = ContactMessage.objects.readable_by(user).open().count()
    return [Waiting(_("Unanswered messages"), count, reverse("staff:message_list"))]


def _mail(user) -> list[Waiting]:
    """For those who can do something about it."""
    if not user.has_perm("appointments.view_outgoingmail"):
        return []
    failed, stuck = OutgoingMail.objects.failed().count(), OutgoingMail.objects.stuck(timezone.now()).count()
    hint = "" if settings.EMAIL_URL else _("No mail server is set.")
    outbox = reverse("admin:appointments_outgoingmail_changelist")
    return [
        Waiting(_("Mail failed"), failed, f"{outbox}?state__exact=failed", failed > 0, hint),
        Waiting(_("Mail stuck for an hour"), stuck, f"{outbox}?state__exact=waiting", stuck > 0),
    ]
