"""The town and state within a street address, as usaddress tags them, and the words that give a street away."""

import usaddress

# Written out as locations.place_names.words does; “st” becomes “saint”, which is told apart by where it stands.
STREET_WORDS = frozenset(
    {"saint", "street", "avenue", "ave", "av", "road", "rd", "lane", "ln", "drive", "dr", "boulevard", "blvd", "pike"}
    | {
        "court",
        "ct",
        "circle",
        "cir",
        "highway",
        "hwy",
        "parkway",
        "pkwy",
        "place",
        "pl",
        "plaza",
        "plz",
        "square",
        "sq",
    }
    | {
        "sq",
        "terrace",
        "ter",
        "trail",
        "trl",
        "turnpike",
        "tpke",
        "way",
        "alley",
        "aly",
        "route",
        "rte",
        "rt",
        "expressway",
    }
)
OF_THE_STREET = ("AddressNumber", "StreetName")
NUMBERED = frozenset({"box", "route", "rte", "rt", "rr", "highway", "hwy", "apt", "unit", "suite", "ste", "room", "us"})


def town_and_state(text: str) -> tuple[str, str]:
    """("Frederick", "MD") from "100 N Market St, Frederick MD 21701"; empty texts where nothing was recognised."""
    try:
        parts, _kind = usaddress.tag(text)
    except usaddress.RepeatedLabelError:
        return "", ""
    return parts.get("PlaceName", ""), parts.get("StateName", "")


def names_a_street(words: list[str]) -> bool:
    """Whether the written-out words hold a street word other than the first, as “main street” and “12 main st” do."""
    return any(word in STREET_WORDS for word in words[1:])


def ends_a_street(words: list[str]) -> bool:
    """Whether these words may be the whole street, so that a town can follow: “100 n market st”, “route 15”."""
    return len(words) > 1 and (words[-1] in STREET_WORDS or words[-1].isdigit() or words[-2] in NUMBERED)


def postal_address(text: str) -> str:
    """“100 N Market St, Frederick, 21701” from “Ann Lee, 100 N Market St Apt 4, Frederick MD 21701”.

    Only what finds the house: no names of people, no apartment, no state. Empty unless it has a house number, a street,
    and a town or a ZIP code.
    """
    try:
        parts, _kind = usaddress.tag(text)
    except usaddress.RepeatedLabelError:
        return ""
    street = " ".join(value for label, value in parts.items() if label.startswith(OF_THE_STREET))
    where = [parts[label] for label in ("PlaceName", "ZipCode") if parts.get(label)]
    is_complete = "AddressNumber" in parts and "StreetName" in parts and where
    return ", ".join([street, *where]) if is_complete else ""
