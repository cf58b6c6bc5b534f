"""A PostgreSQL server of the system's own package, with deploy/postgresql/clinic.conf, in the trial's folder."""

import os
import shutil
import subprocess
from pathlib import Path

from scripts.address import Address
from scripts.console import Stop
from scripts.stack.machine import DEPLOY

HOMES = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
SYSTEM_USER = "postgres"  # the server refuses to run as root


def program(name: str) -> str:
    found = shutil.which(name) or next((str(home / name) for home in HOMES if (home / name).exists()), None)
    if found is None:
        raise Stop("This trial uses the system's own PostgreSQL, which is missing: apt-get install postgresql")
    return found


class Database:
    """Started, stopped and started again on the same port."""

    def __init__(self, folder: Path):
        self.folder, self.address = folder, Address.free()
        self.prefix = ["runuser", "-u", SYSTEM_USER, "--"] if os.geteuid() == 0 else []

    @property
    def url(self) -> str:
        return f"postgres://clinic@{self.address.host}:{self.address.port}/clinic"

    def make(self):
        self.folder.mkdir()
        if self.prefix:
            shutil.chown(self.folder, SYSTEM_USER)
        self._run("initdb", "--auth=trust", "--username=administrator", "--encoding=UTF8", "--pgdata", self.data)
        with open(f"{self.data}/postgresql.conf", "a") as settings:
            settings.write((DEPLOY / "postgresql" / "clinic.conf").read_text())
            settings.write(f"\nport = {self.address.port}\nunix_socket_directories = ''\nshared_buffers = '64MB'\n")
        self.start()
        connect = ["--host", self.address.host, "--port", str(self.address.port), "--username", "administrator"]
        roles = (DEPLOY / "postgresql" / "roles.sql").read_text()
        command = [program("psql"), "--quiet", "-v", "ON_ERROR_STOP=1", "-v", "password='only-here'", *connect]
        self._checked([*command, "postgres"], input=roles)

    @property
    def data(self) -> str:
        return str(self.folder / "data")

    def start(self):
        self._run("pg_ctl", "--wait", "--pgdata", self.data, "--log", str(self.folder / "server.log"), "start")

    def stop(self):
        self._run("pg_ctl", "--wait", "--mode", "immediate", "--pgdata", self.data, "stop")

    def _run(self, name: str, *arguments: str):
        self._checked([*self.prefix, program(name), *arguments])

    @staticmethod
    def _checked(command: list[str], **options):
        # Not a pipe for what it says: the server inherits it and would keep it open.
        done = subprocess.run(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT, cwd="/", text=True, **options
        )
        if done.returncode:
            raise Stop(f"{' '.join(command)} ended with {done.returncode}.")
