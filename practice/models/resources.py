"""Places outside the practice that may help; each is a plain link."""

from urllib.parse import urlsplit

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import SecureUrlField
from publishing.models import Row


class ResourceGroup(models.TextChoices):
    """What a reader may need, the most urgent first."""

    CRISIS = "crisis", _("Help right now")
    LEARNING = "learning", _("Learn about your health")
    PAYING = "paying", _("Paying for care, and your rights")
    LIVING = "living", _("Help with daily life")


class Resource(Row):
    """Another site with one sentence about what a reader finds there."""

    name = models.CharField(_("name"), max_length=120, unique=True, help_text=_("As the site calls itself."))
    url = SecureUrlField(_("address"), max_length=300, help_text=_("Begins with https://."))
    summary = models.CharField(
        _("what it is for"), max_length=200, help_text=_("One sentence that ends with a full stop.")
    )
    group = models.CharField(_("group"), max_length=10, choices=ResourceGroup)

    class Meta(Row.Meta):
        verbose_name = _("helpful resource")
        verbose_name_plural = _("helpful resources")
        constraints = [
            models.CheckConstraint(
                condition=Q(url__startswith="https://"),
                name="practice_resource_over_https",
                violation_error_message=_("Enter an address that begins with https://."),
            ),
            models.CheckConstraint(condition=Q(group__in=ResourceGroup.values), name="practice_resource_group_known"),
        ]

    def __str__(self):
        return self.name

    @property
    def host(self) -> str:
        """The site the link leads to, such as “medlineplus.gov”."""
        return urlsplit(self.url).netloc.removeprefix("www.")
