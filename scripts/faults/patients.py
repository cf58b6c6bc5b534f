"""Patients who send a request each, and try again when the site does not answer."""

import re
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode

from scripts.address import Address
from scripts.faults.asking import ask

FORM = "/appointments/request/"
OFFICE = "frederick"
PREFIX = "Zyxwv"  # in every typed value; nothing of the site's own holds it
AT_ONCE = 8
MOST_TRIES = 480  # two minutes and more
PAUSE = 0.25  # seconds between the tries of one patient
BROUGHT = re.compile(r'<input type="(?:hidden|checkbox)" name="(token|consent_\w+)"[^>]*? value="([^"]*)"')
REFERENCE = re.compile(r'id="reference">([^<]+)<')


@dataclass(frozen=True)
class Outcome:
    """What a sending came to: a reference, or none; a fault is an answer that leaves the patient without help."""

    reference: str | None = None
    is_fault: bool = False


@dataclass
class Ledger:
    """What the patients know: each key that was sent, and each reference that was shown for it."""

    sent: dict[str, str] = field(default_factory=dict)  # key of the form → the patient's name
    acknowledged: dict[str, set[str]] = field(default_factory=dict)
    refusals: int = 0
    faults: int = 0
    seconds: list[float] = field(default_factory=list)  # from sending for the first time until a reference was shown
    lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, key: str, name: str, outcome: Outcome):
        with self.lock:
            self.sent[key] = name
            self.faults += outcome.is_fault
            if outcome.reference:
                self.acknowledged.setdefault(key, set()).add(outcome.reference)
            else:
                self.refusals += 1


def prefix() -> str:
    """How the names of one scenario's patients begin."""
    return f"{PREFIX} {time.monotonic_ns()}"


def send_many(address: Address, office: str, number: int, ledger: Ledger, prefix: str):
    """So many patients, a few at a time, each until the site has shown a reference."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(lambda n: _open_and_send(address, office, f"{prefix} {n}", ledger), range(number)))


def send_what_was_open(
    address: Address, office: str, number: int, ledger: Ledger, prefix: str, between: Callable[[], object]
):
    """So many patients whose forms are all open when something happens; then each sends."""
    opened = [_until(lambda: opened_form(address)) for _patient in range(number)]
    between()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(
            pool.map(
                lambda n: _send_until_shown(address, answers(office, f"{prefix} {n}", opened[n]), ledger), range(number)
            )
        )


def send_the_same_at_once(address: Address, office: str, times: int, ledger: Ledger, name: str):
    """One opened form, sent so many times in the same moment."""
    brought = opened_form(address)
    together = threading.Barrier(times)

    def send(_number):
        together.wait()
        ledger.note(key_of(brought), name, sent_once(address, answers(office, name, brought)))

    with ThreadPoolExecutor(times) as pool:
        list(pool.map(send, range(times)))


def _open_and_send(address: Address, office: str, name: str, ledger: Ledger):
    brought = _until(lambda: opened_form(address))
    _send_until_shown(address, answers(office, name, brought), ledger)


def _send_until_shown(address: Address, form: dict[str, str], ledger: Ledger):
    begun = time.monotonic()
    for _try in range(MOST_TRIES):
        outcome = sent_once(address, form)
        ledger.note(key_of(form), form["name"], outcome)
        if outcome.reference:
            ledger.seconds.append(time.monotonic() - begun)
            return
        time.sleep(PAUSE)


def _until(ask):
    for _try in range(MOST_TRIES):
        found = ask()
        if found:
            return found
        time.sleep(PAUSE)
    raise TimeoutError("The form could not be opened.")


def key_of(brought: dict[str, str]) -> str:
    """The part of the form's token that is stored with the request."""
    return brought["token"].split(".")[0]


def opened_form(address: Address) -> dict[str, str] | None:
    """What a newly opened form brings along: its token, and the wordings to agree to. None without an answer."""
    status, _headers, page = ask(address, "GET", FORM)
    if status != 200:
        return None
    return {name: unescape(value) for name, value in BROUGHT.findall(page)}


def answers(office: str, name: str, brought: dict[str, str]) -> dict[str, str]:
    """A filled-in form. Every typed value holds the patient's name, so that it can be looked for afterwards."""
    return {
        **brought,
        "location": office,
        "patient_type": "new",
        "name": name,
        "phone": "301 555 0147",
        "email": f"{name.replace(' ', '.')}@example.org",
        "contact_by": "phone",
        "may_leave_message": "yes",
        "language": f"{name} tongue",
        "reason": f"{name} feels a zinging pain",
        "payer": "insurance",
        "plan": f"{name} plan",
    }


def sent_once(address: Address, form: dict[str, str]) -> Outcome:
    """What comes of it: the reference that the confirmation shows, if any."""
    status, headers, page = ask(address, "POST", FORM, urlencode(form))
    if status != 303 and status != 302:
        return Outcome(is_fault=is_fault(status, page, form))
    for _try in range(MOST_TRIES):
        status, _headers, page = ask(address, "GET", headers["Location"])
        if status == 200:
            shown = REFERENCE.search(page)
            return Outcome(shown.group(1) if shown else None)
        if status == 404 or status == 500:
            return Outcome(is_fault=status == 500)
        time.sleep(PAUSE)
    return Outcome()


def is_fault(status: int, page: str, form: dict[str, str]) -> bool:
    """Any answer of the 500 kind, but a 503 with the telephone numbers, all that was typed, and the same key."""
    if status < 500:
        return False
    shown = unescape(page)
    is_whole = all(value in shown for value in form.values())
    return not (status == 503 and is_whole and 'href="tel:' in page)
