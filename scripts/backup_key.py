"""`make backup-key FILE=…`: a key for backups, on a computer that has no settings of the site. Runs inside .venv."""

import sys

from django.conf import settings

from clinic_site.management.commands.make_backup_key import Command


def main():
    settings.configure()
    Command().run_from_argv(["make", "backup-key", *sys.argv[1:]])


if __name__ == "__main__":
    main()
