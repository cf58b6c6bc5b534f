"""Hostile headers, at pages of every kind."""

from random import Random

from scripts.hostile import payloads
from scripts.hostile.shots import Batch, Gun
from scripts.hostile.surface import Surface

PAGES = (
    ("/", ""),
    ("/treatments/minimally-invasive-lumbar-decompression/", ""),
    ("/treatments", ""),
    ("/locations/?q=21701", ""),
    ("/search/?q=back", ""),
    ("/appointments/request/", ""),
    ("/contact/", ""),
    ("/sitemap.xml", ""),
    ("/robots.txt", ""),
    ("/guide.pdf", ""),
    ("/static/css/site.css", ""),
    ("/media/pictures/x.webp", ""),
    ("/healthz", ""),
    ("/readyz", ""),
    ("/nowhere/", ""),
    ("/sign-in/", ""),
    ("/admin/", ""),
    ("/admin/", "admin"),
    ("/staff/", "manager"),
)
ANY = [
    b"MARK",
    b'"><MARK>',
    b"a\tMARK",
    b"\xff\xfe\x80MARK",
    b"x" * 7000,
    b"",
    b",,,;;;===",
    b"\\000MARK",
    b"a\x0bMARK",
]
MORE = {
    b"Host": [b"MARK.example", b"127.0.0.1:MARK", b"127.0.0.1@MARK.example", b"[::1", b"a/MARK", b"127.0.0.1:9", b"."],
    b"X-Forwarded-Host": payloads.ELSEWHERE,
    b"X-Forwarded-For": [b"127.0.0.1, MARK", b"::1", b"999.1.1.1", b"1.1.1.1," * 700, b"' OR 1=1 --", b"fe80::1%eth0"],
    b"X-Forwarded-Proto": [b"https", b"MARK", b"https,http"],
    b"X-Forwarded-Port": [b"99999", b"MARK"],
    b"X-Forwarded-Prefix": [b"/MARK"],
    b"Forwarded": [b"for=MARK;host=MARK.example;proto=https"],
    b"X-Real-IP": [b"MARK"],
    b"X-Original-URL": [b"/admin/MARK"],
    b"X-Rewrite-URL": [b"/admin/MARK"],
    b"X-HTTP-Method-Override": [b"DELETE", b"MARK"],
    b"X-Method-Override": [b"PUT"],
    b"SCRIPT_NAME": [b"/MARK"],
    b"Script-Name": [b"/MARK"],
    b"Path-Info": [b"/admin/"],
    b"PATH_INFO": [b"/admin/", b"/MARK"],
    b"Remote-User": [b"staff", b"MARK"],
    b"Accept": [b"application/json", b"*/*;q=NaN", b"a/b," * 1500],
    b"Accept-Language": [b"de", b"../../MARK", b"x" * 500, b"en;q=1e309", b"en-" + b"a-" * 300, b"zh-Hans," * 900],
    b"Accept-Encoding": [b"br;q=0", b"gzip;q=NaN", b"br;q=1e309,MARK", b"gzip," * 1200, b"br;q=" + b"0" * 3000],
    b"Range": [b"bytes=0-0", b"bytes=9-1", b"bytes=-1", b"bytes=0-,0-,0-", b"bytes=0-" + b"9" * 400, b"lines=MARK"],
    b"If-Range": [b"MARK"],
    b"If-None-Match": [b"*", b'W/"', b'"MARK', b'"a",' * 1500, b'"' + b"\\" * 3000],
    b"If-Match": [b"*", b'"MARK"'],
    b"If-Modified-Since": [*payloads.DATES, b"Sun, 06 Nov 99999 08:49:37 GMT", b"Thu, 30 Feb 2026 00:00:00 GMT"],
    b"If-Unmodified-Since": [b"Thu, 01 Jan 1970 00:00:00 GMT", b"Mon, 99 Foo 0000 99:99:99 GMT"],
    b"Cookie": [
        b"session=MARK",
        b'session="\\000MARK"',
        b"csrf=" + b"x" * 6000,
        b"csrf=\xff\xfe",
        b"messages=MARK",
        b'messages=W1siX19qc29uX21lc3NhZ2UiXQ:MARK:x"',
        b"a=b;" * 1500,
        b"=;=;=",
        b"__Host-session=MARK; session=../../MARK; session=2",
        b'session="unclosed',
        b"sessionid[]=1; $Version=1; $Path=/",
    ],
    b"Content-Type": [
        b"application/json; charset=MARK",
        b"multipart/form-data",
        b"multipart/form-data; boundary=",
        b"a/b;" * 900,
        b";",
    ],
    b"Content-Encoding": [b"gzip", b"MARK"],
    b"Content-Length": [b"0", b"00", b"5"],
    b"Referer": [b"https://MARK.example/", b"//MARK", b"http://[", b"javascript:MARK"],
    b"Origin": [b"null", b"https://MARK.example", b"http://["],
    b"User-Agent": [b"<MARK>", b"() { :;}; echo MARK"],
    b"Authorization": [b"Basic MARK", b"Bearer ..", b"Digest x"],
    b"Expect": [b"MARK"],
    b"Upgrade": [b"h2c", b"websocket"],
    b"HX-Request": [b"true"],
    b"HX-Current-URL": [b"https://MARK.example/"],
    b"X-Requested-With": [b"XMLHttpRequest"],
    b"X-CSRFToken": [b"MARK", b"x" * 64],
    b"Sec-Fetch-Site": [b"cross-site"],
    b"Date": [b"MARK"],
    b"TE": [b"trailers, MARK"],
}  # fmt: skip


def batches(surface: Surface) -> list[Batch]:
    made = []
    for path, visitor in PAGES:
        name = f"headers {path} as {visitor or 'a stranger'}"
        made.append(Batch(name, lambda chance, p=path, v=visitor, n=name: attack(surface, p, v, n, chance)))
    return made


def attack(surface: Surface, path: str, visitor: str, name: str, chance: Random):
    """Each header with all that is known to be odd about it, then many headers at once."""
    gun, own = Gun(name), surface.headers(visitor)
    for header, values in MORE.items():
        others = [(key, value) for key, value in own if key != header]
        for value in [*values, *chance.sample(ANY, 3)] if header != b"Content-Length" else values:
            is_broken = header in (b"Content-Length", b"Expect") or any(letter in value for letter in b"\x00\x0b\x0c")
            yield gun.shot("GET", path.encode(), [*others, (header, value)], is_broken=is_broken)
    names = list(MORE)
    for _number in range(20):
        some = [(header, chance.choice([*MORE[header], *ANY])) for header in chance.sample(names, 8)]
        yield gun.shot(chance.choice(["GET", "HEAD"]), path.encode(), [*own, *some], is_broken=True)
    yield gun.shot("GET", path.encode(), [*own, *((b"X-%d" % number, b"MARK") for number in range(150))])
