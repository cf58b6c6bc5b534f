"""What this process has counted and timed so far, kept in its memory: a dictionary and a lock."""

import threading
from bisect import bisect_left

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)  # seconds

Key = tuple[str, ...]  # the name of a figure, then its labels


class Tally:
    """Counts only grow; times are counted by how long they took; marks are the last moment of something."""

    def __init__(self):
        self._lock = threading.Lock()
        self.forget()

    def forget(self):
        self._counts: dict[Key, float] = {}
        self._times: dict[Key, list[float]] = {}
        self._marks: dict[Key, float] = {}

    def count(self, *key: str, by: float = 1):
        with self._lock:
            self._counts[key] = self._counts.get(key, 0) + by

    def time(self, *key: str, seconds: float):
        with self._lock:
            timed = self._times.get(key)
            if timed is None:
                timed = self._times[key] = [0] * (len(BUCKETS) + 2)  # the last two: longer than all, and the sum
            timed[bisect_left(BUCKETS, seconds)] += 1
            timed[-1] += seconds

    def mark(self, *key: str, moment: float):
        with self._lock:
            self._marks[key] = max(moment, self._marks.get(key, 0))

    def as_saved(self) -> dict:
        """All of it, as JSON has it."""
        with self._lock:
            kinds = {"counts": self._counts, "times": self._times, "marks": self._marks}
            return {kind: [[list(key), value] for key, value in found.items()] for kind, found in kinds.items()}

    def add(self, saved: dict):
        """What another process, or this one's predecessor, had counted."""
        for key, value in saved.get("counts", []):
            self.count(*key, by=value)
        for key, moment in saved.get("marks", []):
            self.mark(*key, moment=moment)
        with self._lock:
            for key, timed in saved.get("times", []):
                known = self._times.get(tuple(key), [0] * len(timed))
                self._times[tuple(key)] = [one + other for one, other in zip(known, timed, strict=True)]

    def counts(self, name: str) -> dict[Key, float]:
        """By its labels."""
        return _labelled(self._counts, name)

    def times(self, name: str) -> dict[Key, list[float]]:
        return _labelled(self._times, name)

    def marks(self, name: str) -> dict[Key, float]:
        return _labelled(self._marks, name)


def _labelled(found: dict, name: str) -> dict:
    return {key[1:]: value for key, value in sorted(found.items()) if key[0] == name}


tally = Tally()
