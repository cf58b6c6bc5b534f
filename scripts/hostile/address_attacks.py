"""Hostile paths, parameters and methods, at every address."""

from random import Random
from urllib.parse import quote_from_bytes

from scripts.hostile import payloads
from scripts.hostile.shots import Batch, Gun
from scripts.hostile.surface import Route, Surface

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "CONNECT", "GETX")
UNKNOWN = ("next", "x", "_method", "callback", "format", "page", "__proto__", "id__in", "q[]", "utm_source")
OF_LISTS = ("q", "p", "o", "all", "e", "_popup", "_to_field", "_facets", "_changelist_filters", "id__exact", "pk__gte")
JUNK_PATHS = [
    b"//MARK.example/%2e%2e",
    b"/.//MARK.example",
    b"//MARK.example",
    b"/%5cMARK.example",
    b"/static/../manage.py",
    b"/static/%2e%2e/%2e%2e/manage.py",
    b"/static/css/site.css/MARK",
    b"/media/pictures/../../db.sqlite3",
    b"/media/pictures/%2e%2e/%2e%2e/secrets.env",
    b"/media/pictures//etc/passwd",
    b"/admin//",
    b"/ADMIN/",
    b"/admin/;MARK",
    b"/index.php?MARK",
    b"/.git/config",
    b"/.env",
    b"/wp-login.php",
    b"/%",
    b"/%zz",
    b"/%u0041",
    b"/%ff%fe",
    b"/%ed%a0%80",
    b"/%c0%ae%c0%ae/",
    b"/%E2%80%AEMARK",
    b"/\xe2\x80\xaeMARK",
    b"/\xff\xfe",
    b"/?" + b"&" * 3000,
    b"/" + b"a/" * 1900,
    b"/" + b"%2e%2e%2f" * 400,
    b"/" + b"x" * 100_000,
    b"*",
    b"http://MARK.example/",
    b"MARK",
]


def batches(surface: Surface) -> list[Batch]:
    """One for each address and each who is sent there, one for paths that are no address at all."""
    made = [Batch("junk paths", lambda chance: junk_paths(surface))]
    for route in surface.routes:
        for visitor in route.visitors:
            name = f"address {route.template} as {visitor or 'a stranger'}"
            made.append(Batch(name, lambda chance, r=route, v=visitor, n=name: attack(surface, r, v, n, chance)))
    return made


def junk_paths(surface: Surface):
    gun = Gun("junk paths")
    for path in JUNK_PATHS:
        for method in ("GET", "HEAD", "POST"):
            yield gun.shot(method, path, surface.headers(""))
    for payload in payloads.FOR_ADDRESSES:
        yield gun.shot("GET", b"/" + quote_from_bytes(payload).encode(), surface.headers(""))


def attack(surface: Surface, route: Route, visitor: str, name: str, chance: Random):
    """Methods, then every place of the path, then every parameter. Strangers at closed doors try less."""
    gun, headers, path = Gun(name), surface.headers(visitor), route.path.encode()
    for method in METHODS if route.is_public else chance.sample(METHODS, 6 if visitor else 4):
        yield gun.shot(method, path, headers)
    for slot in route.slots:
        for payload in chance.sample(payloads.FOR_ADDRESSES, 40 if route.is_public else 8 if visitor else 2):
            quoted = quote_from_bytes(payload, safe=chance.choice(["", "/"]))
            yield gun.shot("GET", route.with_slot(slot, quoted).encode(), headers)
    for target in with_parameters(path, route, visitor, chance) if route.is_public or visitor else ():
        yield gun.shot("GET", target, headers)
    if visitor or not route.is_public:
        yield gun.shot("GET", path + b"?" + pair(b"next", chance.choice(payloads.ELSEWHERE)), headers)


def with_parameters(path: bytes, route: Route, visitor: str, chance: Random):
    """Known parameters get the whole corpus from strangers and a part of it from staff, unknown ones a few."""
    known = {**route.parameters, **(dict.fromkeys(OF_LISTS) if visitor == "admin" and not route.slots else {})}
    for parameter in known:
        for payload in chance.sample(payloads.FOR_ADDRESSES, 4 if visitor else len(payloads.FOR_ADDRESSES)):
            yield path + b"?" + pair(parameter.encode(), payload)
    for parameter in chance.sample(UNKNOWN, 3) if visitor else UNKNOWN:
        yield path + b"?" + pair(parameter.encode(), chance.choice(payloads.FOR_ADDRESSES))
    first = next(iter(known), "x").encode()
    yield path + b"?" + b"&".join(pair(first, payload) for payload in chance.sample(payloads.SHORT, 12))
    yield path + b"?" + b"&".join(b"%s%d=1" % (first, number) for number in range(400))
    yield path + b"?" + pair(chance.choice(payloads.SHORT), b"MARK")
    yield path + b"?" + first + b"=%ff%fe&" + first + b"[]=%&=&&x=%u0041;" + first + b"=MARK"


def pair(name: bytes, value: bytes) -> bytes:
    return quote_from_bytes(name).encode() + b"=" + quote_from_bytes(value).encode()
