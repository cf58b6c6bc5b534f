"""Which status of a request may follow which."""

from appointments.models import Status

NEXT = {
    Status.NEW: (Status.CONTACTED, Status.SCHEDULED, Status.CLOSED),
    Status.CONTACTED: (Status.SCHEDULED, Status.CLOSED),
    Status.SCHEDULED: (Status.SEEN, Status.SCHEDULED, Status.CONTACTED, Status.CLOSED),  # again: at another time
    Status.SEEN: (Status.CLOSED,),
    Status.CLOSED: (Status.CONTACTED,),
    Status.WITHDRAWN: (),
}
WITHDRAWABLE = (Status.NEW, Status.CONTACTED, Status.SCHEDULED)


def may_become(status: str, wanted: str) -> bool:
    """Whether staff may set this status after that one."""
    return wanted in NEXT[Status(status)]
