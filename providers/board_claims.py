"""Keeps “board certified” out of free text: those words come from a credential, which names its board in full."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from publishing.structured_data import plain

CLAIM = re.compile(r"\bboards?[\s\-\u2010-\u2015]*(?:certif|qualif|eligib)|\bcertified by\b", re.IGNORECASE)
FULL_NAME = re.compile(r"[^\W\d_]*[a-z][^\W\d_]*\W+[^\W\d_]")


def no_board_claim(text: str) -> None:
    """Raises ValidationError where a text says “board certified”, “board eligible” or the like."""
    if CLAIM.search(plain(text)):
        raise ValidationError(
            _(
                "Take “board certified” and the like out of this text. Add a credential below: "
                "the page then says it with the board's full name, as Virginia requires."
            ),
            code="board_claim",
        )


def full_board_name(name: str) -> None:
    """Raises ValidationError for initials, such as ABPM."""
    if not FULL_NAME.search(name):
        raise ValidationError(
            _("Write the board's name in full, such as “American Board of Anesthesiology”, not its initials."),
            code="board_initials",
        )
