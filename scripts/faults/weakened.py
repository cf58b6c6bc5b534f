"""The site with one mistake made on purpose: it thanks the patient whether anything could be stored or not.

`python -m scripts.faults weakened` has gunicorn serve this; the comparison has to find what is lost.
"""

from dataclasses import replace

from django.http import HttpResponse

from clinic_site.wsgi import application  # noqa: F401 - gunicorn looks for it here; Django is set up from now on

# isort: split
from appointments.manage_links import reference_of
from appointments.references import spoken
from appointments.services.submissions import Submitted
from appointments.views import requests
from appointments.views.sending import DatabaseUnavailable

_sound = requests.REQUESTS


def stored_or_not(form, token) -> Submitted:
    try:
        return _sound.store(form, token)
    except DatabaseUnavailable:
        return Submitted(form.request(token, requests.timezone.now()), is_new=True)


def thanks(request) -> HttpResponse:
    """Shows the reference without looking for it."""
    reference = reference_of("request", request.GET.get("receipt", ""))
    return HttpResponse(f'<p id="reference">{spoken(reference)}</p>')


requests.REQUESTS = replace(_sound, store=stored_or_not)
requests.request_received = thanks
