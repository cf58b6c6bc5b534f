"""Who pays: plans state by state, and the rules after an injury at work or an accident."""

from django.urls import reverse
from django.utils import formats
from django.utils.translation import gettext as _

from pages.guide.blocks import runs_of
from pages.guide.building import invitation, paragraph, section, strong
from pages.guide.material import Material
from pages.guide.scope import Scope
from practice.models import PlanCoverage, State
from practice.plans import Group, Line, by_kind


def insurance(material: Material, scope: Scope) -> list[dict]:
    groups = by_kind(material.plans, scope.state)
    if not groups:
        return []
    lead = [paragraph(material.insurance.lead)] if material.insurance else []
    more = invitation(_("Look for your plan on our website"), reverse("practice:insurance"))
    blocks = [*lead, *(plan_table(group, scope) for group in groups), more]
    return [section(_("Insurance"), blocks, anchor="insurance")]


def plan_table(group: Group, scope: Scope) -> dict:
    states = [State(scope.state)] if scope.state else list(State)
    return {
        "kind": "table",
        "caption": runs_of(group.kind.label),
        "head": [runs_of(_("Plan")), *(runs_of(state.label) for state in states)],
        "rows": [row_of(line) for line in group.lines],
    }


def row_of(line: Line) -> list[list[dict]]:
    return [runs_of(line.plan.name), *(standing_of(coverage) for _state, coverage in line.standings)]


def standing_of(coverage: PlanCoverage | None) -> list[dict]:
    """How the plan stands, and since when we know."""
    if not coverage or coverage.standing == PlanCoverage.Standing.NOT_LISTED:
        return runs_of(PlanCoverage.Standing.NOT_LISTED.label)
    day = formats.date_format(coverage.verified_on, "n/j/Y")
    return [strong(coverage.get_standing_display()), *runs_of(_("\nchecked %(day)s") % {"day": day})]


def injuries(material: Material, scope: Scope) -> list[dict]:
    """After an injury at work, then after an accident: the law of each state."""
    guide = material.insurance
    at_work = [rule for rule in material.compensation_rules if scope.state in ("", rule.state)]
    accidents = [rule for rule in guide.accident_rules.all() if scope.state in ("", rule.state)] if guide else []
    return [
        *rules(_("If you were hurt at work"), guide and guide.work_injury, at_work, "work"),
        *rules(_("If you were hurt in an accident"), guide and guide.accident, accidents, "accident"),
    ]


def rules(title: str, words: str | None, found: list, kind: str) -> list[dict]:
    """A section with the words that hold everywhere, then one for each state's rule; nothing without a rule."""
    if not found:
        return []
    first = section(title, [paragraph(words)] if words else [], anchor=f"after-{kind}")
    return [first, *(rule_section(rule, kind) for rule in found)]


def rule_section(rule, kind: str) -> dict:
    """Its heading names the injury too: one list of contents has both kinds."""
    pattern = _("At work in %(state)s") if kind == "work" else _("An accident in %(state)s")
    blocks = [paragraph(strong(rule.rule)), paragraph(rule.explanation), paragraph(checked_words(rule))]
    heading = pattern % {"state": rule.get_state_display()}
    return section(heading, blocks, level=2, anchor=f"after-{kind}-{rule.state.lower()}")


def checked_words(rule) -> str:
    if not rule.checked_on:
        return _("Not yet checked against the state's own words. Ask before you rely on it.")
    return _("Checked on %(date)s.") % {"date": formats.date_format(rule.checked_on, "F j, Y")}
