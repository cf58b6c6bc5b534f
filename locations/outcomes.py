"""What may come out of understanding a typed place. No sentences: forms and templates word these."""

from dataclasses import dataclass, field

# Why something typed is not a place at all (Malformed.reason).
NOTHING_TYPED = "nothing"
NO_LETTERS = "no-letters"
ZIP_DIGITS = "zip-digits"
TOO_LONG = "too-long"
NEAR_ME = "near-me"
POSITION = "position"
REASONS = (NOTHING_TYPED, NO_LETTERS, ZIP_DIGITS, TOO_LONG, NEAR_ME, POSITION)

# What had to be decided to arrive at one place (OnePlace.note).
ALSO_ELSEWHERE = "also-elsewhere"
FROM_ADDRESS = "from-address"
ZIP_DECIDED = "zip-decided"
ZIP_UNKNOWN = "zip-unknown"
NOTES = (ALSO_ELSEWHERE, FROM_ADDRESS, ZIP_DECIDED, ZIP_UNKNOWN)

# What would help (UnknownPlace.hint).
ADD_TOWN = "add-town"


@dataclass(frozen=True)
class OnePlace:
    """One place is meant. `note` is one of NOTES, or empty when nothing had to be decided.

    With ALSO_ELSEWHERE, `others` are the largest places of that name in states we neither serve nor border.
    `exact` is the latitude and longitude of the street address itself, where a geocoder told it.
    """

    place: object
    note: str = ""
    note_values: dict = field(default_factory=dict)
    others: tuple = ()
    exact: tuple[float, float] | None = None

    @property
    def point(self) -> tuple[float, float]:
        """Latitude and longitude to measure from."""
        return self.exact or (self.place.latitude, self.place.longitude)


@dataclass(frozen=True)
class WhichPlace:
    """The words fit several places and nobody should guess. Ours come first; a state may be among them."""

    name: str
    places: list


@dataclass(frozen=True)
class WholeState:
    """A state we serve, by itself: its two-letter code."""

    state: str


@dataclass(frozen=True)
class WhichState:
    """One state we serve was typed and another one chosen as a filter; nobody should guess. Two-letter codes."""

    typed: str
    chosen: str


@dataclass(frozen=True)
class NearMe:
    """The position of the visitor's own device: rounded latitude and longitude."""

    point: tuple[float, float]


@dataclass(frozen=True)
class UnknownPlace:
    """Words or a ZIP code that are no place we know; perhaps one of the suggestions. `hint` is ADD_TOWN or empty."""

    text: str
    suggestions: list
    hint: str = ""

    @property
    def is_zip(self) -> bool:
        """Whether it is a ZIP code by itself."""
        return self.text.isdecimal()


@dataclass(frozen=True)
class Malformed:
    """Not a place at all. `reason` is one of REASONS."""

    reason: str
