"""What can be told of an edition question by question, without walking it."""

from math import log10

from django.utils.translation import gettext as _

from quiz.bench.ways import Ways
from quiz.models import Answer
from quiz.script import Asked, Named, Script

MANY_ANSWERS = 30


def shape_faults(script: Script) -> list[str]:
    """What keeps the edition from being walked or understood; sentences for staff."""
    if not script.questions:
        return [_("There is no question yet.")]
    return [fault for asked in script.questions.values() for fault in _faults(asked)]


def _faults(asked: Asked) -> list[str]:
    choices = list(asked.choices.values())
    somethings = [choice for choice in choices if not choice.stands_alone]
    unsure = [choice for choice in choices if choice.is_not_sure]
    nones = [choice for choice in choices if choice.meaning == Answer.Meaning.NONE]
    told = [(bool(somethings), _("has no answer that says something"))]
    told += [(len(unsure) == 1, _("needs “I’m not sure” as an answer, once"))]
    told += [(len(nones) <= 1, _("has “None of these” more than once"))]
    if asked.kind.takes_several:
        told += [(bool(nones), _("needs “None of these” as an answer"))]
        told += [
            (
                not any(c.leads_to for c in choices),
                _("takes several answers, so they cannot lead to different questions"),
            )
        ]
    told += [
        (not any(c.reasons for c in choices if c.stands_alone), _("lets “none” or “not sure” speak for a treatment"))
    ]
    if asked.kind.has_drawing:
        told += [(any(c.region for c in choices), _("has the drawing of the body, but no place on it"))]
    return [
        _("The question “%(key)s” %(what)s.") % {"key": asked.key, "what": what} for holds, what in told if not holds
    ]


def shape_remarks(script: Script) -> list[str]:
    """Reasons against a treatment that no answer brings up, what has no effect, and lists that are long to read."""
    remarks = _without_effect(script) + [
        _("The question “%(key)s” has %(count)d answers. That is much to read.")
        % {"key": key, "count": len(asked.choices)}
        for key, asked in script.questions.items()
        if len(asked.choices) > MANY_ANSWERS
    ]
    return remarks + [
        (
            _("Nobody is asked about something that rules %(name)s out: “%(line)s”")
            if pk in named.ruling_out
            else _("Nobody is asked about a reason against %(name)s: “%(line)s”")
        )
        % {"name": named.title, "line": line}
        for named, pk, line in unasked(script)
    ]


def _without_effect(script: Script) -> list[str]:
    """Answers that say something which nobody will ever see."""
    remarks = []
    for key, asked in script.questions.items():
        for choice in asked.choices.values():
            told = {"answer": choice.text, "key": key}
            if choice.red_flag and (choice.advice or choice.reasons or choice.leads_to):
                remarks.append(
                    _("“%(answer)s” is an emergency: its advice, reasons and next question have no effect.") % told
                )
            if choice.region and not asked.kind.has_drawing:
                remarks.append(_("“%(answer)s” has a place, but the question “%(key)s” has no drawing.") % told)
    return remarks


def unasked(script: Script) -> list[tuple[Named, int, str]]:
    """(treatment, id of a line against it, the line) for all lines against treatments that no answer brings up."""
    tied = {reason.pk for asked in script.questions.values() for c in asked.choices.values() for reason in c.reasons}
    lines = ((named, pk, line) for named in script.treatments.values() for pk, line in named.lines_against)
    return [(named, pk, line) for named, pk, line in lines if pk not in tied]


def figures_of(script: Script, ways: Ways) -> dict[str, str]:
    """How large the edition is."""
    answers = [choice for asked in script.questions.values() for choice in asked.choices.values()]
    sets, routes = _counted(script, ways)
    return {
        _("questions"): str(len(script.questions)),
        _("answers"): str(len(answers)),
        _("reasons tied to answers"): str(sum(len(choice.reasons) for choice in answers)),
        _("different ways"): str(routes),
        _("questions on the longest way"): str(script.most_questions),
        _("questions on the shortest way"): str(_shortest(ways)),
        _("different sets of answers"): _("about 10 to the power of %d") % log10(sets),
    }


def _counted(script: Script, ways: Ways) -> tuple[int, int]:
    """(sets of answers, ways): complete ones, from the first question to the end."""
    sets = {"": 1}
    for key in reversed(ways.in_order):
        asked = script.questions[key]
        safe = [choice for choice in asked.choices.values() if choice.red_flag is None]
        if asked.kind.takes_several:
            free = sum(not choice.stands_alone for choice in safe)
            sets[key] = (2**free - 1 + len(safe) - free) * sets[asked.follows]
        else:
            sets[key] = sum(sets[asked.next_after((choice.key,))] for choice in safe)
    return sets[script.first], ways.number()


def _shortest(ways: Ways) -> int:
    lengths = {"": 0}
    for key in reversed(ways.in_order):
        lengths[key] = 1 + min(lengths[to] for to in ways.quietest[key])
    return lengths[ways.script.first]
