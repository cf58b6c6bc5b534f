"""The staff's desk for the pain quiz."""

from quiz.admin import question, quiz

__all__ = ["question", "quiz"]
