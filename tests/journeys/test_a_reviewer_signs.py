"""A clinical reviewer reads a page, signs it, and is asked again when it changes or the time has come."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import make_staff, make_treatment
from tests.journeys.staff_desk import add_row, errors, open_form
from tests.pages.reading import parse, read
from treatments.models import Treatment

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def desk(client):
    client.force_login(make_staff(role="reviewer"))
    return client


@pytest.fixture
def treatment():
    return make_treatment(title="A small procedure")


def form_of(treatment):
    return f"/admin/treatments/treatment/{treatment.pk}/change/"


def sign(desk, treatment, **changes):
    signed = {"reviewed_by": "Dana Sample, MD", "reviewed_on": f"{TODAY}", "review_due_on": f"{TODAY + timedelta(365)}"}
    return desk.post(form_of(treatment), {**open_form(desk, form_of(treatment)), **signed, **changes})


def waiting(desk, list_name):
    """What the staff's index lists under that heading."""
    index = parse(desk.get("/admin/").content.decode())
    return index.one(id=f"todo-{list_name}").text


def test_a_signed_page_tells_the_public_who_and_when(desk, treatment):
    sign(desk, treatment)

    text = read(Client(), treatment.get_absolute_url()).one("section", id="review").text
    assert "Reviewed by Dana Sample, MD" in text
    assert "Next review due" in text
    assert "Not yet clinically reviewed" not in text


def test_the_page_leaves_the_list_of_pages_never_reviewed(desk, treatment):
    assert "A small procedure" in waiting(desk, "unreviewed")

    sign(desk, treatment)
    assert "A small procedure" not in waiting(desk, "unreviewed")


def test_a_name_without_a_date_is_refused_in_words(desk, treatment):
    response = sign(desk, treatment, reviewed_on="", review_due_on="")

    assert "A review needs both the reviewer's name and the date." in errors(response)
    assert Treatment.objects.get().reviewed_by == ""


def test_the_next_review_cannot_come_before_this_one(desk, treatment):
    response = sign(desk, treatment, review_due_on=f"{TODAY - timedelta(1)}")

    assert "The next review must be later than the last one" in errors(response)


def test_the_page_comes_back_when_its_review_is_due(desk):
    make_treatment(
        title="Due again", reviewed_by="Dana Sample, MD", reviewed_on=TODAY - timedelta(365), review_due_on=TODAY
    )

    assert "Due again" in waiting(desk, "reviews-due")


def test_a_page_changed_after_its_review_says_so_to_staff_and_public(desk):
    treatment = make_treatment(title="Changed since", reviewed_by="Dana Sample, MD", reviewed_on=TODAY - timedelta(3))

    assert "Changed since" in waiting(desk, "changed")
    assert "changed after this review" in read(Client(), treatment.get_absolute_url()).main.text


def test_a_risk_alone_added_later_is_a_change_of_the_page(desk):
    treatment = make_treatment(reviewed_by="Dana Sample, MD", reviewed_on=TODAY - timedelta(3))
    Treatment.objects.update(updated_at=timezone.now() - timedelta(9))
    desk.post(
        form_of(treatment), add_row(open_form(desk, form_of(treatment)), "risks", frequency="rare", text="A new risk")
    )

    assert "changed after this review" in read(Client(), treatment.get_absolute_url()).main.text


def test_an_edit_later_on_the_day_of_the_review_is_a_change(desk, treatment):
    sign(desk, treatment)
    edited = {**open_form(desk, form_of(treatment)), "summary": "It cures everything."}
    desk.post(form_of(treatment), edited)

    assert "changed after this review" in read(Client(), treatment.get_absolute_url()).main.text


def test_the_editors_form_shows_the_review_and_cannot_change_it(treatment, client):
    client.force_login(make_staff(role="editor"))

    fields = open_form(client, form_of(treatment))
    assert "reviewed_by" not in fields
    assert "reviewed_on" not in fields


def test_the_history_says_who_signed(desk, treatment):
    sign(desk, treatment)

    history = parse(desk.get(form_of(treatment).replace("change", "history")).content.decode())
    assert "staff-" in history.text
    assert "clinically reviewed by" in history.text.lower() or "Dana Sample" in history.text


def test_saving_without_changing_a_word_is_no_change(desk, loaded_content):
    treatment = Treatment.objects.get(slug="radiofrequency-ablation")
    sign(desk, treatment)
    signed = Treatment.objects.get(pk=treatment.pk)
    untouched = open_form(desk, form_of(treatment))
    as_a_browser_sends = {name: value.replace("\n", "\r\n") for name, value in untouched.items()}
    desk.post(form_of(treatment), as_a_browser_sends)

    treatment.refresh_from_db()
    assert treatment.updated_at == signed.updated_at
    assert "changed after this review" not in read(Client(), treatment.get_absolute_url()).main.text
