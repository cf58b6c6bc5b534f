"""How large an edition is, in numbers for staff."""

from math import log10

from django.utils.translation import gettext as _

from quiz.bench.ways import Ways
from quiz.script import Script


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
