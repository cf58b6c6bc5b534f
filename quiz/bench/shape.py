"""What can be told of an edition question by question, without walking it."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from quiz.bench.fault import Fault, fault_of
from quiz.bench.words import alike
from quiz.models import Answer
from quiz.script import Asked, Choice, Script


def shape_faults(script: Script) -> list[Fault]:
    """What keeps the edition from being walked or understood."""
    if not script.questions:
        return [Fault(_("There is no question yet."))]
    return [fault for asked in script.questions.values() for fault in (*_of_question(asked), *_of_answers(asked))]


def _of_question(asked: Asked) -> list[Fault]:
    choices = list(asked.choices.values())
    somethings = [choice for choice in choices if not choice.stands_alone]
    unsure = [choice for choice in choices if choice.is_not_sure]
    nones = [choice for choice in choices if choice.meaning == Answer.Meaning.NONE]
    told = [(bool(somethings), _("has no answer that says something"))]
    told += [(len(unsure) == 1, _("needs “I’m not sure” as an answer, once"))]
    told += [(len(nones) <= 1, _("has “None of these” more than once"))]
    if asked.kind.takes_several:
        told += [(bool(nones), _("needs “None of these” as an answer"))]
    if asked.kind.has_drawing:
        told += [(any(c.region for c in choices), _("has the drawing of the body, but no place on it"))]
    return [fault_of(asked, _("The question “%(question)s” %(what)s."), what=what) for holds, what in told if not holds]


def _of_answers(asked: Asked) -> Iterator[Fault]:
    known = set()
    for choice in asked.choices.values():
        yield from (fault_of(asked, sentence, choice) for sentence in _wrong_with(choice, asked))
        if alike(choice.text) in known:
            yield fault_of(asked, _("“%(answer)s” stands twice in “%(question)s”."), choice)
        known.add(alike(choice.text))


def _wrong_with(choice: Choice, asked: Asked) -> Iterator[str]:
    if asked.kind.takes_several and choice.leads_to:
        yield _("“%(question)s” takes several answers, so “%(answer)s” cannot go on with a question of its own.")
    if choice.stands_alone and choice.reasons:
        yield _("“%(answer)s” in “%(question)s” says nothing, so it cannot speak for or against a treatment.")
