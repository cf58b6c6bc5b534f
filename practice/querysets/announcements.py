"""Questions about what every page says for a while."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from publishing.querysets import WindowedQuerySet


class AnnouncementQuerySet(WindowedQuerySet):
    """Chainable questions about announcements."""

    def not_over(self, at: datetime | None = None):
        """What is shown now or will be; pages choose by the clock when they are made, even from memory."""
        return self.filter(Q(publish_until__isnull=True) | Q(publish_until__gt=at or timezone.now())).filter(
            publish_from__isnull=False
        )

    def without_end(self):
        """What is public now and stays until somebody takes it away."""
        return self.published().filter(publish_until__isnull=True)
