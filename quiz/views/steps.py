"""From what a form of the quiz sent to the page that comes next. Nothing is stored on the way."""

from dataclasses import replace

from django.http import HttpResponse

from publishing.request_size import bytes_sent
from quiz.forms import AnswerForm, PlaceForm, RedFlagsForm
from quiz.script import Script
from quiz.state import State, StateError, opened
from quiz.views import pages
from quiz.walking import Walk, walk

MOST_BYTES = 128 * 1024
AGAIN, BACK, CHANGE, FLAGS, FORGET, PLACE = "again", "back", "to:", "flags", "forget", "place"


def next_page(request, script: Script | None) -> HttpResponse:
    """Every answer to a POST."""
    if script is not None and bytes_sent(request) > MOST_BYTES:
        return pages.restart(request, script)
    go = request.POST.get("go", "")
    if go == FORGET:
        return pages.forgotten(request)
    if script is None:
        return pages.first(request, None)
    try:
        if "state" in request.POST:
            return _go_on(request, script, *opened(request.POST["state"], script), go)
        return _first_step(request, script, go, request.POST.get("kept", ""))
    except StateError:
        return _unreadable(request, script)


def _unreadable(request, script: Script) -> HttpResponse:
    """A new beginning; a sign of an emergency that was chosen counts all the same."""
    flags = script.flags_among(request.POST.getlist("answer"))
    return pages.emergency(request, flags) if flags else pages.restart(request, script)


def _first_step(request, script: Script, go: str, kept: str) -> HttpResponse:
    """The signs of an emergency; a tick counts whatever has become of the answers that were kept. Raises StateError."""
    form = RedFlagsForm(script, request.POST)
    if form.ticked:
        return pages.emergency(request, form.ticked, kept=kept)
    state, way = opened(kept, script) if kept else (State(script.edition, {}, script.first), walk(script, {}))
    if go == FLAGS:
        return pages.first(request, script, RedFlagsForm.as_chosen(script, request.POST), kept=kept)
    if not form.is_valid():
        return pages.first(request, script, form, kept=kept)
    return pages.at(request, script, replace(state, at=script.first), way)


def _go_on(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    if not state.at:
        return _from_result(request, script, state, way, go)
    form = AnswerForm(script.questions[state.at], request.POST)
    if form.flags:  # whatever button was pressed, and whatever else is wrong
        return pages.emergency(request, form.flags, state=_with(state, form.meant).sealed)
    if go == AGAIN:
        return pages.at(request, script, state, way)
    if form.is_valid():
        state = _with(state, form.cleaned_data["answer"])
    elif go == BACK and pages.leads_to_result(state, way):
        return pages.question(request, script, state, way, form)
    elif go == BACK or (go.startswith(CHANGE) and not form.meant):
        state = _without_answer(state)
    else:
        return pages.question(request, script, state, way, form)
    return _leave(request, script, state, walk(script, state.said), go)


def _with(state: State, picked: tuple[str, ...]) -> State:
    """With these answers to the question shown."""
    return replace(state, said={**state.said, state.at: picked})


def _without_answer(state: State) -> State:
    """Somebody left with no ticks, or with some that do not go together: what was said before is not said any more."""
    return replace(state, said={key: picked for key, picked in state.said.items() if key != state.at})


def _leave(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    """From one question to another, or to the result."""
    if go.startswith(CHANGE):
        return _change(request, script, state, way, go)
    if go == BACK:
        if pages.leads_to_result(state, way):
            return pages.at(request, script, replace(state, at="", is_changing=False), way)
        before = way.before(state.at)
        if not before:
            return pages.first(request, script, kept=replace(state, at=script.first).sealed)
        return pages.at(request, script, replace(state, at=before), way)
    at = way.next if state.is_changing else way.after(state.at)
    return pages.at(request, script, replace(state, at=at, is_changing=state.is_changing and bool(at)), way)


def _change(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    """To one question on the way; one that is not there changes nothing."""
    wanted = go.removeprefix(CHANGE)
    at = wanted if wanted in way.keys else state.at
    return pages.at(request, script, replace(state, at=at, is_changing=bool(at)), way)


def _from_result(request, script: Script, state: State, way: Walk, go: str) -> HttpResponse:
    if go.startswith(CHANGE):
        return _change(request, script, state, way, go)
    if go == BACK and way.keys:
        return pages.at(request, script, replace(state, at=way.keys[-1]), way)
    return pages.result(request, script, state, way, PlaceForm(request.POST) if go == PLACE else PlaceForm())
