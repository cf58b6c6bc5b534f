"""Addresses and forms that nobody types by hand never break the staff's desk."""

import json

import pytest
from django.contrib.admin import site
from django.urls import NoReverseMatch, reverse

from tests.factories import make_area, make_condition, make_practice, make_staff, make_treatment
from tests.publishing.admin_pages import form_of
from treatments.models import BodyArea, Condition, Treatment

pytestmark = [pytest.mark.django_db, pytest.mark.database]

APPS = {"treatments", "providers", "locations", "practice", "publishing"}
LISTS = [
    f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
    for model in site._registry
    if model._meta.app_label in APPS
]
HUGE = "1" + "0" * 30


QUERIES = [
    f"publish_from__year={HUGE}",
    "publish_from__year=abc",
    f"group__id__exact={HUGE}",
    "group__id__exact=abc",
    f"areas__id__exact={HUGE}",
    f"id__exact={HUGE}",
    "id__in=1,2,abc",
    "nothing__at__all=1",
    "title__regex=(a%2B)%2B%24",
    "password__startswith=a",
    "p=abc",
    "p=-1",
    "p=0",
    f"p={HUGE}",
    "p=1.5",
    "p=" + "9" * 5000,
    "o=99.9",
    "o=-99.abc",
    "o=...",
    "o=" + "1." * 500,
    "o=" + "9" * 5000,
    "state=delete",
    "state=__class__",
    "state=",
    "state=drafts&state=ended",
    "review=delete",
    "review=as_manager",
    "all=",
    "e=1",
    "q=" + "a" * 3000,
    "q=%F0%9F%92%A3%27%22%3B--",
    "q=%25_%5C",
    "_popup=1&_to_field=abc",
    "_to_field=slug",
    "_facets=1",
    "_facets=abc",
    "%FF=%FE",
    "[]=1",
    "__=1",
    "publish_from__gte=9999-99-99",
    "publish_from__gte=0000-00-00",
    "publish_from__range=a,b",
    "publish_from__isnull=maybe",
    "_changelist_filters=" + "a" * 2000,
]


@pytest.fixture
def boss(client):
    make_practice()
    make_treatment()
    make_condition(areas=[make_area()])
    client.force_login(make_staff(role="superuser"))


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query[:40])
def test_a_strange_question_to_a_list_is_answered(client, boss, query):
    for name in LISTS:
        response = client.get(f"{reverse(name)}?{query}", follow=True)

        assert response.status_code in (200, 400, 403), name


@pytest.mark.parametrize("key", ["abc", "{% debug %}", "0000-00-00", "1.5", "-1", "_5F", "💣", HUGE])
@pytest.mark.parametrize("view", ["change", "delete", "history", "preview", "revision"])
def test_a_row_that_no_number_names_is_not_there(client, boss, view, key):
    more = ["1"] if view == "revision" else []
    addresses = [address for model in site._registry if (address := address_of(model, view, key, *more))]

    assert len(addresses) >= 5
    for address in addresses:
        assert client.get(address).status_code in (302, 403, 404), address


@pytest.mark.parametrize("claimed", ["301", "1000", "2147483648", "9" * 5000])
def test_rows_that_were_claimed_and_not_sent_cost_nothing(client, boss, claimed, monkeypatch):
    path = reverse("admin:treatments_treatment_add")
    fields = form_of(client.get(path), "treatment_form")
    total = next(name for name in fields if name.endswith("-TOTAL_FORMS"))
    monkeypatch.setattr("django.forms.formsets.BaseFormSet._construct_form", None)

    assert client.post(path, {**fields, total: claimed}).status_code == 400


@pytest.mark.parametrize(
    ("choice", "statuses"),
    [("abc", {400}), ("1.5", {400}), ("<b>", {400}), ("\u0663\u0661x", {400}), (HUGE, {200, 400})],
)
def test_a_choice_that_no_number_names_is_refused(client, boss, choice, statuses):
    """PostgreSQL knows that no row has a huge number, and the form comes again with its sentence; SQLite cannot ask."""
    path = reverse("admin:treatments_treatment_add")
    fields = form_of(client.get(path), "treatment_form")
    row = {"condition_links-TOTAL_FORMS": "1", "condition_links-0-condition": choice}

    assert client.post(path, {**fields, **row}).status_code in statuses
    assert Treatment.objects.count() == 1


