"""The sample quiz: its words, the lines and signs it names, and how it is loaded."""

import re
import tomllib

import pytest
import textstat
from django.core.management import call_command
from reversion.models import Version

from quiz.bench.proof import prove
from quiz.content_files import FILE, load_quiz
from quiz.models import Answer, Question, Quiz
from quiz.script import script_of
from tests.treatments.content import sentences
from tests.treatments.test_content_words import BANNED
from treatments.models import CandidacyRow, RedFlag, Treatment

DATA = tomllib.loads(FILE.read_text(encoding="utf-8"))
QUESTIONS = DATA["questions"]
ANSWERS = [(asked["key"], answer) for asked in QUESTIONS for answer in asked["answers"]]
SHOWN = [
    *(DATA[name] for name in ("title", "lead", "not_a_diagnosis")),
    *(
        row[name]
        for row in [*QUESTIONS, *(answer for _key, answer in ANSWERS)]
        for name in ("text", "hint", "advice")
        if name in row
    ),
]

database = [pytest.mark.django_db, pytest.mark.database]
each_question = pytest.mark.parametrize("asked", QUESTIONS, ids=[asked["key"] for asked in QUESTIONS])


# --- Words ------------------------------------------------------------------------------------------------------------


def test_no_apostrophe_or_quotation_mark_is_straight():
    assert [text for text in SHOWN if "'" in text or '"' in text] == []


def test_nothing_is_promised_and_no_number_is_claimed():
    assert [text for text in SHOWN if BANNED.search(text)] == []


def test_no_contraction_of_do_not_stands_anywhere():
    assert [text for text in SHOWN if re.search(r"\bdon’t\b", text, re.IGNORECASE)] == []


def test_every_answer_is_short_enough_to_be_read_in_one_look():
    assert [answer["text"] for _key, answer in ANSWERS if len(answer["text"]) > 160] == []


@each_question
def test_a_question_asks(asked):
    assert asked["text"].endswith("?")


def test_what_is_shown_reads_at_a_grade_of_eight_at_most():
    text = " ".join(sentences({"all": SHOWN}))

    assert round(textstat.smog_index(text)) <= 8
    assert textstat.flesch_kincaid_grade(text) <= 8


@each_question
def test_each_question_reads_at_a_grade_of_eight_at_most(asked):
    read = [
        asked["text"],
        asked.get("hint", ""),
        *(a[name] for a in asked["answers"] for name in ("text", "hint", "advice") if name in a),
    ]

    assert textstat.flesch_kincaid_grade(" ".join(sentences({"all": read}))) <= 8


def test_no_sentence_is_longer_than_twenty_five_words():
    assert [sentence for sentence in sentences({"all": SHOWN}) if len(sentence.split()) > 25] == []


@each_question
def test_each_question_ends_with_not_sure(asked):
    keys = [answer["key"] for answer in asked["answers"]]

    assert keys[-1] == "not-sure"
    assert len(set(keys)) == len(keys)


@each_question
def test_answers_of_one_question_differ_in_words(asked):
    texts = [answer["text"].casefold() for answer in asked["answers"]]

    assert len(set(texts)) == len(texts)


def test_every_branch_leads_to_a_question_of_the_quiz():
    keys = {asked["key"] for asked in QUESTIONS}

    assert {answer["next"] for _key, answer in ANSWERS if "next" in answer} <= keys


def test_the_file_has_no_word_that_the_loader_does_not_read():
    known = {"key", "text", "hint", "advice", "region", "next", "red_flag", "supports"}

    assert set(DATA) == {"title", "lead", "not_a_diagnosis", "questions"}
    assert {name for asked in QUESTIONS for name in asked} == {"key", "text", "hint", "kind", "answers"}
    assert {name for _key, answer in ANSWERS for name in answer} <= known
    assert {name for _key, answer in ANSWERS for tie in answer.get("supports", ()) for name in tie} == {
        "treatment",
        "row",
    }


