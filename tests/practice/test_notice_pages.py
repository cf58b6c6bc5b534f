"""Notices as patients read them: the words of the day, of their state, in their language and its direction."""

from datetime import datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from practice.models import NoticeText
from practice.notices.required_languages import LANGUAGE_HELP, REQUIRED
from publishing.page_cache import pages
from tests.appointments.asking import make_everything
from tests.factories import make_practice
from tests.pages.reading import forget_kept_pages, read
from tests.practice.notices import day, make_notice, make_text, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.database]

ADDRESS = "/notices/sample/"
HELP = f"/notices/{LANGUAGE_HELP}/"


@pytest.fixture(autouse=True)
def practice():
    return make_practice()


def words(part) -> str:
    return " ".join(each.text for each in part.main.all("section"))


def test_the_page_says_since_when_it_holds_and_which_version_it_is(client):
    make_notice(slug="sample", title="Our notice", body="<h3>Part</h3><p>Some words.</p>")

    page = read(client, ADDRESS)

    since = f"{day(-1):%B} {day(-1).day}, {day(-1).year}"
    assert f"In force since {since} (version 1)." in page.main.text
    assert page.headings[0] == (1, "Our notice")
    assert (3, "Part") in page.headings
    assert "Some words." in words(page)


@pytest.mark.parametrize("begins", [None, 1])
def test_a_notice_that_does_not_hold_yet_is_nowhere(client, begins):
    make_notice(slug="sample", title="Hidden words", begins=begins)

    assert "Hidden words" not in read(client, ADDRESS, status=404).text
    assert "Hidden words" not in read(client, ADDRESS + "versions/1/", status=404).text
    assert "Hidden words" not in read(client, "/notices/").text
    assert ADDRESS not in client.get("/sitemap.xml").content.decode()


def test_an_incomplete_notice_in_languages_is_not_shown(client):
    notice = make_notice(slug=LANGUAGE_HELP, begins=None)
    NoticeText.objects.filter(language="ko").delete()
    notice.versions.update(in_force_from=day(-1))

    read(client, HELP, status=404)
    assert HELP not in read(client, "/notices/").links


def test_the_list_groups_notices_by_what_they_are_about(client):
    make_notice(kind="website", title="About the site")
    make_notice(kind="privacy", title="About privacy")
    make_notice(kind="website", title="More about the site")

    page = read(client, "/notices/")

    assert [name for _, name in page.main.one("section", aria_labelledby="kind-website").headings] == ["This website"]
    assert [a.text for a in page.main.all("a")] == ["About privacy", "About the site", "More about the site"]


# --- Versions -----------------------------------------------------------------------------------------------------


def test_an_older_version_stays_readable_and_says_that_it_does_not_hold(client):
    notice = make_notice(slug="sample", begins=-10, body="<p>Old words.</p>")
    make_version(notice, begins=-3, body="<p>New words.</p>")

    now, then = read(client, ADDRESS), read(client, ADDRESS + "versions/1/")

    assert "New words." in words(now)
    assert "Old words." not in words(now)
    assert ADDRESS + "versions/1/" in now.main.links
    assert "Old words." in words(then)
    assert "It is not in force any more." in then.main.text
    assert ADDRESS in then.main.links
    assert then.one("meta", name="robots").attributes["content"] == "noindex"
    assert not now.all("meta", name="robots")


def test_a_version_planned_for_later_is_not_shown_before(client):
    notice = make_notice(slug="sample", begins=-10)
    make_version(notice, begins=3, body="<p>Later words.</p>")

    page = read(client, ADDRESS)

    assert "versions/2" not in " ".join(page.links)
    read(client, ADDRESS + "versions/2/", status=404)


@pytest.mark.parametrize("number", ["0", "7", "99999999999999999999999"])
def test_a_version_that_never_was_is_missing(client, number):
    make_notice(slug="sample")

    read(client, f"{ADDRESS}versions/{number}/", status=404)


