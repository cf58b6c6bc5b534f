"""`python -m scripts.faults.database [skip-pauses | rename <name>]`: what really is in the site's database, as JSON."""

import json
import sys

import django

django.setup()

from django.utils import timezone  # noqa: E402 - Django has to know its settings first

from appointments.models import AppointmentRequest, OutgoingMail  # noqa: E402
from practice.models import Practice  # noqa: E402

if "skip-pauses" in sys.argv:  # as if the time until the next try had passed
    OutgoingMail.objects.filter(state="waiting").update(next_attempt_at=timezone.now())
if "rename" in sys.argv:  # as staff would change a word of every page
    Practice.objects.update(name=sys.argv[-1])
requests, mail = AppointmentRequest.objects.order_by("pk"), OutgoingMail.objects.order_by("pk")
found = {
    "requests": [[row.key, row.spoken_reference, row.name] for row in requests],
    "mail": [[row.message_id, row.state, row.about] for row in mail],
}
print(json.dumps(found))
