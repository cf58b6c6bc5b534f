"""From answers to what a patient could ask about: at most three treatments, each with its reasons."""

from dataclasses import dataclass, field

from quiz.script import Choice, Named, Reason, Script

MOST_OPTIONS = 3
FEWEST_REASONS = 2
WEIGHT_AGAINST = 2


@dataclass(frozen=True)
class Because:
    """What the patient said, and the line of the treatment's list that this speaks for."""

    said: Choice
    reason: Reason


@dataclass
class Option:
    """A treatment with what speaks for and against it; each line of its list counts once."""

    treatment: Named
    reasons_for: list[Because] = field(default_factory=list)
    reasons_against: list[Because] = field(default_factory=list)

    @property
    def score(self) -> int:
        return len(self.reasons_for) - WEIGHT_AGAINST * len(self.reasons_against)

    @property
    def is_ruled_out(self) -> bool:
        return any(because.reason.rules_out for because in self.reasons_against)

    @property
    def is_supported(self) -> bool:
        """Whether enough speaks for it to name it, were there nothing against it."""
        return len(self.reasons_for) >= FEWEST_REASONS

    @property
    def fits(self) -> bool:
        return self.is_supported and self.score > 0 and not self.is_ruled_out


@dataclass(frozen=True)
class Outcome:
    """`options` to ask about, the best supported first; `left_out` had reasons for them and stronger ones against."""

    options: list[Option]
    left_out: list[Option]


def outcome_of(script: Script, choices: list[Choice]) -> Outcome:
    """What these answers come to.

    Equal scores: fewer reasons against come first, then the treatment with the shorter “usually not if”, then as in
    the list of treatments.
    """
    options: dict[int, Option] = {}
    counted = set()
    for choice in choices:
        for reason in choice.reasons:
            if reason.pk not in counted:
                counted.add(reason.pk)
                option = options.setdefault(reason.treatment, Option(script.treatments[reason.treatment]))
                (option.reasons_for if reason.is_for else option.reasons_against).append(Because(choice, reason))
    ranked = sorted(options.values(), key=_place)
    fitting = [option for option in ranked if option.fits][:MOST_OPTIONS]
    left_out = [option for option in ranked if option.is_supported and not option.fits][:MOST_OPTIONS]
    return Outcome(fitting, left_out)


def _place(option: Option) -> tuple[int, int, int, int]:
    treatment = option.treatment
    return -option.score, len(option.reasons_against), len(treatment.lines_against), treatment.rank
