"""Uploaded PDF files: size and signature first, then a look inside by a limited process; kept under a random name."""

import json
import secrets
import subprocess  # nosec B404
import sys

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _

from practice.pdf_actions import ATTACHMENT, AUTOMATIC, SCRIPT, SENDING
from practice.pdf_inspection import DAMAGED, LOCKED, TOO_LONG, Facts, inspect
from publishing.disk_room import refuse_without_room

MAX_BYTES = 10 * 1024 * 1024
SIGNATURE = b"%PDF-"
WALL_SECONDS = 30
INSPECTOR = [sys.executable, "-m", "practice.pdf_inspection"]
SENTENCES = {
    SCRIPT: _(
        "This PDF has a script or a moving part inside. Save it again without scripts, for example by printing it."
    ),
    SENDING: _(
        "This PDF has a button or a link that does more than turn the page, open a web page or clear the form. "
        "Remove it and choose the file again."
    ),
    ATTACHMENT: _("This PDF has another file inside, or points to one. Remove that and choose the PDF again."),
    AUTOMATIC: _("This PDF does something by itself when it is opened. Save it again without actions."),
    LOCKED: _("This PDF is locked with a password or against changes. Save it without protection and choose it again."),
    TOO_LONG: _("This PDF has more than 200 pages. Split it into several forms."),
    DAMAGED: _("This PDF is damaged or asks for too much to be read. Make it again and choose the new file."),
}


class CheckedPdf(ContentFile):
    """The content of a PDF that was looked into and written anew, with what was found."""

    def __init__(self, content: bytes, facts: Facts):
        super().__init__(content, name="form.pdf")
        self.facts = facts


def stored_name(instance, filename: str) -> str:
    """A name that says nothing about what was uploaded: patient_forms/<16 random bytes>.pdf."""
    return f"patient_forms/{secrets.token_hex(16)}.pdf"


def checked(upload: File) -> CheckedPdf:
    """The same document, written anew. Raises ValidationError with a sentence for staff when it may not be offered."""
    if upload.size > MAX_BYTES:
        raise ValidationError(_("This file is larger than 10 MB. Save it smaller and choose it again."))
    refuse_without_room(MAX_BYTES)
    upload.seek(0)
    content = upload.read()
    if not content.startswith(SIGNATURE):
        raise ValidationError(_("Choose a PDF file. This file is of another kind."))
    answer, body = _looked_into(content)
    if "refused" in answer:
        raise ValidationError(SENTENCES[answer["refused"]])
    return CheckedPdf(body, Facts(**answer))


def our_own(content: bytes) -> CheckedPdf:
    """A file that came with this software: looked into by this process, which is quicker."""
    facts, anew = inspect(content)
    return CheckedPdf(anew, facts)


def _looked_into(content: bytes) -> tuple[dict, bytes]:
    """The inspector's answer; an inspector that died or hung has met a file that asks for too much."""
    try:
        # Only our own module is started, and no word of the command comes from outside, hence the nosec marks.
        done = subprocess.run(  # nosec B603
            INSPECTOR, input=content, capture_output=True, cwd=settings.BASE_DIR, timeout=WALL_SECONDS, check=True
        )
    except subprocess.SubprocessError:
        return {"refused": DAMAGED}, b""
    line, _end, body = done.stdout.partition(b"\n")
    return json.loads(line), body
