"""Counts words that found nothing, so that staff learn which words are missing. Nothing about who typed them."""

import logging
import re
from datetime import date, timedelta

from django.db import Error as DatabaseUnavailable
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import salted_hmac

from publishing.models import EmptySearch

logger = logging.getLogger(__name__)

DAYS_UNTIL_TOLD = 3
KEPT_FOR = timedelta(days=90)
MOST_NEW_A_DAY = 500  # whoever types rubbish by the thousand fills no disk
MOST_WORDS = 4
PLAIN_WORD = re.compile(r"[a-z]{3,30}")


def note(unknown: list[str], typed: str) -> None:
    """Counts each of these words once a day. Never a number, an address, or two words together.

    The page is shown whether or not this succeeds.
    """
    if "@" in typed or sum(sign.isdigit() for sign in typed) >= 3 or len(unknown) > MOST_WORDS:
        return
    try:
        for word in dict.fromkeys(unknown):
            if PLAIN_WORD.fullmatch(word):
                _count(word, timezone.localdate())
    except DatabaseUnavailable:
        logger.exception("A search that found nothing could not be counted.")


def _count(word: str, today: date) -> None:
    key = salted_hmac("pages.searching.empty", word, algorithm="sha256").hexdigest()
    known = EmptySearch.objects.filter(key=key)
    row = known.first()
    if row is None and EmptySearch.objects.new_on(today).count() < MOST_NEW_A_DAY:
        EmptySearch.objects.bulk_create([EmptySearch(key=key, first_on=today, last_on=today)], ignore_conflicts=True)
    elif row and row.last_on < today:
        with transaction.atomic():
            known.filter(last_on__lt=today).update(days=F("days") + 1, last_on=today)
            known.filter(days__gte=DAYS_UNTIL_TOLD).update(word=word)


def forget_old() -> int:
    """Deletes words that nobody typed for as long as they are kept. Returns how many."""
    return EmptySearch.objects.older_than(timezone.localdate() - KEPT_FOR).delete()[0]
