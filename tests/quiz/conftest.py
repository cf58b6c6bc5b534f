"""Gives these tests the demo content, and parts of whichever `draft` a module makes."""

import pytest

from tests.pages.loaded import loaded_content

__all__ = ["loaded_content"]


@pytest.fixture
def question(draft):
    """Its first question."""
    return draft.questions.get(key="q1")


@pytest.fixture
def answer(question):
    return question.answers.get(key="yes")
