"""From what was typed to the place that was meant: one place, a choice, suggestions, or a sentence. No network.

The rules and their reasons are in docs/decisions/0012. `understand` asks the gazetteer at most three questions.
"""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Protocol

from locations import states
from locations.place_names import key, words
from locations.street_addresses import town_and_state

LONGEST = 120
MOST_CHOICES = 8
MOST_SUGGESTIONS = 5
SAME_TOWN_MILES = 8
MOST_WORDS = 14


# --- What may come out --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class OnePlace:
    """One place is meant. `note` says what had to be decided; it is empty when nothing had to be."""

    place: object
    note: str = ""
    note_values: dict = field(default_factory=dict)


@dataclass(frozen=True)
class WhichPlace:
    """The words fit several places and nobody should guess."""

    name: str
    places: list


@dataclass(frozen=True)
class WholeState:
    """A state we serve, by itself."""

    state: str


@dataclass(frozen=True)
class UnknownPlace:
    """Words that could be a place but are none we know; perhaps one of the suggestions."""

    text: str
    suggestions: list


@dataclass(frozen=True)
class Malformed:
    """Not a place at all. `reason` is one of REASONS."""

    reason: str


NOTHING_TYPED, NO_LETTERS, ZIP_DIGITS, TOO_LONG = "nothing", "no-letters", "zip-digits", "too-long"
ALSO_ELSEWHERE, FROM_ADDRESS, ZIP_DECIDED = "also-elsewhere", "from-address", "zip-decided"


class Gazetteer(Protocol):
    """What understanding needs to know about places. Each place has kind, name, code, state, county, latitude, longitude,
    population and `key`."""

    def zip(self, code: str): ...

    def named(self, keys: list[str]) -> list: ...

    def similar(self, key: str, state: str | None, most: int) -> list: ...

    def zips_like(self, code: str, most: int) -> list: ...


def understand(text: str, gazetteer: Gazetteer):
    """The outcome for a ZIP code, a town, a county, a state or a street address in any usual spelling."""
    text = tidy(text)
    if not text:
        return Malformed(NOTHING_TYPED)
    if len(text) > LONGEST:
        return Malformed(TOO_LONG)
    if not re.search(r"[^\W_]", text):
        return Malformed(NO_LETTERS)
    digits = re.sub(r"[\s\-.,#]", "", re.sub(r"(?i)^\s*zip(\s*code)?\s*:?", "", text))
    if digits.isdigit():
        return _from_digits(digits, text, gazetteer)
    return _from_words(text, gazetteer)


def tidy(text: str) -> str:
    """One line, single blanks, full-width letters and digits made ordinary, controls and invisible marks dropped."""
    normal = unicodedata.normalize("NFKC", text)
    visible = "".join(" " if unicodedata.category(c)[0] in "CZ" else c for c in normal)
    return " ".join(visible.split())


# --- ZIP codes ----------------------------------------------------------------------------------------------------------


def _from_digits(digits: str, text: str, gazetteer):
    digits = "".join(str(unicodedata.digit(d)) for d in digits)
    if len(digits) not in (5, 9):
        return Malformed(ZIP_DIGITS)
    found = gazetteer.zip(digits[:5])
    return OnePlace(found) if found else UnknownPlace(text, gazetteer.zips_like(digits[:5], MOST_SUGGESTIONS))


# --- Words --------------------------------------------------------------------------------------------------------------

TRAILING_ZIP = re.compile(r"(?:^|[\s,])(\d{5})(?:\s?-\s?\d{4}|\s\d{4})?[\s,.]*$")
COUNTRY = re.compile(r"(?i)[\s,]+(usa|u\.s\.a\.?|united states( of america)?)[\s,.]*$")


@dataclass(frozen=True)
class _Reading:
    """One way to read the words: these words name a place, in that state if one was typed."""

    name: str
    state: str | None
    is_address: bool = False


def _from_words(text: str, gazetteer):
    text = COUNTRY.sub("", text) or text
    code, rest = _trailing_zip(text)
    rest = rest.strip(" ,.;")
    found = gazetteer.zip(code) if code else None
    if code and not rest:
        return OnePlace(found) if found else UnknownPlace(text, gazetteer.zips_like(code, MOST_SUGGESTIONS))
    readings = _readings(rest)
    places = gazetteer.named(list(dict.fromkeys(k for reading in readings for k in _keys(reading))))
    if found:
        return _zip_with_words(found, readings, places)
    outcome = _best_reading(readings, places)
    if outcome:
        return outcome
    state = states.named(rest)
    if state:
        return _state(state, places, gazetteer)
    return UnknownPlace(text, _suggestions(readings, code, gazetteer))


def _trailing_zip(text: str) -> tuple[str | None, str]:
    match = TRAILING_ZIP.search(text)
    return (match[1], text[: match.start()]) if match else (None, text)


