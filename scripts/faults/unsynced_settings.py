"""The site's settings with one mistake made on purpose: SQLite acknowledges before the disk has it."""

from clinic_site.settings import *  # noqa: F403 - every setting but one
from clinic_site.settings import DATABASES, SQLITE_OPTIONS

_careless = SQLITE_OPTIONS["init_command"].replace("synchronous=FULL", "synchronous=NORMAL")
DATABASES["default"]["OPTIONS"] = {**SQLITE_OPTIONS, "init_command": _careless}
