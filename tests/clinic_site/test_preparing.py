"""The worker makes public pages ahead."""

import logging
from datetime import datetime, time, timedelta
from types import SimpleNamespace

import brotli
import pytest
from django.core.management import call_command
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from django.utils import timezone

from clinic_site import preparing
from clinic_site.preparing import Preparer, addresses, page_at
from pages.guide.making import Keeper
from publishing.content_version import clock
from publishing.models import PreparedPage
from tests.factories import make_condition, make_practice
from tests.pages.reading import forget_kept_pages
from tests.treatments.complete import make_complete_condition, make_complete_treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def practice():
    return make_practice()


@pytest.fixture
def no_turn_ends(monkeypatch):
    monkeypatch.setattr(preparing, "SECONDS_FOR_A_TURN", 1_000)


def prepared_paths():
    return set(PreparedPage.objects.values_list("path", flat=True))


def content_changes(preparer):
    """Something changes, and the worker comes by once."""
    make_condition()
    clock.forget()
    preparer.turn()


def test_every_page_made_ahead_is_the_one_a_visitor_would_have_got(client, demo_content):
    expected = {}
    for path in addresses():
        forget_kept_pages()
        expected[path] = client.get(path).content

    Preparer().make_missing()

    made = {page.path: bytes(page.body) for page in PreparedPage.objects.all()}
    assert len(made) > 60
    assert [path for path, body in made.items() if body != expected[path]] == []
    assert all(brotli.decompress(page.brotli) == bytes(page.body) for page in PreparedPage.objects.all())
    assert prepared_paths() <= set(addresses())


def test_pages_that_are_not_the_same_for_everybody_are_not_made_ahead(demo_content):
    Preparer().make_missing()

    left = set(addresses()) - prepared_paths()
    assert {"/appointments/request/", "/contact/"} <= left
    assert [path for path in left if hasattr(resolve(path).func, "public_parameters")] == ["/guide/"]


def test_a_page_that_will_soon_be_another_is_made_ahead_later(demo_content):
    preparer = Preparer()
    preparer.make_missing()
    before = prepared_paths()

    made = Keeper()
    while not made.is_everything_current():
        pass
    preparer.make_missing()

    assert "/guide/" in prepared_paths() - before


def test_the_worker_waits_until_content_has_been_left_alone_for_a_turn(practice, no_turn_ends):
    preparer = Preparer()
    for _ in range(3):
        content_changes(preparer)
        assert not prepared_paths()

    preparer.turn()

    assert {"/", "/conditions/"} <= prepared_paths()


def test_a_turn_ends_and_the_next_goes_on(practice, monkeypatch):
    make_complete_treatment()
    monkeypatch.setattr(preparing, "SECONDS_FOR_A_TURN", 0)
    preparer = Preparer()
    counts = []

    for _ in range(4):
        preparer.turn()
        counts.append(PreparedPage.objects.count())

    assert counts == [0, 1, 2, 3]


def test_nothing_is_made_twice(practice):
    first = Preparer().make_missing()

    assert first > 10
    assert Preparer().make_missing() == 0


def test_a_page_that_is_gone_is_forgotten(practice):
    condition = make_complete_condition(slug="gone")
    Preparer().make_missing()
    before = prepared_paths()

    condition.delete()
    Preparer().make_missing()

    assert "/conditions/gone/" in before - prepared_paths()


def test_a_turn_with_nothing_to_do_asks_once_and_writes_nothing(practice, no_turn_ends, monkeypatch):
    monkeypatch.setattr(preparing, "addresses", lambda: ["/", "/treatments/"])
    preparer = Preparer()
    for _ in range(3):
        preparer.turn()

    with CaptureQueriesContext(connection) as asked:
        preparer.turn()

    assert prepared_paths() == {"/", "/treatments/"}
    assert [query["sql"].split()[0] for query in asked] == ["SELECT"]


