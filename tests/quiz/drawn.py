"""Small quizzes and answers drawn by Hypothesis: everything the checks of a single question let through."""

from dataclasses import replace

from hypothesis import strategies as st

from quiz.script import Asked, Choice, Named, Reason, Script
from quiz.walking import Said
from tests.quiz.exhaustive import picks
from tests.quiz.scripts import BREATH, ONE, SEVERAL, ask, quiz

MOST_QUESTIONS, MOST_SAYING, MOST_REASONS = 4, 3, 3
LINES_FOR, LINES_AGAINST = 3, 2


@st.composite
def quizzes(draw, *, loops: bool = False, against: bool = True, most_treatments: int = 3) -> Script:
    """With `loops` an answer may lead back; without `against` nothing speaks against a treatment."""
    named = [Named(pk, f"t{pk}", f"T{pk}", rank=pk) for pk in range(1, draw(st.integers(1, most_treatments)) + 1)]
    lines = [line for each in named for line in lines_of(each) if against or line.is_for]
    keys = ["a", "b", "c", "d"][: draw(st.integers(1, MOST_QUESTIONS))]
    asked = [_asked(draw, key, keys if loops else keys[number + 1 :], lines) for number, key in enumerate(keys)]
    return quiz(*asked, treatments=named)


def lines_of(named: Named) -> list[Reason]:
    """Its own list: some lines for it, one against it and one that rules it out."""
    first = 10 * named.pk
    speak_for = [Reason(first + n, named.pk, f"for {n}", is_for=True) for n in range(LINES_FOR)]
    speak_against = [Reason(first + LINES_FOR + n, named.pk, "no", False, bool(n)) for n in range(LINES_AGAINST)]
    return speak_for + speak_against


def _asked(draw, key: str, targets: list[str], lines: list[Reason]) -> Asked:
    kind = draw(st.sampled_from([ONE, SEVERAL]))
    leads = st.sampled_from(["", *targets]) if kind is ONE else st.just("")
    saying = draw(st.integers(1, MOST_SAYING if kind is ONE else MOST_SAYING - 1))
    choices = [_choice(draw, f"{key}{number}", leads, lines) for number in range(saying)]
    return ask(key, *choices, kind=kind, unsure_to=draw(leads))


def _choice(draw, key: str, leads, lines: list[Reason]) -> Choice:
    reasons = draw(st.lists(st.sampled_from(lines), max_size=MOST_REASONS, unique=True))
    red_flag = draw(st.sampled_from([None, None, None, None, BREATH]))
    return Choice(key, f"I say {key}", reasons=tuple(reasons), red_flag=red_flag, leads_to=draw(leads))


@st.composite
def answered(draw, **kinds) -> tuple[Script, Said]:
    """A quiz, with answers to some of its questions, on the way or not."""
    script = draw(quizzes(**kinds))
    said = {key: draw(st.sampled_from(picks(asked))) for key, asked in script.questions.items() if draw(st.booleans())}
    return script, said


def with_reasons(script: Script, key: str, choice: str, *reasons: Reason) -> Script:
    """The same quiz where one answer also says these."""
    asked = script.questions[key]
    changed = replace(asked.choices[choice], reasons=(*asked.choices[choice].reasons, *reasons))
    return replace(
        script,
        questions={**script.questions, key: replace(asked, choices={**asked.choices, choice: changed})},
    )
