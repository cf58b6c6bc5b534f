"""Reading the demo content's files: what is new is added, and a file with a fault adds nothing."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from tests.factories import make_group, make_practice
from treatments import content_files
from treatments.content_files import IncompleteContentError, load_treatments_and_conditions
from treatments.models import Condition, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

MILD = "minimally-invasive-lumbar-decompression"


@pytest.fixture
def other_folder(tmp_path, monkeypatch):
    """Demo content from a folder of the test's own, with one treatment to spoil."""
    for kind in ("conditions", "treatments"):
        (tmp_path / kind).mkdir()
    original = content_files.FOLDER
    for part in (
        "classification.toml",
        "red_flags.toml",
        "conditions/lumbar-spinal-stenosis.toml",
        f"treatments/{MILD}.toml",
    ):
        (tmp_path / part).write_text((original / part).read_text(encoding="utf-8"), encoding="utf-8")
    monkeypatch.setattr(content_files, "FOLDER", tmp_path)
    return tmp_path


def test_the_command_says_what_it_added(capsys, other_folder):
    make_practice()
    call_command("load_demo_content")
    call_command("load_demo_content")

    said = capsys.readouterr().out.splitlines()
    assert said[0] == "practice: already there"
    assert [line for line in said if "treatments" in line] == ["treatments: 1 added", "treatments: 0 added"]


def spoil(folder, before, after):
    path = folder / "treatments" / f"{MILD}.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_file_without_when_to_call_is_refused_whole_and_named(other_folder):
    for level in ("emergency", "today", "routine"):
        spoil(other_folder, f"\n{level} = [", f"\n{level} = []\nx_{level} = [")

    with pytest.raises(IncompleteContentError, match=MILD):
        load_treatments_and_conditions()
    assert not Treatment.objects.exists()


def test_a_file_with_an_invalid_line_adds_nothing_and_names_the_fault(other_folder):
    spoil(other_folder, '\ndo_not = [\n  "Do not', '\ndo_not = [\n  "Never')

    with pytest.raises(ValidationError, match="Begin this line with “Do not”"):
        load_treatments_and_conditions()
    assert not Condition.objects.exists()


def test_a_file_without_a_section_adds_nothing_and_names_it(other_folder):
    spoil(other_folder, "\ncost = ", "\nfee = ")

    with pytest.raises(KeyError, match="cost"):
        load_treatments_and_conditions()
    assert not Condition.objects.exists()


def test_a_group_that_staff_made_with_the_same_key_is_used(other_folder):
    group = make_group(slug="spine-procedures", name="Our own kind")
    load_treatments_and_conditions()

    assert Treatment.objects.get(slug=MILD).group == group
