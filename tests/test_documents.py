"""README and docs/ name nothing that is not there: no file, link, make target, command, option or module."""

import re
from importlib.util import find_spec

import pytest
from django.core.management import get_commands, load_command_class

from scripts.packages import ROOT
from tests import documents

MADE_LATER = {"bench/results.json"}  # git does not have it
TARGETS = re.compile(r"^([a-z][a-z-]*):", re.MULTILINE)

every_document = pytest.mark.parametrize("document", documents.documents())


def text_of(document: str) -> str:
    return (ROOT / document).read_text()


def options_of(command: str) -> set[str]:
    parser = load_command_class(get_commands()[command], command).create_parser("manage.py", command)
    return set(parser._option_string_actions)


@every_document
def test_every_link_leads_to_a_file(document):
    assert documents.missing_links(text_of(document), (ROOT / document).parent) == []


@every_document
def test_every_path_named_is_there(document):
    named = documents.named_paths(text_of(document))

    assert [path for path in named if path not in MADE_LATER and not documents.is_there(path, document)] == []


@every_document
def test_every_make_target_named_is_one(document):
    targets = set(TARGETS.findall((ROOT / "Makefile").read_text()))

    assert documents.make_targets(text_of(document)) <= targets


@every_document
def test_every_management_command_and_option_named_is_one(document):
    named = documents.managed(text_of(document))

    assert [command for command, _options in named if command not in get_commands()] == []
    assert [
        (command, option) for command, options in named for option in options if option not in options_of(command)
    ] == []


@every_document
def test_every_module_named_can_be_run(document):
    assert [name for name in documents.modules(text_of(document)) if find_spec(name) is None] == []


def test_every_document_that_code_names_is_there():
    code = [path for path in documents.tracked() if path.endswith((".py", ".env.example", "Makefile"))]
    sources = [path for path in code if not path.startswith("tests/")]
    named = {found for path in sources for found in re.findall(r"docs/[\w/-]+(?:\.md)?", text_of(path))}

    assert "docs/deploy.md" in named
    assert [path for path in named if not any(ROOT.glob(f"{path}*"))] == []


# --- The reader itself --------------------------------------------------------------------------------------------

SAMPLE = """
Read [this](docs/backup.md) and [that](docs/gone.md#part). Then `clinic_site/gone.py`, `settings.py` and `/etc/x.py`.
`make run` makes sense, `manage.py
restore <file> --check`.
```
make gone     # make it so
.venv/bin/python manage.py gone --keep 2 && .venv/bin/python -m scripts.gone   # --later
```
"""


def test_what_is_gone_is_found():
    assert documents.missing_links(SAMPLE, ROOT) == ["docs/gone.md"]
    assert [path for path in documents.named_paths(SAMPLE) if not documents.is_there(path)] == ["clinic_site/gone.py"]


def test_commands_are_read_from_code_only():
    assert documents.make_targets(SAMPLE) >= {"run", "gone"}
    assert "sense" not in documents.make_targets(SAMPLE)
    assert documents.managed(SAMPLE) == [("gone", ["--keep"]), ("restore", ["--check"])]
    assert documents.modules(SAMPLE) == {"scripts.gone"}
