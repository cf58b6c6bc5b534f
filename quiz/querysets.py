"""Questions about quizzes."""

from django.db import models
from django.db.models import Prefetch


class QuizQuerySet(models.QuerySet):
    """Editions of the pain quiz."""

    def published(self):
        """The one that patients take: none or one."""
        return self.filter(status="published")

    def drafts(self):
        return self.filter(status="draft")

    def with_content(self):
        """All questions, answers and reasons, in four queries whatever their number."""
        questions = self.model._meta.get_field("questions").related_model
        answers = questions._meta.get_field("answers").related_model
        rows = answers._meta.get_field("reasons").related_model
        told = (
            answers.objects.order_by("position", "pk")
            .select_related("red_flag")
            .prefetch_related(Prefetch("reasons", rows.objects.order_by("pk")))
        )
        asked = questions.objects.order_by("position", "pk").prefetch_related(Prefetch("answers", told))
        return self.prefetch_related(Prefetch("questions", asked))
