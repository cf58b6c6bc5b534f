"""What the quiz remembers between two pages: the answers, signed, in a hidden field of the form and nowhere else."""

import zlib
from dataclasses import dataclass, field
from datetime import timedelta

from django.core import signing

from quiz.script import Script
from quiz.walking import Said, Walk, walk

SALT = "quiz.state"
LONGEST = 60_000  # characters; the checks let no quiz through whose answers could be longer
GOOD_FOR = timedelta(hours=4)  # somebody may read about a treatment in between; a shared computer should forget


# What a text that is not ours can raise, and one of ours that another edition wrote.
UNREADABLE = (
    signing.BadSignature,
    zlib.error,
    RecursionError,
    OverflowError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)


class StateError(Exception):
    """The state cannot be used: changed on its way, cut off, too old, of another edition or not ours."""


@dataclass(frozen=True)
class State:
    """The answers so far. `at` is the question shown, empty on the result's page.

    With `is_changing` somebody came from the result to change one answer, and goes back there when nothing is missing.
    """

    edition: int
    said: Said = field(default_factory=dict)
    at: str = ""
    is_changing: bool = False

    @property
    def sealed(self) -> str:
        """What stands in the form."""
        content = [self.edition, self.at, int(self.is_changing), {key: list(said) for key, said in self.said.items()}]
        return signing.dumps(content, salt=SALT, compress=True)


def opened(text: str, script: Script) -> tuple[State, Walk]:
    """The state that came back with a form, and the way it describes. Raises StateError."""
    if not text or len(text) > LONGEST:
        raise StateError
    try:
        edition, at, is_changing, said = signing.loads(text, salt=SALT, max_age=GOOD_FOR)
        state = State(edition, {key: tuple(keys) for key, keys in said.items()}, at, bool(is_changing))
        return state, _walk(script, state)
    except UNREADABLE as error:
        raise StateError from error


def _walk(script: Script, state: State) -> Walk:
    """Raises KeyError for answers that this edition cannot have, on the way or off it."""
    if state.edition != script.edition:
        raise KeyError(state.edition)
    known = state.said.keys() & script.questions.keys()
    if not all(script.questions[key].allows(state.said[key]) for key in known):
        raise KeyError(state.said)
    way = walk(script, state.said)
    on_the_way = {step.asked.key for step in way.steps} | {way.next}
    if state.at not in on_the_way:
        raise KeyError(state.at)
    return way
