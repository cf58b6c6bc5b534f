"""`manage.py write_standing_pages`: what visitors see while the application cannot be asked."""

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from clinic_site.management.commands import write_standing_pages
from tests.factories import make_practice

pytestmark = pytest.mark.django_db


def written(folder) -> dict[str, str]:
    call_command("write_standing_pages", folder, verbosity=0)
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_every_page_has_the_telephone_lines_as_they_are_now(tmp_path):
    practice = make_practice()
    written(tmp_path)
    practice.phone_lines.update(number="+14105550199")

    pages = written(tmp_path)

    assert set(pages) == set(write_standing_pages.PAGES)
    assert all("(410) 555-0199" in page and "911" in page for page in pages.values())


def test_the_pages_are_written_before_there_is_any_content(tmp_path):
    assert all("<h1>" in page for page in written(tmp_path).values())


def test_they_ask_nothing_of_the_application_but_files_on_disk(tmp_path):
    make_practice()

    for page in written(tmp_path).values():
        assert "<script" not in page
        assert "csrf" not in page


def test_anybody_may_read_them(tmp_path):
    written(tmp_path)

    assert {path.stat().st_mode & 0o777 for path in tmp_path.iterdir()} == {0o644}


def test_what_is_there_stays_while_the_database_does_not_answer(tmp_path, monkeypatch):
    make_practice()
    before = written(tmp_path)
    monkeypatch.setattr(write_standing_pages, "current_practice", away)

    with pytest.raises(CommandError, match="stay as they are"):
        written(tmp_path)

    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == before


def away():
    raise OperationalError
