"""Finds answers that suggest a treatment where others crowd it out: by changing answers as long as that helps."""

import random
from collections import Counter
from collections.abc import Iterator

from quiz.scoring import FEWEST_REASONS, MOST_OPTIONS, WEIGHT_AGAINST
from quiz.script import Asked, Choice, Script
from quiz.walking import Said, walk

SEED = 20261123  # the same tries every time, so that the same quiz always passes or never
STARTS, STEPS = 10, 120
FAR = -1000  # from being suggested, when it is ruled out


class Climb:
    """Answers without an emergency, changed question by question so that one treatment comes before the others."""

    def __init__(self, script: Script, treatment: int):
        self.script, self.treatment = script, treatment
        self.rng = random.Random(SEED)  # nosec B311, nothing secret is drawn

    def tries(self, first: Said) -> Iterator[Said]:
        """Complete sets of answers that come closer and closer, from the first one and then from others by chance."""
        for start in range(STARTS):
            yield from self.climbed({} if start else first)

    def climbed(self, first: Said) -> Iterator[Said]:
        """The first answers, and then each change of them that does not lead away."""
        said = self._completed(first)
        best = self.closeness(said)
        yield said
        for _step in range(STEPS):
            changed = self._changed(said)
            value = self.closeness(changed)
            if value >= best:
                said, best = changed, value
                yield said

    def closeness(self, said: Said) -> int:
        """How far the treatment is above the last one it has to beat; the larger the closer."""
        reasons = {reason.pk: reason for choice in walk(self.script, said).choices for reason in choice.reasons}
        speaking, scores, gone = Counter(), Counter(), set()
        for reason in reasons.values():
            speaking[reason.treatment] += reason.is_for
            scores[reason.treatment] += 1 if reason.is_for else -WEIGHT_AGAINST
            gone |= {reason.treatment} if reason.rules_out else set()
        if self.treatment in gone:
            return FAR
        rivals = [
            score
            for treatment, score in scores.items()
            if treatment != self.treatment and treatment not in gone and speaking[treatment] >= FEWEST_REASONS
        ]
        last = sorted(rivals, reverse=True)[MOST_OPTIONS - 1 : MOST_OPTIONS] or [0]
        return min(scores[self.treatment] - max(last[0], 0), speaking[self.treatment] - 1)

    def _changed(self, said: Said) -> Said:
        key = self.rng.choice(list(said))
        return self._completed({**said, key: self._picked(key, said[key])})

    def _completed(self, known: Said) -> Said:
        """From the first question to the end: what is known, and something by chance where the way is another."""
        said, key = {}, self.script.first
        while key:
            said[key] = known.get(key) or self._picked(key, ())
            key = self.script.questions[key].next_after(said[key])
        return said

    def _picked(self, key: str, before: tuple[str, ...]) -> tuple[str, ...]:
        """Another answer; of several, one more or one less."""
        asked = self.script.questions[key]
        choice = self.rng.choice(_safe(asked))
        if not asked.kind.takes_several or choice.stands_alone:
            return (choice.key,)
        beside = tuple(each for each in before if each != choice.key and not asked.choices[each].stands_alone)
        return beside if choice.key in before and beside else (*beside, choice.key)


def _safe(asked: Asked) -> list[Choice]:
    return [choice for choice in asked.choices.values() if choice.red_flag is None]
