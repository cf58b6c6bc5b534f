"""Tells the figures on an address of their own, which is no address of the site.

gunicorn opens the socket before its workers are made; each of them answers on it, so it answers as long as one lives.
"""

import socket
import threading
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, HTTPServer

TYPE = "text/plain; version=0.0.4; charset=utf-8"


@cache
def opened(address: tuple[str, int]) -> socket.socket:
    """The one socket of this process and its children. Another gunicorn may open the same address to take over."""
    family = socket.AF_INET6 if ":" in address[0] else socket.AF_INET
    listening = socket.socket(family)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listening.bind(address)
    listening.listen(16)
    listening.setblocking(False)  # of several workers that hear a caller one gets it, and the others go on
    return listening


def answer_on(listening: socket.socket, page: Callable[[], bytes]):
    """Answers from now on, in a thread of its own."""

    class Answer(BaseHTTPRequestHandler):
        timeout = 5
        server_version, sys_version = "figures", ""

        def do_GET(self):
            found = self.path.partition("?")[0] == "/metrics"
            body = page() if found else b"/metrics\n"
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", TYPE)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args):
            pass

    server = HTTPServer(listening.getsockname()[:2], Answer, bind_and_activate=False)
    server.socket.close()
    server.socket = listening
    threading.Thread(target=server.serve_forever, daemon=True, name="figures listener").start()
