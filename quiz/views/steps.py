"""From what a form of the quiz sent to the page that comes next. Nothing is stored on the way."""

from django.http import HttpResponse

from quiz.forms import AnswerForm, PlaceForm, RedFlagsForm
from quiz.script import Script
from quiz.state import State, StateError, opened
from quiz.views import pages
from quiz.walking import Walk, walk

MOST_BYTES = 128 * 1024
BACK, CHANGE, FLAGS, FORGET, PLACE = "back", "to:", "flags", "forget", "place"


def next_page(request, script: Script | None) -> HttpResponse:
    """Every answer to a POST."""
    if script is None:
        return pages.first(request, None)
    if _bytes_sent(request) > MOST_BYTES:
        return pages.restart(request, script)
    go, kept = request.POST.get("go", ""), request.POST.get("kept", "")
    if go == FORGET:
        return pages.forgotten()
    try:
        if "state" in request.POST:
            return _go_on(request, script, *opened(request.POST["state"], script), go)
        state, way = opened(kept, script) if kept else (State(script.edition, {}, script.first), walk(script, {}))
    except StateError:
        return pages.restart(request, script)
    if go == FLAGS:
        return pages.first(request, script, kept=kept)
    return _begin(request, script, state, way, kept)


def _bytes_sent(request) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() else 0


def _begin(request, script: Script, state: State, way: Walk, kept: str) -> HttpResponse:
    form = RedFlagsForm(script, request.POST)
    if form.ticked:
        return pages.emergency(request, form.ticked, kept=kept)
    if not form.is_valid():
        return pages.first(request, script, form, kept=kept)
    return pages.at(request, script, State(script.edition, state.said, script.first), way)


def _go_on(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    if not state.at:
        return _from_result(request, script, state, way, go)
    form = AnswerForm(script.questions[state.at], request.POST)
    is_leaving = go == BACK or go.startswith(CHANGE)
    if form.is_valid():
        state = State(state.edition, {**state.said, state.at: form.cleaned_data["answer"]}, state.at, state.is_changing)
    elif not is_leaving:
        return pages.question(request, script, state, way, form)
    return _leave(request, script, state, walk(script, state.said), go)


def _leave(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    """From one question to another, to the result, or to the emergency card."""
    if go.startswith(CHANGE):
        return _change(request, script, state, way, go)
    if go == BACK:
        before = way.before(state.at)
        if not before:
            return pages.first(request, script, kept=state.sealed)
        return pages.at(request, script, State(state.edition, state.said, before, state.is_changing), way)
    if way.red_flags:
        return pages.emergency(request, way.red_flags, state=state.sealed, at=way.flagged)
    at = way.next if state.is_changing else way.after(state.at)
    return pages.at(request, script, State(state.edition, state.said, at, state.is_changing and bool(at)), way)


def _change(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    """To one question on the way; one that is not there changes nothing."""
    wanted = go.removeprefix(CHANGE)
    at = wanted if wanted in way.keys else state.at
    return pages.at(request, script, State(state.edition, state.said, at, bool(at)), way)


def _from_result(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    if go.startswith(CHANGE):
        return _change(request, script, state, way, go)
    if go == BACK and way.keys:
        return pages.at(request, script, State(state.edition, state.said, way.keys[-1]), way)
    return pages.result(request, script, state, way, PlaceForm(request.POST) if go == PLACE else PlaceForm())
