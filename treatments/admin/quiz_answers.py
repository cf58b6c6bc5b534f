"""Names the quiz's answers that keep something here from being deleted. The quiz stands above: it is never imported."""

from django.utils.translation import gettext as _


def named(answers) -> str:
    """These answers, each with its edition and that one's status, in order."""
    in_order = answers.select_related("question__quiz").order_by("question__quiz", "question__position", "position")
    sentence = _("edition %(number)d (%(status)s), “%(answer)s”")
    return "; ".join(sentence % _of(answer.question.quiz, answer) for answer in in_order)


def _of(quiz, answer) -> dict:
    return {"number": quiz.pk, "status": quiz.get_status_display().lower(), "answer": answer.text}
