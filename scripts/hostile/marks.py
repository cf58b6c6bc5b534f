"""The mark of a request: what it put in can be told apart wherever it comes out again."""

import hashlib
import re

from scripts.hostile.payloads import MARK

MARKED = re.compile(r"zq[0-9a-f]{10}qz")
MARKED_BYTES = re.compile(rb"zq[0-9a-f]{10}qz")


def mark_of(name: str) -> bytes:
    """The mark of the request with that name, the same in every run."""
    return b"zq" + hashlib.blake2b(name.encode(), digest_size=5).hexdigest().encode() + b"qz"


def marked(payload: bytes, name: str) -> bytes:
    """The payload as that request sends it."""
    return payload.replace(MARK, mark_of(name))
