"""Editions are kept whole or not at all, told apart by what they say, and forgotten a week after they were replaced."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from pages.guide import editions
from tests.pages.guide_storage import files, made_long_ago, storage

__all__ = ["storage"]

MADE_AT = datetime(2026, 11, 22, 8, tzinfo=UTC)
PDF = b"%PDF-1.7 /Type/Pages/Count 12 "
pytestmark = pytest.mark.usefixtures("storage")


def keep(key: str, content: bytes = PDF) -> editions.Edition:
    return editions.store("whole", key, MADE_AT, content)


def test_what_was_stored_is_served_with_its_facts():
    keep("one")

    edition, content = editions.latest("whole")
    assert content == PDF
    assert (edition.key, edition.made_at, edition.pages, edition.size) == ("one", MADE_AT, 12, len(PDF))


def test_the_newest_edition_is_served():
    keep("one")
    keep("two", PDF + b"2")

    assert editions.latest("whole")[0].key == "two"


def test_one_guide_knows_nothing_of_the_others():
    keep("one")

    assert editions.latest("state-MD") is None
    assert editions.names() == ["whole"]


def test_a_pdf_without_its_note_does_not_exist(storage):
    keep("one")
    (storage / "whole" / "two.pdf").write_bytes(PDF[:9])

    assert editions.latest("whole")[0].key == "one"


@pytest.mark.parametrize("left", [0, 1, 40])
def test_a_note_that_was_not_written_to_its_end_does_not_count(storage, left):
    keep("one")
    keep("two")
    newest = sorted(storage.rglob("*-two.json"))[-1]
    newest.write_bytes(newest.read_bytes()[:left])

    assert editions.latest("whole")[0].key == "one"


def test_a_pdf_that_is_not_what_its_note_says_is_never_served(storage):
    keep("one")
    keep("two", PDF + b"two")
    (storage / "whole" / "two.pdf").write_bytes(PDF)

    assert editions.latest("whole")[1] == PDF
    assert editions.latest("whole")[0].key == "one"


def test_a_pdf_that_is_gone_is_as_if_it_never_was(storage):
    keep("one")
    (storage / "whole" / "one.pdf").unlink()

    assert editions.latest("whole") is None


def test_half_a_file_left_by_a_killed_process_does_not_stand_in_the_way(storage):
    (storage / "whole").mkdir(parents=True)
    (storage / "whole" / "one.pdf").write_bytes(PDF[:9])

    keep("one")

    assert editions.latest("whole")[1] == PDF


def test_only_one_of_two_may_build_until_it_is_done():
    first = editions.claim("whole", "one")

    assert first
    assert editions.claim("whole", "one") is None
    assert editions.claim("whole", "two")
    editions.release(first)
    assert editions.claim("whole", "one")


def test_the_claim_of_a_killed_process_ends(storage):
    editions.claim("whole", "one")
    made_long_ago(storage)

    assert editions.claim("whole", "one")


def test_an_edition_from_before_is_found_by_what_it_says():
    keep("one")
    keep("two", PDF + b"2")

    assert editions.again("whole", "one").digest == editions.digest_of(PDF)
    assert editions.again("whole", "three") is None


def test_a_replaced_edition_is_kept_for_a_week_and_then_forgotten(storage):
    keep("one")
    keep("two", PDF + b"2")

    editions.forget_old("whole", keep_latest=True)
    assert files(storage, ".pdf") == ["one.pdf", "two.pdf"]

    made_long_ago(storage)
    editions.forget_old("whole", keep_latest=True)
    assert files(storage, ".pdf") == ["two.pdf"]
    assert editions.latest("whole")[0].key == "two"


def test_nothing_is_left_of_a_guide_that_is_offered_no_more(storage):
    keep("one")
    editions.claim("whole", "three")
    made_long_ago(storage)

    editions.forget_old("whole", keep_latest=False)

    assert files(storage, ".*") == []


def test_a_note_tells_only_what_an_edition_is(storage):
    keep("one")

    (note,) = storage.rglob("*.json")
    assert set(json.loads(note.read_bytes())) == {"key", "made_at", "digest", "size", "pages", "file", "good_until"}


def jump(monkeypatch, **by):
    """The clock of the machine, not that of the disk."""
    now = timezone.now() + timedelta(**by)
    monkeypatch.setattr(timezone, "now", lambda: now)


def test_after_the_clock_went_back_the_newest_edition_is_still_the_one_made_last(monkeypatch):
    keep("one")
    jump(monkeypatch, days=-1)

    keep("two")
    keep("three")

    assert editions.latest("whole")[0].key == "three"


def test_a_claim_from_before_the_clock_went_back_does_not_hold_for_a_day(monkeypatch):
    assert editions.claim("whole", "one")
    jump(monkeypatch, days=-1)

    assert editions.claim("whole", "one")


def test_a_claim_a_moment_old_holds(monkeypatch):
    assert editions.claim("whole", "one")
    jump(monkeypatch, seconds=5)

    assert editions.claim("whole", "one") is None
