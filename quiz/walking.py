"""The way through the quiz that a patient's answers take."""

from dataclasses import dataclass
from functools import cached_property

from quiz.script import Asked, Choice, Script, signs_of
from treatments.models import RedFlag

Said = dict[str, tuple[str, ...]]  # the keys of the answers given, by the key of their question


@dataclass(frozen=True)
class Step:
    """A question on the way, and the answers given to it."""

    asked: Asked
    choices: tuple[Choice, ...]


@dataclass(frozen=True)
class Walk:
    """The questions answered so far, in order, and the key of the one that comes next; empty at the end."""

    steps: tuple[Step, ...]
    next: str

    @cached_property
    def red_flags(self) -> list[RedFlag]:
        """Signs of an emergency among the answers. Then nothing else counts."""
        return signs_of(self.choices)

    @property
    def choices(self) -> list[Choice]:
        return [choice for step in self.steps for choice in step.choices]

    @property
    def is_complete(self) -> bool:
        return not self.next

    @cached_property
    def keys(self) -> list[str]:
        """The questions answered, in order."""
        return [step.asked.key for step in self.steps]

    @property
    def flagged(self) -> str:
        """The first question whose answer is a sign of an emergency."""
        return next((step.asked.key for step in self.steps if any(choice.red_flag for choice in step.choices)), "")

    def number_before(self, key: str) -> int:
        """How many questions come before that one."""
        return self.keys.index(key) if key in self.keys else len(self.keys)

    def before(self, key: str) -> str:
        """The question before that one, empty when it is the first."""
        number = self.number_before(key)
        return self.keys[number - 1] if number else ""

    def after(self, key: str) -> str:
        """The question after that one on the way, empty when the result comes."""
        return [*self.keys, self.next][self.number_before(key) + 1] if key in self.keys else self.next


def walk(script: Script, said: Said) -> Walk:
    """Follows the answers from the first question on. Answers to questions off the way do not count.

    Raises KeyError for an answer that the question does not have.
    """
    steps, key, seen = [], script.first, set()
    while key and key in said and key not in seen:
        seen.add(key)
        asked = script.questions[key]
        steps.append(Step(asked, tuple(asked.choices[choice] for choice in said[key])))
        key = asked.next_after(said[key])
    return Walk(tuple(steps), key)
