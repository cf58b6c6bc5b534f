"""The plans as a page lists them: by kind, each with how it stands in every state."""

from dataclasses import dataclass

from practice.models import InsurancePlan, PlanCoverage, State


@dataclass(frozen=True)
class Line:
    """A plan, with (state, coverage) for each state shown; coverage is None where the plan is not listed."""

    plan: InsurancePlan
    standings: list[tuple[State, PlanCoverage | None]]


@dataclass(frozen=True)
class Group:
    """The plans of one kind."""

    kind: InsurancePlan.Kind
    lines: list[Line]


def by_kind(plans, state: str = "") -> list[Group]:
    """The plans by kind. Where a state is given: that state only, and only the plans that are listed there."""
    lines = [_line(plan, [State(state)] if state else list(State)) for plan in plans]
    if state:
        lines = [line for line in lines if _is_listed(line)]
    groups = [Group(kind, [line for line in lines if line.plan.kind == kind]) for kind in InsurancePlan.Kind]
    return [group for group in groups if group.lines]


def _line(plan, states: list[State]) -> Line:
    coverage = {row.state: row for row in plan.coverage.all()}
    return Line(plan, [(state, coverage.get(state)) for state in states])


def _is_listed(line: Line) -> bool:
    return any(row and row.standing != PlanCoverage.Standing.NOT_LISTED for _state, row in line.standings)
