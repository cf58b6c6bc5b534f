"""What gunicorn answers and writes down by itself, before the site is asked: nothing of what was sent."""

import os
import socket
import subprocess
import sys
import tempfile
import time
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from clinic_site.middleware import OF_A_REFUSAL

ROOT = Path(__file__).resolve().parents[2]
SECONDS_TO_START = 60
UNREADABLE = {
    "letters that are not encoded": (400, "GET /search/?q=quill-é HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "blanks": (400, "GET /search/?q=o'quill quill HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "no such version": (400, "GET /?q=quill HTTP/9.9\r\n\r\n"),
    "no such method": (400, "quill /?q=quill HTTP/1.1\r\n\r\n"),
    "a long address": (414, f"GET /search/?q={'quill' * 1000} HTTP/1.1\r\nHost: localhost\r\n\r\n"),
    "many headers": (431, "GET / HTTP/1.1\r\n" + "X-Quill: quill\r\n" * 101 + "\r\n"),
    "no header": (400, "GET / HTTP/1.1\r\nCookie quill\r\n\r\n"),
    "a broken name": (400, "GET / HTTP/1.1\r\nquill/quill: quill\r\n\r\n"),
    "a coding": (501, "POST /contact/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: quill\r\n\r\n"),
    "a wish": (417, "GET / HTTP/1.1\r\nHost: x\r\nExpect: quill\r\n\r\n"),
    "a length": (400, "POST /contact/ HTTP/1.1\r\nHost: x\r\nContent-Length: quill\r\n\r\n"),
}


@pytest.fixture(scope="module")
def gunicorn():
    """gunicorn with one process, as gunicorn.conf.py sets it up: its socket, and the file with what it says."""
    with tempfile.TemporaryDirectory() as folder, open(f"{folder}/log", "wb") as log:
        environment = {**os.environ, "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3", "WEB_CONCURRENCY": "1"}
        command = [sys.executable, "-m", "gunicorn", "--bind", f"unix:{folder}/socket"]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        running = SimpleNamespace(socket=f"{folder}/socket", log=Path(f"{folder}/log"))
        try:
            wait_for(running, process)
            yield running
        finally:
            process.terminate()
            process.wait(30)


def wait_for(running, process):
    until = time.monotonic() + SECONDS_TO_START
    while not Path(running.socket).exists():
        assert process.poll() is None, running.log.read_text()
        assert time.monotonic() < until
        time.sleep(0.1)


def answer_to(running, sent: str):
    """Status, headers and all that follows them until gunicorn ends the connection."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(30)
        connection.connect(running.socket)
        connection.sendall(sent.encode())
        received = b"".join(iter(lambda: connection.recv(65536), b""))
    head, _, body = received.partition(b"\r\n\r\n")
    first, _, headers = head.partition(b"\r\n")
    version, status, _reason = first.split(b" ", 2)
    return SimpleNamespace(
        version=version, status=int(status), headers=message_from_bytes(headers), body=body, all=received
    )


@pytest.mark.parametrize("kind", UNREADABLE)
def test_what_cannot_be_read_gets_a_bare_answer_with_the_headers_of_a_refusal(gunicorn, kind):
    status, sent = UNREADABLE[kind]

    answer = answer_to(gunicorn, sent)

    assert (answer.version, answer.status, answer.body) == (b"HTTP/1.1", status, b"")
    assert {name: answer.headers[name] for name in OF_A_REFUSAL} == OF_A_REFUSAL
    assert (answer.headers["Connection"], answer.headers["Content-Length"]) == ("close", "0")
    assert parsedate_to_datetime(answer.headers["Date"])
    assert b"quill" not in answer.all.lower()
    assert b"gunicorn" not in answer.all.lower()


def test_what_cannot_be_read_is_written_down_as_a_kind_and_not_quoted(gunicorn):
    for _status, sent in UNREADABLE.values():
        answer_to(gunicorn, sent)

    said = gunicorn.log.read_text()
    assert "InvalidRequestLine" in said
    assert "LimitRequestHeaders" in said
    assert "quill" not in said.lower()


def test_the_site_itself_answers_as_ever(gunicorn):
    answer = answer_to(gunicorn, "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")

    assert (answer.status, answer.body) == (200, b"ok\n")
