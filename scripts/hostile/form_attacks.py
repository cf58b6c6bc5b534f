"""Hostile values in every field of every form, the other fields as the page brought them."""

import time
from random import Random

from scripts.hostile import payloads
from scripts.hostile.bodies import MULTIPART, URLENCODED, Pairs, multipart, urlencoded
from scripts.hostile.html_pages import Form, Page
from scripts.hostile.shots import Batch, Gun
from scripts.hostile.surface import PostForm, Surface

KEPT = "csrfmiddlewaretoken"
A_FIELD = {"": 16, "manager": 6}  # payloads; the others' forms have very many fields
A_FORM = {"": 400, "manager": 80, "admin": 24, "editor": 8}  # and this is the end for a form
OPENED_AGAIN_AFTER = 15
PATIENCE = 3.5  # seconds; public forms take what comes sooner for a machine's
TYPED = {
    "name": "Robin Sample",
    "phone": "301 555 0147",
    "email": "robin@example.org",
    "message": "When are you open?",
    "reason": "My back hurts.",
    "location": "frederick",
    "payer": "unsure",
}
FILES = [
    (b"MARK.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 200),
    (b"../../MARK.svg", b"<svg onload='MARK'/>"),
    (b'"><MARK>.jpg', b"\xff\xd8\xff\xe0" + b"x" * 5000),
    (b"a.webp", b"RIFF\xff\xff\xff\xffWEBPVP8 " + b"\0" * 40),
    (b"a\x00.png", b"GIF89a" + b"\xff" * 20),
    (b"a.png", b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"),
    (b"x" * 400 + b".pdf", b"%PDF-1.7\n" + b"[" * 20_000),
    (b"\xff\xfe.pdf", b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj\ntrailer<</Root 1 0 R>>"),
    (b"offices.csv", b"slug,title\n=cmd|MARK,<MARK>\n" + b'"' * 3001),
    (b"offices.csv", b"\xff\xfe\x00" * 500),
    (b"offices.csv", ",".join(f"c{number}" for number in range(20_000)).encode()),
    (b"", b""),
]


def batches(surface: Surface) -> list[Batch]:
    """One for each form of each visitor."""
    made = []
    for found in sorted(surface.forms.values(), key=lambda form: (form.page, form.number, form.visitor)):
        name = f"form {found.number} on {found.page} as {found.visitor or 'a stranger'}"
        made.append(Batch(name, lambda chance, f=found, n=name: attack(surface, f, n, chance)))
    return made


def attack(surface: Surface, found: PostForm, name: str, chance: Random):
    """So many payloads a field, in an order that ends early for a form with very many fields."""
    gun, opened = Gun(name), Opened(surface, found)
    for number, (field, payload) in enumerate(plan(found.form, found.visitor, chance)):
        if number % OPENED_AGAIN_AFTER == 0:
            opened.again()
        yield opened.shot(gun, field, payload, chance)
    for changed in odd_sets(opened.pairs, chance):
        yield opened.shot_of(gun, changed)


def plan(form: Form, visitor: str, chance: Random) -> list[tuple[str, bytes]]:
    """Which field gets which payload."""
    names = [name for name in form.names if name != KEPT]
    times = A_FIELD.get(visitor, 1 + A_FORM[visitor] // max(len(names), 1))
    every = [(name, payload) for name in names for payload in chance.sample(payloads.FOR_FIELDS, times)]
    chance.shuffle(every)
    return every[: A_FORM[visitor]]


def odd_sets(pairs: Pairs, chance: Random) -> list[Pairs]:
    """Nothing at all, everything twice, everything hostile, every other field, rows beyond those of the form."""
    hostile = [(key, chance.choice(payloads.SHORT)) for key, _value in pairs if key != KEPT.encode()]
    token = [(key, value) for key, value in pairs if key == KEPT.encode()]
    ids = [(key, b"999999" if key.endswith((b"-id", b"id")) else value) for key, value in pairs]
    totals = [(key, b"1000" if key.endswith(b"_FORMS") else value) for key, value in pairs]
    swapped = [
        (key, b"2" if key.endswith(b"-id") else b"MARK" if value and b"FORMS" not in key else value)
        for key, value in pairs
    ]
    swapped = [pair for pair in swapped if pair[0] != KEPT.encode()] + token
    return [token, [*pairs, *pairs], [*token, *hostile], pairs[::2] + token, ids, totals, swapped, [*pairs, *hostile]]


def filled_in(form: Form) -> list[tuple[str, str]]:
    """What a patient would send: something typed, and the first of all choices."""
    likely = {**form.offered, **{name: words for name, words in TYPED.items() if name in form.names}}
    given = {name for name, value in form.values if value}
    kept = [(name, value) for name, value in form.values if value or name not in likely]
    return [*kept, *((name, value) for name, value in likely.items() if name not in given)]


class Opened:
    """A form as its page shows it at the moment."""

    def __init__(self, surface: Surface, found: PostForm):
        self.surface, self.found = surface, found
        self.again()

    def again(self):
        """Opens the page anew: tokens end, and rows may have changed."""
        answer = self.surface.get(self.found.page, self.found.visitor)
        forms = Page(answer.text).forms if answer.kind == "text/html" else []
        form = forms[self.found.number] if len(forms) > self.found.number else self.found.form
        values = form.values if self.found.visitor else filled_in(form)
        self.pairs: Pairs = [(key.encode(), value.encode("utf-8", "replace")) for key, value in values]
        if not self.found.visitor:
            time.sleep(PATIENCE)

    def shot(self, gun: Gun, field: str, payload: bytes, chance: Random):
        """With one field changed; a file where the field takes files."""
        if field in self.found.form.files:
            name, content = chance.choice(FILES)
            return self.shot_of(gun, self.pairs, [(field.encode(), name, content)])
        key = field.encode()
        return self.shot_of(gun, [pair for pair in self.pairs if pair[0] != key] + [(key, payload)])

    def shot_of(self, gun: Gun, pairs: Pairs, files: tuple | list = ()):
        is_multipart = bool(files) or self.found.form.is_multipart
        kind, body = (MULTIPART, multipart(pairs, files)) if is_multipart else (URLENCODED, urlencoded(pairs))
        headers = [*self.surface.headers(self.found.visitor), (b"Content-Type", kind)]
        return gun.shot("POST", self.found.action.encode(), headers, body)


def reread(surface: Surface):
    """Every known page once more, for what was stored on the way."""
    gun = Gun("everything once more")
    for route in surface.routes:
        for visitor in route.visitors:
            yield gun.shot("GET", route.path.encode(), surface.headers(visitor))
