"""Typesets in a process of its own: what typst keeps in memory for a next time ends with it. See docs/decisions/0034.

One at a time: however many patients ask at once, a process of the site has one typesetter beside it at most.
"""

import json
import subprocess
import sys
import threading
import time

from typst import TypstError

from pages.guide import typesetting_process
from pages.guide.typesetting_process import REFUSED

SECONDS_AT_MOST = 20  # with the wait for its turn; less than a claim to an edition holds

turn = threading.Lock()


def typeset_apart(request: dict[str, str]) -> bytes:
    """The PDF. Raises typst.TypstError, as typst does, and also when there is no answer in time or none at all."""
    until = time.monotonic() + SECONDS_AT_MOST
    if not turn.acquire(timeout=SECONDS_AT_MOST):
        raise too_late()
    try:
        done = ended(json.dumps(request).encode(), seconds=until - time.monotonic())
    except subprocess.TimeoutExpired:
        raise too_late() from None
    finally:
        turn.release()
    if done.returncode:
        raise error_of(done)
    return done.stdout


def ended(request: bytes, *, seconds: float) -> subprocess.CompletedProcess:
    """The process when it has ended. It is killed when its time is over, or when we are interrupted."""
    command = [sys.executable, "-P", typesetting_process.__file__, str(SECONDS_AT_MOST)]
    return subprocess.run(command, input=request, capture_output=True, timeout=seconds)


def too_late() -> TypstError:
    return TypstError(f"The typesetting was not done within {SECONDS_AT_MOST} seconds.")


def error_of(done: subprocess.CompletedProcess) -> TypstError:
    """The error of the document as typst raised it, or one with the last words of a process that broke."""
    if done.returncode == REFUSED:
        told = json.loads(done.stdout)
        error = TypstError(*told["arguments"])
        vars(error).update(told["attributes"])
        return error
    last_words = done.stderr.decode(errors="replace").strip().rpartition("\n")[2]
    return TypstError(f"The typesetting ended with code {done.returncode}. {last_words}".strip())
