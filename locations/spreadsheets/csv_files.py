"""A CSV file becomes rows of text, or one sentence about what is wrong with the file; and rows become a CSV file."""

import csv
import difflib
import io
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

from publishing.formulas import escape, unescape

MOST_BYTES = 5 * 1024 * 1024
MOST_ROWS = 200  # each is checked like a form; more would keep others from saving for too long
DELIMITERS = (",", ";", "\t")
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")


class UnreadableFile(ValueError):
    """The file cannot be imported at all. Its words say why and what to do."""


@dataclass(frozen=True)
class Sheet:
    """The rows of a file, each a dictionary from heading to text, with the number a spreadsheet program shows."""

    headings: list[str]
    rows: list[dict[str, str]]
    numbers: list[int]


def decoded(content: bytes) -> str:
    """The text of an uploaded file: UTF-8, or what Excel on Windows writes. Raises UnreadableFile."""
    if len(content) > MOST_BYTES:
        raise UnreadableFile(_("The file is larger than 5 MB. Split it into smaller files."))
    if content.startswith(WORKBOOKS):
        raise UnreadableFile(_("This is a workbook, not a CSV file. In Excel choose “Save as”, then “CSV UTF-8”."))
    if b"\0" in content or content.startswith(UTF_16):
        raise UnreadableFile(_("This is not a plain CSV file. In Excel choose “Save as”, then “CSV UTF-8”."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            raise UnreadableFile(
                _("We cannot read the letters in this file. In Excel choose “Save as”, then “CSV UTF-8”.")
            ) from None


def read_sheet(text: str, known: list[str], required: list[str]) -> Sheet:
    """The sheet in a text whose headings must be among `known`. Raises UnreadableFile."""
    lines = _lines(text, known)
    if not lines:
        raise UnreadableFile(_("The file is empty."))
    headings = _checked_headings(lines, known, required)
    numbered = [(number, line) for number, line in enumerate(lines[1:], start=2) if any(map(str.strip, line))]
    if not numbered:
        raise UnreadableFile(_("The file has headings but no rows."))
    if len(numbered) > MOST_ROWS:
        raise UnreadableFile(
            _("The file has %(count)d rows. Import at most %(most)d at a time.")
            % {"count": len(numbered), "most": MOST_ROWS}
        )
    rows = [_row(number, line, headings) for number, line in numbered]
    return Sheet([heading for heading in headings if heading], rows, [number for number, _line in numbered])


def write_sheet(headings: list[str], rows: list[list[str]]) -> bytes:
    """A CSV file that Excel opens with all letters right and runs nothing of."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(headings)
    writer.writerows([escape(cell) for cell in row] for row in rows)
    return file.getvalue().encode("utf-8-sig")


def _lines(text: str, known: list[str]) -> list[list[str]]:
    first = text.lstrip("\r\n").partition("\n")[0].lower()
    names = {name.lower() for name in known}
    delimiter = max(DELIMITERS, key=lambda one: sum(part.strip(' "\r') in names for part in first.split(one)))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return list(reader)
    except csv.Error:
        raise UnreadableFile(
            _("We cannot read line %(line)d of the file. Look for a quotation mark that is not closed.")
            % {"line": reader.line_num}
        ) from None


def _checked_headings(lines: list[list[str]], known: list[str], required: list[str]) -> list[str]:
    """The headings as we write them; empty for a column without heading and without cells."""
    spelled = {name.lower(): name for name in known}
    headings = []
    for place, given in enumerate(lines[0]):
        name = " ".join(given.split()).lower()
        if not name and any(len(line) > place and line[place].strip() for line in lines[1:]):
            raise UnreadableFile(_("Column %(place)d has no heading.") % {"place": place + 1})
        if name and name not in spelled:
            raise UnreadableFile(_unknown(given.strip(), known))
        headings.append(spelled.get(name, ""))
    twice = [name for name, count in Counter(headings).items() if name and count > 1]
    if twice:
        raise UnreadableFile(_("The column “%(name)s” stands in the file twice.") % {"name": twice[0]})
    missing = [name for name in required if name not in headings]
    if missing:
        raise UnreadableFile(
            _("The file has no column “%(name)s”. Its first row must hold the headings listed below.")
            % {"name": missing[0]}
        )
    return headings


def _unknown(given: str, known: list[str]) -> str:
    sentence = _("We do not know the column “%(name)s”.") % {"name": given[:60]}
    close = difflib.get_close_matches(given.lower(), [name.lower() for name in known], n=1)
    spelled = {name.lower(): name for name in known}
    return f"{sentence} {_('Did you mean “%(name)s”?') % {'name': spelled[close[0]]}}" if close else sentence


def _row(number: int, line: list[str], headings: list[str]) -> dict[str, str]:
    if any(cell.strip() for cell in line[len(headings) :]):
        raise UnreadableFile(
            _("Row %(number)d has more cells than there are headings. Put a text that holds commas in quotation marks.")
            % {"number": number}
        )
    # Excel leaves out empty cells at the end of rows, so a short row is an ordinary one.
    cells = [*line, *[""] * (len(headings) - len(line))]
    return {heading: _text(cell) for heading, cell in zip(headings, cells, strict=False) if heading}


def _text(cell: str) -> str:
    return unescape(cell).replace("\r\n", "\n").replace("\r", "\n").strip()
