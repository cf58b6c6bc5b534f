"""The practice in schema.org's words. Only what the pages show."""

from publishing.addresses import absolute


def practice_data(practice) -> dict:
    """A MedicalOrganization with its phone lines."""
    data = {
        "@context": "https://schema.org",
        "@type": "MedicalOrganization",
        "name": practice.name,
        "description": practice.tagline,
        "url": absolute("/"),
        "contactPoint": [
            {
                "@type": "ContactPoint",
                "telephone": line.number.as_e164,
                "areaServed": {"@type": "State", "name": str(line.get_state_display())},
            }
            for line in practice.phone_lines.all()
        ],
        "sameAs": [link.url for link in practice.social_links.all()],
    }
    return {name: value for name, value in data.items() if value}
