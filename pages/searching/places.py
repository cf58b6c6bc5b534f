"""Whether what was typed is a place: then the office finder knows better."""

from locations.gazetteer import DatabaseGazetteer
from locations.geocoding import understand
from locations.outcomes import OnePlace, WhichPlace, WholeState
from locations.states import BORDERING, NAMES, SERVED
from publishing.search_words import SMALL_WORDS, words

LONGEST = 60
NEAR = SERVED + BORDERING


class NamesOnly(DatabaseGazetteer):
    """Places as they are spelled: the search corrects by its own words, and similar names cost time."""

    def similar(self, wanted, state, most):
        return []

    def zips_like(self, code, most):
        return []


def place_named(text: str) -> str:
    """The place that was typed, as people say it; empty when it is none, or one far from where we are."""
    if len(text) > LONGEST or set(words(text)) <= SMALL_WORDS:
        return ""
    outcome = understand(text, NamesOnly())
    if isinstance(outcome, WholeState):
        return NAMES[outcome.state]
    if isinstance(outcome, WhichPlace):
        return outcome.name if any(place.state in NEAR for place in outcome.places) else ""
    return _name(outcome.place) if isinstance(outcome, OnePlace) and outcome.place.state in NEAR else ""


def _name(place) -> str:
    if place.kind == "zip":
        return place.code
    return place.name if place.kind == "state" else f"{place.name}, {place.state}"
