"""What would change for patients if one edition took the place of another: the same answers walked through both."""

import random
from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quiz.bench.proof import Proof
from quiz.scoring import outcome_of
from quiz.script import Asked, Script
from quiz.walking import Said, Walk, walk

RANDOM_WALKS = 1000
SEED = 20261123  # the same walks every time, so that a difference comes from the quiz
MOST_PICKED = 3
EMERGENCY_SHARE = 0.02  # of the random answers; more would end most walks early


@dataclass(frozen=True)
class Change:
    """Answers whose outcome differs, in words: what was answered, what the one and the other edition say to it."""

    answers: list[str]
    before: str
    after: str


@dataclass
class Difference:
    """`compared` sets of answers, `changed` of them with another outcome; `gained`, `lost` count those by treatment."""

    compared: int = 0
    changed: int = 0
    examples: list[Change] = field(default_factory=list)
    gained: Counter = field(default_factory=Counter)
    lost: Counter = field(default_factory=Counter)
    wording: list[str] = field(default_factory=list)

    @property
    def more(self) -> list[tuple[str, int]]:
        """(outcome, in how many sets of answers it is new), the most first."""
        return self.gained.most_common()

    @property
    def less(self) -> list[tuple[str, int]]:
        """(outcome, in how many sets of answers it is gone), the most first."""
        return self.lost.most_common()


def compare(before: Script, after: Script, proofs: tuple[Proof, Proof], most_examples: int = 20) -> Difference:
    """Walks the proofs' examples, every single answer and many random ones of both editions through both.

    Both can be walked: their proofs know the ways.
    """
    found = Difference(wording=wording_changes(before, after))
    for said in _walks(before, after, proofs):
        one, other = _outcome(before, said), _outcome(after, said)
        found.compared += 1
        if one != other:
            found.changed += 1
            found.gained.update(set(other) - set(one))
            found.lost.update(set(one) - set(other))
            if len(found.examples) < most_examples:
                found.examples.append(Change(_in_words((before, after), said), _listed(one), _listed(other)))
    return found


def wording_changes(before: Script, after: Script) -> list[str]:
    """Questions and answers that came, went or were reworded, as sentences."""
    old, new = _texts(before), _texts(after)
    came = [_("New: %s") % f"{key}: {new[key]}" for key in new if key not in old]
    went = [_("Gone: %s") % f"{key}: {old[key]}" for key in old if key not in new]
    words = [f"{key}: {old[key]} → {new[key]}" for key in new if key in old and old[key] != new[key]]
    return [*came, *went, *(_("Reworded: %s") % text for text in words)]


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


def _walks(before: Script, after: Script, proofs: tuple[Proof, Proof]):
    for script, proof in zip((before, after), proofs, strict=True):
        ways, rng = proof.ways, random.Random(SEED)  # nosec B311, nothing secret is drawn
        yield from proof.examples.values()
        yield from filter(None, (ways.through({key: (c,)}) for key, q in script.questions.items() for c in q.choices))
        yield from (random_walk(script, rng) for _number in range(RANDOM_WALKS))


def _outcome(script: Script, said: Said) -> tuple[str, ...]:
    """The names of what is suggested, in order, or the emergency."""
    way = _walked(script, said)
    if way.red_flags:
        return (_("Emergency card"),)
    return tuple(option.treatment.title for option in outcome_of(script, way.choices).options)


def _walked(script: Script, said: Said) -> Walk:
    """The same answers in another edition; a question that is new, or whose answers are gone, is not known."""
    known: Said = {}
    for key, asked in script.questions.items():
        picked = tuple(choice for choice in said.get(key, ()) if choice in asked.choices)
        if not asked.kind.takes_several:
            picked = picked[:1]
        known[key] = picked or (asked.not_sure.key,)
    return walk(script, known)


def _in_words(scripts: tuple[Script, Script], said: Said) -> list[str]:
    """The answers that say something, in the words of the edition that has them."""
    choices = {
        (key, choice.key): choice
        for script in reversed(scripts)
        for key, asked in script.questions.items()
        for choice in asked.choices.values()
    }
    given = (choices[key, picked] for key, answers in said.items() for picked in answers)
    return [choice.text for choice in given if not choice.is_not_sure]


def _listed(outcome: tuple[str, ...]) -> str:
    return ", ".join(outcome) or _("Nothing fits")


def _texts(script: Script) -> dict[str, str]:
    texts = {key: asked.text for key, asked in script.questions.items()}
    return texts | {f"{key}/{c.key}": c.text for key, asked in script.questions.items() for c in asked.choices.values()}
