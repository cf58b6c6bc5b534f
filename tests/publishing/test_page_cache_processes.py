"""Two real processes with one database: a change made outside both shows in both."""

import os
import sqlite3
import subprocess
import sys
import time

import pytest
from django.db import connection

from tests.factories import make_condition

PROCESS = """
import sys, django
django.setup()
from django.test import Client
client = Client()
for line in sys.stdin:
    response = client.get(line.strip())
    print(response.status_code, "New words." in response.content.decode(), response["ETag"], flush=True)
"""
IN_STEP = 5  # seconds; a clock looks twice a second


@pytest.fixture
def shared_database(tmp_path):
    """The tests' database as a file, with its triggers, the way `make run` has it."""
    if connection.vendor != "sqlite":
        pytest.skip("copies an SQLite database")
    path = tmp_path / "shared.sqlite3"
    connection.ensure_connection()
    with sqlite3.connect(path) as copy:
        connection.connection.backup(copy)
    copy.close()
    return path


@pytest.fixture
def processes(shared_database):
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{shared_database}", "DEBUG": "1"}
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS], env=environment, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        for _ in range(2)
    ]
    yield started
    for process in started:
        process.stdin.close()
        process.wait(10)
        process.stdout.close()


def ask(process, path):
    process.stdin.write(f"{path}\n")
    process.stdin.flush()
    status, changed, tag = process.stdout.readline().split()
    assert status == "200"
    return changed == "True", tag


@pytest.fixture
def condition(transactional_db):
    return make_condition(slug="sciatica", summary="Old words.")


def test_a_change_from_outside_shows_in_every_process(condition, shared_database, processes):
    path = condition.get_absolute_url()
    before = [ask(process, path) for process in processes]
    assert [changed for changed, _tag in before] == [False, False]

    with sqlite3.connect(shared_database) as shell:
        shell.execute("UPDATE treatments_condition SET summary = 'New words.'")
    shell.close()

    until = time.monotonic() + IN_STEP
    while not all(ask(process, path)[0] for process in processes) and time.monotonic() < until:
        time.sleep(0.05)
    after = [ask(process, path) for process in processes]
    assert [changed for changed, _tag in after] == [True, True]
    assert len({tag for _changed, tag in after}) == 1
