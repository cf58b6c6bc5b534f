"""The bench names answers so that staff can give exactly these."""

from quiz.bench.words import in_words
from tests.quiz.scripts import SEVERAL, ask, quiz, say


def test_an_answer_that_only_leads_on_is_named_and_not_sure_is_not():
    script = quiz(ask("a", say("over", leads_to="c")), ask("b", say("x")), ask("c", say("y")))

    assert in_words([script], {"a": ("over",), "c": ("not-sure",)}) == ["I say over"]


def test_answers_with_the_words_of_others_are_named_with_their_question():
    yes, no = say("yes", text="Yes"), say("no", text="No")
    script = quiz(ask("a", yes, no), ask("b", yes, say("x")), ask("c", say("y"), say("z"), kind=SEVERAL))

    told = in_words([script], {"a": ("yes",), "b": ("x",), "c": ("y", "z")})

    assert told == ["Yes (What about a?)", "I say x", "I say y", "I say z"]


def test_the_first_edition_that_has_an_answer_says_its_words():
    before, after = (quiz(ask("a", say("x", text=text), *more)) for text, more in (("Old", []), ("New", [say("y")])))

    assert in_words((before, after), {"a": ("x", "y")}) == ["Old", "I say y"]
