"""Questions about the practice."""

from publishing.querysets import IllustratedQuerySet


class PracticeQuerySet(IllustratedQuerySet):
    """There is one practice, or none yet on an empty database."""

    def current(self):
        """The practice with its phone lines, links and steps; None before anybody entered it."""
        return self.prefetch_related("phone_lines", "social_links", "care_steps").first()
