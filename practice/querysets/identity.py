"""Questions about who we are."""

from django.db import models

from publishing.querysets import IllustratedQuerySet


class PracticeQuerySet(IllustratedQuerySet):
    """There is one practice, or none yet on an empty database."""

    def current(self):
        """The practice with its phone lines, links, steps and announcements; None before anybody entered it."""
        announcements = self.model._meta.get_field("announcements").related_model.objects.not_over()
        rows = ("phone_lines", "social_links", "care_steps", models.Prefetch("announcements", announcements))
        return self.prefetch_related(*rows).first()
