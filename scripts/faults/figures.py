"""Compares what patients were told with what is there, and puts it into a table."""

import json
import subprocess
import time
from collections import Counter

from scripts.console import Stop
from scripts.faults.mail_server import MailServer
from scripts.faults.patients import Ledger
from scripts.faults.running_site import RunningSite
from scripts.packages import PYTHON, ROOT

MAILS_A_REQUEST = 2  # to the office and to the patient, who wants one
SECONDS_FOR_MAIL = 240  # longer than the lease of a mail whose worker was killed
COLUMNS = (
    "broken",
    "sent",
    "acknowledged",
    "refused",
    "faults",
    "lost",
    "twice",
    "mail",
    "mail lost",
    "mail twice",
)


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
        "acknowledged": len(ledger.acknowledged),
        "refused": ledger.refusals,
        "faults": ledger.faults,
        "lost": lost,
        "twice": sum(count - 1 for count in names.values()) + shown_twice,
        "mail": len(found["mail"]),
        "mail lost": sum(taken.get(message_id, 0) == 0 for message_id, *_ in found["mail"])
        + abs(MAILS_A_REQUEST * len(found["requests"]) - len(found["mail"])),
        "mail twice": sum(taken.get(message_id, 0) > 1 for message_id, *_ in found["mail"]),
    }


def is_bad(row: dict) -> bool:
    """Whether a scenario shows what must never be; one mail may come twice when its worker was killed."""
    never = row["faults"] + row["lost"] + row["twice"] + row["mail lost"] + len(row["leaks"]) + len(row["wrong"])
    gave_up = row["sent"] - row["acknowledged"]
    return bool(never or gave_up or row["mail twice"] > 1)


def verdict(rows: list[dict], not_tried: list[str], *, is_weakened: bool) -> int:
    """0 when everything was tried and nothing is wrong; 2 when something could not be tried."""
    found = [row for row in rows if is_bad(row)]
    if is_weakened and rows and len(found) < len(rows):
        raise Stop("The weakened build was not found out everywhere.")
    if found and not is_weakened:
        raise Stop("Something was lost, came twice, failed without help, or stands somewhere in clear.")
    return 2 if not_tried else 0


def new_rows(before: dict, after: dict) -> dict:
    return {kind: after[kind][len(before[kind]) :] for kind in after}


def wait_for_mail(running: RunningSite, *, skip_pauses: bool = True) -> dict:
    """What is stored once no mail waits any more; the pauses between tries are skipped, or waited for."""
    arguments = ["skip-pauses"] if skip_pauses else []
    until = time.monotonic() + SECONDS_FOR_MAIL
    while True:
        found = stored(running, *arguments)
        if all(state != "waiting" for _id, state, _about in found["mail"]) or time.monotonic() > until:
            return found
        time.sleep(3)


def stored(running: RunningSite, *arguments: str) -> dict:
    command = [PYTHON, "-m", "scripts.faults.database", *arguments]
    return json.loads(subprocess.check_output(command, env=running.environment, cwd=ROOT, text=True))


def line(row: dict) -> str:
    """One scenario's figures in words, as soon as it is over."""
    return f"  {row['name']}: {', '.join(f'{column} {row[column]}' for column in COLUMNS)}"


def table(rows: list[dict]) -> str:
    lines = [f"\n{'':62}" + "".join(f"{column:>13}" for column in COLUMNS)]
    lines += [f"{row['name']:62}" + "".join(f"{row[column]:>13}" for column in COLUMNS) for row in rows]
    found = sorted({leak for row in rows for leak in row["leaks"]})
    lines.append(f"Files with a typed value in clear: {', '.join(found) or 'none'}")
    lines += [f"{row['name']}: {sentence}" for row in rows for sentence in row["beside"]]
    lines += [f"WRONG {row['name']}: {sentence}" for row in rows for sentence in row["wrong"]]
    return "\n".join(lines)
