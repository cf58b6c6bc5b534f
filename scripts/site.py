"""A demonstration site on this machine: its environment, its content, its processes."""

import os
import subprocess
from pathlib import Path

from scripts import local_secrets
from scripts.address import Address
from scripts.console import Stop
from scripts.packages import PYTHON, ROOT

VAR = ROOT / "var"
GUNICORN = [PYTHON, "-m", "gunicorn"]  # it reads gunicorn.conf.py
WORKER = [PYTHON, "manage.py", "work"]


def environment(address: Address, folder: Path = VAR, debug: bool = False) -> dict[str, str]:
    """The environment variables of a demonstration whose secrets and database lie in `folder`.

    A developer's .env is left out: the demonstration has its own secrets and is never a real site.
    """
    local_secrets.read_or_make(folder / "secrets.env")
    hosts = [*address.names, *filter(None, os.environ.get("ALLOWED_HOSTS", "").split(","))]
    beside = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "MEDIA_ROOT": str(folder / "media")}
    beside["EMAIL_URL"] = f"filemail:///{folder / 'mail'}"  # a demonstration writes its mail into files
    given = {**beside, "WEB_CONCURRENCY": "2", **os.environ}
    return {
        **given,
        "ENV_FILE": str(folder / "secrets.env"),
        "DJANGO_SETTINGS_MODULE": "clinic_site.settings",
        "ALLOWED_HOSTS": ",".join(hosts),
        "SITE_URL": address.url,
        "DEBUG": "1" if debug else "0",
        "DEMO": "1",
        "HOST": address.host,
        "PORT": str(address.port),
        "PYTHONUNBUFFERED": "1",
    }


def temporary_environment(address: Address, folder: Path) -> dict[str, str]:
    """The same for a site that is thrown away with its folder, whatever database this shell names."""
    throw_away = {"DATABASE_URL": f"sqlite:///{folder / 'db.sqlite3'}", "MEDIA_ROOT": str(folder / "media")}
    return {**environment(address, folder), **throw_away}


def fill(environment: dict[str, str]):
    """Static files, tables, demonstration content and the demonstration's staff sign-in are there when this returns."""
    if subprocess.run([PYTHON, "-m", "scripts.fill"], env=environment, cwd=ROOT).returncode:
        raise Stop("The site could not be prepared. The lines above say why.")


def make_pages_ahead(environment: dict[str, str]):
    """The worker's part, with the settings of the server that will send the pages: their look depends on both."""
    command = [PYTHON, "manage.py", "prepare_pages"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
