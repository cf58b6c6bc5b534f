"""The ground under all content: what is published, its rows, its sources, its pictures, its old addresses."""

from datetime import UTC, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from publishing.fields import SecureUrlField, UploadedPictureField
from publishing.past_days import refuse_future
from publishing.pictures import picture_path
from publishing.querysets import InForceQuerySet, PublishedQuerySet, WindowedQuerySet

not_beyond_calendars = MaxValueValidator(datetime(2200, 1, 1, tzinfo=UTC), _("Enter a date before the year 2200."))


class Content(models.Model):
    """Anything that a public page shows. A change to its table makes every kept page stale (content_version.py)."""

    class Meta:
        abstract = True


class Windowed(Content):
    """Something that appears at one moment and disappears at another, such as a page or an announcement."""

    publish_from = models.DateTimeField(
        _("publish from"),
        validators=[not_beyond_calendars],
        null=True,
        blank=True,
        help_text=_("The page is public from this moment on. Leave empty to keep it a draft."),
    )
    publish_until = models.DateTimeField(
        _("publish until"),
        validators=[not_beyond_calendars],
        null=True,
        blank=True,
        help_text=_("The page disappears by itself at this moment. Leave empty to keep it."),
    )

    objects = WindowedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(publish_until__isnull=True)
                | Q(publish_from__isnull=False, publish_until__gt=F("publish_from")),
                name="%(app_label)s_%(class)s_window_in_order",
                violation_error_message=_("“Publish until” must be later than “Publish from”."),
            ),
        ]

    @property
    def is_published(self) -> bool:
        """Whether the window is open now. The public queryset may ask for more (see missing_to_publish)."""
        now = timezone.now()
        begun = self.publish_from is not None and self.publish_from <= now
        return begun and (self.publish_until is None or self.publish_until > now)


class Published(Windowed):
    """A page of its own: an address, a publish window, a clinical review."""

    slug = models.SlugField(
        _("address"),
        max_length=90,
        unique=True,
        help_text=_("The last part of the page's address. When you change it, the old address keeps working."),
    )
    search_title = models.CharField(
        _("title for search engines"),
        max_length=60,
        blank=True,
        help_text=_("Shown in the browser tab and in search results. Leave empty to use the page's own title."),
    )
    search_description = models.CharField(
        _("description for search engines"),
        max_length=155,
        blank=True,
        help_text=_("One or two sentences shown under the title in search results. Leave empty to use the summary."),
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)
    reviewed_by = models.CharField(
        _("clinically reviewed by"),
        max_length=120,
        blank=True,
        help_text=_("Name and credentials of the clinician who read and approved this page, as shown to patients."),
    )
    reviewed_on = models.DateField(_("clinically reviewed on"), null=True, blank=True)
    reviewed_at = models.DateTimeField(_("signed at"), null=True, editable=False)
    review_due_on = models.DateField(
        _("next review due"),
        null=True,
        blank=True,
        help_text=_("On this day the page appears in the list of reviews to do."),
    )

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions = ("add", "change", "delete", "view", "review")
        constraints = [
            *Windowed.Meta.constraints,
            models.CheckConstraint(
                condition=Q(reviewed_by="", reviewed_on__isnull=True)
                | (~Q(reviewed_by="") & Q(reviewed_on__isnull=False)),
                name="%(app_label)s_%(class)s_review_complete",
                violation_error_message=_("A review needs both the reviewer's name and the date."),
            ),
            models.CheckConstraint(
                condition=Q(review_due_on__isnull=True)
                | Q(reviewed_on__isnull=False, review_due_on__gt=F("reviewed_on")),
                name="%(app_label)s_%(class)s_review_due_later",
                violation_error_message=_("The next review must be later than the last one, which must be filled in."),
            ),
        ]

    @property
    def changed_since_review(self) -> bool:
        """Whether the page's words were changed after its last clinical review was signed.

        A review that was not signed in the admin has a day only; then a later day counts.
        """
        if self.reviewed_at:
            return self.updated_at > self.reviewed_at
        return self.reviewed_on is not None and timezone.localdate(self.updated_at) > self.reviewed_on

    def missing_to_publish(self) -> list[str]:
        """Sentences that say what must be added before this page may be public; empty when it is complete."""
        return []


