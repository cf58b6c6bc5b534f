"""A content editor writes a new treatment, looks at it, is refused for missing risks, completes and publishes it."""

import pytest
from django.test import Client
from django.utils import timezone

from pages.searching.indexing import refresh
from tests.factories import make_condition, make_group, make_staff
from tests.journeys.staff_desk import add_row, errors, open_form
from tests.pages.reading import forget_kept_pages, parse, read
from treatments.models import Treatment

pytestmark = pytest.mark.django_db

ADD = "/admin/treatments/treatment/add/"
PUBLIC = "/treatments/cold-spray/"


@pytest.fixture
def desk(client):
    client.force_login(make_staff(role="editor"))
    return client


@pytest.fixture
def client_of_the_public():
    return Client()


def draft(desk):
    """What the editor types first."""
    return {
        **open_form(desk, ADD),
        "title": "Cold spray for sore backs",
        "short_title": "Cold spray",
        "slug": "cold-spray",
        "summary": "A cooling spray on the skin that may calm pain for a while.",
        "group": str(make_group(name="Sprays").pk),
        "what_it_is": "<p>A <strong>cold</strong> spray.</p><script>alert(1)</script>",
    }


def publishing(form):
    now = timezone.localtime()
    return {**form, "publish_from_0": f"{now:%Y-%m-%d}", "publish_from_1": "00:00:00"}


def with_required_rows(form):
    form = add_row(form, "risks", frequency="common", text="Redness for an hour")
    return add_row(form, "urgency_cards", urgency="today", signs="you get a rash")


def change_address():
    return f"/admin/treatments/treatment/{Treatment.objects.get().pk}/change/"


def test_a_draft_is_seen_by_staff_in_the_preview_and_by_nobody_else(desk, client_of_the_public):
    desk.post(ADD, draft(desk))

    preview = read(desk, change_address().replace("change", "preview"))
    assert "Preview: not public." in preview.main.text
    assert preview.one("h1").text == "Cold spray for sore backs"
    assert preview.one("meta", name="robots").attributes["content"] == "noindex"
    assert client_of_the_public.get(PUBLIC).status_code == 404


def test_the_preview_is_kept_by_no_cache(desk):
    desk.post(ADD, draft(desk))

    assert "no-store" in desk.get(change_address().replace("change", "preview")).headers["Cache-Control"]


def test_the_public_cannot_see_the_preview(desk, client_of_the_public):
    desk.post(ADD, draft(desk))

    response = client_of_the_public.get(change_address().replace("change", "preview"))
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/admin/login/")


def test_publishing_without_risks_is_refused_in_words_and_nothing_is_lost(desk):
    response = desk.post(ADD, publishing(draft(desk)))

    said = errors(response)
    assert "This treatment cannot be public without risks." in said
    assert "This treatment cannot be public without “when to call”." in said
    assert "Cold spray for sore backs" in response.content.decode()
    assert not Treatment.objects.exists()


def test_the_completed_treatment_is_public_at_once_and_in_every_list(desk, client_of_the_public):
    condition = make_condition(title="Sore back")
    form = with_required_rows(publishing(draft(desk)))
    desk.post(ADD, add_row(form, "condition_links", condition=str(condition.pk)))

    page = read(client_of_the_public, PUBLIC)
    assert "Redness for an hour" in page.main.text
    assert "you get a rash" in page.one(data_urgency="today").text
    assert "alert" not in page.one("section", id="what-it-is").text
    assert "Not yet clinically reviewed." in page.main.text
    refresh()  # the worker does so every few seconds
    for address in ("/", "/treatments/", condition.get_absolute_url(), "/search/?q=cold+spray"):
        assert PUBLIC in read(client_of_the_public, address).links, address


def test_the_last_risk_of_a_public_treatment_cannot_be_deleted(desk):
    desk.post(ADD, with_required_rows(publishing(draft(desk))))

    response = desk.post(change_address(), {**open_form(desk, change_address()), "risks-0-DELETE": "on"})
    assert "cannot be public without risks" in errors(response)
    assert Treatment.objects.get().risks.count() == 1


def test_a_do_not_line_that_says_something_else_is_refused_at_its_field(desk):
    form = add_row(draft(desk), "advice", when="after", kind="do_not", text="Avoid the sun")

    assert "Begin this line with “Do not”" in errors(desk.post(ADD, form))


def test_two_cards_of_one_level_are_refused_in_words(desk):
    form = add_row(with_required_rows(draft(desk)), "urgency_cards", urgency="today", signs="you feel dizzy")

    said = errors(desk.post(ADD, form))
    assert said
    assert not Treatment.objects.exists()


def test_a_changed_address_keeps_the_old_one_working(desk, client_of_the_public):
    desk.post(ADD, with_required_rows(publishing(draft(desk))))
    desk.post(change_address(), {**open_form(desk, change_address()), "slug": "cooling-spray"})
    forget_kept_pages()

    response = client_of_the_public.get(f"{PUBLIC}?from=leaflet", follow=True)
    assert response.redirect_chain == [("/treatments/cooling-spray/?from=leaflet", 301)]
    assert parse(response.content.decode()).one("h1").text == "Cold spray for sore backs"


def test_an_address_changed_twice_leads_straight_to_the_last_one(desk, client_of_the_public):
    desk.post(ADD, with_required_rows(publishing(draft(desk))))
    for slug in ("second-spray", "third-spray"):
        desk.post(change_address(), {**open_form(desk, change_address()), "slug": slug})
    forget_kept_pages()

    for old in (PUBLIC, "/treatments/second-spray/"):
        assert client_of_the_public.get(old, follow=True).redirect_chain == [("/treatments/third-spray/", 301)]


def test_an_address_changed_back_leads_nowhere_else(desk, client_of_the_public):
    desk.post(ADD, with_required_rows(publishing(draft(desk))))
    for slug in ("second-spray", "cold-spray"):
        desk.post(change_address(), {**open_form(desk, change_address()), "slug": slug})

    read(client_of_the_public, PUBLIC)
    redirect = client_of_the_public.get("/treatments/second-spray/")
    assert redirect.headers["Location"] == PUBLIC


def test_the_editor_cannot_sign_a_review(desk):
    form = {
        **with_required_rows(publishing(draft(desk))),
        "reviewed_by": "Myself",
        "reviewed_on": f"{timezone.localdate()}",
    }
    desk.post(ADD, form)

    assert Treatment.objects.get().reviewed_by == ""
