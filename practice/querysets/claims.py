"""Questions about what we claim about ourselves."""

from datetime import date

from django.utils import timezone

from publishing.querysets import SOON, InForceQuerySet


class ClaimQuerySet(InForceQuerySet):
    """Chainable questions about claims."""

    def proven(self):
        """Claims whose evidence is on record."""
        return self.exclude(evidence="")

    def allowed_in(self, *states: str):
        """Claims that may be made in every one of these states, by their two-letter codes."""
        return self.filter(**{self.model.field_of(state): True for state in states})

    def badges(self, *states: str, on: date | None = None):
        """What may be shown on that day (today, when none is given) where a reader may be in any of these states."""
        return self.in_force(on).proven().allowed_in(*states)

    def ending_soon(self):
        """Claims shown now whose last day is within a month."""
        return self.ending_by(timezone.localdate() + SOON)

    def unproven(self, today: date | None = None):
        """Claims without evidence that have not ended: nobody sees them until somebody adds it."""
        return self.filter(evidence="", in_force_until__gte=today or timezone.localdate())
