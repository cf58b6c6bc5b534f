"""Finds answers that put a treatment among the suggestions."""

from collections.abc import Iterable
from itertools import chain, combinations, islice

from quiz.bench.climbing import Climb
from quiz.bench.ways import Ways
from quiz.scoring import FEWEST_REASONS, outcome_of
from quiz.script import Named, Script
from quiz.walking import Said, walk

MOST_TRIES = 500  # sets of answers of each size tried for one treatment


def example_for(script: Script, ways: Ways, treatment: Named, given: Said | None = None) -> Said | None:
    """Answers that put this treatment among the suggestions, with the given ones; None when none were found."""
    return _Search(script, ways, treatment, given or {}).found()


class _Search:
    """What is tried for one treatment: few answers first, so that the example is short to read."""

    def __init__(self, script: Script, ways: Ways, treatment: Named, given: Said):
        self.script, self.ways, self.treatment, self.given = script, ways, treatment, given
        self.speaking = [
            (key, choice.key, reason.pk)
            for key, asked in script.questions.items()
            for choice in asked.choices.values()
            for reason in choice.reasons
            if reason.treatment == treatment.pk and reason.is_for and choice.red_flag is None
        ]

    def found(self) -> Said | None:
        if len({reason for _key, _choice, reason in self.speaking}) < FEWEST_REASONS:
            return None
        pairs = self._tried(combinations(self.speaking, FEWEST_REASONS))
        if pairs is not None:
            return pairs
        most = self.ways.saying_most_for(self.treatment.pk)
        if not self.given and self._suggests(most):
            return most
        larger = (islice(combinations(self.speaking, FEWEST_REASONS + n), MOST_TRIES) for n in (1, 2))
        found = self._tried(chain.from_iterable(larger), 2 * MOST_TRIES)
        if found is not None or self.given:
            return found
        climbed = Climb(self.script, self.treatment.pk).tries(most)
        return next((said for said in climbed if self._suggests(said)), None)

    def _tried(self, sets: Iterable[tuple], most: int = MOST_TRIES) -> Said | None:
        """The first of the sets of answers that suggests the treatment."""
        said = (self._together(chosen) for chosen in islice(sets, most))
        return next((each for each in said if each is not None and self._suggests(each)), None)

    def _together(self, chosen: tuple) -> Said | None:
        """One way through the given answers and all of these, each speaking for another line."""
        wanted = dict(self.given)
        for key, choice, _reason in chosen:
            if choice not in wanted.get(key, ()):
                wanted[key] = (*wanted.get(key, ()), choice)
        if len({reason for _key, _choice, reason in chosen}) < len(chosen):
            return None
        if any(len(picked) > 1 and not self._go_together(key, picked) for key, picked in wanted.items()):
            return None
        return self.ways.through(wanted)

    def _go_together(self, key: str, picked: tuple[str, ...]) -> bool:
        asked = self.script.questions[key]
        return asked.kind.takes_several and not any(asked.choices[each].stands_alone for each in picked)

    def _suggests(self, said: Said) -> bool:
        way = walk(self.script, said)
        options = outcome_of(self.script, way.choices).options
        return way.is_complete and not way.red_flags and self.treatment in [option.treatment for option in options]
