"""There is one practice, one line a state, and its name and colours reach every page."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from practice.models import DEFAULT_ACCENT, DEFAULT_BRAND, PhoneLine, Practice
from tests.factories import make_practice, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BRAND_CSS = "/brand.css"


def test_there_is_only_one_practice():
    make_practice()

    with pytest.raises(IntegrityError, match="practice_only_one"), transaction.atomic():
        make_practice(pk=2, with_phone_lines=False)


def test_staff_cannot_add_a_second_practice(client):
    make_practice()
    client.force_login(make_staff())

    assert client.get(reverse("admin:practice_practice_add")).status_code == 403


def test_a_state_has_one_line():
    practice = make_practice()

    with pytest.raises(IntegrityError), transaction.atomic():
        PhoneLine.objects.create(practice=practice, state="MD", number="+13015550199")


def test_a_second_line_for_a_state_is_refused_in_words():
    practice = make_practice()

    with pytest.raises(ValidationError, match="already has a phone line"):
        PhoneLine(practice=practice, state="MD", number="+13015550199").full_clean()


def test_a_state_we_do_not_serve_is_refused():
    practice = make_practice(with_phone_lines=False)

    with pytest.raises(IntegrityError, match="state_known"), transaction.atomic():
        PhoneLine.objects.create(practice=practice, state="CA", number="+13015550199")


def test_a_number_is_stored_one_way_and_shown_as_people_write_it():
    practice = make_practice(with_phone_lines=False)
    line = PhoneLine(practice=practice, state="MD", number="(301) 555-0123")
    line.full_clean()
    line.save()

    line.refresh_from_db()

    assert line.number.as_e164 == "+13015550123"
    assert str(line) == "Maryland: (301) 555-0123"


@pytest.mark.parametrize("number", ["12", "call us", "+1 301 555", "301-555-01234567"])
def test_a_number_nobody_can_call_is_refused(number):
    practice = make_practice(with_phone_lines=False)

    with pytest.raises(ValidationError):
        PhoneLine(practice=practice, state="MD", number=number).full_clean()


@pytest.mark.parametrize("color", ["red", "#FFF", "#0b556", "0b5563", "#0b5563\n", "#0b556g", "", "#;}*{x"])
def test_a_colour_that_is_none_is_refused(color):
    practice = make_practice()
    practice.brand_color = color

    with pytest.raises(ValidationError):
        practice.full_clean()


def test_the_practice_comes_with_its_lines_in_a_fixed_number_of_queries(django_assert_num_queries):
    make_practice()

    with django_assert_num_queries(5):
        practice = Practice.objects.current()
        assert len(practice.phone_lines.all()) == 3
        assert not practice.social_links.all()
        assert not practice.care_steps.all()


def test_the_name_stands_on_every_page(client):
    make_practice(name="Sample Spine Clinic")

    for path in ("/", "/treatments/", "/conditions/", "/nothing/"):
        assert "Sample Spine Clinic" in client.get(path).content.decode()


def test_every_line_can_be_called_from_every_page(client):
    practice = make_practice()

    html = client.get("/conditions/").content.decode()

    assert all(f'href="{line.number.as_rfc3966}"' in html for line in practice.phone_lines.all())


@pytest.mark.parametrize(
    "path", ["/", "/treatments/", "/conditions/", "/search/", "/robots.txt", "/sitemap.xml", "/nothing/"]
)
def test_pages_stand_before_anybody_entered_the_practice(client, path):
    assert client.get(path).status_code == (404 if path == "/nothing/" else 200)


def test_the_colours_are_linked_only_when_somebody_chose_some(client, hands_off_cache):
    practice = make_practice()
    assert BRAND_CSS not in client.get("/").content.decode()

    for change in ({"brand_color": "#123456"}, {"brand_color": DEFAULT_BRAND, "accent_color": "#654321"}):
        Practice.objects.update(**change)
        hands_off_cache()
        assert f'href="{BRAND_CSS}"' in client.get("/").content.decode()

    Practice.objects.filter(pk=practice.pk).update(brand_color=DEFAULT_BRAND, accent_color=DEFAULT_ACCENT)
    hands_off_cache()
    assert BRAND_CSS not in client.get("/").content.decode()


@pytest.fixture
def hands_off_cache():
    from publishing.content_version import clock

    return clock.forget


def test_the_colours_are_a_stylesheet_for_light_and_dark(client):
    make_practice(brand_color="#3355ff", accent_color="#ff8800")

    response = client.get(BRAND_CSS)

    css = response.content.decode()
    assert response["Content-Type"] == "text/css; charset=utf-8"
    assert css.startswith("@layer tokens")
    assert css.count("--brand:") == css.count("--on-accent:") == 2
    assert "prefers-color-scheme: dark" in css
    assert css.count("{") == css.count("}")


def test_there_is_no_stylesheet_before_there_is_a_practice(client):
    assert client.get(BRAND_CSS).status_code == 404


def test_staff_give_the_practice_its_first_name(client):
    from tests.publishing.admin_pages import add_row, form_of

    client.force_login(make_staff())
    path = reverse("admin:practice_practice_add")
    fields = form_of(client.get(path), "practice_form")
    fields |= {"name": "N", "tagline": "T", "home_title": "H", "home_lead": "L", "how_it_works_title": "W"}
    add_row(fields, "phone_lines", state="MD", number="(301) 555-0123")

    client.post(path, fields)

    assert Practice.objects.get().pk == 1
    assert PhoneLine.objects.get().number.as_e164 == "+13015550123"
