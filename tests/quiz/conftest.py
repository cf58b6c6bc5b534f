"""Gives these tests the demo content, and a quiz that was not remembered from the test before."""

import pytest

from quiz import current
from tests.pages.loaded import loaded_content

__all__ = ["loaded_content"]


@pytest.fixture(autouse=True)
def no_remembered_quiz():
    current.forget()
    yield
    current.forget()
