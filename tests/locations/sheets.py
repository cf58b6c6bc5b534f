"""CSV files for tests of imports: what staff exported, changed cell by cell."""

import csv
import io

from locations.spreadsheets.csv_files import decoded
from locations.spreadsheets.offices import OfficeResource
from locations.spreadsheets.special_hours import SpecialHoursResource

ROW = {
    "Page address": "new-office",
    "Name": "New office",
    "Street and number": "1 New Street",
    "City": "Frederick",
    "State": "MD",
    "ZIP code": "21701",
    "Telephone": "(301) 555-0199",
}


def rows_of(content: bytes) -> list[dict]:
    """The rows of a file that was exported."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def csv_of(*rows: dict, delimiter=",") -> str:
    """A file with the headings of the first row."""
    file = io.StringIO()
    writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue()


def run(content, user, *, dry_run=False, kind=OfficeResource):
    """The report of an import of offices."""
    text = decoded(content) if isinstance(content, bytes) else content
    return kind().run(text, user=user, comment="Imported from “offices.csv”.", dry_run=dry_run)


def run_special(content, user, *, dry_run=False):
    """The report of an import of special hours."""
    return run(content, user, dry_run=dry_run, kind=SpecialHoursResource)


def faults(report) -> list[tuple]:
    """(row, column, sentence) of all that is wrong."""
    return [(row.number, fault.column, fault.sentence) for row in report.faulty for fault in row.faults]
