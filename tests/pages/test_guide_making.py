"""Editions are made when what they say has changed, once for the same words, and the one before is served meanwhile."""

import time
from datetime import timedelta
from types import SimpleNamespace

import pytest
import typst
from django.utils import timezone

from pages.guide import editions, making
from pages.guide.contents import document_of, printed
from pages.guide.making import Keeper, brought_up_to_date, key_of, scopes, served
from pages.guide.material import gathered
from pages.guide.scope import Scope
from publishing.content_version import clock
from tests.factories import make_practice, make_treatment
from tests.pages.guide_storage import files, made_long_ago, storage
from tests.practice.library import make_announcement
from treatments.models import Treatment

__all__ = ["storage"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("storage")]


@pytest.fixture
def typeset(monkeypatch):
    """The documents that were typeset, in order."""
    documents = []
    really = making.pdf_of

    def noted(document, *, made_at):
        documents.append(document)
        return really(document, made_at=made_at)

    monkeypatch.setattr(making, "pdf_of", noted)
    return documents


@pytest.fixture
def keeper(monkeypatch):
    monkeypatch.setattr(making, "SECONDS_FOR_A_TURN", 60)
    return Keeper()


def change_words(words: str) -> None:
    Treatment.objects.update(summary=words)
    clock.forget()


def text(scope: Scope) -> str:
    return printed(document_of(gathered(), scope))["summary"]


def test_the_worker_makes_the_whole_guide_each_states_and_each_handout(keeper):
    make_treatment(slug="block")

    keeper.turn()

    assert sorted(editions.names()) == ["state-MD", "state-PA", "state-VA", "treatment-block", "whole"]


def test_nothing_is_made_twice_for_the_same_content(keeper, typeset):
    make_treatment()
    keeper.turn()
    before = len(typeset)

    keeper.turn()
    Keeper().turn()

    assert len(typeset) == before == 5


def test_only_the_guides_that_say_something_new_are_made_again(keeper, typeset):
    make_treatment(slug="block")
    make_treatment(slug="other", candidacy="<p>Old words.</p>")
    keeper.turn()
    typeset.clear()

    Treatment.objects.filter(slug="other").update(candidacy="<p>New words.</p>")
    clock.forget()
    keeper.turn()

    # The guides have the treatment in short, without these words.
    assert [document["address"] for document in typeset] == ["http://testserver/guide/?treatment=other"]


def test_words_changed_and_changed_back_are_the_edition_from_before(keeper, typeset):
    make_treatment(slug="block", summary="First words.")
    keeper.turn()
    first = editions.latest("treatment-block")
    change_words("Other words.")
    keeper.turn()
    typeset.clear()

    change_words("First words.")
    keeper.turn()

    assert typeset == []
    assert editions.latest("treatment-block") == first


def test_the_edition_before_is_served_while_a_new_one_is_being_made(typeset):
    make_treatment(slug="block", summary="Old words.")
    scope = Scope(treatment="block")
    old = served(scope)
    typeset.clear()

    change_words("New words.")

    assert text(scope) == "New words."
    assert served(scope) == old
    assert typeset == []


def test_the_edition_before_is_served_when_the_new_one_cannot_be_typeset(keeper, monkeypatch, caplog):
    make_treatment(slug="block", summary="Old words.")
    keeper.turn()
    old = served(Scope(treatment="block"))

    def fails(document, *, made_at):
        raise typst.TypstError("no alternative text")

    monkeypatch.setattr(making, "pdf_of", fails)
    change_words("New words.")
    keeper.turn()

    assert served(Scope(treatment="block")) == old
    assert "treatment-block" in caplog.text


def test_what_is_over_is_not_served_even_before_the_worker_comes(keeper, monkeypatch, typeset):
    make_treatment(slug="block", title="Nerve block", publish_until=timezone.now() + timedelta(hours=1))
    keeper.turn()
    edition, _content = served(Scope())
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    fresh, _content = served(Scope())

    assert not edition.is_good
    assert fresh.key != edition.key
    assert "Nerve block" not in str(typeset[-1])


