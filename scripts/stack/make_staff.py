"""`python -m scripts.stack.make_staff <name>`: somebody of the staff with a second factor; prints how to sign in."""

import base64
import json
import secrets
import sys

import django

django.setup()

from allauth.mfa.totp.internal.auth import TOTP  # noqa: E402 - Django has to know its settings first
from django.contrib.auth import get_user_model  # noqa: E402

password, secret = secrets.token_urlsafe(20), base64.b32encode(secrets.token_bytes(20)).decode()
TOTP.activate(get_user_model().objects.create_superuser(sys.argv[1], password=password), secret)
print(json.dumps({"name": sys.argv[1], "password": password, "secret": secret}))
