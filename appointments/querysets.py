"""Questions about requests, messages and mail."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Q

OPEN = ("new", "contacted")
MANAGE = "appointments.manage_requests"
ANSWER = "appointments.answer_requests"


class SendingQuerySet(models.QuerySet):
    """What requests and messages have in common."""

    def sent_as(self, key: str):
        """The one sending of a form that was opened with this key, or None."""
        return self.filter(key=key).first()

    def from_same_person(self, sending):
        """Other sendings with the same telephone number or e-mail address."""
        phone, email = (self.model._meta.get_field(name) for name in ("phone_lookup", "email_lookup"))
        same = Q(phone_lookup__in=phone.digests(str(sending.phone)))
        if sending.email:
            same |= Q(email_lookup__in=email.digests(str(sending.email)))
        return self.filter(same).exclude(pk=sending.pk)


class AppointmentRequestQuerySet(SendingQuerySet):
    """Requests for an appointment."""

    def readable_by(self, user):
        """All for managers, those of their own offices for the front desk, none for anybody else."""
        if user.is_active and user.has_perm(MANAGE):
            return self
        if user.is_active and user.has_perm(ANSWER):
            return self.filter(location__memberships__user=user)
        return self.none()

    def open(self):
        """Those the practice still owes an answer."""
        return self.filter(status__in=OPEN)

    def due_by(self, day: date):
        """Open ones whose promise ends on that day or ended before."""
        return self.open().filter(promised_by__lte=day)

    def overdue(self, today: date):
        """Open ones whose promise was broken."""
        return self.open().filter(promised_by__lt=today)

    def received_between(self, first: datetime, last: datetime):
        return self.filter(created_at__gte=first, created_at__lt=last)

    def paid_by(self, payer: str):
        """Those with this payer (a value of Payer)."""
        return self.filter(payer_lookup__in=self.model._meta.get_field("payer_lookup").digests(payer))

    def ended_before(self, moment: datetime, statuses: tuple[str, ...]):
        """Those that have stood in one of these statuses since before that moment."""
        return self.filter(status__in=statuses, status_changed_at__lt=moment)

    def offered_since(self, moment: datetime):
        """Those received since then that were offered a visit."""
        return self.filter(created_at__gte=moment, visit_offered_at__isnull=False)

    def with_board_row(self):
        """What the board shows of each, in a fixed number of queries."""
        return self.select_related("location", "assigned_to")

    def with_page(self):
        """What a request's own page shows, in a fixed number of queries."""
        return self.select_related("location", "assigned_to").prefetch_related(
            "status_changes__by", "notes__by", "calls__by", "consents__wording", "manage_links"
        )


class ContactMessageQuerySet(SendingQuerySet):
    """Messages from the contact form."""

    def readable_by(self, user):
        """All for managers, those of their own desks for their members, none for anybody else."""
        if user.is_active and user.has_perm(MANAGE):
            return self
        if user.is_active and user.has_perm(ANSWER):
            return self.filter(topic__desk__memberships__user=user)
        return self.none()

    def open(self):
        return self.filter(status="new")

    def ended_before(self, moment: datetime):
        """Those that have been answered or closed since before that moment."""
        return self.filter(status__in=("answered", "closed"), status_changed_at__lt=moment)


class OutgoingMailQuerySet(models.QuerySet):
    """The outbox."""

    def due(self, now: datetime):
        """Those to try now: their time has come, and no living worker has them in hand."""
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now)
        return self.filter(free, state="waiting", next_attempt_at__lte=now).order_by("next_attempt_at", "pk")

    def failed(self):
        """Those that were given up."""
        return self.filter(state="failed")

    def stuck(self, now: datetime, longer_than: timedelta = timedelta(hours=1)):
        """Those that have been waiting for long."""
        return self.filter(state="waiting", created_at__lt=now - longer_than)

    def sent_before(self, moment: datetime):
        return self.filter(state="sent", sent_at__lt=moment)
