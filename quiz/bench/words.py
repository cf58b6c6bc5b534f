"""How the bench names questions and answers to staff: in the words that patients read."""

from collections import Counter
from collections.abc import Sequence

from django.utils.text import Truncator

from quiz.script import Choice, Script
from quiz.walking import Said

MOST_LETTERS = 70


def shortened(text: str) -> str:
    """Short enough to stand in a sentence."""
    return Truncator(" ".join(text.split())).chars(MOST_LETTERS)


def alike(text: str) -> str:
    """Equal for words that readers cannot tell apart: capitals and spaces do not count."""
    return " ".join(text.casefold().split())


def in_words(scripts: Sequence[Script], said: Said) -> list[str]:
    """All answers but “not sure”, those that only lead on too, in the words of the first edition that has them.

    Where other questions have an answer with the same words, such as “Yes”, the question stands beside it.
    """
    named: dict[tuple[str, str], tuple[str, Choice]] = {
        (key, choice.key): (asked.text, choice)
        for script in reversed(scripts)
        for key, asked in script.questions.items()
        for choice in asked.choices.values()
    }
    places = Counter(choice.text for _question, choice in named.values())
    given = [named[key, picked] for key, answers in said.items() for picked in answers]
    told = [(question, choice.text) for question, choice in given if not choice.is_not_sure]
    return [f"{text} ({question})" if places[text] > 1 else text for question, text in told]
