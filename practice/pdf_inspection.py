"""Looks into a PDF that somebody uploaded, in a process of its own whose memory and time are limited.

A few kilobytes can unpack to gigabytes, so the site's own processes never open such a file. Started as
`python -m practice.pdf_inspection`: the file comes in on standard input; out goes a line of JSON and, unless the file
was refused, the file written anew, without anything that stood before, behind or unused between its parts.
"""

import json
import resource
import sys
from dataclasses import asdict, dataclass
from io import BytesIO
from itertools import chain

import pikepdf

from practice.pdf_actions import reason_to_refuse, reason_to_refuse_opening

MOST_PAGES = 200
MEMORY_BYTES = 768 * 1024 * 1024
CPU_SECONDS = 20

DAMAGED, LOCKED, TOO_LONG = "damaged", "locked", "too_long"


class RefusedPdf(Exception):
    """A file that may not be offered to patients; `reason` is a word from here or from pdf_actions."""

    def __init__(self, reason: str):
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class Facts:
    """What is worth knowing about an accepted file."""

    pages: int
    is_tagged: bool
    has_title: bool
    language: str


def inspect(content: bytes) -> tuple[Facts, bytes]:
    """What the file is, and the file written anew. Raises RefusedPdf, also for a file that cannot be read."""
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            return _inspected(pdf)
    except pikepdf.PasswordError:
        raise RefusedPdf(LOCKED) from None
    except (pikepdf.PikepdfError, ValueError, TypeError, RuntimeError, LookupError, AttributeError, OSError):
        raise RefusedPdf(DAMAGED) from None  # a broken file makes its reader raise any of these


def _inspected(pdf: pikepdf.Pdf) -> tuple[Facts, bytes]:
    if pdf.is_encrypted:
        raise RefusedPdf(LOCKED)
    if not 1 <= len(pdf.pages) <= MOST_PAGES:
        raise RefusedPdf(TOO_LONG if pdf.pages else DAMAGED)
    for reason in chain(map(reason_to_refuse, _parts(pdf)), [reason_to_refuse_opening(pdf.Root)]):
        if reason:
            raise RefusedPdf(reason)
    if pdf.check_pdf_syntax():
        raise RefusedPdf(DAMAGED)
    facts = Facts(len(pdf.pages), _is_tagged(pdf), _has_title(pdf), str(pdf.Root.get("/Lang", ""))[:20])
    anew = BytesIO()
    pdf.save(anew, deterministic_id=True, fix_metadata_version=False)
    return facts, anew.getvalue()


def _parts(pdf: pikepdf.Pdf):
    """Every dictionary and stream of the file, used or not, those inside others too."""
    waiting = [pdf.trailer, *pdf.objects]
    while waiting:
        part = waiting.pop()
        if isinstance(part, pikepdf.Array):
            inside = list(part)
        elif isinstance(part, (pikepdf.Dictionary, pikepdf.Stream)):
            yield part
            inside = [part[key] for key in part.keys()]  # noqa: SIM118, it is no Python dictionary
        else:
            continue
        waiting += [item for item in inside if isinstance(item, pikepdf.Object) and not item.is_indirect]


def _is_tagged(pdf: pikepdf.Pdf) -> bool:
    return "/StructTreeRoot" in pdf.Root and bool(pdf.Root.get("/MarkInfo", {}).get("/Marked", False))


def _has_title(pdf: pikepdf.Pdf) -> bool:
    if str(pdf.docinfo.get("/Title", "")).strip():
        return True
    return bool(str(pdf.open_metadata().get("dc:title", "")).strip())


def main() -> None:
    """Answers on standard output; a file that asks for too much ends this process, and that is the answer then."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    try:
        facts, anew = inspect(sys.stdin.buffer.read())
        answer, body = asdict(facts), anew
    except RefusedPdf as refused:
        answer, body = {"refused": refused.reason}, b""
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + body)


if __name__ == "__main__":
    main()
