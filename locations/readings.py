"""The ways to read typed words: which of them name a place, in which state and county, with which ZIP code."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from locations import states
from locations.place_names import key, words
from locations.street_addresses import STREET_WORDS, ends_a_street, names_a_street, town_and_state

MOST_WORDS = 16
MOST_SPELLED = 3

DASHES = re.compile("[\u2010-\u2015\u2212]")
ZIP_ALONE = re.compile(r"([0-9](?:\s?[-.,]?\s?[0-9]){4})(?:[\s.,\-+]{0,3}[0-9](?:\s?[0-9]){3})?")
ZIP_WITHIN = re.compile(r"(?<![\w-])([0-9]{5})(?:\s?-\s?[0-9]{4}|\s?[0-9]{4})?(?![\w-])")
ZIP_MISTYPED = re.compile(r"(?<![\w-])(?=[OoIl]*[0-9])(?=[0-9]*[OoIl])([0-9OoIl]{5})(?:-[0-9OoIl]{4})?(?![\w-])")
ZIP_WORD = re.compile(r"(?i)\bzip(?:\s*-?\s*codes?)?\b\s*(?:is\b)?[\s:=]*")
NUMBER_OF_SOMETHING = re.compile(
    r"(?i)(?:\b(?:box|route|rte|rt|rr|highway|hwy|apt|unit|suite|ste|room|no|sr|us)\.?|#)\s*#?$"
)
DIGITS_AT_END = re.compile(r"(.*\D)\b([0-9]{3,4}|[0-9]{6,})$")
GLUED = re.compile(r"(?<=[A-Za-z])(?=[0-9]{5}\b)|(?<=\b[0-9]{5})(?=[A-Za-z])")
COUNTRY = re.compile(r"(?i)(?<=\S)[\s,]+(u\.?s\.?a?\.?|(the )?united states( of america)?|america)[\s,.]*$")
COUNTRIES = frozenset(
    {"canada", "mexico", "uk", "united kingdom", "great britain", "england", "scotland", "ireland"}
) | {
    *("france", "germany", "spain", "italy", "india", "china", "japan", "brazil", "australia", "new zealand"),
    *("ontario", "quebec", "alberta", "manitoba", "british columbia", "nova scotia", "new brunswick"),
}
CANADIAN_CODE = re.compile(r"(?i)\b[a-z][0-9][a-z][\s-]?[0-9][a-z][0-9]\b")
AROUND = re.compile(
    r"(?i)^(?:(?:i|we)\s+(?:live|am|are)\s+)?(?:near|in|around|close to|closest to|nearest to|nearest|closest)\s+(?=\S)"
)
PREPOSITION = re.compile(r"(?<=[^\s,])\s+(?:in|at|near)\s+$")  # before a ZIP code; “IN” is Indiana
AREA = re.compile(r"(?i)(?<=\S)\s+(?:near me|near by|nearby|area|region|and surroundings)[\s.!?]*$")
HERE = frozenset(
    {"near me", "near by", "nearby", "nearest", "closest", "closest to me", "nearest to me", "closest office", "here"}
    | {"nearest office", "my location", "current location", "use my location", "my current location", "around me", "me"}
)
OF_OURS_HERE = re.compile(
    r"(?:^|\b(?:pain|spine|back|clinic|doctor|office|location|specialist|management|treatment|injection)s? )"
    r"(?:near|closest to|nearest to|around) me(?: now| today)?$"
)
EDGES = re.compile(r"^[\W_]+|[\W_]+$")
DIVIDERS = re.compile(r"\s*[;/|\\]+\s*")


@dataclass(frozen=True)
class Reading:
    """One way to read the words: these words name a place, in that state and county if they were typed.

    `state` is a two-letter code, `county` the written-out words of one. `is_address` tells that a street was left out.
    """

    name: str
    state: str | None = None
    county: str = ""
    is_address: bool = False
    is_literal: bool = False

    @cached_property
    def keys(self) -> list[str]:
        """The spellings to look for, the most literal first."""
        name = re.sub(r"^county of (.+)$", r"\1 county", key(self.name))
        if self.is_literal:
            return [name] if name else []
        bare = re.sub(r"^(?:city|town|borough|village|township) of ", "", name)
        bare = re.sub(r" (?:city|town|borough|village|township)$", "", bare)
        keys = (name, name.replace(" ", ""), bare, bare.replace(" ", ""))
        return list(dict.fromkeys(filter(None, keys)))

    @property
    def says_county(self) -> bool:
        """Whether the words themselves say that a county is meant."""
        return bool(self.keys) and self.keys[0].endswith(" county")


@dataclass(frozen=True)
class Typed:
    """Words without their ZIP code. `readings` are the ways to read them, the likeliest first; `near_misses` are parts
    of them that are good for a suggestion only; `spelled` are the words whose spelling may be at fault."""

    words: str
    state: str | None
    readings: list[Reading]
    near_misses: list[Reading]
    spelled: list[str]
    is_only_a_street: bool


# --- Cleaning -------------------------------------------------------------------------------------------------------


def tidy(text: str) -> str:
    """One line, single blanks, full-width and foreign digits and long dashes made ordinary, invisible marks dropped."""
    normal = unicodedata.normalize("NFKC", _without_marks(text))
    return " ".join(DASHES.sub("-", _without_marks(normal)).split())


def _without_marks(text: str) -> str:
    return "".join(_seen(letter) for letter in text)


def _seen(letter: str) -> str:
    category = unicodedata.category(letter)
    if category == "Nd":
        return str(unicodedata.decimal(letter))
    if category == "Cf" or (category == "Mn" and letter >= "\ufe00"):
        return ""
    return " " if category[0] in "CZ" else letter


def trimmed(text: str) -> str:
    """Without punctuation and symbols around it."""
    return EDGES.sub("", text)


def without_surroundings(text: str) -> str:
    """“near Frederick, MD, USA” without what says nothing about where."""
    text = DIVIDERS.sub(", ", trimmed(text))
    text = COUNTRY.sub("", AREA.sub("", AROUND.sub("", text)))
    return trimmed(GLUED.sub(" ", text))


def is_here(text: str) -> bool:
    """Whether the words ask for the offices around the person, who has a button for that."""
    return key(text) in HERE or bool(OF_OURS_HERE.search(key(text)))


def is_abroad(text: str) -> bool:
    """Whether the words end in another country or hold a Canadian postal code."""
    last = re.split(r",", text)[-1]
    return bool(CANADIAN_CODE.search(text)) or ("," in text and key(last) in COUNTRIES)


# --- ZIP codes ------------------------------------------------------------------------------------------------------


def zip_alone(text: str) -> str | None:
    """The five digits of a text that is a ZIP code alone; empty when it is other digits; None when it has letters."""
    text = trimmed(ZIP_WORD.sub("", text))
    if not text or re.search(r"[^\W0-9_]", text):
        return None
    match = ZIP_ALONE.fullmatch(text)
    return re.sub("[^0-9]", "", match[1]) if match else ""


def mistyped_zip(text: str) -> tuple[str, str]:
    """The ZIP code meant by one with letters for digits (“217O1”), and the other words; else empty and the text."""
    match = ZIP_MISTYPED.search(text)
    if not match or sum(letter.isdigit() for letter in match[1]) < 3:
        return "", text
    meant = match[1].translate(str.maketrans("OoIl", "0011"))
    return meant, _joined(text[: match.start()], text[match.end() :])


def zip_within(text: str) -> tuple[str | None, str, bool]:
    """A ZIP code among words, the other words, and whether it is surely one (a house number may have five digits)."""
    text = ZIP_WORD.sub("", text)
    for match in reversed(list(ZIP_WITHIN.finditer(text))):
        before, after = PREPOSITION.sub("", text[: match.start()]), text[match.end() :]
        others = _joined(before, after)
        if NUMBER_OF_SOMETHING.search(before.strip()):
            continue
        stands_alone = before.rstrip().endswith(",") and after.lstrip().startswith(",")
        if not trimmed(after) or stands_alone or states.named(trimmed(after)):
            return match[1], others, True
        if not trimmed(before):
            return match[1], others, False
    return None, text, False


def broken_zip(text: str) -> tuple[bool, str]:
    """Whether digits that are no ZIP code follow a state (“Frederick MD 2170”), and the words without them."""
    match = DIGITS_AT_END.match(text)
    if match and split_state(trimmed(match[1]))[1]:
        return True, trimmed(match[1])
    return False, text


def _joined(before: str, after: str) -> str:
    before, after = trimmed(before), trimmed(after)
    return trimmed(f"{before}, {after}")


# --- Words ----------------------------------------------------------------------------------------------------------


def read(text: str) -> Typed:
    """The ways to read words that hold no ZIP code."""
    name, state = split_state(text)
    written = words(name)[-MOST_WORDS:]
    plain = _plain(text, name, state)
    is_address = _looks_like_address(text, written)
    addresses, doubtful = _addresses(text, name, state, written) if is_address else (_last_part(name, state), [])
    spelled = _spelled(name, addresses, is_address)
    return Typed(
        words=text,
        state=state,
        readings=plain + addresses,
        near_misses=doubtful if is_address else _parts(name, state),
        spelled=spelled,
        is_only_a_street=is_address and not spelled,
    )


def split_state(text: str) -> tuple[str, str | None]:
    """The words before a state at the end, and its code; a state may have up to three words."""
    pieces = list(re.finditer(r"[^\s,]+", text))
    for length in (3, 2, 1):
        if len(pieces) > length:
            start = pieces[-length].start()
            code = states.named(trimmed(text[start:].replace(",", " ")))
            if code:
                return trimmed(text[:start]), code
    return _split_state_within(text)


def _split_state_within(text: str) -> tuple[str, str | None]:
    """“Frederick, Maryland, Frederick County” and “Frederick MD, Apt 4”: a state before a comma."""
    parts = [trimmed(part) for part in text.split(",")]
    for place, part in enumerate(parts[:-1]):
        others = [*parts[:place], *parts[place + 1 :]]
        if place and states.named(part):
            return ", ".join(others), states.named(part)
        before, _blank, last = part.rpartition(" ")
        if before and last.strip(".").upper() in states.SERVED:
            return ", ".join([*parts[:place], before, *parts[place + 1 :]]), last.strip(".").upper()
    return text, None


def _plain(text: str, name: str, state: str | None) -> list[Reading]:
    """Readings that leave no word out: a name and a state, a name and a county, the whole, a state and a name."""
    has_comma = bool(state) and (not text.startswith(name) or text[len(name) :].lstrip().startswith(","))
    readings = [Reading(name, state)] if state else []
    first, _comma, county = name.partition(",")
    if county.strip():
        readings.append(Reading(first, state, county=key(county)))
    if not has_comma:
        readings.append(Reading(text, is_literal=bool(state)))
    if not state:
        readings += _state_first(text)
    return readings


def _state_first(text: str) -> list[Reading]:
    pieces = list(re.finditer(r"[^\s,]+", text))
    for length in (3, 2, 1):
        if len(pieces) > length:
            rest = text[pieces[length].start() :]
            code = states.named(trimmed(text[: pieces[length - 1].end()].replace(",", " ")))
            if code:
                return [Reading(trimmed(rest), code)]
    return []


def _looks_like_address(text: str, written: list[str]) -> bool:
    return bool(re.search("[0-9]", text)) or names_a_street(written)


def _last_part(name: str, state: str | None) -> list[Reading]:
    """“Inner Harbor, Baltimore”: what follows the last comma."""
    last = name.rpartition(",")[2].strip()
    return [Reading(last, state, is_address=True)] if "," in name and last else []


def _addresses(text, name, state, written) -> tuple[list[Reading], list[Reading]]:
    """Readings that leave a street out, and those that could as well be part of the street."""
    sure, doubtful = _last_part(name, state), []
    tagged, ends_sure, ends_doubtful = _tagged_town(text, state), [], []
    for start in range(1, len(written)):
        if written[start] in STREET_WORDS - {"saint"}:
            continue
        reading = Reading(" ".join(written[start:]), state, is_address=True)
        if not (state or ends_a_street(written[:start])):
            ends_doubtful.append(reading)
        elif tagged and _may_belong_to_the_street(written[start:], name):
            ends_sure.append(reading)
        else:
            sure.append(reading)
    if tagged:
        (sure if tagged.state else doubtful).append(tagged)
    if state == "DC":
        ends_sure.append(Reading("Washington", "DC", is_address=True))
    return sure + ends_sure, doubtful + ends_doubtful


def _tagged_town(text: str, state: str | None) -> Reading | None:
    """What usaddress takes for the town."""
    town, written_state = town_and_state(text)
    known_state = states.named(written_state) if written_state else None
    return Reading(town, known_state or state, is_address=True) if town else None


def _may_belong_to_the_street(ending: list[str], name: str) -> bool:
    """“Main St N Springfield” may be north Main Street; “Main St North Springfield” is not."""
    is_direction = ending[0] in ("north", "south", "east", "west") and len(ending) > 1
    return is_direction and bool(re.search(rf"(?i)\b{ending[0][0]}\.?\s+{re.escape(ending[1])}", name))


def _parts(name: str, state: str | None) -> list[Reading]:
    """The first words, the last, and each between: “Frederick hospital”, “pain doctor Frederick”, “in York please”."""
    written = words(name)[-MOST_WORDS:]
    firsts = [Reading(" ".join(written[:end]), state, is_literal=True) for end in range(len(written) - 1, 0, -1)]
    lasts = [Reading(" ".join(written[start:]), state, is_literal=True) for start in range(1, len(written))]
    middles = [Reading(word, state, is_literal=True) for word in reversed(written[1:-1])]
    return [reading for reading in firsts + lasts + middles if len(reading.name) > 3]


def _spelled(name: str, addresses: list[Reading], is_address: bool) -> list[str]:
    """What may be a misspelled town: all the words, or in an address what stands where the town should."""
    if not is_address:
        candidates = [key(name), *(key(reading.name) for reading in addresses)]
    else:
        short = [reading.name for reading in addresses if len(words(reading.name)) <= MOST_SPELLED]
        candidates = [key(name) for name in short if not names_a_street(words(name))]
    fit = [one for one in candidates if 3 <= len(one) <= 40 and not re.search("[0-9]", one)]
    return list(dict.fromkeys(fit))[:MOST_SPELLED]
