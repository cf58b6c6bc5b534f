"""Gives these tests the demo content, and clocks they move themselves."""

from tests.pages.loaded import loaded_content
from tests.publishing.conftest import hands

__all__ = ["hands", "loaded_content"]
