"""The staff's desk for providers: what may be published, what a form refuses, preview, history."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from providers.models import Provider
from publishing.models import Redirect
from tests.factories import make_staff
from tests.locations.factories import make_location
from tests.providers.factories import make_provider
from tests.publishing.admin_pages import add_row, errors_of, form_of

pytestmark = pytest.mark.django_db

LIST = reverse("admin:providers_provider_changelist")


@pytest.fixture(autouse=True)
def editor(client):
    staff = make_staff(role="editor")
    client.force_login(staff)
    return staff


def address(view, provider):
    return reverse(f"admin:providers_provider_{view}", args=[provider.pk])


def form_for(client, provider):
    return form_of(client.get(address("change", provider)), "provider_form")


def send(client, provider, **changes):
    return client.post(address("change", provider), {**form_for(client, provider), **changes})


def test_an_untouched_form_changes_nothing(client):
    on_the_second = timezone.now().replace(microsecond=0)  # the form's widget knows no less
    provider = make_provider(biography="<p>Asks first.</p>", publish_from=on_the_second)
    before = Provider.objects.values().get()

    response = send(client, provider)
    assert response.status_code == 302
    assert Provider.objects.values().get() == before


def test_nobody_is_published_without_an_office(client):
    response = send(client, make_provider(), locations=[])

    assert "Choose at least one public office" in errors_of(response)


def test_a_draft_office_is_not_enough(client):
    response = send(client, make_provider(), locations=[make_location(publish_from=None).pk])

    assert "Choose at least one public office" in errors_of(response)


def test_nobody_is_published_without_a_credential(client):
    provider = make_provider()

    response = send(client, provider, **{"credentials-0-DELETE": "on"})
    assert "cannot be public without a credential" in errors_of(response)
    assert provider.credentials.exists()


def test_nobody_is_published_at_an_office_of_a_state_without_a_license(client):
    provider = make_provider()

    response = send(client, provider, locations=[make_location(state="VA").pk])
    assert "An office above is in Virginia" in errors_of(response)
    assert [office.state for office in provider.locations.all()] == ["MD"]


def test_with_the_license_the_office_is_taken(client):
    provider = make_provider()
    fields = add_row(form_for(client, provider), "licenses", state="VA")
    fields["locations"] = [make_location(state="VA").pk]

    response = client.post(address("change", provider), fields)
    assert response.status_code == 302, errors_of(response)
    assert [office.state for office in provider.locations.all()] == ["VA"]


def test_a_draft_may_be_incomplete(client):
    provider = make_provider(with_credential=False, locations=[])
    empty = {"publish_from_0": "", "publish_from_1": ""}

    response = send(client, provider, summary="Another sentence.", **empty)
    assert response.status_code == 302, errors_of(response)
    assert Provider.objects.get().summary == "Another sentence."


def test_board_certified_typed_into_the_text_is_refused_with_the_way_out(client):
    response = send(client, make_provider(), summary="Board certified in everything.")

    assert "Add a credential below" in errors_of(response)


def test_publishing_many_leaves_out_who_is_incomplete(client):
    complete = make_provider(publish_from=None)
    incomplete = make_provider(publish_from=None, with_credential=False)

    sent = {"action": "publish_now", "_selected_action": [complete.pk, incomplete.pk]}
    answer = client.post(LIST, sent, follow=True).content.decode()
    assert list(Provider.objects.published()) == [complete]
    assert "Add at least one credential" in answer


def test_a_draft_can_be_previewed(client):
    draft = make_provider(publish_from=None, given_name="Newcomer")

    page = client.get(address("preview", draft)).content.decode()
    assert "Newcomer Sample, MD</h1>" in page
    assert "Preview: not public." in page


def test_an_old_address_leads_to_the_new_one(client):
    provider = make_provider(slug="alex")

    send(client, provider, slug="alex-sample")
    assert Redirect.objects.get().new_path == "/providers/alex-sample/"


def test_the_history_says_what_changed(client):
    provider = make_provider(summary="Before.")
    send(client, provider, summary="Between.")
    send(client, provider, summary="After.")

    history = client.get(address("history", provider)).content.decode()
    assert "Between." in history
    assert "After." in history


def test_the_list_shows_when_somebody_asked_about_new_patients(client):
    asked_on = timezone.localdate() - timedelta(days=2)
    make_provider(is_accepting_new_patients=True, accepting_checked_on=asked_on, given_name="Alex")

    page = client.get(LIST, {"q": "alex"}).content.decode()
    assert "Alex Sample, MD" in page
    assert f"{asked_on.day}, {asked_on.year}" in page
