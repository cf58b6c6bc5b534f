"""Time that moves only when a test says so."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from publishing import content_version


class Hands:
    """The hands of every clock the site looks at."""

    def __init__(self):
        self.start = timezone.now()
        self.seconds = 0.0

    def now(self):
        return self.start + timedelta(seconds=self.seconds)

    def monotonic(self):
        return 1000 + self.seconds

    def forward(self, seconds):
        self.seconds += seconds


@pytest.fixture
def hands(monkeypatch):
    hands = Hands()
    monkeypatch.setattr(timezone, "now", hands.now)
    monkeypatch.setattr(content_version, "time", SimpleNamespace(monotonic=hands.monotonic))
    monkeypatch.setattr(content_version.clock, "seconds_between_looks", content_version.SECONDS_BETWEEN_LOOKS)
    return hands
