"""Signing in as a person does, with the codes that an app on a phone would show."""

import base64
import hashlib
import hmac
import struct
import time

from tests.factories import APP_SECRET, PASSWORD


def app_code(secret: str = APP_SECRET, ago: int = 0) -> str:
    """The six digits of RFC 6238 for now, or for so many seconds ago."""
    counter = struct.pack(">Q", int(time.time() - ago) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def post_password(client, username: str, password: str = PASSWORD, **more):
    return client.post("/sign-in/", {"login": username, "password": password}, **more)


def post_code(client, code: str, **more):
    return client.post("/sign-in/second-step/authenticate/", {"code": code}, **more)


def sign_in(client, user, **more):
    """Both steps; the answer to the second."""
    post_password(client, user.username, **more)
    return post_code(client, app_code(), **more)


def is_in(client) -> bool:
    return client.get("/admin/").status_code == 200
