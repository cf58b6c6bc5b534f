"""The site that is killed at named points, with one mistake made on purpose: what is sent again is never recognized."""

import secrets

from scripts.faults import killed_at
from scripts.faults.killed_at import application  # noqa: F401 - gunicorn looks for it here; Django is set up from now on

# isort: split
from appointments.services import submissions


def insert_as_new(sending, *arguments):
    sending.key = secrets.token_urlsafe(24)
    return killed_at.insert_once(sending, *arguments)


submissions._insert_once = insert_as_new
