"""What every sheet has in common: its columns, checking a file without keeping anything, importing it, exporting."""

import logging
from collections import defaultdict

import tablib
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource
from import_export.results import RowResult

from locations.services import record_import
from locations.spreadsheets.csv_files import read_sheet, write_sheet
from locations.spreadsheets.reports import (
    CHANGED,
    FAULTY,
    NEW,
    UNCHANGED,
    Change,
    Fault,
    Report,
    RowReport,
    faults_of,
)

logger = logging.getLogger(__name__)


class RowsFindTheirOwn(BaseInstanceLoader):
    """The library insists on a loader; `get_instance` of each sheet finds the stored row without one."""


class SheetResource(Resource):
    """Reads, checks, stores and writes rows. A subclass names its columns and how a row finds what it is about.

    A cell that says what is stored already is left alone, so that a file can go out and come back unchanged.
    """

    required: list[str] = []

    @property
    def columns(self) -> list:
        return list(self.fields.values())

    @property
    def headings(self) -> list[str]:
        return [column.column_name for column in self.columns]

    # --- Out ----------------------------------------------------------------------------------------------------------

    def write(self) -> bytes:
        """All rows as a CSV file."""
        rows = [[column.text_of(one) for column in self.columns] for one in self.get_queryset()]
        return write_sheet(self.headings, rows)

    def example(self) -> bytes:
        """A file with one row, to copy."""
        return write_sheet(self.headings, [[column.example for column in self.columns]])

    def get_queryset(self):
        """What is stored, in the order of the file."""
        raise NotImplementedError

    # --- In -----------------------------------------------------------------------------------------------------------

    def run(self, text: str, *, user, comment: str, dry_run: bool) -> Report:
        """Imports a whole file or nothing of it, and reports on each row; a dry run keeps nothing in any case.

        Raises UnreadableFile when the file as a whole cannot be used.
        """
        sheet = read_sheet(text, self.headings, self.required)
        self.sheet, self.touched_offices = sheet, {}
        self.by_key = self.group(sheet)
        dataset = tablib.Dataset(*[tuple(row.values()) for row in sheet.rows], headers=sheet.headings)
        result = self.import_data(
            dataset,
            dry_run=dry_run,
            use_transactions=True,
            rollback_on_validation_errors=True,
            user=user,
            comment=comment,
        )
        for error in result.base_errors:
            raise error.error
        pairs = zip(sheet.numbers, sheet.rows, result.rows, strict=True)
        return Report([self._report(number, row, outcome) for number, row, outcome in pairs])

    def group(self, sheet) -> dict:
        """Row numbers by what the rows are about, for what a row alone cannot tell."""
        groups = defaultdict(list)
        for number, row in zip(sheet.numbers, sheet.rows, strict=True):
            groups[self.key_of(row)].append(number)
        return groups

    def init_instance(self, row=None):
        return self._meta.model()

    def key_of(self, row: dict):
        raise NotImplementedError

    def office_of(self, instance):
        raise NotImplementedError

    def name_of(self, row: dict) -> str:
        raise NotImplementedError

    def import_instance(self, instance, row, **kwargs):
        """Reads every cell that says something new; all that cannot be read is said at once."""
        self.before, self.own, self.related, self.notes = self._texts(instance), {}, [], []
        self.extra_changes, errors = [], self.errors_of_row(instance, row)
        for column in self.columns:
            text = row.get(column.column_name)
            if text is None or text == self.before[column.column_name]:
                continue
            try:
                value = column.widget.clean(text)
            except ValidationError as error:
                errors.setdefault(column.attribute, []).extend(error.error_list)
                continue
            self._take(column, instance, value)
        if not errors:
            self.complete(instance)
        else:
            raise ValidationError(errors)

    def _take(self, column, instance, value):
        if column.is_related:
            if column.widget.render(value) != self.before[column.column_name]:
                self.related.append((column, value))
        elif column.widget.render(value) != self.before[column.column_name]:
            column.store(instance, value)
            self.own[column.attribute] = value

    def errors_of_row(self, instance, row) -> dict[str, list]:
        """What is wrong with the row beside its cells."""
        return {}

    def complete(self, instance):
        """Fills in what the row left open."""

    def skip_row(self, instance, original, row, import_validation_errors=None):
        is_new = instance.pk is None
        return not (is_new or import_validation_errors or self.own or self.related)

    def validate_instance(self, instance, import_validation_errors=None, validate_unique=True):
        """With unreadable cells too, the others are checked, so that all problems of a row are seen at once."""
        errors = import_validation_errors or {}
        own = {field.name for field in instance._meta.get_fields()}
        try:
            instance.full_clean(exclude=set(errors) & own, validate_constraints=not errors)
        except ValidationError as error:
            errors = error.update_error_dict(dict(errors))
        if errors:
            raise ValidationError(errors)

    def save_instance(self, instance, is_create, row, **kwargs):
        """Stores the row and what hangs on it. What only the database refuses is a problem of the row as well."""
        try:
            with transaction.atomic():
                self.store(instance)
                for column, value in self.related:
                    self._store_related(column, instance, value)
        except (IntegrityError, DataError):
            logger.warning("An import met a row that only the database refused.", exc_info=True)
            raise ValidationError(_("The database refuses this row. Compare it with the form of the office.")) from None
        office = self.office_of(instance)
        self.touched_offices[office.pk] = office

    def store(self, instance):
        instance.save()

    def _store_related(self, column, instance, value):
        try:
            column.store(instance, value)
        except ValidationError as error:
            raise ValidationError({column.attribute: error.messages}) from None

    def save_m2m(self, instance, row, **kwargs):
        """Done with the row."""

    def after_import_row(self, row, row_result, **kwargs):
        row_result.notes, row_result.changes = self.notes, []
        if row_result.import_type != RowResult.IMPORT_TYPE_SKIP:
            row_result.changes = self._changes(row_result.instance)

    def after_import(self, dataset, result, **kwargs):
        super().after_import(dataset, result, **kwargs)
        if not self._is_dry_run(kwargs) and not result.has_errors() and not result.has_validation_errors():
            for office in self.touched_offices.values():
                record_import(office, kwargs["user"], kwargs["comment"])

    # --- Reporting ----------------------------------------------------------------------------------------------------

    def _texts(self, instance) -> dict[str, str]:
        return {column.column_name: column.text_of(instance) for column in self.columns}

    def _changes(self, instance) -> list[Change]:
        instance.refresh_from_db()
        after = self._texts(instance)
        changed = [
            Change(name, self.before[name], after[name]) for name in self.headings if self.before[name] != after[name]
        ]
        return changed + self.extra_changes

    def _report(self, number: int, row: dict, outcome) -> RowReport:
        name = self.name_of(row)
        if outcome.errors:
            logger.error("An import could not store a row.", exc_info=outcome.errors[0].error)
            return RowReport(number, name, FAULTY, [Fault("", _("This row could not be stored."))])
        if outcome.validation_error:
            headings = {column.attribute: column.column_name for column in self.columns}
            return RowReport(number, name, FAULTY, faults_of(outcome.validation_error, headings))
        if outcome.is_new():
            return RowReport(number, name, NEW, changes=outcome.changes, notes=outcome.notes)
        kind = CHANGED if outcome.changes else UNCHANGED
        return RowReport(number, name, kind, changes=outcome.changes, notes=outcome.notes)
