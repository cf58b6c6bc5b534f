"""Proves that an edition of the quiz always ends, reaches everything it can say, and misses no emergency.

The sets of answers are far too many to try them all. Proven is: the ways (a graph without loops), each emergency (by
walking to it), each treatment (by answers that are found and walked, and that do suggest it).
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from quiz.bench.fault import Fault, fault_of
from quiz.bench.figures import figures_of
from quiz.bench.loops import loop_faults
from quiz.bench.remarks import shape_remarks
from quiz.bench.searching import example_for
from quiz.bench.shape import shape_faults
from quiz.bench.ways import Ways
from quiz.script import Script
from quiz.state import LONGEST, State
from quiz.walking import Said, walk


@dataclass
class Proof:
    """`faults` keep the edition from being published; `remarks` are for a clinician to think about.

    `figures` are names with values, `examples` answers that suggest a treatment, by its id, `flags` the answers that
    are emergencies with whether each was reached, `ways` all ways through the edition, None where it cannot be walked.
    """

    faults: list[Fault] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    figures: dict[str, str] = field(default_factory=dict)
    examples: dict[int, Said] = field(default_factory=dict)
    flags: dict[str, bool] = field(default_factory=dict)
    ways: Ways | None = field(default=None, compare=False, repr=False)

    @property
    def is_passed(self) -> bool:
        return not self.faults

    @property
    def is_cut_short(self) -> bool:
        """Whether there are faults that keep the bench from looking at anything else."""
        return not self.is_passed and self.ways is None


def prove(script: Script) -> Proof:
    """Everything the bench can tell of an edition. Asks no database."""
    proof = Proof(faults=[*shape_faults(script), *loop_faults(script)])
    if proof.faults:
        return proof
    ways = Ways(script)
    proof.ways, proof.figures = ways, figures_of(script, ways)
    if len(_everything(script).sealed) > LONGEST:
        proof.faults.append(Fault(_("There are too many answers to carry from page to page.")))
    unreached = _("No answers lead to the question “%(question)s”.")
    proof.faults += [fault_of(script.questions[key], unreached) for key in ways.unreached]
    _prove_emergencies(script, ways, proof)
    _prove_treatments(script, ways, proof)
    proof.remarks = _seldom_asked(script, ways) + shape_remarks(script)
    return proof


def _seldom_asked(script: Script, ways: Ways) -> list[str]:
    """Emergencies that not everybody is asked about again after the first step, which asks about the shared list."""
    asking = defaultdict(set)
    for key, asked in script.questions.items():
        for choice in asked.choices.values():
            if choice.red_flag in script.red_flags:
                asking[choice.red_flag].add(key)
    sentence = _("On %(past)d of %(every)d ways no question asks about “%(sign)s” again, after the first step.")
    told = [(ways.number(keys), ways.number(), flag.text) for flag, keys in asking.items()]
    return [sentence % {"past": past, "every": every, "sign": sign} for past, every, sign in told if past]


def _everything(script: Script) -> State:
    """The largest state there can be: every answer ticked."""
    return State(script.edition, {key: tuple(asked.choices) for key, asked in script.questions.items()}, script.first)


def _prove_emergencies(script: Script, ways: Ways, proof: Proof) -> None:
    """Every answer that is a sign of an emergency can be given, and brings its card."""
    if not script.red_flags:
        sentence = _("The shared list of signs of an emergency is empty: the first step would ask nothing.")
        proof.faults.append(Fault(sentence))
    never = _("The emergency behind the answer “%(answer)s” in “%(question)s” is never reached.")
    for key, asked in script.questions.items():
        for choice in asked.choices.values():
            if choice.red_flag:
                before = ways.through_to(key)
                way = walk(script, {**before, key: (choice.key,)}) if before is not None else None
                is_reached = way is not None and choice.red_flag in way.red_flags
                proof.flags[f"{key}/{choice.key}"] = is_reached
                if not is_reached:
                    proof.faults.append(fault_of(asked, never, choice))


def _prove_treatments(script: Script, ways: Ways, proof: Proof) -> None:
    for treatment in script.treatments.values():
        found = example_for(script, ways, treatment)
        if found is not None:
            proof.examples[treatment.pk] = found
        else:
            proof.faults.append(Fault(_("We found no answers that suggest %s.") % treatment.title))
