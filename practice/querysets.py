"""Questions about the practice."""

from django.db import models

from publishing.querysets import IllustratedQuerySet


class PracticeQuerySet(IllustratedQuerySet):
    """There is one practice, or none yet on an empty database."""

    def current(self):
        """The practice with its phone lines, links and steps; None before anybody entered it."""
        return self.prefetch_related("phone_lines", "social_links", "care_steps").first()


class CompensationRuleQuerySet(models.QuerySet):
    """Workers' compensation rules."""

    def rule_in(self, state: str):
        """The rule of one state, by its two-letter code, or None."""
        return self.filter(state=state).first()
