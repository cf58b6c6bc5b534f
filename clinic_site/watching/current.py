"""The request that this thread is answering, for the lines it writes into the log."""

import secrets
from contextvars import ContextVar

_current: ContextVar["Current | None"] = ContextVar("current request", default=None)


class Current:
    """One request. Its id is ours, never a visitor's, and is made only when somebody asks."""

    def __init__(self, request):
        self._request = request
        self._id = ""

    @property
    def id(self) -> str:
        self._id = self._id or secrets.token_hex(8)
        return self._id

    @property
    def route(self) -> str:
        """The name of its address, such as locations:location_detail; never the address itself."""
        match = getattr(self._request, "resolver_match", None)
        return match.view_name if match else ""


def begin(request):
    """From now on this thread answers that request; give what comes back to `end`."""
    request.watched = Current(request)  # for lines that are written when this thread has done with it
    return _current.set(request.watched)


def end(token):
    _current.reset(token)


def current(record=None) -> Current | None:
    """The request being answered; or the one that a record of the log says it is about."""
    return _current.get() or getattr(getattr(record, "request", None), "watched", None)
