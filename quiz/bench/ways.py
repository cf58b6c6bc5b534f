"""Finds answers that lead through the quiz by given places, saying as little as possible on the way."""

from collections.abc import Collection
from functools import cached_property

from quiz.scoring import WEIGHT_AGAINST
from quiz.script import Asked, Choice, Script
from quiz.walking import Said

NEVER = -1000  # less than any reasons for can make up
PER_REASON = 10  # an answer that speaks for or against something is a longer way round than one that only leads on


class Ways:
    """All ways through one edition. Answers that are emergencies lead nowhere."""

    def __init__(self, script: Script):
        self.script = script
        self.quietest = {key: _quietest_by_next(asked) for key, asked in script.questions.items()}

    @cached_property
    def in_order(self) -> list[str]:
        """Every question that can be reached, each before those it leads to. The quiz must not loop."""
        order, seen, stack = [], set(), [self.script.first] if self.script.first else []
        while stack:
            key = stack[-1]
            missing = [to for to in self.quietest[key] if to and to not in seen]
            if missing and key not in seen:
                stack.extend(missing[:1])
                continue
            stack.pop()
            if key not in seen:
                seen.add(key)
                order.append(key)
        return order[::-1]

    @property
    def unreached(self) -> list[str]:
        """Questions that no way leads to, unless over an emergency."""
        reached = set(self.in_order)
        return [key for key in self.script.questions if key not in reached]

    def number(self, without: Collection[str] = ()) -> int:
        """How many ways there are from the first question to the end, or only those that ask none of these."""
        onward = {"": 1}
        for key in reversed(self.in_order):
            onward[key] = 0 if key in without else sum(onward[to] for to in self.quietest[key])
        return onward[self.script.first]

    def through(self, wanted: Said) -> Said | None:
        """Answers from the first question to the end that give the wanted ones, quiet in all else; None if none do."""
        said: Said = {}
        key = self.script.first
        for place in sorted(wanted, key=self._place):
            if not self._go(said, key, place):
                return None
            said[place] = wanted[place]
            key = self.script.questions[place].next_after(wanted[place])
        return said if self._go(said, key, "") else None

    def through_to(self, target: str) -> Said | None:
        """The quietest answers that lead to one question; None if no way does."""
        said: Said = {}
        return said if self._go(said, self.script.first, target) else None

    def _place(self, key: str) -> int:
        return self.in_order.index(key) if key in self.in_order else len(self.in_order)

    def _go(self, said: Said, key: str, target: str) -> bool:
        """Adds the quietest answers from one question to another; False when none lead there."""
        costs = self._costs_to(target)
        if key not in costs:
            return False
        while key != target:
            steps = {to: cost + costs[to] for to, (cost, _choice) in self.quietest[key].items() if to in costs}
            to = min(steps, key=steps.__getitem__)
            said[key] = (self.quietest[key][to][1].key,)
            key = to
        return True

    def _costs_to(self, target: str) -> dict[str, int]:
        """The least that must be said to come to the target, from every question from which one can."""
        known = self._known_costs.get(target)
        if known is None:
            known = {target: 0}
            for key in reversed(self.in_order):
                if key != target:
                    steps = [cost + known[to] for to, (cost, _choice) in self.quietest[key].items() if to in known]
                    if steps:
                        known[key] = min(steps)
            self._known_costs[target] = known
        return known

    def saying_most_for(self, treatment: int) -> Said:
        """One way on which as much as possible speaks for a treatment, and as little as possible against it."""
        best: dict[str, tuple[float, tuple[str, ...], str]] = {"": (0, (), "")}
        for key in reversed(self.in_order):
            told = [(*_best_picks(self.script.questions[key], to, treatment), to) for to in self.quietest[key]]
            best[key] = max((gain + best[to][0], picks, to) for gain, picks, to in told)
        said, key = {}, self.script.first
        while key:
            said[key], key = best[key][1:]
        return said

    @cached_property
    def _known_costs(self) -> dict[str, dict[str, int]]:
        return {}


def _quietest_by_next(asked: Asked) -> dict[str, tuple[int, Choice]]:
    """For each question this one can lead to: the answer that says least on the way there, and its cost."""
    found: dict[str, tuple[int, Choice]] = {}
    for choice in asked.choices.values():
        if choice.red_flag is None:
            cost = 0 if choice.is_not_sure else 1 + PER_REASON * len(choice.reasons)
            to = asked.next_after((choice.key,))
            if to not in found or cost < found[to][0]:
                found[to] = (cost, choice)
    return found


def _best_picks(asked: Asked, to: str, treatment: int) -> tuple[float, tuple[str, ...]]:
    """The answers on the way to a question that say most for a treatment, and how much that is."""
    safe = [choice for choice in asked.choices.values() if choice.red_flag is None]
    gains = {choice.key: _gain(choice, treatment) for choice in safe if asked.next_after((choice.key,)) == to}
    good = tuple(key for key, gain in gains.items() if gain > 0)
    if asked.kind.takes_several and good:
        return sum(gains[key] for key in good), good
    best = max(gains, key=gains.__getitem__)
    return gains[best], (best,)


def _gain(choice: Choice, treatment: int) -> float:
    mine = [reason for reason in choice.reasons if reason.treatment == treatment]
    if any(reason.rules_out for reason in mine):
        return NEVER
    return sum(1 if reason.is_for else -WEIGHT_AGAINST for reason in mine)
