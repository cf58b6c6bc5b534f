"""Makes a process one that counts: it takes a slot, saves every few seconds, and once more at its end."""

import logging
import threading
from pathlib import Path

from django.conf import settings

from clinic_site.watching.slots import Slot
from clinic_site.watching.tally import tally
from publishing.page_cache import pages

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_SAVES = 5


class Counting:
    """Begins when it is made; a thread of its own does the rest."""

    def __init__(self):
        tally.forget()  # what was counted before the fork is the parent's
        self._hits = pages.hits
        self._slot = Slot(Path(settings.METRICS_FOLDER))
        tally.add(self._slot.load())
        self._ended = threading.Event()
        self._saver = threading.Thread(target=self._save_again_and_again, daemon=True, name="figures")
        self._saver.start()

    def end(self):
        self._ended.set()
        self._saver.join()
        self.save()
        self._slot.give_back()

    def save(self):
        """Writes down what was counted so far; a disk that is full is no reason to stop answering."""
        hits = pages.hits
        tally.count("page_cache_hits", by=hits - self._hits)
        self._hits = hits
        try:
            self._slot.save(tally.as_saved())
        except OSError as error:
            logger.warning("Figures could not be saved (%s).", error.strerror)

    def _save_again_and_again(self):
        while not self._ended.wait(SECONDS_BETWEEN_SAVES):
            self.save()
