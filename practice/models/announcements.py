"""What every page says for a while, such as that the offices close early for snow."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from practice.models.identity import Practice
from practice.querysets.announcements import AnnouncementQuerySet
from publishing.models import Row, Windowed

our_own_page = RegexValidator(
    r"^/(?:[\w\-]+/)*(?:#[\w\-]+)?\Z",
    _("Enter an address on this site that begins and ends with /, such as /contact/."),
)


class Announcement(Windowed, Row):
    """One sentence above every page, from one moment to another."""

    class Level(models.TextChoices):
        """How much it matters. Red is kept for emergencies."""

        INFORMATION = "info", _("Information")
        IMPORTANT = "important", _("Important")

    practice = models.ForeignKey(Practice, models.CASCADE, default=1, editable=False, related_name="announcements")
    text = models.CharField(
        _("announcement"), max_length=200, help_text=_("One or two short sentences. Say the day, not “tomorrow”.")
    )
    level = models.CharField(_("how much it matters"), max_length=10, choices=Level, default=Level.INFORMATION)
    link_text = models.CharField(
        _("words of the link"), max_length=60, blank=True, help_text=_("Such as “See our hours”. Leave empty for none.")
    )
    link_path = models.CharField(
        _("page it leads to"),
        max_length=200,
        blank=True,
        validators=[our_own_page],
        help_text=_("A page of this site, such as /locations/."),
    )

    objects = AnnouncementQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("announcement")
        verbose_name_plural = _("announcements")
        constraints = [
            *Windowed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(link_text="", link_path="") | ~(Q(link_text="") | Q(link_path="")),
                name="practice_announcement_link_complete",
                violation_error_message=_("A link needs both its words and the page it leads to."),
            ),
            models.CheckConstraint(
                condition=Q(link_path="") | (Q(link_path__startswith="/") & ~Q(link_path__startswith="//")),
                name="practice_announcement_link_stays_on_site",
                violation_error_message=_("The link can lead to a page of this site only."),
            ),
            models.CheckConstraint(
                condition=Q(level__in=("info", "important")), name="practice_announcement_level_known"
            ),
        ]

    def __str__(self):
        return self.text
