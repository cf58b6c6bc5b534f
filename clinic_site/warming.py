"""What a web process reads as it begins, so that it can speak when the database goes away a moment later."""

import logging

from django.db import Error as DatabaseUnavailable
from django.db import connections

from appointments.form_options import contact_options, request_options
from publishing.release import release
from publishing.remembered import read_or_remembered
from quiz.current import current_script

logger = logging.getLogger(__name__)

REMEMBERED = (request_options, contact_options)  # the practice and its notices are read for these


def warm_up() -> None:
    """The telephone numbers, what the forms offer, the quiz. Without a database a process begins all the same."""
    release()
    try:
        for read in REMEMBERED:
            read_or_remembered(read)
        current_script()
    except DatabaseUnavailable as error:
        logger.warning("Nothing could be read at the start: %s.", type(error).__name__)
    finally:
        connections.close_all()
