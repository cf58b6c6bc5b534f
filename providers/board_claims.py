"""Keeps “board certified” out of free text: those words come from a credential, which names its board in full."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from practice.badge_words import full_board_name, says_certified

__all__ = ["full_board_name", "no_board_claim"]


def no_board_claim(text: str) -> None:
    """Raises ValidationError where a text says “board certified”, “board eligible” or the like."""
    if says_certified(text):
        raise ValidationError(
            _(
                "Take “board certified” and the like out of this text. Add a credential below: "
                "the page then says it with the board's full name, as Virginia requires."
            ),
            code="board_claim",
        )
