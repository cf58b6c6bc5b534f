"""Questions about requests, messages and mail."""

from datetime import date, datetime, timedelta

from django.db import models
from django.db.models import Case, Count, Min, Q, Value, When
from django.db.models.functions import Cast

OPEN = ("new", "contacted")
MAIL_LEASE = timedelta(minutes=2)  # longer than a mail server may take: ten steps of EMAIL_TIMEOUT
MAIL_PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60)]  # then every hour
BOARD = ("new", "contacted", "scheduled", "seen", "closed", "withdrawn")
SORTS = {
    "promise": ("promised_by", "created_at"),
    "newest": ("-created_at",),
    "oldest": ("created_at",),
}
MANAGE = "appointments.manage_requests"
ANSWER = "appointments.answer_requests"


class SendingQuerySet(models.QuerySet):
    """What requests and messages have in common. `own` leads from one to the users who read it."""

    own = ""

    def readable_by(self, user):
        """All for managers, their own for the front desk, none for anybody else."""
        if user.is_active and user.has_perm(MANAGE):
            return self
        if user.is_active and user.has_perm(ANSWER):
            return self.filter(**{self.own: user})
        return self.none()

    def standing_at(self, statuses: list[str]):
        return self.filter(status__in=statuses)

    def sent_as(self, key: str):
        """The one sending of a form that was opened with this key, or None."""
        return self.filter(key=key).first()

    def received_as(self, reference: str):
        """The one sending with this reference, or None."""
        return self.filter(reference=reference).first()

    def received_before(self, moment: datetime):
        return self.filter(created_at__lt=moment)

    def from_same_person(self, sending):
        """Other sendings with the same telephone number or e-mail address."""
        emails = [sending.email] if sending.email else []
        return self.found_by(phone=str(sending.phone), emails=emails).exclude(pk=sending.pk)

    def referred_to(self, references: list[str]):
        """Those with exactly these references."""
        return self.filter(reference__in=references)

    def found_by(self, *, beginning: str = "", phone: str = "", emails: list[str] = ()):
        """Those whose reference begins like this, or that have this telephone number or one of these addresses."""
        phones, addresses = (self.model._meta.get_field(name) for name in ("phone_lookup", "email_lookup"))
        found = Q(pk__in=[])
        if beginning:
            found |= Q(reference__startswith=beginning)
        if phone:
            found |= Q(phone_lookup__in=phones.digests(phone))
        for email in emails:
            found |= Q(email_lookup__in=addresses.digests(email))
        return self.filter(found)

    def cared_for_by(self, user):
        """Those somebody takes care of; None: those nobody does."""
        return self.filter(assigned_to=user)

    def with_sealed_names(self):
        """Without any of what the patient wrote; the name still encrypted, as `sealed_name`."""
        sealed = [field.name for field in self.model._meta.concrete_fields if hasattr(field, "from_text")]
        return self.defer(*sealed).annotate(sealed_name=Cast("name", models.TextField()))


class AppointmentRequestQuerySet(SendingQuerySet):
    """Requests for an appointment."""

    own = "location__memberships__user"

    def open(self):
        """Those the practice still owes an answer."""
        return self.filter(status__in=OPEN)

    def due_by(self, day: date):
        """Open ones whose promise ends on that day or ended before."""
        return self.open().filter(promised_by__lte=day)

    def due_on(self, day: date):
        """Open ones whose promise ends on that day."""
        return self.open().filter(promised_by=day)

    def overdue(self, today: date):
        """Open ones whose promise was broken."""
        return self.open().filter(promised_by__lt=today)

    def paid_by(self, payer: str):
        """Those with this payer (a value of Payer)."""
        return self.filter(payer_lookup__in=self.model._meta.get_field("payer_lookup").digests(payer))

    def ended_before(self, moment: datetime, statuses: tuple[str, ...]):
        """Those that have stood in one of these statuses since before that moment."""
        return self.filter(status__in=statuses, status_changed_at__lt=moment)

    def offered_since(self, moment: datetime):
        """Those received since then that were offered a visit."""
        return self.filter(created_at__gte=moment, first_visit_offered__isnull=False)

    def with_confirmation(self):
        """What the page says that thanks the patient, in a fixed number of queries."""
        return self.select_related("location").prefetch_related("manage_links")

    def at(self, location):
        """Those of one office."""
        return self.filter(location=location)

    def urgent(self):
        return self.filter(is_urgent=True)

    def hoping_for_earlier(self):
        """Those who would come sooner if a visit opens up."""
        return self.filter(wants_earlier_visit=True)

    def received_since(self, moment: datetime):
        return self.filter(created_at__gte=moment)

    def in_board_order(self, sort: str = "promise"):
        """By status as the work goes, the urgent first, then as asked (a key of SORTS)."""
        rank = Case(*(When(status=status, then=Value(place)) for place, status in enumerate(BOARD)))
        return self.order_by(rank, "-is_urgent", *SORTS[sort], "pk")

    def counted_by_status(self) -> dict[str, int]:
        return dict(self.order_by().values_list("status").annotate(Count("pk")))

    def visit_over(self, moment: datetime):
        """Those whose visit was before that moment; nobody said yet whether the patient came."""
        return self.filter(status="scheduled", visit_at__lt=moment)

    def counted(self, now: datetime, today: date, since: datetime) -> dict[str, int]:
        """How many wait for what (keys as below), `new` since that moment, in one query."""
        still_open = Q(status__in=OPEN)
        return self.aggregate(
            urgent=Count("pk", filter=Q(status="new", is_urgent=True)),
            visit_over=Count("pk", filter=Q(status="scheduled", visit_at__lt=now)),
            due_today=Count("pk", filter=still_open & Q(promised_by=today)),
            overdue=Count("pk", filter=still_open & Q(promised_by__lt=today)),
            new=Count("pk", filter=Q(status="new", created_at__gte=since)),
        )

    def with_board_row(self):
        """What the board shows of each, in a fixed number of queries; nothing encrypted is read but the name."""
        return self.with_sealed_names().select_related("location", "assigned_to")

    def with_office(self):
        """Whole requests, each with its office and who takes care of it."""
        return self.select_related("location", "assigned_to")

    def with_page(self):
        """What a request's own page shows, in a fixed number of queries."""
        return self.with_office().prefetch_related(
            "status_changes__by", "notes__by", "calls__by", "consents__wording", "manage_links"
        )


