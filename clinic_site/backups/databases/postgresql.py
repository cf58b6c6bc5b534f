"""PostgreSQL: pg_dump in one snapshot beside all writers, and back by pg_restore and psql in one transaction."""

import os
import subprocess
from pathlib import Path

from psycopg2.extensions import make_dsn

from clinic_site.backups.refusals import Refused

# What a database made without these lines had from the start.
EMPTIED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;\n"


def save(connection, target: Path):
    """All tables as they were at one moment, in pg_dump's custom format; the archive compresses nothing twice."""
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], connection)


def is_empty(connection) -> bool:
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def load(connection, source: Path):
    """Everything that was there goes, and the copy comes, in one transaction: all of it or nothing."""
    emptied = "" if is_empty(connection) else EMPTIED
    connection.close()
    script = source.with_name("restore.sql")
    with open(script, "wb") as file:
        file.write(emptied.encode())
        file.flush()
        _run(["pg_restore", "--no-owner", "--no-privileges", "--file=-", str(source)], None, stdout=file)
    once = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--file={script}"]
    _run(once, connection, stdout=subprocess.DEVNULL)


def _run(command: list[str], connection, stdout=None):
    """Runs one of PostgreSQL's own programs; its last words become the sentence."""
    address, environment = _address(connection) if connection else ([], os.environ)
    try:
        done = subprocess.run([*command, *address], env=environment, stdout=stdout, stderr=subprocess.PIPE, text=True)
    except FileNotFoundError:
        raise Refused(
            f"The program {command[0]} is not here. Install PostgreSQL's client programs in the version of its server, "
            "on Debian and Ubuntu: apt-get install postgresql-client"
        ) from None
    if done.returncode:
        words = " ".join(done.stderr.split())[-400:]
        raise Refused(f"{command[0]} could not do it; the database is as it was. It says: {words}")


def _address(connection) -> tuple[list[str], dict[str, str]]:
    """Where the server is, as an argument; the password goes beside it, where no list of processes shows it."""
    given = {name: value for name, value in connection.get_connection_params().items() if isinstance(value, (str, int))}
    password = given.pop("password", "")
    given.pop("options", None)  # the site's short time limits are not for this
    return [f"--dbname={make_dsn(**given)}"], {**os.environ, **({"PGPASSWORD": password} if password else {})}
