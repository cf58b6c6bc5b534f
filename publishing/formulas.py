"""Keeps a spreadsheet program from running a cell: an apostrophe before it on the way out, taken off on the way in.

The library's own way deletes the equals sign, and only that; then a file that goes out and comes back has changed.
"""

import re

# What Excel and LibreOffice take for the beginning of a formula, its full-width forms, and blanks that hide it.
DANGEROUS = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
LOOKS_LIKE_FORMULA = re.compile(rf"'*[{DANGEROUS}]")
ESCAPED = re.compile(rf"'+[{DANGEROUS}]")
NUMBER = re.compile(r"-[0-9]+(\.[0-9]+)?")


def defused(text: str) -> str:
    """A cell that no spreadsheet program runs."""
    return f"'{text}" if LOOKS_LIKE_FORMULA.match(text) else text


def escape(text: str) -> str:
    """The same for files that come back: a plain number stays one, and `unescape` gives every text back."""
    return text if NUMBER.fullmatch(text) else defused(text)


def unescape(text: str) -> str:
    """The text of a cell that `escape` may have made."""
    return text[1:] if ESCAPED.match(text) else text
