"""Questions about who pays."""

from datetime import date, timedelta

from django.db import models
from django.utils import timezone

CHECKED_FOR = timedelta(days=183)  # how long a check with the plan counts


class InsuranceGuideQuerySet(models.QuerySet):
    """The words around the plans. There is one row, or none yet."""

    def current(self):
        """The words with what to bring and the rules after an accident; None before anybody wrote them."""
        return self.prefetch_related("things_to_bring", "accident_rules").first()


class InsurancePlanQuerySet(models.QuerySet):
    """Insurance plans."""

    def named(self, words: str):
        """Plans whose name has every one of these words, wherever they stand."""
        found = self
        for word in words.split():
            found = found.filter(name__icontains=word)
        return found

    def check_due(self, today: date | None = None):
        """Plans that nobody has checked for half a year in one of the states."""
        before = (today or timezone.localdate()) - CHECKED_FOR
        return self.filter(coverage__verified_on__lt=before).distinct()

    def with_coverage(self, state: str = ""):
        """Plans with how they stand state by state and what to bring; of one state only, where one is given."""
        coverage = self.model._meta.get_field("coverage").related_model.objects.all()
        return self.prefetch_related(
            models.Prefetch("coverage", coverage.filter(state=state) if state else coverage), "things_to_bring"
        )
