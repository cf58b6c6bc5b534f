"""`manage.py rotate_field_keys`: writes every encrypted value again with the newest key."""

from django.core.management.base import BaseCommand, CommandError

from appointments.services.rotation import encrypted_models, rewrite
from clinic_site.sign_in.rotation import encrypt_again


class Command(BaseCommand):
    help = (
        "Encrypts every stored value with the first key of FIELD_KEYS. Put the new key first, keep the old one behind "
        "it, restart, run this, then remove the old one. It may be stopped and run again at any time."
    )

    def handle(self, *args, **options):
        unreadable = 0
        for model in encrypted_models():
            written, left = rewrite(model)
            unreadable += left
            self.stdout.write(f"{model._meta.verbose_name_plural}: {written} rows rewritten.")
        self.stdout.write(f"second factors of staff: {encrypt_again()} rows rewritten.")
        if unreadable:
            raise CommandError(f"{unreadable} rows were left as they are: no key of FIELD_KEYS reads them.")
