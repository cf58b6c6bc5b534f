"""`manage.py ensure_demo_staff`: the sign-in that `make run` prints."""

import os

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError

from clinic_site.sign_in.second_factor import DEMO_STAFF


class Command(BaseCommand):
    help = "Makes or repairs the demonstration's staff user; its password is DEMO_STAFF_PASSWORD. Only where DEMO=1."

    def handle(self, *args, **options):
        password = os.environ.get("DEMO_STAFF_PASSWORD")
        if not settings.DEMO:
            raise CommandError("This is not a demonstration (DEMO=1); make staff users in the admin instead.")
        if not password:
            raise CommandError("DEMO_STAFF_PASSWORD is missing; `make run` makes one.")
        user, _ = get_user_model().objects.get_or_create(username=DEMO_STAFF)
        user.is_active = user.is_staff = user.is_superuser = True
        if not user.check_password(password):
            user.set_password(password)
        user.save()
        Authenticator.objects.filter(user=user).delete()  # what is printed is the whole sign-in
