"""How gunicorn runs the site, in `make run` and `make serve` alike. It stands behind a proxy, never before clients."""

import os
import sys
from http import HTTPStatus

from gunicorn import util
from gunicorn.glogging import Logger
from gunicorn.http.wsgi import Response

from clinic_site.log_lines import FORMATTERS
from clinic_site.middleware import OF_A_REFUSAL
from clinic_site.watching.address import private_address
from clinic_site.watching.listener import answer_on, opened

wsgi_app = "clinic_site.wsgi:application"

_host = os.environ.get("HOST") or "127.0.0.1"
bind = f"{f'[{_host}]' if ':' in _host else _host}:{os.environ.get('PORT') or '8000'}"

# One process per core, a few threads each for requests that wait for the database.
workers = int(os.environ.get("WEB_CONCURRENCY") or 2)
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS") or 4)

# The site is loaded once and then forked: a mistake shows at once, and a worker is replaced in milliseconds. Nothing
# opens a connection or starts a thread at import; each worker keeps its own pages in memory.
preload_app = True
max_requests = 20_000
max_requests_jitter = 2_000

timeout = graceful_timeout = 30
keepalive = 5

# The proxy's access log has no query strings; ours would, and those can hold what somebody searched for.
accesslog = None
errorlog = "-"
loglevel = "warning"
control_socket_disable = True

# gunicorn would believe these from anybody on this machine, the proxy that passes visitors' headers on included. Which
# headers count is for Django's settings to say (BEHIND_PROXY).
forwarder_headers = ""
secure_scheme_headers = {}


_is_for_people = "1" in (os.environ.get("DEMO"), os.environ.get("DEBUG"))
_log_format = os.environ.get("LOG_FORMAT") or ("plain" if _is_for_people else "json")


class DiscreetLogger(Logger):
    """gunicorn writes down an error in the middle of a long answer itself; it must not quote anybody either."""

    def setup(self, cfg):
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(FORMATTERS[_log_format](self.error_fmt, self.datefmt))

    def warning(self, msg, *args, **kwargs):
        """gunicorn quotes what it cannot read, and who sent it: of that the kind of mistake is enough."""
        if msg.startswith("Invalid request from"):
            msg, args = "A request could not be read: %s.", [type(sys.exception()).__name__]
        super().warning(msg, *args, **kwargs)


logger_class = DiscreetLogger

_default_headers = Response.default_headers


def _headers_without_server(response) -> list[str]:
    """What serves the site is nobody's business."""
    return [line for line in _default_headers(response) if not line.startswith("Server:")]


Response.default_headers = _headers_without_server


def _refuse(sock, status_int, reason, mesg):
    """The answer to a request that gunicorn cannot read. Its own page would quote the request, and has no headers."""
    headers = {**OF_A_REFUSAL, "Date": util.http_date(), "Content-Length": "0", "Connection": "close"}
    lines = [f"HTTP/1.1 {status_int} {HTTPStatus(status_int).phrase}", *map(": ".join, headers.items())]
    util.write_nonblock(sock, "".join(f"{line}\r\n" for line in [*lines, ""]).encode("latin-1"))


util.write_error = _refuse  # the workers look it up there each time

_metrics_address = private_address(os.environ.get("METRICS_ADDRESS") or "")


def on_starting(server):
    """The figures' own socket is there before the first worker, and stays whichever worker ends."""
    if _metrics_address:
        opened(_metrics_address)


def post_worker_init(worker):
    from clinic_site.warming import warm_up  # Django is set up only now
    from clinic_site.watching.counting import Counting
    from clinic_site.watching.page import page

    warm_up()
    if _metrics_address:
        worker.counting = Counting()
        answer_on(opened(_metrics_address), page)


def worker_exit(server, worker):
    if hasattr(worker, "counting"):
        worker.counting.end()
