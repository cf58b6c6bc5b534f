"""Who may do what, as a table; everything else is refused."""

import pytest
from django.contrib.admin import site
from django.contrib.auth.models import Group, Permission, User
from django.core.management import call_command
from django.urls import reverse

from clinic_site.roles import CLINICAL_REVIEWER, CONTENT, CONTENT_EDITOR, FRONT_DESK, MANAGER, sync_roles
from tests.factories import make_condition, make_practice, make_staff, make_treatment
from tests.quiz.factories import make_quiz

pytestmark = [pytest.mark.django_db, pytest.mark.database]

PAGES = {"treatment", "condition"}
ROWS = {
    "bodyarea",
    "candidacyrow",
    "conditionadvice",
    "conditionfaq",
    "conditionquestion",
    "conditionsource",
    "conditionurgencycard",
    "quickfact",
    "redflag",
    "risk",
    "step",
    "symptom",
    "treatmentadvice",
    "treatmentcondition",
    "treatmentfaq",
    "treatmentgroup",
    "treatmentquestion",
    "treatmentsource",
    "treatmenturgencycard",
}
LOCATIONS = {"location", "openinghours", "specialhours", "language", "service"}
PRACTICE = {"practice", "phoneline", "sociallink", "carestep", "compensationrule", "claim"}
PROVIDERS = {"provider", "credential", "license", "specialty", "education"}
INSURANCE = {"insuranceguide", "thingtobring", "accidentrule", "insuranceplan", "plancoverage", "planthingtobring"}
LIBRARY = {"patientform", "faqtopic", "faq", "resource", "announcement"}
QUIZ = {"quiz", "question", "answer"}
NOTICES = {"notice", "noticeversion", "noticetext"}
ARRANGED = {"desk", "deskmembership", "topic", "reception", "officemembership", "consentwording"}
EDIT = {"add", "change", "delete", "view"}


def every(app, models, actions):
    return {f"{app}.{action}_{model}" for model in models for action in actions}


TABLE = {
    CONTENT_EDITOR: every("treatments", PAGES | ROWS, EDIT)
    | every("locations", LOCATIONS, EDIT)
    | every("providers", PROVIDERS, EDIT)
    | every("practice", PRACTICE | INSURANCE | LIBRARY | NOTICES, EDIT)
    | every("quiz", QUIZ, EDIT)
    | every("publishing", {"redirect", "synonym"}, EDIT)
    | every("publishing", {"emptysearch"}, {"view"}),
    CLINICAL_REVIEWER: every("treatments", PAGES | ROWS, EDIT)
    | every("treatments", PAGES, {"review"})
    | every("quiz", QUIZ, EDIT)
    | every("quiz", {"quiz"}, {"publish"}),
    FRONT_DESK: {"appointments.answer_requests"},
    MANAGER: {"appointments.answer_requests", "appointments.manage_requests", "appointments.change_outgoingmail"}
    | every("appointments", ARRANGED, EDIT)
    | every("appointments", {"outgoingmail", "accessrecord", "dailycount", "measuredwait"}, {"view"}),
}


def permissions(group):
    found = Permission.objects.filter(group__name=group).select_related("content_type")
    return {f"{each.content_type.app_label}.{each.codename}" for each in found}


def test_migrating_makes_the_groups():
    assert set(Group.objects.values_list("name", flat=True)) == set(TABLE)


@pytest.mark.parametrize("role", TABLE)
def test_each_role_may_do_exactly_what_the_table_says(role):
    sync_roles(using="default")

    assert permissions(role) == TABLE[role]


def test_a_right_given_by_hand_is_taken_back_at_the_next_migrate():
    sync_roles(using="default")
    Group.objects.get(name=CONTENT_EDITOR).permissions.add(Permission.objects.get(codename="change_user"))

    call_command("migrate", verbosity=0)

    assert permissions(CONTENT_EDITOR) == TABLE[CONTENT_EDITOR]


def test_members_stay_in_their_group_at_the_next_migrate():
    staff = make_staff(role="editor")

    call_command("migrate", verbosity=0)

    assert staff.groups.get().name == CONTENT_EDITOR


