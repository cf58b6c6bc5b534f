"""The schema of who we are and what we publish about ourselves."""

from practice.models.identity import (
    DEFAULT_ACCENT,
    DEFAULT_BRAND,
    CareStep,
    CompensationRule,
    PhoneLine,
    Practice,
    SocialLink,
    State,
    hex_colour,
)

__all__ = [
    "DEFAULT_ACCENT",
    "DEFAULT_BRAND",
    "CareStep",
    "CompensationRule",
    "PhoneLine",
    "Practice",
    "SocialLink",
    "State",
    "hex_colour",
]
