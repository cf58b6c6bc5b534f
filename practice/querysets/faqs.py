"""Questions about what patients often ask."""

from django.db import models


class FaqTopicQuerySet(models.QuerySet):
    """Topics of common questions."""

    def with_faqs(self):
        """Topics that have a question, each with its questions."""
        return self.filter(faqs__isnull=False).distinct().prefetch_related("faqs")