class ContactMessageQuerySet(SendingQuerySet):
    """Messages from the contact form."""

    own = "topic__desk__memberships__user"

    def open(self):
        return self.filter(status="new")

    def about(self, topic):
        return self.filter(topic=topic)

    def for_desk(self, desk):
        """Those a desk answers."""
        return self.filter(topic__desk=desk)

    def with_board_row(self):
        """What the list shows of each, in a fixed number of queries; nothing encrypted is read but the name."""
        return self.with_sealed_names().select_related("topic__desk", "assigned_to")

    def with_page(self):
        """What a message's own page shows, in a fixed number of queries."""
        return self.select_related("topic__desk", "assigned_to")

    def ended_before(self, moment: datetime):
        """Those that have been answered or closed since before that moment."""
        return self.filter(status__in=("answered", "closed"), status_changed_at__lt=moment)


class ConsentWordingQuerySet(models.QuerySet):
    """The words of consents."""

    def in_force(self, now: datetime) -> dict:
        """The newest wording of each purpose that is in force, by purpose."""
        begun = self.filter(in_force_from__lte=now).order_by("version")
        return {wording.purpose: wording for wording in begun}


class ReceptionQuerySet(models.QuerySet):
    """How offices take requests."""

    def of(self, location_id: int):
        """The office's reception; where staff have written nothing down, one with what is usual."""
        return self.filter(location=location_id).first() or self.model(location_id=location_id)


class ManageLinkQuerySet(models.QuerySet):
    """Private links."""

    def with_request(self):
        """Each with the request it opens and that request's office."""
        return self.select_related("request__location")

    def opened_by(self, public_id: str):
        """The link with this id, or None."""
        return self.filter(public_id=public_id).first()


class AccessRecordQuerySet(models.QuerySet):
    """Who read or changed what."""

    def by_reference(self, reference: str, user, since: datetime):
        """What this person did with it since then, the newest first."""
        return self.filter(reference=reference.upper(), by=user, at__gte=since).order_by("-pk")


class OutgoingMailQuerySet(models.QuerySet):
    """The outbox."""

    def due(self, now: datetime):
        """Those to try now: their time has come, and no living worker has them in hand.

        A moment further away than any lease or pause was written before the clock went back, and holds nothing up.
        """
        free = Q(leased_until__isnull=True) | Q(leased_until__lt=now) | Q(leased_until__gt=now + MAIL_LEASE)
        ripe = Q(attempts=0) | Q(next_attempt_at__lte=now) | Q(next_attempt_at__gt=now + max(MAIL_PAUSES))
        return self.filter(free & ripe, state="waiting").order_by("next_attempt_at", "pk")

    def counted(self, now: datetime) -> dict[str, float]:
        """How many are waiting and failed, and the age in seconds of the `oldest` that waits, in one query."""
        waiting = Q(state="waiting")
        found = self.aggregate(
            waiting=Count("pk", filter=waiting),
            failed=Count("pk", filter=Q(state="failed")),
            oldest=Min("created_at", filter=waiting),
        )
        oldest = found["oldest"] or now
        return {**found, "oldest": max(0.0, (now - oldest).total_seconds())}

    def without_words(self):
        """To whom they go and what they say is read (and decrypted) only when it is asked for."""
        return self.defer("recipient", "body")

    def failed(self):
        """Those that were given up."""
        return self.filter(state="failed")

    def stuck(self, now: datetime, longer_than: timedelta = timedelta(hours=1)):
        """Those that have been waiting for long."""
        return self.filter(state="waiting", created_at__lt=now - longer_than)

    def done_before(self, moment: datetime):
        """Those that were sent before that moment, or tried for the last time and given up."""
        return self.filter(Q(state="sent", sent_at__lt=moment) | Q(state="failed", next_attempt_at__lt=moment))
