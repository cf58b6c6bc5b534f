"""`python -m scripts.backups.patients <name>`: sends requests without a pause until its input ends.

Each has an upload of its own, stored before its row. One line for each that was acknowledged: its key, at
what moment of this machine's clock, and how many seconds it took.
"""

import select
import sys
import time

import django

django.setup()

from django.core.files.base import ContentFile  # noqa: E402 - Django has to know its settings first
from django.core.files.storage import default_storage  # noqa: E402

from appointments.models import AppointmentRequest, ConsentWording  # noqa: E402
from appointments.services.submissions import submit_request  # noqa: E402
from locations.models import Location  # noqa: E402


def send(key: str):
    """One patient's request; its consent to e-mail makes two mails of it."""
    default_storage.save(f"pictures/{key}.bin", ContentFile(key.encode() * 200))
    request = AppointmentRequest(
        key=key,
        name="Sample Patient",
        phone="+13015550147",
        email="sample@example.org",
        location=Location.objects.first(),
        patient_type="new",
        contact_by="phone",
        best_times=["morning"],
        payer="self_pay",
    )
    submit_request(request, list(ConsentWording.objects.filter(purpose="email")[:1]))


def main(name: str):
    number = 0
    while not select.select([sys.stdin], [], [], 0)[0]:
        number, began = number + 1, time.monotonic()
        send(f"{name}-{number}")
        now = time.monotonic()
        print(f"{name}-{number} {now:.4f} {now - began:.4f}", flush=True)


main(sys.argv[1])
