"""One request that is fired, and the batches they come in. The same seed makes the same batches."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from scripts.hostile.http_client import request
from scripts.hostile.marks import marked


@dataclass(frozen=True)
class Shot:
    """One request. A broken one may stay without an answer."""

    name: str
    method: str
    raw: bytes
    is_broken: bool = False


@dataclass(frozen=True)
class Batch:
    """Requests that belong together; they are made when their turn comes, some from a page opened right then."""

    name: str
    make: Callable[[Random], Iterable[Shot]]

    def shots(self, seed: str) -> Iterable[Shot]:
        return self.make(Random(f"{seed} {self.name}"))


class Gun:
    """Makes the shots of one batch, numbered, each with a mark of its own."""

    def __init__(self, name: str):
        self.name, self.number = name, 0

    def next_name(self) -> str:
        self.number += 1
        return f"{self.name} #{self.number}"

    def shot(self, method: str, target: bytes, headers, body: bytes = b"", is_broken: bool = False) -> Shot:
        """MARK is replaced wherever it stands."""
        name = self.next_name()
        headers = [(key, marked(value, name)) for key, value in headers]
        return Shot(name, method, request(method, marked(target, name), headers, marked(body, name)), is_broken)