def _readings(text: str) -> list[_Reading]:
    """Ways to read the words, the likeliest first: all of them as a name, a name and a state, an address."""
    name, state = _split_state(text)
    readings = [_Reading(name, state)] if state else []
    readings.append(_Reading(text, None))
    parts = [part.strip() for part in text.split(",") if part.strip()]
    looks_like_address = bool(re.search(r"\d", text)) or len(parts) > (2 if state else 1)
    if looks_like_address:
        town, written_state = town_and_state(text)
        if town:
            readings.append(_Reading(town, states.named(written_state) or state, is_address=True))
        last = name.split(",")[-1].strip()
        if "," in name and last:
            readings.append(_Reading(last, state, is_address=True))
        spoken = words(name)[-MOST_WORDS:]
        readings += [_Reading(" ".join(spoken[start:]), state, is_address=True) for start in range(1, len(spoken))]
    return readings


def _split_state(text: str) -> tuple[str, str | None]:
    """The words before a state at the end, and its code; the state may have up to three words."""
    pieces = re.split(r"[\s,]+", text.strip(" ,."))
    for length in (3, 2, 1):
        if len(pieces) > length:
            code = states.named(" ".join(pieces[-length:]))
            if code:
                before = re.match(r"(.*?)[\s,]*" + r"[\s,]+".join(map(re.escape, pieces[-length:])) + r"[\s,.]*$", text)
                return (before[1] if before else " ".join(pieces[:-length])).strip(" ,."), code
    return text, None


def _keys(reading: _Reading) -> list[str]:
    name = key(reading.name)
    keys = [name]
    bare = re.sub(r"^(city|town|county|borough|village|township) of ", "", name)
    bare = re.sub(r" (city|town|borough|village|township|county)$", "", bare)
    return list(dict.fromkeys(k for k in (name, name.replace(" ", ""), bare, bare.replace(" ", "")) if k))


def _best_reading(readings, places):
    by_key = {}
    for place in places:
        for name in place.keys:
            by_key.setdefault(name, []).append(place)
    for reading in readings:
        for name in _keys(reading):
            fitting = [p for p in by_key.get(name, ()) if reading.state in (None, p.state)]
            outcome = _choose(reading, fitting)
            if outcome:
                return outcome
    return None


def _choose(reading: _Reading, fitting: list):
    """One place, a question, or None when nothing fits."""
    says_county = key(reading.name).endswith(" county") or key(reading.name).startswith("county of ")
    towns = [p for p in fitting if p.kind == "town"]
    towns = [p for p in towns if not p.is_part_of_city] or towns
    counties = [p for p in fitting if p.kind == "county"]
    fitting = counties if says_county and counties else towns or counties
    if not fitting:
        return None
    fitting = _merged(fitting)
    if reading.state:
        return _one_or_which(reading, fitting)
    served = [p for p in fitting if p.state in states.SERVED]
    near = [p for p in fitting if p.state in states.SERVED + states.BORDERING]
    if len(served) == 1 and near == served:
        elsewhere = len(fitting) > 1
        return _one(reading, served[0], ALSO_ELSEWHERE if elsewhere else "")
    return _one_or_which(reading, near if served else (near or fitting))


def _one(reading, place, note=""):
    values = {"name": reading.name}
    return OnePlace(place, note or (FROM_ADDRESS if reading.is_address else ""), values)


def _one_or_which(reading, places):
    if len(places) == 1:
        return _one(reading, places[0])
    return WhichPlace(places[0].name, _ranked(places)[:MOST_CHOICES])


def _ranked(places):
    """Ours first, then our neighbours', then by size."""
    return sorted(
        places,
        key=lambda p: (p.state not in states.SERVED, p.state not in states.BORDERING, -p.population, p.state, p.county),
    )


def _merged(places):
    """Entries of one name close together are one town; the largest stands for them."""
    kept = []
    for place in sorted(places, key=lambda p: -p.population):
        if not any(k.state == place.state and _miles(k, place) < SAME_TOWN_MILES for k in kept):
            kept.append(place)
    return kept


def _miles(one, other) -> float:
    """Rough miles between neighbours, good to a few per cent."""
    north = (one.latitude - other.latitude) * 69
    east = (one.longitude - other.longitude) * 53
    return (north * north + east * east) ** 0.5


def _zip_with_words(found, readings, places):
    """The ZIP decides, unless the words name a state that it is not in: then nobody should guess."""
    typed = next((reading.state for reading in readings if reading.state), None)
    if typed and typed != found.state:
        other = _best_reading([r for r in readings if r.state == typed], places)
        if isinstance(other, OnePlace):
            return WhichPlace(found.code, [found, other.place])
        return WhichPlace(found.code, [found])
    if typed is None:
        named = _best_reading(readings[:1], places)
        alone = isinstance(named, OnePlace) and named.place.state != found.state
        if alone:
            return WhichPlace(found.code, [found, named.place])
    return OnePlace(found, ZIP_DECIDED)


def _state(code: str, places, gazetteer):
    if code in states.SERVED:
        return WholeState(code)
    match = next((p for p in places if p.kind == "state" and p.code == code), None)
    return OnePlace(match) if match else UnknownPlace(states.NAMES[code], [])


def _suggestions(readings, code, gazetteer):
    found = []
    for reading in readings[:2]:
        name = key(reading.name)
        if name and len(name) >= 3:
            found += gazetteer.similar(name, reading.state, MOST_SUGGESTIONS)
    if code:
        found += gazetteer.zips_like(code, MOST_SUGGESTIONS)
    unique = {(p.kind, p.code): p for p in found}
    return list(unique.values())[:MOST_SUGGESTIONS]