@pytest.mark.parametrize("claimed", ["", "-1", "many", "٣", "1.5"])
def test_rows_that_are_no_number_get_a_sentence(client, boss, claimed):
    path = reverse("admin:treatments_treatment_add")
    fields = form_of(client.get(path), "treatment_form")
    total = next(name for name in fields if name.endswith("-TOTAL_FORMS"))

    assert client.post(path, {**fields, total: claimed}).status_code == 200


def address_of(model, view: str, *arguments: str) -> str:
    """The address of that page for that model; empty when there is no such page."""
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{view}", args=arguments)
    except NoReverseMatch:
        return ""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("query", ["title__regex=(", "title__iregex=[", "summary__regex=*"])
def test_a_pattern_that_is_none_is_answered(client, boss, query):
    # The database itself refuses it.
    response = client.get(f"{reverse('admin:treatments_treatment_changelist')}?{query}", follow=True)

    assert response.status_code in (200, 400)


def test_a_list_that_cannot_be_shown_as_asked_is_shown_whole(client, boss):
    response = client.get(f"{reverse('admin:treatments_treatment_changelist')}?publish_from__year={HUGE}", follow=True)

    assert Treatment.objects.get().title in response.content.decode()
    assert len(response.redirect_chain) == 1


def test_a_filter_can_only_ask_the_questions_it_offers(client, boss):
    client.get(reverse("admin:treatments_condition_changelist") + "?state=delete&review=delete")

    assert Condition.objects.count() == 1


SELECTED = [
    "junk",
    HUGE,
    "-1",
    "0",
    "",
    "1e5",
    "9" * 5000,
    str(2**63),
    str(-(2**70)),
    "\x00",
    "1\x00",
    "💣",
    "1 OR 1=1",
]
ACTIONS = ["publish_now", "delete_selected", "__init__"]


@pytest.mark.parametrize("selected", SELECTED, ids=lambda each: repr(each[:20]))
@pytest.mark.parametrize("action", ACTIONS)
def test_a_strange_choice_in_a_list_changes_nothing(client, boss, selected, action):
    form = {"action": action, "_selected_action": [selected], "select_across": "0", "index": "0"}

    response = client.post(reverse("admin:treatments_treatment_changelist"), form, follow=True)

    assert response.status_code == 200
    assert Treatment.objects.published().count() == 1


@pytest.mark.parametrize(
    "extra", [{"index": "abc"}, {"index": HUGE}, {"index": "-1"}, {"select_across": "abc"}, {"post": "yes"}]
)
def test_a_strange_form_of_a_list_is_answered(client, boss, extra):
    form = {"action": "publish_now", "_selected_action": ["999"], **extra}

    response = client.post(reverse("admin:treatments_treatment_changelist"), form, follow=True)

    assert response.status_code == 200


STRANGE_ROWS = [
    {"risks-TOTAL_FORMS": "abc"},
    {"risks-TOTAL_FORMS": HUGE},
    {"risks-TOTAL_FORMS": "-1"},
    {"risks-TOTAL_FORMS": ""},
    {"risks-INITIAL_FORMS": "99"},
    {"risks-INITIAL_FORMS": HUGE},
    {"risks-MAX_NUM_FORMS": "abc"},
    {"risks-0-id": HUGE},
    {"risks-0-id": "abc"},
    {"risks-0-id": ""},
    {"risks-0-id": "\x00"},
    {"risks-0-treatment": "999999"},
    {"risks-0-position": HUGE},
    {"risks-0-position": "-1"},
    {"risks-0-position": "abc"},
    {"risks-0-position": "\x00"},
    {"risks-0-frequency": "never"},
    {"risks-0-text": "\x00"},
    {"risks-0-text": "a" * 5000},
    {"group": HUGE},
    {"group": "abc"},
    {"group": "\x00"},
    {"title": "\x00"},
    {"slug": "../../x"},
    {"slug": "a" * 500},
    {"what_it_is": "<p>\x00</p>"},
    {"publish_from_0": "99999-01-01"},
    {"publish_from_0": "2026-03-08", "publish_from_1": "02:30:00"},
    {"publish_from_0": "0001-01-01", "publish_from_1": "00:00"},
    {"publish_from_0": "9999-12-31", "publish_from_1": "23:59"},
    {"publish_from_0": "\x00", "publish_from_1": "\x00"},
    {"drawing": "nothing"},
    {"drawing": "\x00"},
    {"picture": "not a file"},
    {"_saveasnew": "1"},
    {"_popup": "1"},
]


