"""Takes a small quiz in every possible way, with no help from the walk or the bench: what these are measured by."""

from collections.abc import Iterator
from itertools import combinations

from quiz.scoring import outcome_of
from quiz.script import Asked, Script
from quiz.walking import Said

Picked = tuple[str, ...]


def picks(asked: Asked) -> list[Picked]:
    """Every set of answers that the form of this question lets through."""
    if not asked.kind.takes_several:
        return [(key,) for key in asked.choices]
    free = [key for key, choice in asked.choices.items() if not choice.stands_alone]
    sets = [chosen for size in range(1, len(free) + 1) for chosen in combinations(free, size)]
    return sets + [(key,) for key, choice in asked.choices.items() if choice.stands_alone]


def goes_to(asked: Asked, picked: Picked) -> str:
    """Where these answers lead."""
    for key in picked:
        if asked.choices[key].leads_to:
            return asked.choices[key].leads_to
    return asked.follows


def safe_picks(asked: Asked) -> list[Picked]:
    """The same without signs of an emergency."""
    return [picked for picked in picks(asked) if not any(asked.choices[key].red_flag for key in picked)]


def loops_from(script: Script, key: str, above: tuple[str, ...] = ()) -> bool:
    """Whether somebody could be asked the same question twice."""
    if not key:
        return False
    if key in above:
        return True
    asked = script.questions[key]
    return any(loops_from(script, goes_to(asked, picked), (*above, key)) for picked in safe_picks(asked))


def takings(script: Script, key: str) -> Iterator[Said]:
    """Every complete set of answers without an emergency, from one question on. The quiz must not loop."""
    if not key:
        yield {}
        return
    asked = script.questions[key]
    for picked in safe_picks(asked):
        for rest in takings(script, goes_to(asked, picked)):
            yield {key: picked, **rest}


def reached(script: Script) -> set[str]:
    """The questions somebody without an emergency can come to."""
    return {key for said in takings(script, script.first) for key in said}


def suggested(script: Script) -> set[int]:
    """The treatments that some set of answers suggests."""
    found = set()
    for said in takings(script, script.first):
        choices = [script.questions[key].choices[choice] for key, picked in said.items() for choice in picked]
        found |= {option.treatment.pk for option in outcome_of(script, choices).options}
    return found
