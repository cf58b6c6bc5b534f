"""Makes providers for tests that are complete, valid and public; every field can be changed by name."""

from datetime import timedelta

from django.utils import timezone

from providers.models import Kind, Provider
from tests.factories import numbers
from tests.locations.factories import make_location


def make_provider(*, locations=None, treatments=(), languages=(), licenses=("MD",), with_credential=True, **changes):
    """A public physician with one credential, licensed in Maryland, at an office in Frederick unless others are given."""
    number = next(numbers)
    fields = {
        "slug": f"provider-{number}",
        "given_name": f"Given{number}",
        "family_name": "Sample",
        "suffix": "MD",
        "kind": Kind.PHYSICIAN,
        "focus": "Pain medicine",
        "summary": f"What provider {number} does, in one sentence.",
        "publish_from": timezone.now() - timedelta(days=1),
    }
    provider = Provider.objects.create(**{**fields, **changes})
    provider.locations.set([make_location()] if locations is None else locations)
    provider.treatments.set(treatments)
    provider.languages.set(languages)
    for state in licenses:
        provider.licenses.create(state=state)
    if with_credential:
        add_credential(provider)
    return provider


def add_credential(provider, **changes):
    """One more certificate, in pain medicine since 2012, checked and without an end."""
    fields = {"board": "Sample Board of Pain Medicine", "subject": "pain medicine", "since_year": 2012, "position": 1}
    fields["verified_on"] = timezone.localdate()
    return provider.credentials.create(**{**fields, **changes})


def make_complete_provider(**changes):
    """A provider whose page has every section."""
    provider = make_provider(
        biography="<p>Asks what you would like to do again.</p>",
        is_accepting_new_patients=True,
        accepting_checked_on=timezone.localdate() - timedelta(days=3),
        **changes,
    )
    provider.specialties.create(name="Lower back pain", position=1)
    provider.education.create(what="Doctor of Medicine", where="Sample University", year=2006, position=1)
    return provider
