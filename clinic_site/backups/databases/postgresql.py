"""PostgreSQL: pg_dump in one snapshot beside all writers, and back by pg_restore and psql in one transaction."""

import os
import re
import subprocess
from pathlib import Path

from psycopg2.extensions import make_dsn

from clinic_site.backups.refusals import Refused

# What a database made without these lines had from the start.
EMPTIED = "DROP SCHEMA public CASCADE; CREATE SCHEMA public; GRANT USAGE ON SCHEMA public TO PUBLIC;\n"
# The role's own limits are for visitors. Who holds a table, such as a site not stopped, may do so for a minute.
UNHURRIED = "SET statement_timeout = 0; SET lock_timeout = '60s'; SET idle_in_transaction_session_timeout = 0;\n"
MAKEABLE = """
    SELECT name FROM pg_available_extensions JOIN pg_available_extension_versions USING (name)
    WHERE version = default_version AND (
        (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
        OR (trusted OR NOT superuser) AND has_database_privilege(current_database(), 'CREATE')
    )
"""
# Lines of pg_restore's list. An extension brings its comment along, and only its owner may set one.
EXTENSION = re.compile(r"\d+; \d+ \d+ EXTENSION - (?P<name>\S+)")
COMMENT = re.compile(r"\d+; \d+ \d+ COMMENT - EXTENSION ")


def save(connection, target: Path):
    """All tables as they were at one moment, in pg_dump's custom format; the archive compresses nothing twice."""
    _run(["pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"], connection)


def is_empty(connection) -> bool:
    with connection.cursor() as cursor:
        return not connection.introspection.table_names(cursor)


def load(connection, source: Path) -> list[str]:
    """Everything that was there goes, and the copy comes, in one transaction; returns the extensions left out."""
    emptied = "" if is_empty(connection) else EMPTIED
    contents, left_out = _loadable(_run(["pg_restore", "--list", str(source)], stdout=subprocess.PIPE), connection)
    connection.close()
    wanted, script = source.with_name("contents"), source.with_name("restore.sql")
    wanted.write_text(contents)
    with open(script, "wb") as file:
        file.write(f"{UNHURRIED}{emptied}".encode())
        file.flush()
        unpacked = ["pg_restore", "--no-owner", "--no-privileges", f"--use-list={wanted}", "--file=-", str(source)]
        _run(unpacked, stdout=file)
    once = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", f"--file={script}"]
    _run(once, connection, stdout=subprocess.DEVNULL)
    return left_out


def _loadable(contents: str, connection) -> tuple[str, list[str]]:
    """pg_restore's list without the extensions that this role may not make, and those by name."""
    with connection.cursor() as cursor:
        cursor.execute(MAKEABLE)
        makeable = {name for (name,) in cursor.fetchall()}
    kept, left_out = [], []
    for line in contents.splitlines(keepends=True):
        found = EXTENSION.match(line)
        if found and found["name"] not in makeable:
            left_out.append(found["name"])
        elif not COMMENT.match(line):
            kept.append(line)
    return "".join(kept), left_out


def _run(command: list[str], connection=None, stdout=None) -> str | None:
    """Runs one of PostgreSQL's own programs and returns what it piped; its last words become the sentence."""
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
    return done.stdout


def _address(connection) -> tuple[list[str], dict[str, str]]:
    """Where the server is, as an argument; the password goes beside it, where no list of processes shows it."""
    given = {name: value for name, value in connection.get_connection_params().items() if isinstance(value, (str, int))}
    password = given.pop("password", "")
    given.pop("options", None)  # the site's short time limits are not for this
    return [f"--dbname={make_dsn(**given)}"], {**os.environ, **({"PGPASSWORD": password} if password else {})}
