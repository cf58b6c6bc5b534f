"""The staff's desk for the practice; a module for each concept."""

from practice.admin import identity

__all__ = ["identity"]
