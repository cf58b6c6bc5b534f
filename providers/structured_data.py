"""A provider in schema.org's words. Only what the page shows."""

from providers.models import Kind
from publishing.addresses import absolute


def provider_data(provider) -> dict:
    """IndividualPhysician for a physician; for a nurse practitioner, who is none, a Person with that job."""
    is_physician = provider.kind == Kind.PHYSICIAN
    data = {"@context": "https://schema.org", **(_physician(provider) if is_physician else _person(provider))}
    return {name: value for name, value in data.items() if value or value is False}


def _physician(provider) -> dict:
    """Schema.org counts a physician's practice as an organization, so there is no given or family name."""
    return {
        "@type": "IndividualPhysician",
        **_shared(provider),
        "practicesAt": _offices(provider),
        "availableService": [
            {
                "@type": "MedicalProcedure",
                "name": treatment.title,
                "url": absolute(treatment.get_absolute_url()),
            }
            for treatment in provider.treatments.all()
        ],
        **({"isAcceptingNewPatients": provider.is_accepting_new_patients} if provider.has_fresh_answer else {}),
    }


def _person(provider) -> dict:
    return {
        "@type": "Person",
        **_shared(provider),
        "givenName": provider.given_name,
        "familyName": provider.family_name,
        "honorificSuffix": provider.suffix,
        "jobTitle": provider.get_kind_display(),
        "workLocation": _offices(provider),
    }


def _shared(provider) -> dict:
    return {
        "name": provider.title,
        "description": provider.summary,
        "url": absolute(provider.get_absolute_url()),
        "image": absolute(provider.picture.url) if provider.picture else "",
        "knowsAbout": [specialty.name for specialty in provider.specialties.all()],
        "knowsLanguage": [language.code for language in provider.languages.all()],
        "hasCredential": [
            {
                "@type": "EducationalOccupationalCredential",
                "name": credential.wording,
                "recognizedBy": {"@type": "Organization", "name": credential.board},
            }
            for credential in provider.credentials.all()
        ],
    }


def _offices(provider) -> list[dict]:
    return [
        {
            "@type": "MedicalClinic",
            "name": office.title,
            "url": absolute(office.get_absolute_url()),
            "telephone": office.phone.as_e164,
        }
        for office in provider.locations.all()
    ]
