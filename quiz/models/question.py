"""A question of the quiz, and its answers."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from publishing.models import Row
from quiz.models.quiz import Quiz
from quiz.regions import BodyRegion
from treatments.models import CandidacyRow, RedFlag


class Question(Row):
    """Something we ask. Its key stays the same from one edition to the next, so that editions can be compared."""

    class Kind(models.TextChoices):
        ONE = "one", _("One answer")
        SEVERAL = "several", _("All that fit")
        PLACE = "place", _("One place, on the drawing of the body or in the list")
        PLACES = "places", _("All places that fit, on the drawing or in the list")

        @property
        def takes_several(self) -> bool:
            return self in (Question.Kind.SEVERAL, Question.Kind.PLACES)

        @property
        def has_drawing(self) -> bool:
            return self in (Question.Kind.PLACE, Question.Kind.PLACES)

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="questions", verbose_name=_("quiz"))
    key = models.SlugField(
        _("key"), max_length=40, help_text=_("A short name that patients never see, such as “where”. Keep it.")
    )
    text = models.CharField(_("question"), max_length=160)
    hint = models.CharField(_("hint"), max_length=250, blank=True, help_text=_("One sentence that helps to answer."))
    kind = models.CharField(_("kind"), max_length=7, choices=Kind, default=Kind.ONE)

    class Meta(Row.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind__in=("one", "several", "place", "places")), name="quiz_question_kind_known"
            ),
            models.UniqueConstraint(
                fields=["quiz", "key"],
                name="quiz_question_key_once",
                violation_error_message=_("This quiz has a question with that key already."),
            ),
        ]

    def __str__(self):
        return self.text


class Answer(Row):
    """What can be answered, and what follows from it: the next question, a reason for or against, an emergency."""

    class Meaning(models.TextChoices):
        """An answer that says something, or one of the two that say nothing and stand alone."""

        SOMETHING = "something", _("Says something")
        NONE = "none", _("None of these")
        NOT_SURE = "not-sure", _("I’m not sure")

    question = models.ForeignKey(Question, models.CASCADE, related_name="answers", verbose_name=_("question"))
    key = models.SlugField(_("key"), max_length=40, help_text=_("A short name that patients never see. Keep it."))
    text = models.CharField(_("answer"), max_length=160, help_text=_("In the patient's words, such as “I have …”."))
    hint = models.CharField(_("hint"), max_length=200, blank=True)
    advice = models.CharField(
        _("advice"),
        max_length=250,
        blank=True,
        help_text=_("Urgent advice to whoever gives this answer. It stands first on the result."),
    )
    meaning = models.CharField(_("meaning"), max_length=9, choices=Meaning, default=Meaning.SOMETHING)
    region = models.CharField(
        _("place on the drawing"),
        max_length=20,
        choices=BodyRegion,
        blank=True,
        help_text=_("Only for questions with the drawing of the body."),
    )
    next_question = models.ForeignKey(
        Question,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reached_from",
        verbose_name=_("goes on with"),
        help_text=_("Leave empty to go on with the next question in order, and after the last one with the result."),
    )
    red_flag = models.ForeignKey(
        RedFlag,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="quiz_answers",
        verbose_name=_("sign of an emergency"),
        help_text=_("Who gives this answer sees the emergency card and nothing else."),
    )
    reasons = models.ManyToManyField(
        CandidacyRow,
        blank=True,
        related_name="quiz_answers",
        verbose_name=_("reasons for or against treatments"),
        help_text=_("Lines of the treatments' own lists that are true for who gives this answer."),
    )

    class Meta(Row.Meta):
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meaning__in=("something", "none", "not-sure")), name="quiz_answer_meaning_known"
            ),
            models.CheckConstraint(
                condition=models.Q(meaning="something") | models.Q(red_flag__isnull=True, region=""),
                name="quiz_answer_without_meaning_says_nothing",
                violation_error_message=_("“None of these” and “I’m not sure” cannot be an emergency or a place."),
            ),
            models.UniqueConstraint(
                fields=["question", "key"],
                name="quiz_answer_key_once",
                violation_error_message=_("This question has an answer with that key already."),
            ),
            models.UniqueConstraint(
                fields=["question", "region"],
                condition=~models.Q(region=""),
                name="quiz_answer_region_once",
                violation_error_message=_("Another answer to this question has that place on the drawing."),
            ),
        ]

    def __str__(self):
        return self.text

    def clean(self):
        super().clean()
        if self.next_question and self.question_id and self.next_question.quiz_id != self.question.quiz_id:
            raise ValidationError({"next_question": _("Choose a question of the same quiz.")})
