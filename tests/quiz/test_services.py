"""Publishing a draft that passes its checks, and copying an edition to work on it in peace."""

import pytest
import reversion
from django.db import IntegrityError, transaction
from reversion.models import Version

from quiz.models import Answer, Question, Quiz
from quiz.script import script_of
from quiz.services import NotReady, copy_as_draft, publish
from tests.factories import make_red_flag, make_treatment
from tests.quiz.factories import make_answer, make_line, make_question, make_quiz
from treatments.models import RedFlag

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def states():
    return dict(Quiz.objects.values_list("pk", "status"))


def rows():
    """Everything stored about quizzes."""
    reasons = Answer.reasons.through.objects.order_by("pk").values_list("answer_id", "candidacyrow_id")
    return [*(list(model.objects.order_by("pk").values()) for model in (Quiz, Question, Answer)), list(reasons)]


def script(quiz):
    return script_of(Quiz.objects.with_content().get(pk=quiz.pk))


# --- Publishing -------------------------------------------------------------------------------------------------------


def test_publishing_stands_in_the_history():
    draft = make_quiz()
    with reversion.create_revision():
        publish(draft)

    (version,) = Version.objects.get_for_object(draft)
    assert version.field_dict["status"] == "published"


def test_a_draft_without_faults_is_published_at_a_moment():
    draft = make_quiz()

    proof = publish(draft)

    draft.refresh_from_db()
    assert proof.is_passed
    assert draft.status == "published"
    assert abs((draft.published_at - draft.updated_at).total_seconds()) < 1


def test_the_former_edition_retires_and_keeps_its_moment():
    former, draft = make_quiz(status="published"), make_quiz()

    publish(draft)

    assert states() == {former.pk: "retired", draft.pk: "published"}
    assert Quiz.objects.get(pk=former.pk).published_at == former.published_at


def test_another_draft_stays_a_draft():
    other, draft = make_quiz(), make_quiz()

    publish(draft)

    assert states()[other.pk] == "draft"


def test_a_draft_with_a_fault_is_refused_and_all_stays_as_it_was():
    make_quiz(status="published")
    draft = make_quiz()
    Answer.objects.filter(question__quiz=draft, question__key="q2", key="not-sure").delete()
    before = rows()

    with pytest.raises(NotReady, match="needs “I’m not sure”") as refused:
        publish(draft)

    assert refused.value.proof.faults
    assert rows() == before


def test_a_public_treatment_that_no_answers_suggest_refuses_it():
    make_treatment(title="MILD")

    with pytest.raises(NotReady, match=r"^We found no answers that suggest MILD\.$"):
        publish(make_quiz())


def test_a_treatment_that_is_not_public_refuses_nothing():
    make_treatment(title="MILD", publish_from=None)

    assert publish(make_quiz()).is_passed


def test_an_empty_list_of_signs_of_an_emergency_refuses_it():
    draft = make_quiz()
    RedFlag.objects.all().delete()

    with pytest.raises(NotReady, match="signs of an emergency is empty"):
        publish(draft)


@pytest.mark.parametrize("status", ["published", "retired"])
def test_only_a_draft_is_published(status):
    quiz = make_quiz(status=status)
    before = rows()

    with pytest.raises(NotReady, match="not a draft") as refused:
        publish(quiz)

    assert refused.value.proof is None
    assert rows() == before


def test_the_same_draft_is_not_published_twice():
    draft = make_quiz()
    publish(draft)

    with pytest.raises(NotReady):
        publish(draft)


def test_an_edition_that_is_gone_is_not_published():
    draft = make_quiz()
    Quiz.objects.all().delete()

    with pytest.raises(NotReady):
        publish(draft)


def test_the_database_keeps_one_published_edition():
    make_quiz(status="published")

    with pytest.raises(IntegrityError), transaction.atomic():
        make_quiz(status="published")


# --- Copying ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def original():
    """With everything an edition can have: reasons, branches, an emergency, a place, hints, two kinds of answers."""
    quiz = make_quiz(status="published", questions=3, lead="First words.", not_a_diagnosis="It cannot see you.")
    first, _second, third = quiz.questions.order_by("position")
    Question.objects.filter(pk=first.pk).update(kind="place", hint="Choose one.")
    treatment = make_treatment()
    lines = [make_line(treatment), make_line(treatment, "usually_not", rules_out=True)]
    make_answer(first, "neck", region="neck", hint="At the top.", next_question=third, reasons=lines)
    make_answer(third, "bad", red_flag=make_red_flag(), position=4)
    return quiz


def same(one, other):
    """Whether two editions ask and mean the same."""
    plain = [
        (script(each).questions, script(each).title, script(each).lead, script(each).not_a_diagnosis)
        for each in (one, other)
    ]
    return plain[0] == plain[1]


def test_a_copy_is_a_draft_of_its_own(original):
    copy = copy_as_draft(original)

    copy.refresh_from_db()
    assert (copy.status, copy.published_at, copy.copied_from) == ("draft", None, original)
    assert copy.pk != original.pk


def test_a_copy_asks_and_means_the_same(original):
    copy = copy_as_draft(original)

    assert same(copy, original)
    assert script(copy).questions["q1"].choices["neck"].reasons
    assert script(copy).questions["q3"].choices["bad"].red_flag


def test_every_row_of_a_copy_is_its_own(original):
    before = rows()

    copy = copy_as_draft(original)

    assert copy.questions.count() == original.questions.count() == 3
    assert Answer.objects.filter(question__quiz=copy).count() == Answer.objects.filter(question__quiz=original).count()
    assert [kept[: len(old)] for kept, old in zip(rows(), before, strict=True)] == before


def test_branches_of_a_copy_stay_in_the_copy(original):
    copy = copy_as_draft(original)

    target = Answer.objects.get(question__quiz=copy, key="neck").next_question
    assert (target.quiz, target.key) == (copy, "q3")


def test_what_is_changed_in_a_copy_leaves_the_original_alone(original):
    before = script(original)
    copy = copy_as_draft(original)

    answer = Answer.objects.get(question__quiz=copy, key="neck")
    answer.reasons.clear()
    copy.questions.get(key="q3").delete()
    make_question(copy, "new")

    assert script(original) == before
    assert not same(copy, original)


def test_a_copy_can_be_deleted_and_the_original_stays(original):
    before = rows()

    copy_as_draft(original).delete()

    assert rows() == before


def test_a_copy_outlives_its_original():
    original = make_quiz()
    copy = copy_as_draft(original)

    original.delete()

    copy.refresh_from_db()
    assert (copy.copied_from, copy.questions.count()) == (None, 2)


def test_a_retired_edition_comes_back_by_copying_and_publishing():
    old, current = make_quiz(status="retired"), make_quiz(status="published")

    copy = copy_as_draft(old)
    publish(copy)

    assert states() == {old.pk: "retired", current.pk: "retired", copy.pk: "published"}
