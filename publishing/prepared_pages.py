"""Public pages that the worker made ahead, as they are found. See docs/decisions/0035."""

from django.conf import settings
from django.db import Error as AnyDatabaseError
from django.http import HttpResponse
from django.utils import timezone

from publishing.content_version import clock
from publishing.models import PreparedPage
from publishing.release import release
from publishing.remembered import is_database_away


class PreparedResponse(HttpResponse):
    """A page made ahead, with its brotli beside it."""

    def __init__(self, page: PreparedPage):
        super().__init__(bytes(page.body))
        self.good_until = page.good_until
        self.compressed = {"br": bytes(page.brotli)}


def prepared(request) -> PreparedResponse | None:
    """The page made ahead for that address from the content in force, by the same release; otherwise None.

    None too for a page with parameters, while templates are being written (DEBUG), and while the database is away:
    then the view knows what to do.
    """
    version = clock.version()
    if version is None or request.GET or settings.DEBUG:
        return None
    try:
        page = PreparedPage.objects.at(request.path)
    except AnyDatabaseError as error:
        if not is_database_away(error):
            raise
        return None
    return PreparedResponse(page) if page and page.is_good(version.token, release(), timezone.now()) else None
