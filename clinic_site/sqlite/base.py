"""Django's SQLite engine whose connections may stay open: one whose file was replaced or removed is not used again.

Django looks for this module by its name (DATABASES, ENGINE). Opening a connection and reading the schema takes longer
than most of our questions. But a connection goes on writing to the file it opened, even after another file was put
in its place, and what it stores then is lost without a word.
"""

import os

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params):
        before = self._file()
        connection = super().get_new_connection(conn_params)
        # When another file took the name meanwhile, nobody knows which one was opened: the next request opens again.
        self._opened_file = before or self._file()
        return connection

    def is_usable(self):
        """Asked once a request, before the first question (CONN_HEALTH_CHECKS)."""
        return self._opened_file == self._file() and super().is_usable()

    def _file(self) -> tuple[int, int] | None:
        """Device and number of the file that has the database's name now; None for no file."""
        try:
            found = os.stat(self.settings_dict["NAME"])
        except OSError:
            return None
        return found.st_dev, found.st_ino