def test_what_cannot_be_made_again_after_its_moment_is_not_served(keeper, monkeypatch):
    make_treatment(slug="block", publish_until=timezone.now() + timedelta(hours=1))
    keeper.turn()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
    monkeypatch.setattr(making, "brought_up_to_date", lambda material, scope: None)
    monkeypatch.setattr(making, "SECONDS_FOR_A_VISITOR", 0)

    assert served(Scope()) is None


def test_a_moment_that_changes_no_word_makes_the_same_edition_good_again(keeper, monkeypatch, typeset):
    make_practice()
    make_announcement(publish_until=timezone.now() + timedelta(hours=1))
    keeper.turn()
    edition, content = served(Scope())
    typeset.clear()
    later = timezone.now() + timedelta(hours=2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)

    again, same = served(Scope())

    assert (again.made_at, same, typeset) == (edition.made_at, content, [])
    assert again.is_good


def test_the_first_ever_is_made_at_once_for_whoever_asks(typeset):
    make_practice()

    edition, content = served(Scope())

    assert content.startswith(b"%PDF")
    assert len(typeset) == 1
    assert edition.size == len(content)


def test_whoever_asks_while_another_makes_the_first_waits_and_then_goes_without(monkeypatch, hands, typeset):
    make_practice()
    monkeypatch.setattr(making, "time", SimpleNamespace(monotonic=hands.monotonic, sleep=hands.forward))
    editions.claim("whole", key_of(printed(document_of(gathered(), Scope()))))

    assert served(Scope()) is None
    assert making.SECONDS_FOR_A_VISITOR <= hands.seconds < making.SECONDS_FOR_A_VISITOR + 1
    assert typeset == []


def test_what_was_lost_is_made_anew_even_without_a_change(keeper, storage, monkeypatch):
    make_practice()
    keeper.turn()
    for path in storage.rglob("*.pdf"):
        path.unlink()

    keeper.turn()
    assert editions.latest("whole") is None
    later = time.monotonic() + making.SECONDS_BETWEEN_LOOKS
    monkeypatch.setattr(making.time, "monotonic", lambda: later)
    keeper.turn()

    assert editions.latest("whole")


def test_a_turn_ends_in_time_and_the_next_goes_on(monkeypatch, typeset):
    make_treatment()
    monkeypatch.setattr(making, "SECONDS_FOR_A_TURN", -1)
    keeper = Keeper()
    keeper.turn()
    assert typeset == []

    monkeypatch.setattr(making, "SECONDS_FOR_A_TURN", 60)
    keeper.turn()

    assert len(typeset) == 5


def test_a_handout_for_a_state_is_kept_current_once_somebody_asked_for_it():
    make_treatment(slug="block")
    wanted = Scope("MD", "block")
    assert wanted not in list(scopes(gathered()))

    served(wanted)

    assert wanted in list(scopes(gathered()))


def test_the_handout_of_a_withdrawn_treatment_is_forgotten(keeper, storage):
    make_treatment(slug="block")
    keeper.turn()
    made_long_ago(storage)

    Treatment.objects.update(publish_from=None)
    clock.forget()
    keeper.turn()

    assert files(storage / "treatment-block", ".pdf") == []
    assert files(storage / "whole", ".pdf") != []


def test_the_same_material_has_the_same_key_and_any_word_changes_it():
    make_treatment(slug="block", summary="Old words.")
    before = key_of(printed(document_of(gathered(), Scope())))

    assert key_of(printed(document_of(gathered(), Scope()))) == before
    change_words("New words.")
    assert key_of(printed(document_of(gathered(), Scope()))) != before


def test_the_date_on_the_cover_is_the_day_its_words_were_first_said(keeper, typeset, monkeypatch):
    make_practice()
    keeper.turn()
    day = editions.latest("whole")[0].made_at
    later = making.timezone.now() + timedelta(days=40)
    monkeypatch.setattr(making.timezone, "now", lambda: later)

    again = brought_up_to_date(gathered(), Scope())

    assert again.made_at == day
    assert typeset[0]["edition"] == making.day_of(day)
