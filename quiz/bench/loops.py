"""Finds the answers that lead back, so that somebody could be asked the same question twice."""

from django.utils.translation import gettext as _

from quiz.bench.fault import Fault, fault_of
from quiz.bench.words import shortened
from quiz.script import Asked, Choice, Script


def loop_faults(script: Script) -> list[Fault]:
    """None for a quiz that always ends: questions follow one another, so each loop has an answer that leads back."""
    sentence = _("“%(answer)s” in “%(question)s” leads back to “%(target)s”. Somebody could be asked for ever.")
    return [
        fault_of(asked, sentence, choice, target=shortened(script.questions[choice.leads_to].text))
        for asked, choice in _leading_back(script)
        if asked.key in _reached_from(script, choice.leads_to)
    ]


def _leading_back(script: Script) -> list[tuple[Asked, Choice]]:
    """Answers that go on with a question which does not come later in order. Emergencies lead nowhere."""
    places = {key: place for place, key in enumerate(script.questions)}
    return [
        (asked, choice)
        for asked in script.questions.values()
        for choice in asked.choices.values()
        if choice.leads_to and not choice.red_flag and places[choice.leads_to] <= places[asked.key]
    ]


def _reached_from(script: Script, start: str) -> set[str]:
    """The questions that can come after one, itself included."""
    reached, waiting = {start}, [start]
    while waiting:
        nexts = {to for to in script.branches[waiting.pop()] if to} - reached
        reached |= nexts
        waiting.extend(nexts)
    return reached
