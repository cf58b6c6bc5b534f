"""A provider's page, and the pages of treatments and offices that name its provider."""

from datetime import timedelta
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from locations import views as location_views
from locations.models import Language
from providers.models import Kind
from tests.factories import make_practice, make_treatment
from tests.locations.factories import make_location
from tests.pages.reading import forget_kept_pages, read
from tests.providers.factories import add_credential, make_complete_provider, make_provider
from treatments import views as treatment_views

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def practice():
    return make_practice()


def page_of(client, provider):
    return read(client, provider.get_absolute_url())


def test_the_page_says_who_where_and_what(client):
    treatment, spanish = make_treatment(), Language.objects.create(code="es", name="Spanish")
    office = make_location()
    provider = make_complete_provider(
        given_name="Alex", locations=[office], treatments=[treatment], languages=[spanish], slug="alex-sample"
    )

    page = page_of(client, provider)
    assert page.one("h1").text == "Alex Sample, MD"
    assert "Physician · Pain medicine" in page.main.text
    assert "English, Spanish" in page.main.text
    assert "Doctor of Medicine, Sample University (2006)" in page.main.text
    assert {office.get_absolute_url(), treatment.get_absolute_url()} <= set(page.main.links)
    assert f"/appointments/request/?location={office.slug}" in page.main.links
    assert page.title == "Alex Sample, MD – Pain and Spine Specialists"


def test_a_certificate_is_said_with_the_boards_full_name(client):
    page = page_of(client, make_provider())

    assert "Board certified in pain medicine by the Sample Board of Pain Medicine since 2012" in page.main.text


def test_a_nurse_practitioner_is_not_called_board_certified(client):
    page = page_of(client, make_provider(kind=Kind.NURSE_PRACTITIONER, suffix="CRNP"))

    assert "Certified in pain medicine by the Sample Board of Pain Medicine" in page.main.text
    assert "Board certified" not in page.main.text


def test_a_certificate_past_its_date_is_not_shown(client):
    provider = make_provider()
    add_credential(provider, subject="spines", certified_until=timezone.localdate() - DAY)

    page = page_of(client, provider)
    assert "spines" not in page.source
    assert "pain medicine by the Sample Board" in page.main.text


def test_a_certificate_that_nobody_checked_with_the_board_is_not_shown(client):
    provider = make_provider()
    add_credential(provider, subject="spines", verified_on=None)

    page = page_of(client, provider)
    assert "spines" not in page.source
    assert "pain medicine by the Sample Board" in page.main.text


def test_a_provider_whose_only_certificate_ended_keeps_the_page(client):
    provider = make_provider(with_credential=False)
    add_credential(provider, certified_until=timezone.localdate() - DAY)

    page = page_of(client, provider)
    assert page.one("h1").text == provider.title
    assert "ertified" not in page.main.text


@pytest.mark.parametrize(("answer", "words"), [(True, "Taking new patients"), (False, "Not taking new patients now")])
def test_the_answer_about_new_patients_stands_with_its_day(client, answer, words):
    day = timezone.localdate() - 3 * DAY
    page = page_of(client, make_provider(is_accepting_new_patients=answer, accepting_checked_on=day))

    assert f"{words} Checked on {day:%B} {day.day}, {day.year}" in page.main.text


def test_an_old_answer_is_not_shown(client):
    old = timezone.localdate() - 61 * DAY
    page = page_of(client, make_provider(is_accepting_new_patients=True, accepting_checked_on=old))

    assert "new patients" not in page.main.text


def test_initials_stand_where_there_is_no_portrait(client):
    page = page_of(client, make_provider(given_name="Alex"))

    (initials,) = [part for part in page.main.all("span", aria_hidden="true") if part.attributes["class"] == "portrait"]
    assert initials.text == "AS"


