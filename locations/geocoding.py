"""From what was typed to the place that was meant: one place, a choice, suggestions, or why it is none. No network.

The rules and their reasons are in docs/decisions/0011. What may come out is in locations.outcomes.
"""

from dataclasses import replace
from typing import Protocol

from rapidfuzz.distance import OSA

from locations import states
from locations.choosing import MOST_CHOICES, Named, choose, merged, places_of, rank, ranked
from locations.outcomes import (
    ADD_TOWN,
    NEAR_ME,
    NO_LETTERS,
    NOTHING_TYPED,
    TOO_LONG,
    ZIP_DECIDED,
    ZIP_DIGITS,
    ZIP_UNKNOWN,
    Malformed,
    OnePlace,
    UnknownPlace,
    WhichPlace,
    WholeState,
)
from locations.place_names import key
from locations.readings import (
    Reading,
    Typed,
    broken_zip,
    is_abroad,
    is_here,
    mistyped_zip,
    read,
    tidy,
    without_surroundings,
    zip_alone,
    zip_within,
)

LONGEST = 120
LONGEST_LOOKED_AT = 1000
MOST_SUGGESTIONS = 5
MOST_CONTRADICTIONS = 4
LARGE = 100_000
SHORTEST_LOOKALIKE = 6
MOST_SLIPS = 2

Outcome = OnePlace | WhichPlace | WholeState | UnknownPlace | Malformed


class Gazetteer(Protocol):
    """What understanding needs to know about places. Each place has kind, name, code, state, county, latitude,
    longitude, population, is_part_of_city and, from `named`, `keys`: which of the asked spellings are its own."""

    def zip(self, code: str):
        """The ZIP code's place, or None."""

    def named(self, keys: list[str]) -> list:
        """Places with one of these spellings."""

    def similar(self, keys: list[str], state: str | None, most: int) -> list:
        """Places of our states and their neighbors that are spelled nearly so, the likeliest first."""

    def zips_like(self, code: str, most: int) -> list:
        """ZIP codes near to one that does not exist."""


def understand(text: str, gazetteer: Gazetteer) -> Outcome:
    """The outcome for a ZIP code, a town, a county, a state or a street address in any usual spelling.

    Never raises; asks the gazetteer at most four questions, usually one or two.
    """
    typed = tidy(text[:LONGEST_LOOKED_AT])
    problem = _problem(typed)
    if problem:
        return Malformed(problem)
    outcome = _outcome(without_surroundings(typed), gazetteer)
    return replace(outcome, text=typed) if isinstance(outcome, UnknownPlace) else outcome


def _outcome(text: str, gazetteer) -> Outcome:
    digits = zip_alone(text)
    if digits is not None:
        return _from_zip(digits, gazetteer) if digits else Malformed(ZIP_DIGITS)
    if is_abroad(text):
        return UnknownPlace(text, [])
    meant, others = mistyped_zip(text)
    if meant and not others:
        return _nearly_a_zip(text, meant, gazetteer)
    return _from_words(others, gazetteer, is_zip_wrong=bool(meant))


def words_for(place) -> str:
    """What to type to be understood as exactly this place; for the links of a choice."""
    if place.kind in ("zip", "state"):
        return place.code
    if place.kind == "county" or not place.county:
        return f"{place.name}, {place.state}"
    return f"{place.name}, {place.county}, {place.state}"


def _problem(text: str) -> str:
    if not text:
        return NOTHING_TYPED
    if not any(letter.isalnum() for letter in text):
        return NO_LETTERS
    if len(text) > LONGEST:
        return TOO_LONG
    return NEAR_ME if is_here(text) else ""


# --- ZIP codes ------------------------------------------------------------------------------------------------------


def _from_zip(code: str, gazetteer) -> Outcome:
    found = gazetteer.zip(code)
    return OnePlace(found) if found else UnknownPlace(code, gazetteer.zips_like(code, MOST_SUGGESTIONS))


def _nearly_a_zip(text: str, meant: str, gazetteer) -> Outcome:
    found = gazetteer.zip(meant)
    return UnknownPlace(text, [found] if found else gazetteer.zips_like(meant, MOST_SUGGESTIONS))


def _zip_with_words(found, typed: Typed, named: Named) -> Outcome:
    """The ZIP code decides, unless the words name another state or only towns of other states: then nobody guesses."""
    state = typed.state or states.named(typed.words)
    named_places = places_of(named.best(typed.readings))
    is_town_as_well = not typed.state and any(place.state == found.state for place in named_places)
    if state and state != found.state and not is_town_as_well:
        there = [place for place in named_places if place.state == state] or [named.state(state)]
        return WhichPlace(found.code, [found, *filter(None, there)][:MOST_CONTRADICTIONS])
    if not state and named_places and all(place.state != found.state for place in named_places):
        return WhichPlace(found.code, [found, *named_places][:MOST_CONTRADICTIONS])
    says_the_same = key(typed.words) == key(states.NAMES[found.state]) or any(
        key(reading.name) == key(found.name) for reading in typed.readings if not reading.is_address
    )
    return OnePlace(found, "" if says_the_same or states.named(typed.words) else ZIP_DECIDED)


# --- Words ----------------------------------------------------------------------------------------------------------


