"""The page for whatever broke: staff are told when it is a full disk, everybody else gets the page of the site."""

import sys

from clinic_site.sign_in.middleware import STAFF_ADDRESSES
from pages import views
from publishing.broken import broken_page
from publishing.disk_room import is_disk_full

TRY_AGAIN_AFTER = 60  # seconds; somebody has to make room first


def server_error(request):
    """500 or 503. Needs nothing that may be broken."""
    if not (request.path_info.startswith(STAFF_ADDRESSES) and is_disk_full(sys.exception())):
        return views.server_error(request)
    context = {"is_sent": request.method == "POST"}
    return broken_page(request, "disk_full.html", context, status=503, try_again_after=TRY_AGAIN_AFTER)
