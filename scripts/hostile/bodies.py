"""Bodies of requests, written byte by byte so that anything can stand in them."""

from collections.abc import Sequence
from urllib.parse import quote_from_bytes

Pairs = list[tuple[bytes, bytes]]
URLENCODED = b"application/x-www-form-urlencoded"
BOUNDARY = b"-----------------------------boundary"
MULTIPART = b"multipart/form-data; boundary=" + BOUNDARY


def urlencoded(pairs: Pairs) -> bytes:
    return b"&".join(quote_from_bytes(key).encode() + b"=" + quote_from_bytes(value).encode() for key, value in pairs)


def multipart(pairs: Pairs, files: Sequence[tuple[bytes, bytes, bytes]] = ()) -> bytes:
    """`files`: name of the field, name of the file, content."""
    parts = [_part(b'name="%s"' % _escaped(key), value) for key, value in pairs]
    parts += [_part(b'name="%s"; filename="%s"' % (_escaped(key), name), content) for key, name, content in files]
    return b"".join([*parts, b"--" + BOUNDARY + b"--\r\n"])


def _part(disposition: bytes, value: bytes) -> bytes:
    return b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data; " + disposition + b"\r\n\r\n" + value + b"\r\n"


def _escaped(name: bytes) -> bytes:
    return name.replace(b'"', b"%22").replace(b"\r", b"%0D").replace(b"\n", b"%0A")
