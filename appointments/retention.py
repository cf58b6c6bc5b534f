"""How long what patients send is kept, by what became of it."""

from datetime import timedelta

from appointments.models import Status

REQUESTS = {
    Status.SEEN: timedelta(days=90),  # the patient's record is kept elsewhere; this was only the way in
    Status.CLOSED: timedelta(days=90),
    Status.WITHDRAWN: timedelta(days=30),
}
OPEN_REQUESTS = timedelta(days=365)  # nobody answered for a year: then it helps nobody any more
MESSAGES = timedelta(days=90)  # after the answer
UNANSWERED_MESSAGES = timedelta(days=365)
MAIL = timedelta(days=30)  # after it was sent or given up
ACCESS_RECORDS = timedelta(days=6 * 365 + 2)  # 45 CFR 164.316(b)(2): six years
