"""Gives these tests the demo content."""

from tests.pages.loaded import loaded_content

__all__ = ["loaded_content"]
