"""The index says what the pages say, and follows every change, whoever made it."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from clinic_site.jobs import JOBS
from pages.search_kinds import KINDS
from pages.searching import indexing
from pages.searching.finding import find
from pages.searching.indexing import rebuild, refresh
from pages.searching.kinds import Kind
from publishing.fields import LongTextField, RichTextField
from publishing.models import SearchEntry
from tests.factories import make_condition, make_treatment
from tests.pages.reading import read
from tests.practice.notices import day, make_notice
from tests.providers.factories import add_credential, make_provider
from tests.treatments.complete import make_complete_condition, make_complete_treatment
from treatments.models import Condition, Risk

pytestmark = [pytest.mark.django_db, pytest.mark.database]

NOT_SHOWN_OR_A_NAME = {"other_names"}


def found(text):
    return [result.card.title for result in find(text).best(20)]


def test_the_worker_keeps_it_true():
    (job,) = [job for job in JOBS if job.work is refresh]

    assert job.every <= timedelta(minutes=1)


def test_a_change_of_a_row_is_found_after_the_next_turn():
    treatment = make_treatment(title="Cold spray")
    refresh()
    Risk.objects.filter(treatment=treatment).update(text="A purple elbow.")

    refresh()
    assert found("purple elbow") == ["Cold spray"]
    assert found("soreness") == []


def test_what_is_deleted_is_gone():
    condition = make_condition(title="Purple elbow")
    refresh()
    condition.delete()

    refresh()
    assert not SearchEntry.objects.filter(names__contains="Purple").exists()
    assert found("purple elbow") == []


def test_many_rows_written_at_once_are_found():
    refresh()
    now = timezone.now()
    Condition.objects.bulk_create(
        [Condition(slug=f"c{n}", title=f"Purple {n}", short_title="P", summary="S", publish_from=now) for n in range(3)]
    )

    refresh()
    assert len(found("purple")) == 3


def test_nothing_is_read_when_nothing_changed(monkeypatch):
    make_condition()
    assert refresh()
    monkeypatch.setattr(indexing, "said_by_all_pages", lambda: pytest.fail("read again"))

    assert not refresh()


def test_a_release_that_puts_texts_together_in_another_way_writes_them_again(monkeypatch):
    make_condition(title="Purple elbow", summary="It swells.")
    refresh()
    SearchEntry.objects.update(text="put together in the old way")
    refresh()
    assert SearchEntry.objects.filter(text="put together in the old way").exists()

    monkeypatch.setattr(indexing, "WORDING", indexing.WORDING + 1)
    refresh()
    assert SearchEntry.objects.get(kind="condition").text.startswith("It swells.")


def test_what_appears_by_plan_is_found_then(monkeypatch):
    later = timezone.now() + timedelta(hours=1)
    make_condition(title="Purple elbow", publish_from=later)
    refresh()
    assert found("purple elbow") == []

    monkeypatch.setattr(timezone, "now", lambda: later + timedelta(seconds=1))
    refresh()
    assert found("purple elbow") == ["Purple elbow"]


def test_only_what_changed_is_written():
    make_condition(title="Green elbow")
    changed = make_condition(title="Purple elbow")
    refresh()
    before = set(SearchEntry.objects.values_list("kind", "page_id", "pk"))
    Condition.objects.filter(pk=changed.pk).update(title="Blue elbow")

    refresh()
    assert set(SearchEntry.objects.values_list("kind", "page_id", "pk")) == before
    assert found("blue elbow")[0] == "Blue elbow"


def test_a_word_of_a_draft_corrects_nobody():
    make_condition(title="Secret zyxwvutism", publish_from=None)
    refresh()

    assert find("zyxwvutis").instead == ""


def test_rebuilding_makes_every_entry_again(capsys):
    make_condition(title="Purple elbow")
    SearchEntry.objects.create(kind="condition", page_id=987654, names="Ghost", text="Ghost")

    call_command("rebuild_search")
    assert "search index:" in capsys.readouterr().out
    assert not SearchEntry.objects.filter(names="Ghost").exists()
    assert found("purple elbow") == ["Purple elbow"]


@pytest.mark.parametrize("kind", [kind for kind in KINDS if isinstance(kind, Kind)], ids=lambda kind: kind.key)
def test_every_long_text_of_a_page_is_said_or_summed_up(kind):
    texts = {
        field.name
        for field in kind.public().model._meta.concrete_fields
        if isinstance(field, RichTextField | LongTextField)
    }

    summed_up = {"answer", "description"}
    assert texts - NOT_SHOWN_OR_A_NAME - summed_up <= set(kind.says)


def test_pages_of_one_kind_are_read_in_as_many_questions_whatever_their_number(django_assert_max_num_queries):
    for number in range(3):
        make_complete_condition(slug=f"c{number}", title=f"Condition {number}")
        make_complete_treatment(slug=f"t{number}", title=f"Treatment {number}")

    with django_assert_max_num_queries(60):
        rebuild()


def test_a_credential_that_ended_is_not_shown_before_the_index_knows(client, monkeypatch):
    provider = make_provider(given_name="Quentin")
    add_credential(provider, subject="zyxwvut medicine", certified_until=day(0))
    rebuild()
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)

    assert "Zyxwvut".lower() not in read(client, "/search/?q=Quentin+zyxwvut").main.one("ol").text.lower()
    assert "zyxwvut" not in SearchEntry.objects.get(kind="provider").text.lower()


def test_a_notice_is_indexed_with_words_where_its_telephone_number_stands():
    make_notice(slug="sample", body="<p>Call {phone} about purple elbows.</p>")
    rebuild()

    (result,) = find("purple elbows").best(20)
    assert (
        "".join(piece.text for piece in result.text) == "Call the telephone number of your office about purple elbows."
    )


def test_the_text_is_plain():
    make_condition(title="Elbow", what_it_is="<p>It <strong>hurts</strong> &amp; swells.</p>")
    rebuild()

    entry = SearchEntry.objects.get(kind="condition")
    assert "It hurts & swells." in entry.text
    assert "<" not in entry.text


def test_when_the_clock_goes_back_a_page_of_a_day_that_has_not_come_is_forgotten(monkeypatch):
    now = timezone.now()
    make_condition(title="Purple elbow", publish_from=now + timedelta(hours=18))
    monkeypatch.setattr(timezone, "now", lambda: now + timedelta(days=1))
    refresh()
    assert SearchEntry.objects.filter(names__contains="Purple").exists()

    monkeypatch.setattr(timezone, "now", lambda: now)
    refresh()

    assert not SearchEntry.objects.filter(names__contains="Purple").exists()
