"""The table of pages that the worker made ahead."""

from datetime import datetime

from django.db import models

from publishing.querysets import PreparedPageQuerySet

LONGEST_PATH = 255


class PreparedPage(models.Model):
    """One public page as the worker made it (clinic_site.preparing). It holds nothing that content does not say."""

    path = models.CharField(max_length=LONGEST_PATH, unique=True)
    token = models.CharField(max_length=32)  # the version of all content it was made from
    release = models.CharField(max_length=64)  # the code, templates and settings it was made with
    made_at = models.DateTimeField()
    good_until = models.DateTimeField()
    body = models.BinaryField()  # the HTML
    brotli = models.BinaryField()  # the same, as small as brotli can make it

    objects = PreparedPageQuerySet.as_manager()

    def __str__(self):
        return self.path

    def is_good(self, token: str, release: str, at: datetime) -> bool:
        """Whether it says what the content with that token says at that moment, in the look of that release."""
        return (self.token, self.release) == (token, release) and self.made_at <= at < self.good_until
