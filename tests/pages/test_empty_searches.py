"""Words that found nothing are told to staff only when several asked, and never with anything that names a person."""

from datetime import timedelta

import pytest
from django.utils import timezone

from pages.searching import empty
from pages.searching.empty import forget_old, note
from pages.searching.indexing import rebuild
from publishing.models import EmptySearch, SearchIndex
from tests.factories import make_staff
from tests.practice.content import load

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture(autouse=True)
def an_index():
    rebuild()


@pytest.fixture
def on_day(monkeypatch):
    today = timezone.now()

    def move(number):
        monkeypatch.setattr(timezone, "now", lambda: today + timedelta(days=number))

    return move


def search_on_days(client, on_day, typed, days):
    for day in days:
        on_day(day)
        client.get("/search/", {"q": typed})


def told():
    return list(EmptySearch.objects.told().values_list("word", "days"))


def test_a_word_typed_on_three_days_is_told(client, on_day):
    search_on_days(client, on_day, "Acupuncture", [0, 1, 2])

    assert told() == [("acupuncture", 3)]


def test_a_word_typed_often_on_one_day_is_not(client, on_day):
    search_on_days(client, on_day, "acupuncture", [0] * 20)

    assert told() == []
    assert EmptySearch.objects.get().days == 1


def test_until_it_is_told_the_word_stands_nowhere(client, on_day):
    search_on_days(client, on_day, "acupuncture", [0, 1])

    row = EmptySearch.objects.get()
    assert "acupuncture" not in "".join(map(str, vars(row).values()))


def test_words_typed_together_are_never_stored_together(client, on_day):
    search_on_days(client, on_day, "quentin zebrowski", [0, 1, 2])

    assert sorted(word for word, _days in told()) == ["quentin", "zebrowski"]


@pytest.mark.parametrize(
    "typed",
    [
        "zeb@xmail.qq",
        "zzqq 3015550101",
        "zzqq 301-555-0101",
        "zzqq 01/02/1960",
        "qq",
        "zèbraж",
        "aaa bbbb cccc dddd eeee",
    ],
)
def test_what_may_name_a_person_is_not_counted(client, on_day, typed):
    search_on_days(client, on_day, typed, [0, 1, 2])

    assert not EmptySearch.objects.exists()


def test_before_there_is_an_index_nothing_is_counted(client):
    SearchIndex.objects.all().delete()
    client.get("/search/", {"q": "acupuncture"})

    assert not EmptySearch.objects.exists()


def test_a_search_that_found_something_is_not_counted(client):
    client.get("/search/", {"q": "appointment"})

    assert not EmptySearch.objects.exists()


def test_rubbish_by_the_thousand_fills_no_disk(client, monkeypatch):
    monkeypatch.setattr(empty, "MOST_NEW_A_DAY", 2)
    for word in ("zzqqa", "zzqqb", "zzqqc"):
        note([word], word)

    assert EmptySearch.objects.count() == 2


def test_it_is_forgotten_after_ninety_days(client, on_day):
    note(["acupuncture"], "acupuncture")
    on_day(90)
    assert forget_old() == 0

    on_day(91)
    assert forget_old() == 1
    assert not EmptySearch.objects.exists()


def test_patients_are_told_what_is_kept_and_for_how_long():
    (notice,) = load("notices/what-this-site-records.toml")["variants"]
    about_searches = notice["body"].split("### When you search this site")[1].split("###")[0]

    assert empty.DAYS_UNTIL_TOLD == 3
    assert timedelta(days=90) == empty.KEPT_FOR
    for part in (
        "by itself",
        "only as a code",
        "typed on **three different days**",
        "nobody has typed a word for **90 days**",
    ):
        assert part in about_searches
    assert "people" not in about_searches  # days are counted, nobody is


def test_staff_see_what_is_told_and_can_change_nothing(client, on_day):
    search_on_days(client, on_day, "acupuncture", [0, 1, 2])
    search_on_days(client, on_day, "kombucha", [0])
    client.force_login(make_staff(role="editor"))

    page = client.get("/admin/publishing/emptysearch/")
    assert "acupuncture" in page.content.decode()
    assert page.context["cl"].result_count == 1
    assert client.get("/admin/publishing/emptysearch/add/").status_code == 403


def test_staff_can_add_a_word(client):
    client.force_login(make_staff(role="editor"))

    page = client.post("/admin/publishing/synonym/add/", {"typed": "bad wiring", "meant": "neuropathy"})
    assert page.status_code == 302
    refused = client.post("/admin/publishing/synonym/add/", {"typed": "?!", "meant": "Neuropathy"})
    assert "Type one to four words." in refused.content.decode()
