"""Which of the places that bear a name is meant: one, a question, or none. Docs: decision 0011."""

from locations import states
from locations.outcomes import ALSO_ELSEWHERE, FROM_ADDRESS, OnePlace, WhichPlace
from locations.place_names import key, tight
from locations.readings import Reading

MOST_CHOICES = 10
MOST_OTHERS = 3
SAME_TOWN_MILES = 8
LARGE = 100_000
NEAR = states.SERVED + states.BORDERING


class Named:
    """The places found for some spellings, by spelling."""

    def __init__(self, places):
        self.by_key = {}
        for place in places:
            for name in place.keys:
                self.by_key.setdefault(name, []).append(place)

    def best(self, readings: list[Reading]) -> OnePlace | WhichPlace | None:
        """What the first reading comes to that fits anything."""
        outcomes = (choose(reading, self.by_key.get(name, [])) for reading in readings for name in reading.keys)
        return next(filter(None, outcomes), None)

    def state(self, code: str):
        """The state itself, if it was among what was asked for."""
        every = (place for places in self.by_key.values() for place in places)
        return next((place for place in every if place.kind == "state" and place.code == code), None)


def choose(reading: Reading, fitting: list) -> OnePlace | WhichPlace | None:
    """One place, a question, or None when nothing fits the reading's state and county."""
    fitting = [place for place in fitting if _fits(place, reading)]
    meant = merged(_of_the_kind_meant(reading, _rightly_named(reading, fitting)))
    if not meant:
        return None
    if reading.state or len(meant) == 1:
        return _one_or_which(reading, meant)
    served = [place for place in meant if place.state in states.SERVED]
    near = [place for place in meant if place.state in NEAR]
    if len(near) == len(served) == 1:
        others = ranked([place for place in meant if place.state not in NEAR])[:MOST_OTHERS]
        return _one(reading, served[0], tuple(others))
    if served:
        meant = near + [place for place in meant if place.state not in NEAR and place.population >= LARGE]
    return _one_or_which(reading, meant)


def places_of(outcome) -> list:
    """The places of a choice, the one place, or none."""
    if isinstance(outcome, OnePlace):
        return [outcome.place]
    return outcome.places if isinstance(outcome, WhichPlace) else []


def ranked(places: list) -> list:
    """States we serve first, then their neighbors; in each a state, then towns, then counties; large ones first."""
    kinds = {"state": 0, "town": 1, "county": 2, "zip": 3}
    return sorted(
        places, key=lambda p: (rank(p), kinds[p.kind], p.is_part_of_city, -p.population, p.state, p.county, p.code)
    )


def rank(place) -> int:
    """0 in a state we serve, 1 in one that borders those, 2 elsewhere."""
    return 0 if place.state in states.SERVED else 1 if place.state in states.BORDERING else 2


def merged(places: list) -> list:
    """Towns of one name in one county, or close together, are one town; the largest stands for them."""
    kept = []
    for place in sorted(places, key=lambda p: (p.is_part_of_city, -p.population, p.code)):
        if not any(_are_one(one, place) for one in kept):
            kept.append(place)
    return kept


def _fits(place, reading: Reading) -> bool:
    in_state = place.kind != "state" and reading.state in (None, place.state)
    return in_state and (not reading.county or (place.kind == "town" and _is_in(place, reading.county)))


def _is_in(place, county: str) -> bool:
    """“Butler County”, “Butler” and, for a part of Baltimore City, “Baltimore” name the county of a place."""
    return county in (key(place.county), key(place.county).rpartition(" ")[0])


def _rightly_named(reading: Reading, places: list) -> list:
    """An alternate name counts where no place of that state has it as its own; far away, where none at all has."""
    towns = [place for place in places if place.kind == "town" and _is_own_name(reading, place)]
    own = towns + [place for place in places if place.kind != "town"]
    with_town = {place.state for place in towns}
    return own + [
        place
        for place in places
        if place not in own and place.state not in with_town and (not towns or rank(place) == 0)
    ]


def _is_own_name(reading: Reading, place) -> bool:
    own = place.name.removesuffix(" Township")
    spellings = {key(place.name), tight(place.name), key(own), tight(own)}
    return not spellings.isdisjoint(reading.keys)


def _of_the_kind_meant(reading: Reading, places: list) -> list:
    """Towns, and counties we serve in states that have no such town; counties alone where the words say so."""
    counties = [place for place in places if place.kind == "county"]
    if reading.says_county:
        return counties
    towns = _without_parts_of_cities([place for place in places if place.kind == "town"])
    with_town = {place.state for place in towns}
    ours = [county for county in counties if rank(county) == 0 and county.state not in with_town]
    if reading.is_address:
        return towns
    return towns + ours or counties


def _without_parts_of_cities(towns: list) -> list:
    """A part of a city counts only where no town as near to us has the name."""
    nearest = min((rank(town) for town in towns if not town.is_part_of_city), default=3)
    return [town for town in towns if not town.is_part_of_city or rank(town) < nearest]


def _one(reading: Reading, place, others=()) -> OnePlace:
    note = ALSO_ELSEWHERE if others else FROM_ADDRESS if reading.is_address else ""
    return OnePlace(place, note, {"name": reading.name}, others)


def _one_or_which(reading: Reading, places: list):
    if len(places) == 1:
        return _one(reading, places[0])
    first = sorted(ranked(places), key=lambda p: (rank(p), p.kind == "town" and not _is_own_name(reading, p)))
    name = next((place.name for place in first if _is_own_name(reading, place)), reading.name)
    return WhichPlace(name, first[:MOST_CHOICES])


def _are_one(one, other) -> bool:
    if (one.kind, one.state) != (other.kind, other.state):
        return False
    return one.county == other.county or _are_near(one, other)


def _are_near(one, other) -> bool:
    """Rough miles between neighbors, good to a few per cent at our latitudes."""
    north = (one.latitude - other.latitude) * 69
    east = (one.longitude - other.longitude) * 53
    return north * north + east * east < SAME_TOWN_MILES**2
