"""What would change for patients if one edition took the place of another: part by part, and walked through both."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from quiz.bench.changes import Part, changed_answers, changed_parts
from quiz.bench.outcomes import outcome_in_words
from quiz.bench.proof import Proof
from quiz.bench.searching import example_for
from quiz.bench.ties import changed_ties, choice_of
from quiz.bench.words import in_words
from quiz.script import Asked, Choice, Script
from quiz.walking import Said

RANDOM_WALKS = 1000
SEED = 20261123  # the same walks every time, so that a difference comes from the quiz
MOST_PICKED = 3
MOST_SOUGHT = 12  # ties that get a search of their own, which takes time when it finds nothing
EMERGENCY_SHARE = 0.02  # of the random answers; more would end most walks early


@dataclass(frozen=True)
class Change:
    """Answers whose outcome differs, in words: what was answered, what the one and the other edition say to it."""

    answers: list[str]
    before: str
    after: str


@dataclass
class Difference:
    """`parts` are what was changed; of `compared` sets of answers `changed` have another outcome.

    `gained` and `lost` count those by what is said to them. Nothing is compared when one of the editions cannot be
    walked.
    """

    parts: list[Part] = field(default_factory=list)
    compared: int = 0
    changed: int = 0
    examples: list[Change] = field(default_factory=list)
    gained: Counter = field(default_factory=Counter)
    lost: Counter = field(default_factory=Counter)

    @property
    def more(self) -> list[tuple[str, int]]:
        """(outcome, in how many sets of answers it is new), the most first."""
        return self.gained.most_common()

    @property
    def less(self) -> list[tuple[str, int]]:
        """(outcome, in how many sets of answers it is gone), the most first."""
        return self.lost.most_common()


def fingerprint(before: Script | None, after: Script) -> str:
    """Equal for two looks at a draft beside the published edition, if there is one, only if both stayed the same."""
    return "/".join(script.fingerprint for script in (before, after) if script)


def compare(before: Script, after: Script, proofs: tuple[Proof, Proof], most_examples: int = 20) -> Difference:
    """What was changed, and the same answers walked through both editions.

    Walked are the proofs' examples, every single answer, many random ones, and each changed answer with each example;
    for ties that matter to none of these, answers to which they do, where some are found.
    """
    found = Difference(changed_parts(before, after))
    if any(proof.ways is None for proof in proofs):
        return found
    silent = changed_ties(before, after)
    for said in _walks(before, after, proofs):
        if _compared(found, before, after, said, most_examples):
            silent = [tie for tie in silent if not tie.matters_to(said)]
    for tie in silent[:MOST_SOUGHT]:
        said = tie.sought(lambda said: outcome_in_words(before, said) != outcome_in_words(after, said))
        if said is not None:
            _compared(found, before, after, said, most_examples + MOST_SOUGHT)
    return found


def _compared(found: Difference, before: Script, after: Script, said: Said, most_examples: int) -> bool:
    """Whether these answers come to something else, which is added to what was found."""
    one, other = outcome_in_words(before, said), outcome_in_words(after, said)
    found.compared += 1
    if one == other:
        return False
    found.changed += 1
    found.gained.update(set(other) - set(one))
    found.lost.update(set(one) - set(other))
    example = Change(in_words((before, after), said), "; ".join(one), "; ".join(other))
    if len(found.examples) < most_examples and example not in found.examples:
        found.examples.append(example)
    return True


def random_walk(script: Script, rng: random.Random) -> Said:
    """Answers such as somebody might give, drawn by chance."""
    said: Said = {}
    key = script.first
    while key and key not in said:
        asked = script.questions[key]
        said[key] = _picked(asked, rng)
        key = asked.next_after(said[key])
    return said


def _picked(asked: Asked, rng: random.Random) -> tuple[str, ...]:
    meant = [c for c in asked.choices.values() if not c.red_flag or rng.random() < EMERGENCY_SHARE]
    if not asked.kind.takes_several or rng.random() < 1 / len(meant):
        return (rng.choice(meant).key,)
    free = [choice for choice in meant if not choice.stands_alone]
    count = min(len(free), rng.randint(1, MOST_PICKED))
    return tuple(choice.key for choice in rng.sample(free, count)) or (meant[-1].key,)


def _walks(before: Script, after: Script, proofs: tuple[Proof, Proof]) -> Iterator[Said]:
    yield from _changed_walks(before, after, proofs)
    for script, proof in zip((before, after), proofs, strict=True):
        ways, rng = proof.ways, random.Random(SEED)  # nosec B311, nothing secret is drawn
        yield from proof.examples.values()
        yield from filter(None, (ways.through({key: (c,)}) for key, q in script.questions.items() for c in q.choices))
        yield from (random_walk(script, rng) for _number in range(RANDOM_WALKS))


def _changed_walks(before: Script, after: Script, proofs: tuple[Proof, Proof]) -> Iterator[Said]:
    """Each changed answer with each example, and with answers that suggest what it speaks against in one of both."""
    for key, picked in changed_answers(before, after):
        for script, other, proof in ((before, after, proofs[0]), (after, before, proofs[1])):
            choice = choice_of(script, key, picked)
            if choice is None:
                continue
            for example in proof.examples.values():
                yield from _with_answer(script, example, key, picked)
            told = choice_of(other, key, picked)
            for treatment in _spoken_against(told) - _spoken_against(choice):
                yield from _suggesting(script, proof, treatment, {key: (picked,)})


def _spoken_against(choice: Choice | None) -> set[int]:
    return {reason.treatment for reason in choice.reasons if not reason.is_for} if choice else set()


def _with_answer(script: Script, example: Said, key: str, picked: str) -> Iterator[Said]:
    """The example with this answer in place of its own, and beside it where a question takes several."""
    yield {**example, key: (picked,)}
    beside = [each for each in example.get(key, ()) if not script.questions[key].choices[each].stands_alone]
    if beside and script.questions[key].kind.takes_several and picked not in beside:
        yield {**example, key: (*beside, picked)}


def _suggesting(script: Script, proof: Proof, treatment: int, given: Said) -> Iterator[Said]:
    named = script.treatments.get(treatment)
    found = example_for(script, proof.ways, named, given) if named else None
    if found is not None:
        yield found
