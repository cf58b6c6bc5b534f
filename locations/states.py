"""The United States' states as people write them, and which of them we serve or border."""

import re

from locations.place_names import key

SERVED = ("MD", "PA", "VA")
BORDERING = ("DC", "DE", "KY", "NC", "NJ", "NY", "OH", "TN", "WV")

NAMES = {
    "AL": "Alabama", "AK": "Alaska", "AZ": "Arizona", "AR": "Arkansas", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DE": "Delaware", "DC": "District of Columbia", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "IA": "Iowa", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "ME": "Maine", "MD": "Maryland", "MA": "Massachusetts", "MI": "Michigan", "MN": "Minnesota",
    "MS": "Mississippi", "MO": "Missouri", "MT": "Montana", "NE": "Nebraska", "NV": "Nevada", "NH": "New Hampshire",
    "NJ": "New Jersey", "NM": "New Mexico", "NY": "New York", "NC": "North Carolina", "ND": "North Dakota",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "PR": "Puerto Rico", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VT": "Vermont",
    "VA": "Virginia", "WA": "Washington", "WV": "West Virginia", "WI": "Wisconsin", "WY": "Wyoming",
    "AS": "American Samoa", "GU": "Guam", "MP": "Northern Mariana Islands", "VI": "U.S. Virgin Islands",
}  # fmt: skip

SHORT_FORMS = {
    "penn": "PA", "penna": "PA", "pa": "PA", "maryld": "MD", "mary land": "MD", "virg": "VA", "w va": "WV", "wva": "WV",
    "west va": "WV", "del": "DE", "wash dc": "DC", "d c": "DC", "washington dc": "DC", "washington d c": "DC",
    "n c": "NC", "n j": "NJ", "n y": "NY", "jersey": "NJ", "tenn": "TN", "ky": "KY", "mass": "MA", "conn": "CT",
    "calif": "CA", "fla": "FL", "tex": "TX", "ala": "AL", "ariz": "AZ", "ill": "IL", "ind": "IN",
    "mich": "MI", "minn": "MN", "okla": "OK", "wis": "WI",
}  # fmt: skip

BY_OFFICIAL_KEY = {key(name): code for code, name in NAMES.items()}
BY_KEY = BY_OFFICIAL_KEY | {key(short): code for short, code in SHORT_FORMS.items()}
OFFICIAL = re.compile(r"^(?:(?:state|commonwealth) of )?(.*?)(?: state)?$")


def named(text: str) -> str | None:
    """The two-letter code for a state's code, name or usual short form; None when it is none of them."""
    code = re.sub(r"[\s.]", "", text).upper()
    if code in NAMES:
        return code
    spelled = key(text)
    return BY_KEY.get(spelled) or BY_OFFICIAL_KEY.get(OFFICIAL.match(spelled)[1])
