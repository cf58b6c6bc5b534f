"""When each version of a notice held."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from practice.models import Notice, NoticeVersion


@dataclass(frozen=True)
class Held:
    """A version with the last day on which it held; None while it does."""

    version: NoticeVersion
    until: date | None


def history_of(notice: Notice) -> list[Held]:
    """Every version that holds or held, latest first. Each ends on the day before the next one began, or earlier."""
    found, next_began = [], None
    for version in notice.versions.begun():
        ends = [day for day in (version.in_force_until, next_began and next_began - timedelta(days=1)) if day]
        until = min(ends, default=None)
        found.append(Held(version, until if until and until < timezone.localdate() else None))
        next_began = version.in_force_from
    return found