def test_a_portrait_says_what_it_shows(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    provider = make_provider(picture_alt="Alex Sample, smiling, in a white coat")
    provider.picture.save("x.webp", ContentFile(small_picture()))

    (portrait,) = page_of(client, provider).main.all("img")
    assert portrait.attributes["alt"] == "Alex Sample, smiling, in a white coat"


def small_picture() -> bytes:
    encoded = BytesIO()
    Image.new("RGB", (120, 120), "teal").save(encoded, format="WEBP")
    return encoded.getvalue()


def test_what_is_not_public_is_not_named(client):
    draft_office, draft_treatment = make_location(publish_from=None), make_treatment(publish_from=None)
    provider = make_provider(locations=[make_location(), draft_office], treatments=[draft_treatment])

    page = page_of(client, provider)
    assert draft_office.title not in page.source
    assert draft_treatment.title not in page.source


@pytest.mark.parametrize("changes", [{"publish_from": None}, {"with_credential": False}, {"locations": []}])
def test_somebody_who_is_not_public_is_nowhere(client, changes):
    treatment, office = make_treatment(slug="mild"), make_location(slug="office")
    make_provider(slug="zyxwvut", given_name="Zyxwvut", **{"treatments": [treatment], "locations": [office], **changes})

    assert client.get("/providers/zyxwvut/").status_code == 404
    for address in ("/providers/", "/treatments/mild/", "/locations/office/", "/sitemap.xml"):
        forget_kept_pages()
        assert "zyxwvut" not in client.get(address).content.decode().lower(), address


def test_the_trail_leads_back_to_the_list(client):
    page = page_of(client, make_provider())

    steps = page.structured_data["BreadcrumbList"]["itemListElement"]
    assert [urlsplit(step["item"]).path for step in steps][:2] == ["/", "/providers/"]


SHOWN_ON = {
    "treatment": (treatment_views, "Who does it", "who do it"),
    "location": (location_views, "Who works here", "who work here"),
}


@pytest.mark.parametrize("kind", SHOWN_ON)
def test_the_treatment_and_the_office_name_their_providers(client, kind):
    _views, heading, _all = SHOWN_ON[kind]
    treatment, office = make_treatment(), make_location()
    provider = make_provider(treatments=[treatment], locations=[office])

    section = read(client, {"treatment": treatment, "location": office}[kind].get_absolute_url()).one(id="providers")
    assert section.one("h2").text == heading
    assert section.links == [provider.get_absolute_url()]
    assert "Physician · Frederick, MD" in section.text


@pytest.mark.parametrize("kind", SHOWN_ON)
def test_beyond_a_few_a_link_leads_to_all_of_them(client, kind):
    views, _heading, words = SHOWN_ON[kind]
    treatment, office = make_treatment(slug="mild"), make_location(slug="mild")
    for _ in range(views.MOST_PROVIDERS + 1):
        make_provider(treatments=[treatment], locations=[office])

    section = read(client, {"treatment": treatment, "location": office}[kind].get_absolute_url()).one(id="providers")
    assert len(section.all("li")) == views.MOST_PROVIDERS
    assert section.links[-1] == f"/providers/?{kind}=mild"
    assert f"See all {views.MOST_PROVIDERS + 1} providers {words}" in section.text


def test_without_providers_there_is_neither_section_nor_entry(client):
    treatment = make_treatment()

    page = read(client, treatment.get_absolute_url())
    assert page.all(id="providers") == []
    assert "#providers" not in page.links


def queries(client, address):
    forget_kept_pages()
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("address", ["/providers/", "/providers/one/", "/treatments/mild/", "/locations/office/"])
def test_three_providers_cost_as_many_queries_as_one(client, address):
    treatment, office = make_treatment(slug="mild"), make_location(slug="office")
    spanish = Language.objects.create(code="es", name="Spanish")
    shared = {"treatments": [treatment], "locations": [office], "languages": [spanish]}
    one = make_complete_provider(slug="one", **shared)
    before = queries(client, address)
    for number in range(2):
        make_complete_provider(**shared)
        add_credential(one, subject=f"subject {number}")
        one.locations.add(make_location())

    assert queries(client, address) == before
