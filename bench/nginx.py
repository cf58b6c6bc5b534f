"""A kept page from nginx beside the same bytes as a file, over TLS: the whole stack of deploy/, set up for it."""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from scripts.console import Stop, say
from scripts.stack import speed
from scripts.stack.machine import Machine
from scripts.stack.setting_up import refuse_what_is_missing, set_up


def measure() -> dict | None:
    """Requests a second and their ratio, as the client and as nginx's processor time counts them; None where a program
    is missing."""
    if not is_possible():
        return None
    with TemporaryDirectory(prefix="bench-", ignore_cleanup_errors=True) as folder, ExitStack() as running:
        machine = Machine(Path(folder))  # one of its own, because nginx's user has to get in
        _mail, _database, nginx = set_up(machine, running)
        return speed.kept_page(machine, nginx)


def is_possible() -> bool:
    """Says what is missing."""
    try:
        refuse_what_is_missing()
        if missing := speed.missing_client():
            raise Stop(missing)
    except Stop as reason:
        say(f"nginx is not measured. {reason}")
        return False
    return True


def table(results: dict | None) -> str:
    """The figures as aligned text."""
    if results is None:
        return "\nA kept page from nginx: not measured, see above."
    lines = ["\nThe MILD page kept by nginx, beside the same bytes as a file, over TLS"]
    lines += [
        f"{unit:50} {row['kept']:7.0f} kept {row['as_a_file']:7.0f} as a file    ratio {row['ratio']:.2f}"
        for unit, row in results.items()
    ]
    return "\n".join([*lines, f"Goal: {speed.GOAL} of nginx's own processor time"])
