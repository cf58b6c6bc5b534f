"""Signing in as staff do: a password, then the code that an app on a phone shows."""

import base64
import hashlib
import hmac
import struct
import time

from scripts.stack.visitor import Answer, Visitor


def sign_in(visitor: Visitor, staff: dict[str, str]) -> Answer:
    visitor.fill_in("/sign-in/", login=staff["name"], password=staff["password"])
    return visitor.fill_in("/sign-in/second-step/authenticate/", code=code(staff["secret"]))


def code(secret: str) -> str:
    """RFC 6238."""
    digest = hmac.new(base64.b32decode(secret), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"
