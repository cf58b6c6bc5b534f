"""Whatever is sent to the public forms: a sentence or a plain refusal, never an error of ours, never lost, never unescaped."""

import random
import string

import pytest
from django.http import QueryDict

from appointments.form_options import contact_options, request_options
from appointments.forms.contact import ContactForm
from appointments.forms.request import RequestForm
from appointments.models import AppointmentRequest, ContactMessage
from appointments.plain_text import plain
from tests.appointments.asking import CONTACT, REQUEST, filled, make_everything, page_of, send, sent_values
from tests.appointments.factories import make_topic

pytestmark = [pytest.mark.django_db, pytest.mark.database]

URLENCODED = "application/x-www-form-urlencoded"
PIECES = [
    "\0", "\x01", "\x08", "\x0b", "\x1b[2J", "\x7f", "\x85", "\ud800", "\udfff", "\u202e", "\u2066", "\u200d", "\ufeff", "\ufffe",
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "'", '"', "&amp;", "&#0;", "{{ 7|add:7 }}", "{% debug %}", "{#",
    "' OR 1=1 --", "%00", "%s", "%(x)s", "{0}", "${7*7}", "../../etc/passwd", "=cmd|' /C calc'!A0", "\r\nBcc: a@example.org", "\n", "\t",
    "😀", "👩‍👩‍👧‍👦", "é", "e\u0301", "日本語", "\u0627\u0644\u0639\u0631\u0628\u064a\u0629", "\U0010ffff", "Z͑ͫ̓ͪ̂ͫ̽", "\u0663", "\uff11\uff12\uff13", "NULL", "None", "true", "-1", "1e309", "NaN",
    "99999999999999999999", "0x10", "2026-02-30", "+1(((", "+" * 70, "1" * 300, "301-555-0147", "a@b", "a@" + "b" * 300 + ".example",
    '"a b"@example.org', "a@xn--.example", "http://", "x" * 5000, "", " ", "21701", "0" * 5, "on", "insurance",
]  # fmt: skip


def texts(seed: str, count: int = 500) -> list[str]:
    """The same hostile texts every time: each piece alone, then mixtures."""
    chance = random.Random(seed)
    mixed = ["".join(chance.choices([*PIECES, *string.printable], k=chance.randint(1, 6))) for _ in range(count)]
    return [*PIECES, *mixed][:count]


def form_of(address: str, values: dict):
    """The bound form, as the view makes it of what a browser sends."""
    data = QueryDict(mutable=True)
    for name, value in values.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return RequestForm(OPTIONS[address](), data) if address == REQUEST else ContactForm(OPTIONS[address](), data)


OPTIONS = {REQUEST: request_options, CONTACT: contact_options}
FIELDS = [(REQUEST, name) for name in [*RequestForm.base_fields, "consent_request"]]
FIELDS += [(CONTACT, name) for name in ContactForm.base_fields]


@pytest.fixture(autouse=True)
def everything(db):
    make_everything()
    make_topic(name="A bill")


@pytest.mark.parametrize(("address", "name"), FIELDS)
def test_five_hundred_hostile_texts_in_each_field_get_sentences(client, address, name, monkeypatch):
    values = filled(client, address, payer="workers_compensation") if address == REQUEST else filled(client, address)
    options = OPTIONS[address]()
    monkeypatch.setitem(OPTIONS, address, lambda: options)
    parts = [f"{name}_{part}" for part in ("month", "day", "year")] if name.endswith("_on") else [name]

    for text in texts(f"{address}{name}"):
        form = form_of(address, {**values, **dict.fromkeys(parts, text)})
        form.is_valid()

        said = " ".join(words for errors in form.errors.values() for words in errors)
        assert "valid choice" not in said
        assert "This field is required" not in said
        assert "Ensure this value" not in said


@pytest.mark.parametrize("address", [REQUEST, CONTACT])
def test_five_hundred_times_what_comes_back_is_escaped_and_complete(client, address):
    free = ["reason", "name", "language", "plan"] if address == REQUEST else ["message", "name", "email"]
    empty = {"patient_type": ""} if address == REQUEST else {"topic": ""}
    values = filled(client, address)

    for text in texts(address, 500):
        response = send(client, {**values, **empty, **dict.fromkeys(free, sendable(text))}, address)

        assert response.status_code == 200
        page = page_of(response)
        assert not [
            part for part in page.main.all("script", "img") if part.attributes.get("src") == "x" or part.tag == "script"
        ]
        for name in free:
            assert comparable(sent_values(page)[name]) == comparable(plain(sendable(text)))


