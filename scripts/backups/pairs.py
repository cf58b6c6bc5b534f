"""`python -m scripts.backups.pairs`: each request in a database with the number of its mails, as JSON."""

import json
from collections import Counter

import django

django.setup()

from django.core.files.storage import default_storage  # noqa: E402 - Django has to know its settings first

from appointments.models import AppointmentRequest, OutgoingMail  # noqa: E402

mails = Counter(OutgoingMail.objects.values_list("about", flat=True))
print(
    json.dumps(
        {
            request.key: {
                "mails": mails.pop(request.spoken_reference, 0),
                "upload": default_storage.exists(f"pictures/{request.key}.bin"),
                "name": request.name,
            }
            for request in AppointmentRequest.objects.all()
        }
    )
)
