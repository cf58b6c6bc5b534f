"""Questions that every kind of published content can answer."""

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

SOON = timedelta(days=30)


class IllustratedQuerySet(models.QuerySet):
    """Chainable questions about uploaded pictures."""

    def without_words(self):
        """What has a picture that a blind patient learns nothing about."""
        return self.exclude(picture="").filter(picture_alt="", picture_is_decorative=False)


class InForceQuerySet(models.QuerySet):
    """Chainable questions about what holds from one day to another."""

    def in_force(self, on: date | None = None):
        """What holds on that day (today, when none is given)."""
        on = on or timezone.localdate()
        return self.filter(Q(in_force_until__isnull=True) | Q(in_force_until__gte=on), in_force_from__lte=on)

    def ending_by(self, last: date, today: date | None = None):
        """What holds now and stops holding on that day or before."""
        return self.in_force(today).filter(in_force_until__lte=last)

    def ended(self, today: date | None = None):
        """What held once and does not any more."""
        return self.filter(in_force_until__lt=today or timezone.localdate())

    def next_moments(self, after: datetime) -> list[datetime]:
        """The next midnights at which something of this kind begins or ceases to hold; empty when none is planned."""
        today = timezone.localdate(after)
        soonest = self.aggregate(
            begins=models.Min("in_force_from", filter=Q(in_force_from__gt=today)),
            ends=models.Min("in_force_until", filter=Q(in_force_until__gte=today)),
        )
        days = [soonest["begins"], soonest["ends"] and soonest["ends"] + timedelta(days=1)]
        return [timezone.make_aware(datetime.combine(day, time.min)) for day in days if day]


class WindowedQuerySet(models.QuerySet):
    """Chainable questions about the publish window."""

    def published(self, at: datetime | None = None):
        """What the public may see at that moment (now, when none is given)."""
        at = at or timezone.now()
        still_shown = Q(publish_until__isnull=True) | Q(publish_until__gt=at)
        return self.filter(still_shown, publish_from__lte=at)

    def drafts(self):
        """What nobody has given a publishing date."""
        return self.filter(publish_from__isnull=True)

    def ending_soon(self, at: datetime | None = None):
        """What is public now and disappears within a month."""
        at = at or timezone.now()
        return self.published(at).filter(publish_until__lte=at + SOON)

    def scheduled(self, at: datetime | None = None):
        """What becomes public later by itself."""
        return self.filter(publish_from__gt=at or timezone.now())

    def ended(self, at: datetime | None = None):
        """What was public once and has disappeared by plan."""
        return self.filter(publish_until__lte=at or timezone.now())

    def next_moments(self, after: datetime) -> list[datetime]:
        """The next times at which something of this kind appears or disappears; empty when none is planned."""
        soonest = self.aggregate(
            appears=models.Min("publish_from", filter=Q(publish_from__gt=after)),
            disappears=models.Min("publish_until", filter=Q(publish_until__gt=after)),
        )
        return [moment for moment in soonest.values() if moment]


class PublishedQuerySet(WindowedQuerySet, IllustratedQuerySet):
    """Chainable questions about pages: their publish window and their clinical review."""

    def unreviewed(self):
        """What no clinician has signed off."""
        return self.filter(reviewed_on__isnull=True)

    def review_due(self, by: date | None = None):
        """What was reviewed once and is due again on that day (today, when none is given)."""
        return self.filter(review_due_on__lte=by or timezone.localdate())

    def changed_since_review(self):
        """What was edited after its last clinical review (see Published.changed_since_review)."""
        on_a_later_day = Q(reviewed_at__isnull=True, reviewed_on__isnull=False, updated_at__date__gt=F("reviewed_on"))
        return self.filter(on_a_later_day | Q(reviewed_at__isnull=False, updated_at__gt=F("reviewed_at")))


class PreparedPageQuerySet(models.QuerySet):
    """Chainable questions about pages made ahead."""

    def at(self, path: str):
        """The page made ahead for that path, good or not; None when there is none."""
        return next(iter(self.filter(path=path)), None)

    def forget(self, paths: set[str]) -> None:
        """Deletes those, if there are any."""
        if paths:
            self.filter(path__in=paths).delete()

    def without_bodies(self):
        """Enough to ask `is_good`."""
        return self.defer("body", "brotli")