ADDRESSES = {
    "/admin/": {"editor", "reviewer", "none"},
    "/admin/treatments/treatment/": {"editor", "reviewer"},
    "/admin/treatments/treatment/1/change/": {"editor", "reviewer"},
    "/admin/treatments/treatment/1/preview/": {"editor", "reviewer"},
    "/admin/treatments/treatment/1/history/": {"editor", "reviewer"},
    "/admin/treatments/treatment/1/delete/": {"editor", "reviewer"},
    "/admin/treatments/treatment/recover/": {"editor", "reviewer"},
    "/admin/treatments/condition/1/change/": {"editor", "reviewer"},
    "/admin/treatments/condition/1/preview/": {"editor", "reviewer"},
    "/admin/treatments/bodyarea/": {"editor", "reviewer"},
    "/admin/treatments/redflag/": {"editor", "reviewer"},
    "/admin/treatments/condition/": {"editor", "reviewer"},
    "/admin/treatments/treatmentgroup/": {"editor", "reviewer"},
    "/admin/locations/location/": {"editor"},
    "/admin/locations/language/": {"editor"},
    "/admin/locations/service/": {"editor"},
    "/admin/providers/provider/": {"editor"},
    "/admin/providers/provider/add/": {"editor"},
    "/admin/practice/practice/": {"editor"},
    "/admin/practice/practice/1/change/": {"editor"},
    "/admin/practice/practice/1/history/": {"editor"},
    "/admin/practice/claim/": {"editor"},
    "/admin/practice/claim/add/": {"editor"},
    "/admin/practice/insuranceplan/": {"editor"},
    "/admin/practice/insuranceplan/add/": {"editor"},
    "/admin/practice/insuranceguide/": {"editor"},
    "/admin/practice/insuranceguide/add/": {"editor"},
    "/admin/practice/patientform/": {"editor"},
    "/admin/practice/patientform/add/": {"editor"},
    "/admin/practice/faqtopic/": {"editor"},
    "/admin/practice/faqtopic/add/": {"editor"},
    "/admin/practice/resource/": {"editor"},
    "/admin/practice/resource/add/": {"editor"},
    "/admin/practice/announcement/": {"editor"},
    "/admin/practice/announcement/add/": {"editor"},
    "/admin/practice/notice/": {"editor"},
    "/admin/practice/notice/add/": {"editor"},
    "/admin/practice/noticeversion/": {"editor"},
    "/admin/practice/noticeversion/add/": {"editor"},
    "/admin/quiz/quiz/": {"editor", "reviewer"},
    "/admin/quiz/quiz/add/": {"editor", "reviewer"},
    "/admin/quiz/quiz/1/change/": {"editor", "reviewer"},
    "/admin/quiz/quiz/1/history/": {"editor", "reviewer"},
    "/admin/quiz/quiz/1/bench/": {"editor", "reviewer"},
    "/admin/quiz/quiz/1/preview/": {"editor", "reviewer"},
    "/admin/quiz/quiz/1/publish/": set(),
    "/admin/quiz/question/": set(),
    "/admin/quiz/question/add/": set(),
    "/admin/quiz/answer/": set(),
    "/admin/quiz/answer/add/": set(),
    "/admin/publishing/redirect/": {"editor"},
    "/admin/publishing/synonym/": {"editor"},
    "/admin/publishing/synonym/add/": {"editor"},
    "/admin/publishing/emptysearch/": {"editor"},
    "/admin/publishing/emptysearch/add/": set(),
    "/admin/auth/user/": set(),
    "/admin/auth/user/add/": set(),
    "/admin/auth/group/": set(),
}


def test_every_list_of_content_is_in_the_table():
    lists = {
        reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for model in site._registry
        if model._meta.app_label in {*CONTENT, "publishing"}
    }

    assert lists - set(ADDRESSES) == set()
    assert len(lists) > 20


@pytest.mark.parametrize("address", ADDRESSES)
def test_only_those_in_the_table_get_in(client, address):
    make_practice()
    make_treatment(pk=1)
    make_condition(pk=1)
    make_quiz(pk=1)
    visitors = {
        "editor": make_staff(role="editor"),
        "reviewer": make_staff(role="reviewer"),
        "none": make_staff(role=None),
    }
    visitors["patient"] = make_staff(role="editor", is_staff=False)
    visitors["left"] = make_staff(role="editor", is_active=False)

    client.logout()
    stranger = client.get(address)
    let_in = set()
    for name, user in visitors.items():
        client.force_login(user)
        if client.get(address).status_code == 200:
            let_in.add(name)

    assert stranger.status_code == 302
    assert stranger["Location"].startswith("/admin/login/")
    assert let_in == ADDRESSES[address]


def test_a_password_needs_fifteen_characters(client):
    client.force_login(make_staff(role="superuser"))

    for password, made in (("short but odd", 0), ("correct horse battery", 1)):
        client.post(
            "/admin/auth/user/add/",
            {"username": "new", "password1": password, "password2": password, "usable_password": "true"},
        )
        assert User.objects.filter(username="new").count() == made