def sendable(text: str) -> str:
    """As a browser sends it: halves of characters become question marks."""
    return text.encode("utf-8", "replace").decode()


def comparable(text: str) -> str:
    """Without what every HTML parser changes: line ends, and characters that no document may hold."""
    return "".join(text.replace("\r\n", "\n").replace("\r", "\n").strip("\n").split("\ufffe"))


@pytest.mark.parametrize("address", [REQUEST, CONTACT])
def test_what_is_stored_holds_no_character_that_nobody_can_see(client, address, settings):
    settings.RATE_LIMITS_OFF = True
    text_field, model = ("reason", AppointmentRequest) if address == REQUEST else ("message", ContactMessage)
    for text in texts(f"stored{address}", 40):
        words = sendable(f"It hurts {text}"[:900])
        assert send(client, {**filled(client, address), text_field: words}, address).status_code == 303

    for stored in model.objects.all():
        words = stored.reason if address == REQUEST else stored.text
        assert words == plain(words)
        assert words.startswith("It hurts")


@pytest.mark.parametrize("address", [REQUEST, CONTACT])
@pytest.mark.parametrize(
    ("body", "content_type", "statuses"),
    [
        (b"name=" + b"x" * 1_000_000, URLENCODED, {413}),
        (b"&".join(b"f%d=1" % number for number in range(2500)), URLENCODED, {400}),
        (b"a=1&" * 60_000, URLENCODED, {400}),
        (b"best_times=morning&" * 201, URLENCODED, {400}),
        (b"name=%ff%fe%00%c3%28&phone=%80", URLENCODED, {200}),
        (b"name=%ED%A0%80", URLENCODED, {200}),
        (b"name=x", URLENCODED + "; charset=utf-16", {415}),
        (b"name=x", URLENCODED + "; charset=nonsense", {415}),
        (b"name=x", "multipart/form-data", {400}),
        (b"name=x", "multipart/form-data; boundary=x", {200, 400}),
        (b"--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nQ\r\n--x--\r\n", "multipart/form-data; boundary=x", {200}),
        (b"--x\r\nContent-Disposition: form-data; name=\"name\"; filename=\"a\"\r\n\r\nQ\r\n--x--\r\n", "multipart/form-data; boundary=x", {200}),
        (b"--x\r\nContent-Disposition: form-data; name=\"n\"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n", "multipart/form-data; boundary=x", {200, 400}),
        (b'{"name": "x"}', "application/json", {200}),
        (b"", "", {200}),
        (b"\0\0\0", "text/plain", {200}),
        (b"location=frederick&location=x&payer=insurance&payer=&red_flags=1&red_flags=1", URLENCODED, {200}),
        (b"location[]=frederick&payer[a][b]=1&__proto__=x&token=%s&csrfmiddlewaretoken=" % (b"z" * 9000), URLENCODED, {200}),
        (b"begin=1&quiz_summary=%00%00&location=%00&treatment=%E2%80%AE", URLENCODED, {200}),
    ],
)  # fmt: skip
def test_a_body_that_no_browser_sends_gets_a_page_or_a_plain_refusal(client, address, body, content_type, statuses):
    response = client.generic("POST", address, body, content_type=content_type)

    assert response.status_code in statuses
    assert not AppointmentRequest.objects.exists()
    assert not ContactMessage.objects.exists()


def test_a_length_that_is_no_number_is_no_error(client):
    assert client.generic("POST", REQUEST, b"", content_type=URLENCODED, CONTENT_LENGTH="many").status_code == 200


@pytest.mark.parametrize(
    "query", ["?location=" + "x" * 3000, "?treatment=%ff", "?location=a&location=b", "?receipt[]=1", "?=&&&"]
)
def test_an_odd_address_shows_the_empty_form(client, query):
    response = client.get(REQUEST + query)

    assert response.status_code == 200
    assert sent_values(page_of(response))["location"] == ""
