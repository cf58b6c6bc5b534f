"""The first page of the staff's desk says what needs doing."""

from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db.models.signals import post_init
from django.utils import timezone

from practice.models import PatientForm
from publishing.content_version import clock
from publishing.models import EmptySearch
from quiz.models import Quiz
from tests.factories import make_condition, make_staff, make_treatment
from tests.practice.ledger import a_year_ago, make_claim
from tests.practice.library import make_announcement, make_patient_form
from tests.practice.plans import make_plan
from tests.providers.factories import make_provider
from tests.quiz.factories import make_quiz
from treatments.models import Condition

pytestmark = pytest.mark.django_db


@contextmanager
def signal_heard(signal, listener, sender):
    signal.connect(listener, sender=sender)
    try:
        yield
    finally:
        signal.disconnect(listener, sender=sender)


def lists(client):
    return {each["key"]: each for each in client.get("/admin/").context["todo"]}


def names(client, key):
    return sorted(item["name"] for item in lists(client)[key]["items"])


@pytest.fixture(autouse=True)
def signed_in(client):
    client.force_login(make_staff(role="editor"))


def test_drafts_of_every_kind_are_listed(client):
    make_treatment(title="A draft", publish_from=None)
    make_condition(title="B draft", publish_from=None)
    make_condition(title="Public")

    assert names(client, "drafts") == ["A draft", "B draft"]


def test_reviews_due_and_pages_changed_since_are_listed(client):
    today = timezone.localdate()
    before = today - timedelta(days=30)
    make_condition(title="Due", reviewed_by="Dr. Sample", reviewed_on=before, review_due_on=today)
    make_condition(title="Fresh", reviewed_by="Dr. Sample", reviewed_on=today, review_due_on=today + timedelta(days=9))
    make_condition(title="Never")

    assert names(client, "reviews-due") == ["Due"]
    assert names(client, "changed") == ["Due"]
    assert names(client, "unreviewed") == ["Never"]


def test_pictures_without_words_are_listed(client):
    condition = make_condition(title="Picture")
    Condition.objects.filter(pk=condition.pk).update(picture="pictures/x.webp", picture_width=9, picture_height=9)

    assert names(client, "no-alternative") == ["Picture"]


def test_claims_that_end_soon_lack_evidence_or_have_ended_are_listed(client):
    today = timezone.localdate()
    make_claim(text="Ends soon", in_force_until=today + timedelta(days=30))
    make_claim(text="Ends later", in_force_until=today + timedelta(days=31))
    make_claim(text="Unproven", evidence="")
    make_claim(text="Ended", **a_year_ago(ends=today - timedelta(days=1)))
    make_claim(text="Ended unproven", evidence="", **a_year_ago(ends=today - timedelta(days=1)))

    assert names(client, "claims-ending") == ["Ends soon"]
    assert names(client, "claims-unproven") == ["Unproven"]
    assert names(client, "claims-ended") == ["Ended", "Ended unproven"]


def test_forms_that_disappear_soon_or_cannot_be_read_aloud_are_listed(client):
    now = timezone.now()
    make_patient_form(title="Ends soon", publish_until=now + timedelta(days=29))
    make_patient_form(title="Ends later", publish_until=now + timedelta(days=31))
    PatientForm.objects.filter(title="Ends later").update(is_tagged=False)

    assert names(client, "forms-ending") == ["Ends soon (English, 1)"]
    assert names(client, "forms-aloud") == ["Ends later (English, 1)"]


def test_credentials_that_end_and_old_answers_are_listed(client):
    today = timezone.localdate()
    ending, fresh = (
        make_provider(is_accepting_new_patients=True, accepting_checked_on=today - timedelta(days=ago))
        for ago in (61, 60)
    )
    ending.credentials.update(certified_until=today + timedelta(days=30))
    fresh.credentials.update(certified_until=today + timedelta(days=31))

    assert names(client, "credentials-ending") == [str(ending)]
    assert names(client, "new-patients") == [str(ending)]


