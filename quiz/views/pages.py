"""The pages of the quiz, rendered."""

from dataclasses import replace

from django.db import Error as AnyDatabaseError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from locations.finder import find
from locations.models import Location
from publishing.remembered import is_database_away
from publishing.trail import home
from quiz.forms import AnswerForm, PlaceForm, RedFlagsForm
from quiz.scoring import outcome_of
from quiz.script import Script
from quiz.state import State
from quiz.summary import summary_of
from quiz.walking import Walk
from treatments.emergency import EmergencyCard

UNREADABLE, GONE = 400, 404
MOST_OFFICES = 2


def first(request, script: Script | None, form: RedFlagsForm | None = None, **said) -> HttpResponse:
    """What the quiz is, and the signs of an emergency. `kept` are the answers of somebody who came back to it."""
    if script is None:
        return render(request, "quiz/start.html", {"trail": [home()]}, status=GONE)
    context = {"quiz": script, "form": form or RedFlagsForm(script), "trail": [home()], **said}
    return render(request, "quiz/start.html", context)


def restart(request, script: Script) -> HttpResponse:
    """A kind new beginning for whoever comes with a state that cannot be used."""
    response = first(request, script, is_restart=True)
    response.status_code = UNREADABLE
    return response


def forgotten(request) -> HttpResponse:
    """Back to the first page; the browser throws away what it kept for its Back button."""
    response = redirect(request.path)
    response.status_code = 303
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def at(request, script: Script, state: State, way: Walk) -> HttpResponse:
    """The page of the question the state is at, or the result; an emergency among the answers comes before both."""
    if not state.at or way.flagged not in ("", state.at):
        return result(request, script, state, way, PlaceForm())
    asked = script.questions[state.at]
    return question(request, script, state, way, AnswerForm(asked, said=state.said.get(state.at, ())))


def leads_to_result(state: State, way: Walk) -> bool:
    """Whether Back does, and says so: somebody came from there to change an answer."""
    return state.is_changing and way.is_complete


def question(request, script: Script, state: State, way: Walk, form: AnswerForm) -> HttpResponse:
    asked_before = way.number_before(state.at)
    context = {
        "form": form,
        "state": state.sealed,
        "number": asked_before + 1,
        "most": asked_before + script.longest_from[state.at],
        "given": [step for step in way.steps if step.asked.key != state.at],
        "is_changing": state.is_changing and state.at in state.said,
        "leads_back": leads_to_result(state, way),
    }
    return render(request, "quiz/question.html", context)


def emergency(request, flags, **said) -> HttpResponse:
    """The card in place of everything else. `state` or `kept` leads back to what was chosen by mistake."""
    return render(request, "quiz/emergency.html", {"card": EmergencyCard([], flags), "flags": flags, **said})


def result(request, script: Script, state: State, way: Walk, form: PlaceForm) -> HttpResponse:
    if way.red_flags:
        return emergency(request, way.red_flags, state=replace(state, at=way.flagged).sealed)
    outcome = outcome_of(script, way.choices)
    offices, is_away = _nearest(form)
    context = {
        "quiz": script,
        "outcome": outcome,
        "advice": list(dict.fromkeys(choice.advice for choice in way.choices if choice.advice)),
        "steps": way.steps,
        "state": state.sealed,
        "summary": summary_of(way, outcome),
        "form": form,
        "offices": offices,
        "is_away": is_away,
    }
    return render(request, "quiz/result.html", context)


def _nearest(form: PlaceForm) -> tuple[list, bool]:
    """The nearest offices to the place typed, and whether the database could not be asked."""
    try:
        if not form.is_bound or not form.is_valid() or not form.point:
            return [], False
        return find(Location.objects.published(), {}, timezone.now(), form.point).answers[:MOST_OFFICES], False
    except AnyDatabaseError as error:
        if not is_database_away(error):
            raise
        return [], True