class InForce(Content):
    """Something that holds from one day to another, such as a notice or a claim. Days are the practice's own."""

    in_force_from = models.DateField(_("in force from"), help_text=_("It is shown from the beginning of this day."))
    in_force_until = models.DateField(
        _("in force until"),
        null=True,
        blank=True,
        help_text=_("The last day on which it is shown. Leave empty when no end is known."),
    )

    objects = InForceQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(in_force_until__isnull=True) | Q(in_force_until__gte=F("in_force_from")),
                name="%(app_label)s_%(class)s_days_in_order",
                violation_error_message=_("“In force until” cannot be before “in force from”."),
            )
        ]


class Row(Content):
    """One line of an ordered list on a page."""

    position = models.PositiveIntegerField(
        _("order"), default=0, db_index=True, help_text=_("Lower numbers come first. You can also drag the row.")
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Source(Row):
    """A publication that somebody really read while writing or reviewing the page."""

    publisher = models.CharField(_("publisher"), max_length=120)
    title = models.CharField(_("title"), max_length=200)
    url = SecureUrlField(_("address"), max_length=300)
    read_on = models.DateField(_("read on"), help_text=_("The day somebody opened and read it."))

    class Meta(Row.Meta):
        abstract = True
        verbose_name = _("source")
        verbose_name_plural = _("sources (only what was really read)")

    def __str__(self):
        return f"{self.publisher}: {self.title}"

    def clean(self):
        super().clean()
        refuse_future(self, "read_on", _("Enter the day it was read. That day cannot be in the future."))


class Illustrated(Content):
    """A page with one picture that staff upload."""

    picture = UploadedPictureField(
        _("picture"),
        upload_to=picture_path,
        blank=True,
        width_field="picture_width",
        height_field="picture_height",
        help_text=_("JPEG, PNG or WebP, at most 5 MB and 25 megapixels. Hidden data such as the place is removed."),
    )
    picture_width = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_height = models.PositiveIntegerField(null=True, blank=True, editable=False)
    picture_alt = models.CharField(
        _("what the picture shows"),
        max_length=200,
        blank=True,
        help_text=_("One sentence for people who cannot see it."),
    )
    picture_is_decorative = models.BooleanField(
        _("the picture is only decoration"),
        default=False,
        help_text=_("Tick this only when nothing is lost by not seeing it."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.picture and not self.picture_alt and not self.picture_is_decorative:
            raise ValidationError(
                {"picture_alt": _("Say in one sentence what the picture shows, or tick that it is only decoration.")}
            )


class ContentVersion(models.Model):
    """One row whose token changes in the same transaction as any content. Written by database triggers only."""

    token = models.CharField(max_length=32)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="publishing_one_content_version")]

    def __str__(self):
        return self.token


class Redirect(models.Model):
    """An address that a page once had. What stood below it moves with it."""

    old_path = models.CharField(_("old address"), max_length=300, unique=True)
    new_path = models.CharField(_("new address"), max_length=300)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("moved page")
        verbose_name_plural = _("moved pages")
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")),
                name="publishing_redirect_leads_elsewhere",
                violation_error_message=_("A page cannot move to its own address."),
            ),
            models.CheckConstraint(
                condition=Q(old_path__startswith="/", old_path__endswith="/")
                & Q(new_path__startswith="/", new_path__endswith="/")
                & ~Q(new_path__startswith="//"),
                name="publishing_redirect_stays_on_site",
                violation_error_message=_("Both addresses must begin and end with a slash, such as /treatments/mild/."),
            ),
        ]

    def __str__(self):
        return f"{self.old_path} → {self.new_path}"
