"""A program that typesets one document and ends: a request on standard input, the PDF or the refusal on its output.

own_process.py starts it. It imports nothing of the site, so it begins within some hundredths of a second.
"""

import ctypes
import json
import os
import signal
import sys
from datetime import datetime

import typst

REFUSED = 3  # the exit code that says: the answer is an error of the document
END_WITH_PARENT = 1  # PR_SET_PDEATHSIG of Linux


def main() -> int:
    not_outliving_its_parent(seconds=int(sys.argv[1]))
    code, answer = answer_to(json.load(sys.stdin.buffer))
    sys.stdout.buffer.write(answer)
    sys.stdout.buffer.flush()
    return code


def not_outliving_its_parent(*, seconds: int) -> None:
    """Whoever asked may be killed: on Linux this ends at once then, elsewhere when its time is over."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who asked
    signal.alarm(seconds)
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGKILL)


def answer_to(request: dict) -> tuple[int, bytes]:
    """An exit code and the bytes that go with it."""
    try:
        return os.EX_OK, typeset(**request)
    except typst.TypstError as error:
        return REFUSED, json.dumps({"arguments": error.args, "attributes": vars(error)}).encode()


def typeset(*, template: str, root: str, fonts: str, document: str, made_at: str) -> bytes:
    """Fonts that are ours, and no others: the same document is the same on every machine."""
    return typst.compile(
        template,
        root=root,
        format="pdf",
        font_paths=typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts]),
        sys_inputs={"document": document},
        pdf_standards=["ua-1"],
        timestamp=datetime.fromisoformat(made_at),
    )


if __name__ == "__main__":
    sys.exit(main())