@pytest.mark.parametrize(("number", "caching"), [("1", "public"), ("01", "private"), ("0001", "private")])
def test_a_version_is_kept_under_its_own_number_and_no_other_spelling_of_it(client, number, caching):
    make_notice(slug="sample")

    response = client.get(f"{ADDRESS}versions/{number}/")

    assert response.status_code == 200
    assert response.headers["Cache-Control"].startswith(caching)


def test_at_midnight_a_kept_page_gives_way_to_the_new_words(client, monkeypatch):
    notice = make_notice(slug="sample", begins=-10, body="<p>Old words.</p>")
    make_version(notice, begins=1, body="<p>New words.</p>")
    midnight = timezone.make_aware(datetime.combine(day(1), time.min))
    now = [midnight - timedelta(seconds=5)]
    monkeypatch.setattr(timezone, "now", lambda: now[0])
    forget_kept_pages()

    before = client.get(ADDRESS)
    with CaptureQueriesContext(connection) as asked:
        kept = client.get(ADDRESS)
    now[0] = midnight + timedelta(seconds=1)
    after = client.get(ADDRESS)

    assert len(asked) == 0
    assert b"Old words." in kept.content
    assert "s-maxage=5" in before.headers["Cache-Control"]
    assert b"New words." in after.content
    assert b"Old words." not in after.content


# --- States and languages -----------------------------------------------------------------------------------------


@pytest.fixture
def by_state():
    version = make_notice(slug="sample", body="<p>For all.</p>").versions.get()
    make_text(version, state="MD", body="<p>For Maryland.</p>")
    return version


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", "For all."),
        ("?state=MD", "For Maryland."),
        ("?state=md", "For Maryland."),
        ("?state=VA", "For all."),
        ("?state=CA", "For all."),
        ("?state=%20%22", "For all."),
        ("?state=MD&lang=xx", "For Maryland."),
    ],
)
def test_a_state_reads_its_own_words_or_those_for_all(client, by_state, query, shown):
    page = read(client, ADDRESS + query)

    found = {each for each in ("For all.", "For Maryland.") if each in words(page)}
    assert found == {shown}


def test_the_states_with_words_of_their_own_can_be_chosen(client, by_state):
    nav = read(client, ADDRESS + "?state=MD").main.one("nav", aria_labelledby="notice-states")

    assert nav.links == [ADDRESS, f"{ADDRESS}?state=MD"]
    assert nav.one(aria_current="true").text == "Maryland"


def test_a_notice_without_variants_offers_no_choice(client):
    make_notice(slug="sample")

    assert read(client, ADDRESS).main.all("nav") == []


def test_a_translation_can_be_chosen_and_is_marked_with_its_language(client):
    version = make_notice(slug="sample", body="<p>Words.</p>").versions.get()
    make_text(version, language="es", own_name="Español", body="<p>Palabras.</p>")

    page = read(client, ADDRESS + "?lang=es")

    assert page.main.one("section", id="lang-es").attributes["lang"] == "es"
    assert "Palabras." in words(page)
    assert "Words." not in words(page)
    assert page.main.one("a", hreflang="es", aria_current="true").text == "Español"


def test_every_language_stands_on_the_page_in_its_own_direction_with_its_own_name(client):
    make_notice(slug=LANGUAGE_HELP)

    page = read(client, HELP)

    sections = {part.attributes["lang"]: part for part in page.main.all("section", lang=True)}
    assert set(sections) == set(REQUIRED)
    assert {code for code, part in sections.items() if part.attributes["dir"] == "rtl"} == {"ar", "ur", "fa"}
    assert [level for level, name in sections["ar"].headings if name.startswith("العربية")] == [2]
    index = page.main.one("nav", aria_labelledby="notice-languages")
    assert {link.attributes["lang"]: link.attributes["href"] for link in index.all("a")} == {
        code: f"#lang-{code}" for code in REQUIRED
    }