# --- What it names ----------------------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.database
class TestLoaded:
    """With the demo content in the database."""

    def test_every_tie_names_a_line_of_that_treatments_list_once(self, loaded_content):
        rows = list(CandidacyRow.objects.values_list("treatment__slug", "text"))
        ties = [(tie["treatment"], tie["row"]) for _key, answer in ANSWERS for tie in answer.get("supports", ())]

        assert [tie for tie in ties if rows.count(tie) != 1] == []

    def test_every_answer_speaks_for_all_its_lines(self, loaded_content):
        loaded = {(a.question.key, a.key): a.reasons.count() for a in Answer.objects.select_related("question")}

        assert loaded == {(key, answer["key"]): len(answer.get("supports", ())) for key, answer in ANSWERS}

    def test_every_sign_of_an_emergency_stands_in_the_shared_list(self, loaded_content):
        signs = set(RedFlag.objects.values_list("text", flat=True))
        named = [answer["red_flag"] for _key, answer in ANSWERS if "red_flag" in answer]

        assert [sign for sign in named if sign not in signs] == []
        assert Answer.objects.exclude(red_flag=None).count() == len(named) > 0

    def test_it_is_published_with_twelve_questions_in_the_order_of_the_file(self, loaded_content):
        quiz = Quiz.objects.published().get()

        assert [row.key for row in quiz.questions.order_by("position")] == [asked["key"] for asked in QUESTIONS]
        assert quiz.questions.count() == 12

    def test_loading_twice_adds_nothing(self, loaded_content):
        before = list(Quiz.objects.values_list("pk", "updated_at")), Question.objects.count(), Answer.objects.count()

        call_command("load_demo_content", verbosity=0)

        assert load_quiz() == {"pain quizzes": 0}
        assert before == (
            list(Quiz.objects.values_list("pk", "updated_at")),
            Question.objects.count(),
            Answer.objects.count(),
        )

    def test_it_can_be_undone_to_what_was_loaded(self, loaded_content):
        (version,) = Version.objects.get_for_object(Quiz.objects.get())

        kinds = [item._model for item in version.revision.version_set.all()]
        assert (kinds.count(Question), kinds.count(Answer)) == (12, len(ANSWERS))


# --- Where staff have changed what it names ---------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.database
class TestChangedBefore:
    """Loaded after staff have changed the treatments."""

    @pytest.fixture(autouse=True)
    def no_quiz_yet(self, loaded_content):
        Quiz.objects.all().delete()

    def test_a_reworded_line_drops_its_tie(self):
        line = CandidacyRow.objects.get(text="you have headaches that start at the back of your head")
        CandidacyRow.objects.filter(pk=line.pk).update(text="you have headaches")

        load_quiz()

        assert (
            Answer.objects.get(question__key="where", key="head-back")
            .reasons.filter(text__contains="headaches")
            .count()
            == 0
        )

    def test_a_treatment_that_nothing_speaks_for_any_more_leaves_a_draft(self):
        CandidacyRow.objects.filter(treatment__slug="kyphoplasty", kind="could").delete()

        added = load_quiz()

        assert list(added.values()) == [1]
        assert "draft" in next(iter(added))
        assert Quiz.objects.get().is_draft
        assert [
            fault
            for fault in prove(script_of(Quiz.objects.with_content().get())).faults
            if "Kyphoplasty" in fault.sentence
        ]

    def test_without_treatments_and_signs_it_is_loaded_as_a_draft(self):
        Treatment.objects.all().delete()
        RedFlag.objects.all().delete()

        load_quiz()

        assert Quiz.objects.get().is_draft
        assert not Answer.objects.exclude(red_flag=None).exists()

    def test_a_treatment_that_went_back_to_draft_is_left_out(self):
        Treatment.objects.filter(slug="kyphoplasty").update(publish_from=None)

        load_quiz()

        script = script_of(Quiz.objects.with_content().get())
        assert "kyphoplasty" not in {named.slug for named in script.treatments.values()}
        assert Quiz.objects.get().status == "published"
