"""The server's settings of deploy/postgresql: what was confirmed is on disk, and no log quotes anybody."""

import re

import pytest

from scripts.stack.machine import DEPLOY

SETTINGS = dict(
    re.findall(r"^(\w+)\s*=\s*'?([^'#\n]*?)'?\s*(?:#.*)?$", (DEPLOY / "postgresql" / "clinic.conf").read_text(), re.M)
)


@pytest.mark.parametrize("name", ["fsync", "synchronous_commit", "full_page_writes"])
def test_what_was_confirmed_survives_a_power_cut(name):
    assert SETTINGS[name] == "on"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("log_min_error_statement", "panic"),
        ("log_error_verbosity", "terse"),
        ("log_statement", "none"),
        ("log_min_duration_statement", "-1"),
        ("log_parameter_max_length", "0"),
        ("log_parameter_max_length_on_error", "0"),
    ],
)
def test_the_log_quotes_no_statement_and_no_row(name, value):
    assert SETTINGS[name] == value
