"""What patients often ask, by topic."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practice.querysets.faqs import FaqTopicQuerySet
from publishing.fields import RichTextField
from publishing.models import Row


class FaqTopic(Row):
    """What a few questions are about."""

    title = models.CharField(_("topic"), max_length=60, unique=True)
    slug = models.SlugField(
        _("address"), max_length=60, unique=True, help_text=_("Links to this topic end in # and this word.")
    )

    objects = FaqTopicQuerySet.as_manager()

    class Meta(Row.Meta):
        verbose_name = _("topic of questions")
        verbose_name_plural = _("common questions by topic")

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return f"{reverse('practice:faqs')}#{self.slug}"


class Faq(Row):
    """One question with its answer. Questions about one treatment belong to that treatment."""

    topic = models.ForeignKey(FaqTopic, models.CASCADE, related_name="faqs", verbose_name=_("topic"))
    question = models.CharField(
        _("question"), max_length=160, help_text=_("As a patient would ask it, with a question mark.")
    )
    answer = RichTextField(_("answer"), help_text=_("Begin with the answer. Short sentences."))

    class Meta(Row.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["topic", "question"],
                name="practice_faq_asked_once",
                violation_error_message=_("This topic already has this question."),
            )
        ]

    def __str__(self):
        return self.question

    @property
    def anchor(self) -> str:
        """The part of the page where the answer stands; a browser opens a closed answer that a link leads to."""
        return f"answer-{self.pk}"

    def get_absolute_url(self):
        return f"{reverse('practice:faqs')}#{self.anchor}"