def _from_words(text: str, gazetteer, *, is_zip_wrong: bool) -> Outcome:
    code, rest, is_sure = zip_within(text)
    is_broken, rest = (False, rest) if code else broken_zip(rest)
    beside_zip = read(rest)
    typed = beside_zip if is_sure or not code else read(text)  # five digits in front may be a house number
    found = gazetteer.zip(code) if code else None
    named = Named(gazetteer.named(_keys(beside_zip, typed)))
    if found and (is_sure or _names_all(beside_zip, named, found)):
        return _zip_with_words(found, beside_zip, named)
    outcome = _state(typed, named) or _with_colorado_or_county(typed, named) or named.best(typed.readings)
    if isinstance(outcome, OnePlace) and (is_zip_wrong or is_broken or (code and is_sure)):
        return OnePlace(outcome.place, ZIP_UNKNOWN, outcome.note_values, outcome.others)
    if outcome:
        return _or_lookalikes(outcome, typed, gazetteer)
    if found and not beside_zip.is_only_a_street:
        return UnknownPlace(text, [found])
    return _unknown(text, code if is_sure else None, typed, named, gazetteer)


def _keys(*kinds: Typed) -> list[str]:
    """Every spelling to ask for, in one question."""
    keys = []
    for typed in kinds:
        for reading in typed.readings + typed.near_misses:
            keys += reading.keys
        for code in (typed.state, states.named(typed.words)):
            keys += [key(states.NAMES[code])] if code else []
    return list(dict.fromkeys(keys))


def _names_all(typed: Typed, named: Named, found) -> bool:
    """Whether the words, with none left out, are a state, a place or the ZIP code's post office."""
    plain = [reading for reading in typed.readings if not reading.is_address]
    return bool(states.named(typed.words) or named.best(plain)) or key(typed.words) == key(found.name)


def _state(typed: Typed, named: Named) -> Outcome | None:
    """A state by itself. If it is not ours, its name may be a town's too (“Washington”); a code is always the state."""
    code = states.named(typed.words)
    if not code:
        return None
    if code in states.SERVED:
        return WholeState(code)
    if code == "DC":
        return named.best([Reading("Washington", "DC"), Reading("District of Columbia", "DC")])
    itself = named.state(code)
    towns = [] if len(key(typed.words).replace(" ", "")) == 2 else places_of(named.best([Reading(typed.words)]))
    towns = [town for town in towns if rank(town) < 2 or town.population >= LARGE]
    if itself and towns:
        towns = ranked(towns)[: MOST_CHOICES - 1]
        return WhichPlace(itself.name, [itself, *towns] if rank(itself) == 1 else [*towns, itself])
    return OnePlace(itself) if itself else None


def _with_colorado_or_county(typed: Typed, named: Named) -> Outcome | None:
    """“Frederick Co” is a county of ours or a town in Colorado, unless a comma stands before the state."""
    if typed.state != "CO" or "," in typed.words or not key(typed.words).endswith(" county"):
        return None
    counties = places_of(named.best([Reading(typed.words, is_literal=True)]))
    counties = [place for place in counties if rank(place) == 0]
    if not counties:
        return None
    both = counties + places_of(named.best(typed.readings[:1]))
    return OnePlace(both[0]) if len(both) == 1 else WhichPlace(counties[0].name, ranked(both))


def _or_lookalikes(outcome: Outcome, typed: Typed, gazetteer) -> Outcome:
    """A name found only far from us is asked about when a larger town of ours differs by a letter (“Pittsburg”)."""
    places = places_of(outcome)
    name = key(typed.words)
    is_ours = not places or any(rank(place) == 0 or place.kind == "state" for place in places)
    if is_ours or typed.state or len(name) < SHORTEST_LOOKALIKE or places[0].kind != "town":
        return outcome
    size = max(place.population for place in places)
    like = [place for place in gazetteer.similar([name], None, MOST_SUGGESTIONS) if _is_lookalike(place, name, size)]
    return WhichPlace(like[0].name, merged(like)[:2] + places) if like else outcome


def _is_lookalike(place, name: str, size: int) -> bool:
    is_large_town_of_ours = place.kind == "town" and rank(place) == 0 and place.population > size
    return is_large_town_of_ours and OSA.distance(key(place.name), name) == 1


# --- Suggestions ----------------------------------------------------------------------------------------------------


def _unknown(text: str, code: str | None, typed: Typed, named: Named, gazetteer) -> UnknownPlace:
    similar = gazetteer.similar(typed.spelled, typed.state, MOST_SUGGESTIONS) if typed.spelled else []
    close = [place for place in similar if _is_close(place, typed.spelled)]
    suggestions = _elsewhere(typed, named) + close + _near_misses(typed, named) + similar
    if code and not suggestions:
        suggestions = gazetteer.zips_like(code, MOST_SUGGESTIONS)
    unique = {(place.kind, place.code): place for place in suggestions}
    hint = ADD_TOWN if typed.is_only_a_street else ""
    return UnknownPlace(text, list(unique.values())[:MOST_SUGGESTIONS], hint)


def _is_close(place, spelled: list[str]) -> bool:
    return any(OSA.distance(key(place.name), name) <= MOST_SLIPS for name in spelled)


def _elsewhere(typed: Typed, named: Named) -> list:
    """The very name in our other states, when it is not in the state that was typed."""
    if not typed.state:
        return []
    anywhere = [Reading(reading.name, is_address=reading.is_address) for reading in typed.readings if reading.state]
    return [place for place in places_of(named.best(anywhere)) if rank(place) == 0]


def _near_misses(typed: Typed, named: Named) -> list:
    """Places in our states and their neighbors that bear a part of the words."""
    for reading in typed.near_misses:
        for name in reading.keys:
            fitting = named.by_key.get(name, [])
            places = places_of(choose(reading, fitting)) or [place for place in fitting if place.kind == "state"]
            near = [place for place in ranked(places) if rank(place) < 2]
            if near:
                return near
    return []
