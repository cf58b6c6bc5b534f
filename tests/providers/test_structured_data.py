"""What a provider's page tells search engines is what it tells people."""

from datetime import timedelta

import pytest
from django.utils import timezone

from locations.models import Language
from providers.models import Kind
from tests.factories import make_practice, make_treatment
from tests.pages.reading import read
from tests.providers.factories import add_credential, make_complete_provider, make_provider

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def texts(value) -> list[str]:
    """Every text inside but types, addresses, codes and numbers of the format itself."""
    if isinstance(value, dict):
        hidden = ("@type", "@context", "url", "telephone", "knowsLanguage", "isAcceptingNewPatients")
        return [text for name, inner in value.items() if name not in hidden for text in texts(inner)]
    return [text for inner in value for text in texts(inner)] if isinstance(value, list) else [value]


@pytest.mark.parametrize(
    ("kind", "suffix", "type_"),
    [(Kind.PHYSICIAN, "MD", "IndividualPhysician"), (Kind.NURSE_PRACTITIONER, "CRNP", "Person")],
)
def test_every_word_of_it_can_be_read_on_the_page(client, kind, suffix, type_):
    make_practice()
    treatment = make_treatment(title="MILD", short_title="MILD")
    provider = make_complete_provider(kind=kind, suffix=suffix, treatments=[treatment])

    page = read(client, provider.get_absolute_url())
    data = page.structured_data[type_]
    assert data["name"] == page.one("h1").text
    assert [text for text in texts(data) if text not in page.main.text] == []


def test_a_physician_has_offices_treatments_and_certificates(client):
    treatment = make_treatment()
    spanish = Language.objects.create(code="es", name="Spanish")
    provider = make_complete_provider(treatments=[treatment], languages=[spanish])

    data = read(client, provider.get_absolute_url()).structured_data["IndividualPhysician"]
    assert data["practicesAt"][0]["name"] == provider.locations.get().title
    assert data["availableService"][0]["name"] == treatment.title
    assert data["hasCredential"][0]["recognizedBy"]["name"] == "Sample Board of Pain Medicine"
    assert data["knowsLanguage"] == ["es"]
    assert data["isAcceptingNewPatients"] is True


def test_a_nurse_practitioner_is_not_called_a_physician(client):
    provider = make_provider(kind=Kind.NURSE_PRACTITIONER, suffix="CRNP")

    data = read(client, provider.get_absolute_url()).structured_data
    assert data["Person"]["jobTitle"] == "Nurse practitioner"
    assert "IndividualPhysician" not in data


def test_a_certificate_that_ended_is_not_in_it(client):
    provider = make_provider(with_credential=False)
    add_credential(provider, certified_until=timezone.localdate() - timedelta(days=1))

    assert "hasCredential" not in read(client, provider.get_absolute_url()).structured_data["IndividualPhysician"]


@pytest.mark.parametrize(("days", "said"), [(5, False), (61, None)])
def test_a_no_to_new_patients_is_said_while_it_counts(client, days, said):
    asked_on = timezone.localdate() - timedelta(days=days)
    provider = make_provider(is_accepting_new_patients=False, accepting_checked_on=asked_on)

    data = read(client, provider.get_absolute_url()).structured_data["IndividualPhysician"]
    assert data.get("isAcceptingNewPatients") is said
