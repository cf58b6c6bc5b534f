"""What the public forms offer to choose from, read in one go: a form itself asks the database nothing to be shown."""

from dataclasses import dataclass

from django.utils import timezone

from appointments.models import ConsentWording, Topic
from locations.models import Location
from practice.models import CompensationRule, Practice
from practice.notices.in_force import NoticesInForce, notices_in_force
from publishing.remembered import read_or_remembered
from treatments.models import RedFlag, Treatment


@dataclass(frozen=True)
class RequestOptions:
    """For the request form. Offices and treatments by slug, red flags by id, wordings by purpose, rules by state."""

    practice: Practice | None
    offices: dict[str, Location]
    treatments: dict[str, str]
    red_flags: dict[str, RedFlag]
    wordings: dict[str, ConsentWording]
    rules: dict[str, CompensationRule]
    notices: NoticesInForce

    def offices_by_state(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """As a list with groups wants them."""
        groups = {}
        for slug, office in self.offices.items():
            groups.setdefault(office.get_state_display(), []).append((slug, f"{office.title}: {office.street}"))
        return list(groups.items())


@dataclass(frozen=True)
class ContactOptions:
    """For the contact form. Topics by id."""

    practice: Practice | None
    topics: dict[str, Topic]
    notices: NoticesInForce


def request_options() -> RequestOptions:
    return RequestOptions(
        practice=Practice.objects.current(),
        offices={office.slug: office for office in Location.objects.published()},
        treatments={treatment.slug: treatment.title for treatment in Treatment.objects.published()},
        red_flags={str(flag.pk): flag for flag in RedFlag.objects.all()},
        wordings=ConsentWording.objects.in_force(timezone.now()),
        rules={rule.state: rule for rule in CompensationRule.objects.all()},
        notices=read_or_remembered(notices_in_force),
    )


def contact_options() -> ContactOptions:
    topics = Topic.objects.select_related("desk")
    return ContactOptions(
        practice=Practice.objects.current(),
        topics={str(topic.pk): topic for topic in topics},
        notices=read_or_remembered(notices_in_force),
    )
