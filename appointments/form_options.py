"""What the public forms offer to choose from, read before a form is made: the form itself asks nothing."""

from dataclasses import dataclass

from django.utils import timezone

from appointments.models import ConsentWording, Topic
from locations.models import Location
from practice.context_processors import current_practice
from practice.models import CompensationRule, Practice
from practice.notices.in_force import NoticesInForce, notices_in_force
from publishing.remembered import read_once
from treatments.emergency import shared_red_flags
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
    """Only the wordings of consents are read at every call: they are no content, and each must be the one in force."""
    return RequestOptions(
        practice=read_once(current_practice),
        offices=read_once(offices_to_choose),
        treatments=read_once(treatments_to_choose),
        red_flags={str(flag.pk): flag for flag in read_once(shared_red_flags)},
        wordings=ConsentWording.objects.in_force(timezone.now()),
        rules=read_once(compensation_rules),
        notices=read_once(notices_in_force),
    )


def contact_options() -> ContactOptions:
    """Topics are read at every call: their desks are no content."""
    topics = Topic.objects.select_related("desk")
    return ContactOptions(
        practice=read_once(current_practice),
        topics={str(topic.pk): topic for topic in topics},
        notices=read_once(notices_in_force),
    )


def offices_to_choose() -> dict[str, Location]:
    return {office.slug: office for office in Location.objects.published()}


def treatments_to_choose() -> dict[str, str]:
    return {treatment.slug: treatment.title for treatment in Treatment.objects.published()}


def compensation_rules() -> dict[str, CompensationRule]:
    return {rule.state: rule for rule in CompensationRule.objects.all()}
