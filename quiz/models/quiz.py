"""One edition of the quiz: a draft that staff work on, the one patients take, or one they took before."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from publishing.fields import LongTextField
from publishing.models import Content
from quiz.querysets import QuizQuerySet


class Quiz(Content):
    """All questions belong to one edition. Only a draft may be changed, so that nobody's answers change meaning."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")
        RETIRED = "retired", _("Retired")

    title = models.CharField(_("title"), max_length=90, help_text=_("The heading of the quiz's first page."))
    lead = LongTextField(
        _("first words"), max_length=400, help_text=_("Two or three sentences: what the quiz does, and for whom.")
    )
    not_a_diagnosis = LongTextField(
        _("what the quiz cannot know"),
        max_length=600,
        help_text=_("Goes on after “This is not a diagnosis.” on the first page and above every result."),
    )
    status = models.CharField(_("status"), max_length=9, choices=Status, default=Status.DRAFT, editable=False)
    published_at = models.DateTimeField(_("published"), null=True, editable=False)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="copies", verbose_name=_("copied from")
    )
    updated_at = models.DateTimeField(_("updated"), auto_now=True)

    objects = QuizQuerySet.as_manager()

    class Meta:
        verbose_name = _("pain quiz")
        verbose_name_plural = _("pain quizzes")
        ordering = ["-pk"]
        permissions = [("publish_quiz", "Can publish a pain quiz that passes its checks")]
        constraints = [
            models.CheckConstraint(condition=Q(status__in=("draft", "published", "retired")), name="quiz_status_known"),
            models.CheckConstraint(
                condition=Q(status="draft", published_at__isnull=True)
                | (~Q(status="draft") & Q(published_at__isnull=False)),
                name="quiz_published_at_some_moment",
            ),
            models.UniqueConstraint(fields=["status"], condition=Q(status="published"), name="quiz_one_published"),
        ]

    def __str__(self):
        return f"{self.title} ({self.get_status_display()}, {_('edition')} {self.pk})"

    @property
    def is_draft(self) -> bool:
        return self.status == self.Status.DRAFT

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED
