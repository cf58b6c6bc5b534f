"""`manage.py check_access_records`: whether any record of who read what was changed or taken away."""

from django.core.management.base import BaseCommand, CommandError

from appointments.services.access import first_broken, is_there, uncheckable


class Command(BaseCommand):
    help = "Follows the chain of access records from the oldest to the newest."

    def add_arguments(self, parser):
        parser.add_argument("--seal", help="One that the worker wrote into its log; its record must still be there.")

    def handle(self, *args, **options):
        if options["seal"] is not None and not is_there(options["seal"].strip()):
            raise CommandError("The record with that seal is gone. Newer ones may have been cut off, or it was old.")
        broken = first_broken()
        if broken:
            raise CommandError(f"Record {broken.pk} ({broken.at:%Y-%m-%d %H:%M}) does not follow from the one before.")
        self.stdout.write("All access records are as they were written.")
        if count := uncheckable():
            self.stdout.write(f"{count} of them were sealed with keys that are gone, and could not be checked.")
