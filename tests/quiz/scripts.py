"""Small quizzes in memory, for tests that need no database: `quiz(ask("where", say("back")), treatments=[mild])`."""

from dataclasses import replace
from itertools import count

from quiz.models import Answer, Question
from quiz.script import Asked, Choice, Named, Reason, Script
from treatments.models import RedFlag

numbers = count(1)
ONE, SEVERAL, PLACE = Question.Kind.ONE, Question.Kind.SEVERAL, Question.Kind.PLACE
UNSURE = Choice("not-sure", "I’m not sure", meaning=Answer.Meaning.NOT_SURE)
NONE = Choice("none", "None of these", meaning=Answer.Meaning.NONE)
BREATH = RedFlag(pk=1, text="You have trouble breathing", position=1)


def flag(text: str = "You have sudden weakness") -> RedFlag:
    """A sign of an emergency."""
    return RedFlag(pk=1000 + next(numbers), text=text, position=2)


def treatment(title: str = "MILD", rank: int | None = None, against: int = 0) -> Named:
    """Something that can be suggested; later ones are larger procedures unless a rank says otherwise."""
    number = next(numbers)
    lines = tuple((-line, f"you have {line}") for line in range(against))
    return Named(number, f"treatment-{number}", title, rank=number if rank is None else rank, lines_against=lines)


def supports(named: Named) -> Reason:
    """A new line of its “could be right if”."""
    number = next(numbers)
    return Reason(number, named.pk, f"you have sign {number}", is_for=True)


def opposes(named: Named, *, rules_out: bool = False) -> Reason:
    """A new line of its “usually not if”."""
    number = next(numbers)
    return Reason(number, named.pk, f"you have trouble {number}", is_for=False, rules_out=rules_out)


def say(key: str, *reasons: Reason, **changes) -> Choice:
    """An answer that says something."""
    return Choice(**{"key": key, "text": f"I say {key}", "reasons": reasons, **changes})


def bare(key: str, *choices: Choice, kind=ONE) -> Asked:
    """A question with exactly these answers."""
    return Asked(key, f"What about {key}?", kind, {choice.key: choice for choice in choices})


def ask(key: str, *choices: Choice, kind=ONE, unsure_to: str = "") -> Asked:
    """A question that also has the answers which every question of its kind needs."""
    alone = [NONE] if kind.takes_several else []
    return bare(key, *choices, *alone, replace(UNSURE, leads_to=unsure_to), kind=kind)


def quiz(*questions: Asked, treatments=(), edition: int = 1, red_flags=(BREATH,)) -> Script:
    """An edition that asks these in this order."""
    asked = {each.key: replace(each, follows=_after(questions, number)) for number, each in enumerate(questions, 1)}
    named = {each.pk: each for each in treatments}
    return Script(edition, "Pain quiz", "A few questions.", "We cannot see you.", asked, named, tuple(red_flags))


def _after(questions: tuple[Asked, ...], number: int) -> str:
    return questions[number].key if number < len(questions) else ""


def with_choice(script: Script, key: str, choice: Choice) -> Script:
    """The same edition with one answer added, or put in the place of the one with its key."""
    asked = script.questions[key]
    changed = replace(asked, choices={**asked.choices, choice.key: choice})
    return replace(script, questions={**script.questions, key: changed})


def without_choice(script: Script, key: str, gone: str) -> Script:
    """The same edition without one answer."""
    asked = script.questions[key]
    changed = replace(asked, choices={name: each for name, each in asked.choices.items() if name != gone})
    return replace(script, questions={**script.questions, key: changed})
