"""One spelling for a place name: St, St. and Saint meet, so do Mt and Mount, apostrophes and accents fall away."""

import re
import unicodedata

BEGINNINGS = {"ste": "sainte", "mtn": "mountain", "pt": "point"}
ANYWHERE = {
    "n": "north",
    "s": "south",
    "e": "east",
    "w": "west",
    "no": "north",
    "so": "south",
    "twp": "township",
    "boro": "borough",
    "hts": "heights",
    "hgts": "heights",
    "spg": "spring",
    "spgs": "springs",
    "spngs": "springs",
    "vly": "valley",
    "vlg": "village",
    "jct": "junction",
    "ctr": "center",
    "centre": "center",
    "is": "island",
    "bch": "beach",
    "lk": "lake",
    "crk": "creek",
    "co": "county",
    "cnty": "county",
    "cty": "county",
    "mt": "mount",
    "ft": "fort",
    "st": "saint",
}


def key(name: str) -> str:
    """The name as the gazetteer stores it: lower case, plain letters, abbreviations written out, single blanks."""
    return " ".join(words(name))


def tight(name: str) -> str:
    """The key without blanks, so that “Mc Lean” and “McLean” meet."""
    return key(name).replace(" ", "")


def words(name: str) -> list[str]:
    """The words of the key."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name)).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    plain = re.sub(r"\.(?=[a-z]{2})", " ", plain)  # “St.Michaels” is two words, “D.C.” is one
    plain = re.sub("['\u2019\u2018`\u00b4\u02bc.]", "", plain).replace("&", " and ")
    found = re.findall(r"[^\W_]+", plain)
    return [_written_out(word, is_first=place == 0) for place, word in enumerate(found)]


def _written_out(word: str, *, is_first: bool) -> str:
    if is_first and word in BEGINNINGS:
        return BEGINNINGS[word]
    return ANYWHERE.get(word, word)
