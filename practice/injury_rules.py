"""What each state's law says about who chooses and who pays after an injury, side by side."""

from dataclasses import dataclass

from practice.models import AccidentRule, CompensationRule, InsuranceGuide, State


@dataclass(frozen=True)
class StateRules:
    """One state, with its rule for injuries at work and its rule for crashes; None where nobody wrote one."""

    state: State
    at_work: CompensationRule | None
    accident: AccidentRule | None


def rules_by_state(guide: InsuranceGuide | None) -> list[StateRules]:
    """The states of which at least one rule is written, in the states' own order."""
    at_work = {rule.state: rule for rule in CompensationRule.objects.all()}
    accident = {rule.state: rule for rule in guide.accident_rules.all()} if guide else {}
    written = [StateRules(state, at_work.get(state), accident.get(state)) for state in State]
    return [rules for rules in written if rules.at_work or rules.accident]
