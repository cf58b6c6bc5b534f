"""Questions about providers and their credentials."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import Exists, Min, OuterRef, Prefetch, Q
from django.utils import timezone

from providers.new_patients import first_day_too_old, oldest_that_counts
from publishing.querysets import SOON, PublishedQuerySet


class CredentialQuerySet(models.QuerySet):
    """Chainable questions about certificates."""

    def valid(self, on: date | None = None):
        """Those checked with the board that have not ended on that day (today, when none is given)."""
        checked = self.filter(verified_on__isnull=False)
        return checked.filter(Q(certified_until__isnull=True) | Q(certified_until__gte=on or timezone.localdate()))


class ProviderQuerySet(PublishedQuerySet):
    """Physicians and nurse practitioners."""

    def published(self, at: datetime | None = None):
        """Public profiles. One without a public office or a credential is never public, however it was stored."""
        offices = self._related("locations").objects.published(at).filter(providers=OuterRef("pk"))
        credentials = self._related("credentials").objects.filter(provider=OuterRef("pk"))
        return super().published(at).filter(Exists(offices), Exists(credentials))

    def passing(self, filters: dict):
        """Those that pass every one of the list's filters."""
        found = self
        for name, value in filters.items():
            found = getattr(found, QUESTIONS[name])(value)
        return found

    def working_at(self, location):
        """Those who see patients at that office."""
        return self.filter(locations=location)

    def doing(self, treatment):
        """Those who do that treatment."""
        return self.filter(treatments=treatment)

    def speaking(self, language):
        """Those who speak that language with patients."""
        return self.filter(languages=language)

    def working_in(self, state: str):
        """Those who see patients in a public office of that state, by its two-letter code."""
        offices = self._related("locations").objects.published().in_state(state)
        return self.filter(Exists(offices.filter(providers=OuterRef("pk"))))

    def of_kind(self, kind: str):
        """Physicians, or nurse practitioners."""
        return self.filter(kind=kind)

    def by_name(self):
        """In the order of a list: by last name, then by first name."""
        return self.order_by("family_name", "given_name", "pk")

    def with_offices(self):
        """What a short mention shows, in a fixed number of queries."""
        offices = self._related("locations").objects.published().by_state()
        return self.prefetch_related(Prefetch("locations", offices))

    def with_card(self):
        """What an entry in a list shows, in a fixed number of queries."""
        return self.with_offices().prefetch_related("languages")

    def with_sections(self):
        """Everything the provider's page shows, in a fixed number of queries."""
        credentials = self._related("credentials").objects.valid()
        treatments = self._related("treatments").objects.published().by_group()
        return self.with_card().prefetch_related(
            Prefetch("credentials", credentials),
            Prefetch("treatments", treatments),
            "licenses",
            "specialties",
            "education",
        )

    def for_guide(self):
        """What a guide says of each, in a fixed number of queries."""
        return self.prefetch_related(
            Prefetch("locations", self._related("locations").objects.published().by_state().only("title", "state")),
            "languages",
            Prefetch("credentials", self._related("credentials").objects.valid()),
            Prefetch("treatments", self._related("treatments").objects.published().names()),
            "specialties",
        )

    def their(self, what: str):
        """What these have in common with at least one: their public offices or treatments, or their languages."""
        related = self._related(what).objects.all()
        public = related.published() if isinstance(related, PublishedQuerySet) else related
        return public.filter(Exists(self.filter(**{what: OuterRef("pk")})))

    def answer_due(self, today: date | None = None):
        """Those whom nobody has asked lately whether they take new patients."""
        oldest = oldest_that_counts(today or timezone.localdate())
        return self.filter(Q(accepting_checked_on__isnull=True) | Q(accepting_checked_on__lt=oldest))

    def with_credentials_ending(self, today: date | None = None):
        """Those with a certificate that has ended, or ends within a month."""
        last = (today or timezone.localdate()) + SOON
        return self.filter(credentials__certified_until__lte=last).distinct()

    def with_credentials_unverified(self):
        """Those with a certificate that nobody has checked with its board: it is not shown."""
        return self.filter(credentials__verified_on__isnull=True, credentials__isnull=False).distinct()

    def unreviewed(self):
        """None: a profile gives no medical advice, so no clinician has to sign it."""
        return self.none()

    def next_moments(self, after: datetime) -> list[datetime]:
        """Also the midnights after which a credential or an answer about new patients is not shown any more."""
        today = timezone.localdate(after)
        fresh = Q(accepting_checked_on__gte=oldest_that_counts(today))
        soonest = self.aggregate(
            ends=Min("credentials__certified_until", filter=Q(credentials__certified_until__gte=today)),
            asked=Min("accepting_checked_on", filter=fresh),
        )
        days = [
            soonest["ends"] and soonest["ends"] + timedelta(days=1),
            soonest["asked"] and first_day_too_old(soonest["asked"]),
        ]
        midnights = [timezone.make_aware(datetime.combine(day, time.min)) for day in days if day]
        return [*super().next_moments(after), *midnights]

    def _related(self, name: str):
        return self.model._meta.get_field(name).related_model


QUESTIONS = {
    "location": "working_at",
    "treatment": "doing",
    "language": "speaking",
    "state": "working_in",
    "kind": "of_kind",
}
