"""The measure: a Django project of one view, which answers with the very bytes and headers of the page."""

import json
import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import re_path

settings.configure(SECRET_KEY="bare", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[])

KEPT = json.loads(Path(os.environ["BARE_PAGE"]).read_text())
BODY, HEADERS = KEPT["body"].encode("latin-1"), KEPT["headers"]


def page(request):
    return HttpResponse(BODY, headers=HEADERS)


urlpatterns = [re_path("", page)]
application = get_wsgi_application()