def test_a_page_that_says_how_long_it_holds_is_stored_until_then(practice, monkeypatch):
    closing = timezone.now() + timedelta(minutes=2)

    def until_it_closes(path):
        page = HttpResponse("Open until five.")
        page.good_until = closing
        return page

    monkeypatch.setattr(preparing, "page_at", until_it_closes)

    Preparer().make_missing()

    assert {page.good_until for page in PreparedPage.objects.all()} == {closing}


def test_no_page_is_stored_beyond_its_day(practice):
    Preparer().make_missing()

    midnight = timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=1), time()))
    assert all(page.good_until <= midnight for page in PreparedPage.objects.all())


def test_content_that_changes_while_a_page_is_made_leaves_it_out_of_date(client, practice, monkeypatch):
    condition = make_complete_condition(slug="pain", summary="Old words.")
    really = preparing.page_at

    def page_and_change(path):
        page = really(path)
        if path == "/conditions/pain/":
            condition.summary = "New words."
            condition.save()
        return page

    monkeypatch.setattr(preparing, "page_at", page_and_change)

    Preparer().make_missing()
    forget_kept_pages()

    assert b"Old words." in bytes(PreparedPage.objects.get(path="/conditions/pain/").body)
    assert b"New words." in client.get("/conditions/pain/").content


def test_old_words_at_hand_are_never_stored_as_if_they_were_new(client, practice):
    client.get("/resources/")
    practice.name = "New Name"
    practice.save()

    Preparer().make_missing()
    forget_kept_pages()

    assert b"New Name" in client.get("/faqs/").content


def test_a_page_made_of_what_was_remembered_without_the_database_is_not_stored(practice, monkeypatch):
    def remembered_half_of_it(path):
        clock.doubt()
        return HttpResponse("Old words, perhaps.")

    monkeypatch.setattr(preparing, "page_at", remembered_half_of_it)

    Preparer().make_missing()

    assert not prepared_paths()


def test_a_moment_without_the_database_leaves_no_page_out_for_good(practice, monkeypatch):
    clock.version()

    def away(*_args):
        raise OperationalError("server closed the connection")

    def goes_away(request):
        patched.setattr(preparing, "current_token", away)
        away()

    goes_away.public_parameters = ()
    preparer = Preparer()
    with monkeypatch.context() as patched:
        patched.setattr(preparing, "resolve", lambda path: SimpleNamespace(func=goes_away, args=(), kwargs={}))
        with pytest.raises(OperationalError):
            preparer.make_missing()

    preparer.make_missing()

    assert {"/", "/treatments/", "/faqs/"} <= prepared_paths()


def test_a_page_that_fails_does_not_stop_the_others(practice, monkeypatch, caplog):
    make_complete_condition(slug="broken")
    really = resolve

    def broken(request, **kwargs):
        raise RuntimeError("with what was typed")

    broken.public_parameters = ()

    def resolved(path):
        match = really(path)
        if path == "/conditions/broken/":
            match.func = broken
        return match

    monkeypatch.setattr(preparing, "resolve", resolved)
    preparer = Preparer()

    with caplog.at_level(logging.ERROR):
        preparer.make_missing()
        preparer.make_missing()

    assert [record.getMessage() for record in caplog.records] == [
        "The page /conditions/broken/ could not be made ahead: RuntimeError."
    ]
    assert "/conditions/broken/" not in prepared_paths()
    assert "/faqs/" in prepared_paths()


def test_a_page_that_has_just_gone_is_no_error(practice, caplog):
    assert page_at("/conditions/never-there/") is None
    assert not caplog.records


def test_only_the_first_thousand_addresses_are_made_ahead(practice, monkeypatch):
    monkeypatch.setattr(preparing, "MOST_PAGES", 3)

    Preparer().make_missing()

    assert prepared_paths() == {"/", "/treatments/", "/conditions/"}


def test_the_command_makes_all_of_them(practice, capsys):
    call_command("prepare_pages")

    assert capsys.readouterr().out == f"{PreparedPage.objects.count()} pages made ahead.\n"
    assert "/" in prepared_paths()
