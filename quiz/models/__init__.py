"""The schema of the pain quiz: what is asked, and what an answer says for or against a treatment."""

from quiz.models.question import Answer, Question
from quiz.models.quiz import Quiz

__all__ = ["Answer", "Question", "Quiz"]