def test_plans_that_nobody_checked_for_half_a_year_are_listed(client):
    for name, days in (("Old plan", 184), ("Fresh plan", 183)):
        make_plan(name=name).coverage.update(verified_on=timezone.localdate() - timedelta(days=days))

    assert names(client, "plans-old") == ["Old plan"]


def test_announcements_without_an_end_are_listed(client):
    make_announcement(text="For ever", publish_until=None)
    make_announcement(text="For a day", publish_until=timezone.now() + timedelta(days=1))

    assert names(client, "announcements") == ["For ever"]


def test_words_that_several_visitors_searched_for_in_vain_are_listed(client):
    today = timezone.localdate()
    EmptySearch.objects.create(key="a" * 64, word="acupuncture", days=3, first_on=today, last_on=today)
    EmptySearch.objects.create(key="b" * 64, word="", days=1, first_on=today, last_on=today)

    assert names(client, "searches") == ["acupuncture"]


def test_a_published_quiz_is_listed_once_a_treatment_comes_that_no_answer_suggests(client, monkeypatch):
    monkeypatch.setattr(clock, "seconds_between_looks", 0)
    make_quiz(status="published", title="Taken by patients")
    make_quiz(status="retired", title="Taken before")
    before = names(client, "quiz-failing")

    make_treatment()

    assert (before, names(client, "quiz-failing")) == ([], [str(Quiz.objects.published().get())])


def test_what_has_to_be_done_stands_before_what_has_not(client):
    make_condition(publish_from=None)

    counts = [each["count"] > 0 for each in client.get("/admin/").context["todo"]]

    assert counts == sorted(counts, reverse=True)


def test_each_item_leads_to_its_form(client):
    make_condition(publish_from=None)

    item = lists(client)["drafts"]["items"][0]

    assert client.get(item["url"]).status_code == 200


def test_a_long_list_says_how_many_more(client):
    for _ in range(10):
        make_condition(publish_from=None)

    drafts = lists(client)["drafts"]

    assert (drafts["count"], len(drafts["items"]), drafts["more"]) == (10, 8, 2)
    assert "and 2 more" in client.get("/admin/").content.decode()


@pytest.mark.parametrize("pages", [10, 30])
def test_of_a_long_list_only_what_is_shown_is_read(client, pages, django_assert_num_queries):
    Condition.objects.bulk_create(Condition(slug=f"draft-{n}", title=f"Draft {n}") for n in range(pages))
    client.get("/admin/")
    read = []

    with (
        django_assert_num_queries(49),
        signal_heard(post_init, lambda **sent: read.append(sent["instance"]), Condition),
    ):
        drafts = lists(client)["drafts"]

    assert (drafts["count"], len(drafts["items"])) == (pages, 8)
    assert len(read) == 2 * (8 + 1)


def test_nobody_is_told_about_pages_they_may_not_see(client):
    make_condition(title="A secret draft", publish_from=None)
    client.force_login(make_staff(role=None))

    response = client.get("/admin/")

    assert all(each["count"] == 0 for each in response.context["todo"])
    assert "A secret draft" not in response.content.decode()


@pytest.mark.parametrize("pages", [1, 3])
def test_the_index_takes_the_same_queries_for_one_page_and_for_three(client, pages, django_assert_num_queries):
    for _ in range(pages):
        make_condition(publish_from=None)
    client.get("/admin/")

    with django_assert_num_queries(47):
        client.get("/admin/")


def test_treatments_stand_first_in_the_list_of_everything(client):
    apps = [app["app_label"] for app in client.get("/admin/").context["app_list"]]

    assert apps == ["treatments", "quiz", "providers", "locations", "practice", "publishing"]


@pytest.mark.parametrize(("demo", "said"), [(True, True), (False, False)])
def test_a_demonstration_says_so(client, settings, demo, said):
    settings.DEMO = demo

    assert ("This is a demonstration" in client.get("/admin/").content.decode()) is said
