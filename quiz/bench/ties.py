"""Reasons that an answer gained or lost, and answers to which each of them matters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from quiz.bench.changes import changed_answers
from quiz.bench.climbing import FAR, Climb
from quiz.bench.outcomes import outcome_in_words
from quiz.bench.ways import Ways
from quiz.script import Choice, Reason, Script
from quiz.walking import Said

STARTS = 5


@dataclass(frozen=True)
class Tie:
    """A reason that an answer has in `script`, one of two editions. `without` is that edition without this tie only."""

    script: Script
    without: Script
    key: str
    picked: str
    reason: Reason

    def matters_to(self, said: Said) -> bool:
        is_given = self.picked in said.get(self.key, ())  # asked first, because walking takes time
        return is_given and outcome_in_words(self.script, said) != outcome_in_words(self.without, said)

    def sought(self, differs: Callable[[Said], bool]) -> Said | None:
        """Few answers that differ and to which it matters, with “not sure” to the rest; None when none were found."""
        found = next(filter(differs, self._tries()), None)
        return _shortened(found, lambda less: differs(less) and self.matters_to(less)) if found else None

    def _tries(self) -> Iterator[Said]:
        """Sets of answers to which it matters, as far as some are found."""
        first = Ways(self.script).through({self.key: (self.picked,)})
        if first is None:
            return
        climb = _Climb(self)
        for _start in range(STARTS):
            yield from filter(self.matters_to, climb.climbed(first))


def _shortened(said: Said, holds: Callable[[Said], bool]) -> Said:
    """The same without the answers that it holds without."""
    for key, picked in [(key, each) for key, answers in said.items() for each in answers]:
        kept = tuple(each for each in said[key] if each != picked)
        less = {**said, key: kept} if kept else {other: answers for other, answers in said.items() if other != key}
        if holds(less):
            said = less
    return said


class _Climb(Climb):
    """Answers that bring the treatment to where one reason more or less decides, and keep the one with the tie."""

    def __init__(self, tie: Tie):
        super().__init__(tie.script if tie.reason.is_for else tie.without, tie.reason.treatment)
        self.tie = tie

    def closeness(self, said: Said) -> int:
        if self.tie.picked not in said.get(self.tie.key, ()):
            return 2 * FAR
        return -abs(super().closeness(said) - 1)


def changed_ties(before: Script, after: Script) -> list[Tie]:
    """All reasons of answers that are no emergency which the answer has in one of the editions only."""
    ties = []
    for key, picked in changed_answers(before, after):
        for script, other in ((before, after), (after, before)):
            choice, elsewhere = choice_of(script, key, picked), choice_of(other, key, picked)
            for reason in choice.reasons if choice and not choice.red_flag else ():
                if not elsewhere or reason not in elsewhere.reasons:
                    ties.append(Tie(script, _without(script, key, choice, reason), key, picked, reason))
    return sorted(ties, key=lambda tie: (tie.key, tie.picked, tie.reason.pk))


def choice_of(script: Script, key: str, picked: str) -> Choice | None:
    asked = script.questions.get(key)
    return asked.choices.get(picked) if asked else None


def _without(script: Script, key: str, choice: Choice, reason: Reason) -> Script:
    asked = script.questions[key]
    less = replace(choice, reasons=tuple(each for each in choice.reasons if each != reason))
    changed = replace(asked, choices={**asked.choices, choice.key: less})
    return replace(script, questions={**script.questions, key: changed})
