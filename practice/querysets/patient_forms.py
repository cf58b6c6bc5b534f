"""Questions about the papers that patients print or fill in."""

from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from publishing.querysets import WindowedQuerySet


class PatientFormQuerySet(WindowedQuerySet):
    """Chainable questions about patient forms."""

    def listed(self, at: datetime | None = None):
        """Public forms that nothing public has replaced; a plan to replace one does not count before its day."""
        at = at or timezone.now()
        return self.published(at).filter(Q(replaced_by__isnull=True) | ~Q(replaced_by__publish_from__lte=at))

    def with_newer(self):
        """Each with the form that replaced it."""
        return self.select_related("replaced_by")

    def hard_to_read_aloud(self):
        """Forms whose file lacks its tags, its title or its language."""
        return self.filter(Q(is_tagged=False) | Q(has_title=False) | Q(file_language=""))
