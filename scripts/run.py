"""`make run` and `make dev`: the whole site on this machine, from nothing, ended by Ctrl-C."""

import sys

from scripts import local_secrets, site
from scripts.address import Address
from scripts.console import run_command, say
from scripts.packages import PYTHON, install
from scripts.processes import Processes


def main():
    reloading = "--dev" in sys.argv[1:]
    address = Address.from_environment()
    address.refuse_when_taken()
    install("requirements.txt")
    environment = site.environment(address, debug=reloading)
    site.fill(environment)
    say("Starting …")
    with Processes(commands(address, reloading), environment) as processes:
        processes.wait_until_answering(address.url)
        say(invitation(address))
        processes.wait()


def commands(address: Address, reloading: bool) -> dict[str, list]:
    """What runs, by the name used when one of them ends by itself."""
    development_server = [PYTHON, "manage.py", "runserver", address.bind]
    return {"web server": development_server if reloading else site.GUNICORN, "worker": site.WORKER}


def invitation(address: Address) -> str:
    password = local_secrets.read_or_make(site.VAR / "secrets.env")["DEMO_STAFF_PASSWORD"]
    return (
        f"\n  The site:       {address.url}/"
        f"\n  Staff sign-in:  {address.url}/admin/   name: staff   password: {password}"
        "\n  Ctrl-C ends it.\n"
    )


if __name__ == "__main__":
    run_command(main)