def test_only_uncertified_words_are_said_to_be_so(client):
    make_notice(slug=LANGUAGE_HELP)
    NoticeText.objects.filter(language="es").update(needs_certified_review=False)

    page = read(client, HELP)

    said = "This translation has not been certified yet."
    uncertified = {part.attributes["lang"] for part in page.main.all("section", lang=True) if said in part.text}
    assert uncertified == set(REQUIRED) - {"en", "es"}


def test_the_number_to_call_is_that_of_the_state_or_of_each_state(client):
    make_notice(slug=LANGUAGE_HELP, body="<p>\u2066{phone}\u2069</p>")

    everywhere = read(client, HELP + "?lang=ar").main.one("section", lang="ar")
    maryland = read(client, HELP + "?lang=ar&state=MD").main.one("section", lang="ar")

    assert everywhere.links == ["tel:+1-301-555-0101", "tel:+1-301-555-0102", "tel:+1-301-555-0103"]
    assert "Maryland (301) 555-0101 · Pennsylvania" in everywhere.text
    assert maryland.links == ["tel:+1-301-555-0101"]
    assert "\u2066(301) 555-0101\u2069" in maryland.text
    assert maryland.one("span").attributes["dir"] == "ltr"


def test_without_a_telephone_line_no_placeholder_is_left(client, practice):
    practice.phone_lines.all().delete()
    make_notice(slug="sample", body="<p>Call {phone}.</p>")

    assert "Call the telephone number of your office." in words(read(client, ADDRESS))


# --- At the foot of every page ------------------------------------------------------------------------------------


def test_every_notice_in_force_is_at_the_foot_of_every_page(client):
    make_notice(slug="sample", short_title="Sample")
    make_notice(slug="draft", short_title="Unfinished", begins=None)
    make_notice(slug=LANGUAGE_HELP, short_title="Language help")

    for address in ("/", "/contact/", "/appointments/request/", "/search/?q=", ADDRESS):
        foot = read(client, address).one("footer")
        assert {ADDRESS, HELP, f"{HELP}#lang-ar"} <= set(foot.links)
        assert "Unfinished" not in foot.text
    read(client, "/nowhere/", status=404).one("footer").one("a", href=ADDRESS)


def test_languages_at_the_foot_are_named_in_themselves(client):
    make_notice(slug=LANGUAGE_HELP)

    link = read(client, "/").one("footer").one("a", lang="ar")

    assert (link.text, link.attributes["dir"]) == ("العربية", "rtl")


def test_the_foot_costs_one_query_however_many_notices_there_are(client):
    def asked():
        forget_kept_pages()
        with CaptureQueriesContext(connection) as queries:
            client.get("/treatments/")
        return [query["sql"] for query in queries if "practice_notice" in query["sql"]]

    none = asked()
    make_notice(slug=LANGUAGE_HELP)
    for _ in range(3):
        make_notice()

    assert len([sql for sql in asked() if "SELECT" in sql and "MIN(" not in sql]) == 1
    assert len([sql for sql in none if "SELECT" in sql and "MIN(" not in sql]) == 1


def test_a_notice_costs_as_many_queries_with_three_versions_as_with_one(client):
    def asked(address):
        pages.drop_all()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        return len(queries)

    notice = make_notice(slug="sample", begins=-10)
    client.get("/")  # the clock looks
    before = asked(ADDRESS), asked("/notices/")
    make_version(notice, begins=-5)
    make_version(notice, begins=-3)
    make_notice()

    assert (asked(ADDRESS), asked("/notices/")) == before
    assert max(before) <= 10


# --- Beside the request form --------------------------------------------------------------------------------------


def test_the_request_form_links_to_the_notices_that_hold_and_to_no_other(client, practice):
    practice.delete()
    make_everything()
    slugs = ("good-faith-estimate", "privacy-practices", "what-this-site-records")
    wanted = {f"/notices/{slug}/" for slug in slugs}
    before = set(read(client, "/appointments/request/").main.links)

    for slug in slugs:
        make_notice(slug=slug)

    after = set(read(client, "/appointments/request/").main.links)
    assert after - before == wanted
