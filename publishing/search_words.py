"""What a word is to the search: lower case, no accents, letters and digits only."""

import re
import unicodedata

LONGEST_WORD = 40
ENDINGS = (
    "ations", "ation", "ators", "ator", "ings", "ing", "ions", "ion", "ies", "ers", "ors", "ic", "al", "ed", "er",
    "or", "es", "s", "y", "e", "i",
)  # fmt: skip
SHORTEST_ROOT = 4
SAME_WORD = {
    "disk": "disc", "disks": "discs", "shots": "shot", "backs": "back", "legs": "leg",
    "anaesthesia": "anesthesia", "colour": "color", "centre": "center", "epidurals": "epidural",
}  # fmt: skip
SMALL_WORDS = frozenset(
    re.findall(
        r"\w+",
        """a about accept am an and any are at be been can cant could did do doctor doctors does doesn don dont for
        from get gets getting got had has have help hers his how hurt hurting hurts i if in is it its just
        ll m me my near need no of on or our out pain painful pains please really s should so t take than
        that the their there these they this to too treat treatment treatments ve want was we were what
        whats when where which who whom why will with would you your""",
    )
)


def words(text: str) -> list[str]:
    """Lower-case words and numbers, without accents and punctuation, one spelling for words with two."""
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not is_mark(sign))
    found = [word[:LONGEST_WORD] for word in re.findall(r"[^\W_]+", bare.replace("’", "").replace("'", ""))]
    return [SAME_WORD.get(word, word) for word in found]


def is_mark(sign: str) -> bool:
    """An accent, or a vowel sign of an Indian script, at which Python would split the word."""
    return unicodedata.category(sign).startswith("M")


def plain_words(text: str) -> str:
    """The words in a row, as the index gets them."""
    return " ".join(words(text))


def telling(said: list[str]) -> list[str]:
    """The words that tell what is meant; all of them when they are all small."""
    return [word for word in said if word not in SMALL_WORDS] or said


def root(word: str) -> str:
    """About the same for all forms of a word: “injection”, “injected” and “injections” give “inject”."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word[: -len(ending)]
    return word
