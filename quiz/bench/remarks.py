"""What a clinician should think about before an edition is published; nothing of it keeps it from passing."""

from collections import defaultdict

from django.utils.translation import gettext as _

from quiz.bench.words import alike, shortened
from quiz.script import Named, Script

MANY_ANSWERS = 30


def shape_remarks(script: Script) -> list[str]:
    """What has no effect, what is hard to tell apart or to read, and reasons against that no answer brings up."""
    return [*_without_effect(script), *_same_words(script), *_long_to_read(script), *_not_asked(script)]


def _without_effect(script: Script) -> list[str]:
    """Answers that say something which nobody will ever see."""
    remarks = []
    for asked in script.questions.values():
        for choice in asked.choices.values():
            told = {"answer": shortened(choice.text), "question": shortened(asked.text)}
            if choice.red_flag and (choice.advice or choice.reasons or choice.leads_to):
                remarks.append(
                    _("“%(answer)s” is an emergency: its advice, reasons and next question have no effect.") % told
                )
            if choice.region and not asked.kind.has_drawing:
                remarks.append(_("“%(answer)s” has a place, but the question “%(question)s” has no drawing.") % told)
    return remarks


def _same_words(script: Script) -> list[str]:
    groups = defaultdict(list)
    for asked in script.questions.values():
        groups[alike(asked.text)].append(shortened(asked.text))
    sentence = _("%(count)d questions have the same words: “%(question)s”")
    return [sentence % {"count": len(group), "question": group[0]} for group in groups.values() if len(group) > 1]


def _long_to_read(script: Script) -> list[str]:
    sentence = _("The question “%(question)s” has %(count)d answers. That is much to read.")
    counts = [(shortened(asked.text), len(asked.choices)) for asked in script.questions.values()]
    return [sentence % {"question": words, "count": count} for words, count in counts if count > MANY_ANSWERS]


def _not_asked(script: Script) -> list[str]:
    ruling_out = _("Nobody is asked about something that rules %(name)s out: “%(line)s”")
    against = _("Nobody is asked about a reason against %(name)s: “%(line)s”")
    return [
        (ruling_out if pk in named.ruling_out else against) % {"name": named.title, "line": line}
        for named, pk, line in unasked(script)
    ]


def unasked(script: Script) -> list[tuple[Named, int, str]]:
    """(treatment, id of a line against it, the line) for all lines against treatments that no answer brings up."""
    tied = {reason.pk for asked in script.questions.values() for c in asked.choices.values() for reason in c.reasons}
    lines = ((named, pk, line) for named in script.treatments.values() for pk, line in named.lines_against)
    return [(named, pk, line) for named, pk, line in lines if pk not in tied]