@pytest.mark.parametrize("strange", STRANGE_ROWS, ids=lambda fields: str(fields)[:50])
def test_a_strange_form_of_a_page_is_answered(client, boss, strange):
    treatment = Treatment.objects.get()
    path = reverse("admin:treatments_treatment_change", args=[treatment.pk])
    fields = form_of(client.get(path), "treatment_form")

    response = client.post(path, {**fields, **strange})

    claims_too_many = strange.get("risks-TOTAL_FORMS") == HUGE
    assert response.status_code in ((400,) if claims_too_many else (200, 302))
    assert Treatment.objects.published().count() <= 1


@pytest.mark.django_db(transaction=True)
def test_a_form_that_chooses_a_number_no_database_has_changes_nothing(client, boss):
    condition = Condition.objects.get()
    path = reverse("admin:treatments_condition_change", args=[condition.pk])
    fields = form_of(client.get(path), "condition_form")

    response = client.post(path, {**fields, "title": "Changed", "areas": [str(condition.areas.get().pk), HUGE]})

    assert response.status_code in (200, 400)
    condition.refresh_from_db()
    assert condition.title != "Changed"
    assert condition.areas.count() == 1


STRANGE_ORDERS = [
    "",
    "junk",
    "[]",
    "null",
    "{}",
    '{"updatedItems": null}',
    '{"updatedItems": [[999, 1]]}',
    '{"updatedItems": [["abc", 1]]}',
    '{"updatedItems": [["\\u0000", 1]]}',
    f'{{"updatedItems": [[{HUGE}, 1]]}}',
    "[" * 100_000,
]


@pytest.mark.parametrize("body", STRANGE_ORDERS, ids=lambda body: body[:40])
def test_a_strange_order_is_refused(client, boss, body):
    path = reverse("admin:treatments_bodyarea_sortable_update")

    response = client.post(path, body, content_type="application/json")

    assert response.status_code in (200, 400)
    assert list(BodyArea.objects.values_list("position", flat=True)) == [BodyArea.objects.get().position]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("number", [HUGE, "-1", "abc"])
def test_a_strange_place_in_the_order_is_refused(client, boss, number):
    area = BodyArea.objects.get()
    body = json.dumps({"updatedItems": [[area.pk, int(number) if number.lstrip("-").isdigit() else number]]})

    response = client.post(reverse("admin:treatments_bodyarea_sortable_update"), body, content_type="application/json")

    assert response.status_code == 400
    area.refresh_from_db()
    assert area.position >= 0


OTHER = [
    "/admin/autocomplete/",
    "/admin/autocomplete/?app_label=x&model_name=y&field_name=z",
    "/admin/autocomplete/?app_label=treatments&model_name=treatmentcondition&field_name=condition&term=%F0%9F%92%A3&page=abc",
    f"/admin/autocomplete/?app_label=treatments&model_name=treatmentcondition&field_name=condition&page={HUGE}",
    "/admin/r/1/1/",
    f"/admin/r/{HUGE}/{HUGE}/",
    "/admin/r/abc/abc/",
    "/admin/jsi18n/",
    "/admin/nothing/",
    "/admin/treatments/nothing/",
    f"/admin/treatments/treatment/{HUGE}/change/",
    f"/admin/treatments/treatment/1/history/{HUGE}/",
    f"/admin/treatments/treatment/1/history/{'9' * 5000}/",
    f"/admin/treatments/treatment/recover/{HUGE}/",
    f"/admin/treatments/treatment/recover/{'9' * 5000}/",
    f"/admin/treatments/treatment/{'9' * 5000}/change/",
    "/admin/treatments/treatment/%F0%9F%92%A3/change/",
    "/admin/treatments/treatment/add/?group=abc&publish_from=abc",
    f"/admin/treatments/treatment/add/?group={HUGE}",
    "/admin/auth/user/?is_staff__exact=maybe",
    f"/admin/auth/user/?groups__id__exact={HUGE}",
    f"/admin/auth/user/?date_joined__year={HUGE}",
    "/admin/auth/user/?p=" + "9" * 5000,
    "/admin/auth/user/abc/password/",
    f"/admin/auth/user/{HUGE}/password/",
    "/admin/login/?next=//evil.example",
]


@pytest.mark.parametrize("path", OTHER, ids=lambda path: path[:70])
def test_a_strange_address_of_the_admin_is_answered(client, boss, path):
    response = client.get(path, follow=True)

    assert response.status_code in (200, 400, 403, 404, 405)
    assert all("evil" not in target for target, _status in response.redirect_chain)
