"""What the bench found of one edition, for the admin's page and for the command line."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from quiz.bench.comparing import Difference, compare, fingerprint
from quiz.bench.proof import Proof, prove
from quiz.bench.words import in_words
from quiz.models import Quiz
from quiz.script import Script, script_of


@dataclass(frozen=True)
class Report:
    """`difference` compares a draft with the published edition; None where there is nothing to compare.

    `unwalked` says why no answers were walked through both, `origin` that the draft is no copy of the published one,
    `seen` is the fingerprint of what was looked at.
    """

    script: Script
    proof: Proof
    difference: Difference | None = None
    unwalked: str = ""
    origin: str = ""
    seen: str = ""

    @property
    def examples(self) -> list[tuple[str, list[str]]]:
        """(treatment, answers that suggest it, with “not sure” to the rest), for each; last what suggests none."""
        if self.proof.ways is None:
            return []
        named = ((self.script.treatments[pk].title, said) for pk, said in self.proof.examples.items())
        nothing = _("Nothing fits"), [_("“I’m not sure” to every question")]
        return [*((title, in_words([self.script], said)) for title, said in named), nothing]

    @property
    def cut_short(self) -> str:
        """That there may be more faults, where those that were found hide others."""
        return _("Other things are looked at once this is mended.") if self.proof.is_cut_short else ""

    @property
    def emergencies(self) -> list[tuple[str, bool]]:
        """(answer, whether it brings its card), for every answer that is a sign of an emergency."""
        named = ((place.split("/"), is_reached) for place, is_reached in self.proof.flags.items())
        return [(self.script.questions[key].choices[chosen].text, is_reached) for (key, chosen), is_reached in named]

    def lines(self) -> list[str]:
        """The report as plain lines."""
        proof = self.proof
        lines = [f"{name}: {value}" for name, value in proof.figures.items()]
        reached = sum(proof.flags.values())
        lines.append(
            _("answers that are emergencies: %(all)d, reached: %(reached)d")
            % {"all": len(proof.flags), "reached": reached}
        )
        lines += [f"{title}: {' + '.join(answers)}" for title, answers in self.examples]
        lines += [_("Remark: %s") % remark for remark in proof.remarks]
        lines += [_("FAULT: %s") % fault for fault in proof.faults]
        lines += filter(None, [self.cut_short])
        if self.difference:
            lines += filter(None, [self.origin])
            lines += [self.unwalked] if self.unwalked else _walked_lines(self.difference)
            lines += [f"{part.name}: {change}" for part in self.difference.parts for change in part.changes]
        return [*lines, _("Passed.") if proof.is_passed else _("Not passed.")]


def report_on(quiz: Quiz) -> Report:
    """The edition has to be read with `with_content()`. A draft is compared with the published edition."""
    script = script_of(quiz)
    proof = prove(script)
    published = Quiz.objects.published().with_content().first() if quiz.is_draft else None
    if published is None:
        return Report(script, proof, seen=fingerprint(None, script))
    before = script_of(published)
    before_proof = prove(before)
    difference, seen = compare(before, script, (before_proof, proof)), fingerprint(before, script)
    return Report(script, proof, difference, _why_unwalked(before_proof, proof), _origin(quiz, published), seen)


def _origin(draft: Quiz, published: Quiz) -> str:
    if draft.copied_from_id == published.pk:
        return ""
    told = _(
        "Look closely: this draft is no copy of edition %d, which patients take. What was mended there and is not in "
        "this draft would be undone."
    )
    return told % published.pk


def _why_unwalked(before: Proof, after: Proof) -> str:
    if before.ways is None:
        return _("No answers were tried in both editions, because the published one does not pass: %s") % " ".join(
            map(str, before.faults)
        )
    if after.ways is None:
        return _("No answers were tried in both editions, because this draft has the faults above.")
    return ""


def _walked_lines(difference: Difference) -> list[str]:
    told = {"changed": difference.changed, "compared": difference.compared}
    lines = [_("Other outcome than in the published edition: %(changed)d of %(compared)d sets of answers") % told]
    lines += [f"+{count} {name}" for name, count in difference.more]
    lines += [f"-{count} {name}" for name, count in difference.less]
    return lines + [f"{' + '.join(each.answers)}: {each.before} → {each.after}" for each in difference.examples]
