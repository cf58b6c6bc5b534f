"""Who of the staff may take care of what, and whose offices, desks and topics are whose."""

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet

from appointments.models import Desk, Topic
from appointments.querysets import ANSWER, MANAGE
from locations.models import Location

BACKEND = "django.contrib.auth.backends.ModelBackend"  # the one that knows groups and permissions


def answering_for(location=None, desk=None) -> QuerySet:
    """Staff who read the requests of this office or the messages of this desk; without either, of any."""
    people = get_user_model().objects
    members = people.with_perm(ANSWER, backend=BACKEND)
    if location is not None:
        members = members.filter(office_memberships__location=location)
    if desk is not None:
        members = members.filter(desk_memberships__desk=desk)
    managers = people.with_perm(MANAGE, backend=BACKEND)
    reading = Q(pk__in=members.values("pk")) | Q(pk__in=managers.values("pk"))
    return people.filter(reading, is_staff=True, is_active=True).order_by("last_name", "first_name", "username")


def name_of(user) -> str:
    """As colleagues know them."""
    return user.get_full_name() or user.get_username()


def offices_of(user) -> QuerySet:
    """The offices whose requests this user reads."""
    return Location.objects.all() if user.has_perm(MANAGE) else Location.objects.filter(memberships__user=user)


def desks_of(user) -> QuerySet:
    """The desks whose messages this user reads."""
    return Desk.objects.all() if user.has_perm(MANAGE) else Desk.objects.filter(memberships__user=user)


def topics_of(user) -> QuerySet:
    """The topics of those desks."""
    return Topic.objects.filter(desk__in=desks_of(user))
