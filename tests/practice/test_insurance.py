"""Plans by state, and the rules after an accident: what cannot be stored, what staff do, what is loaded."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from practice.insurance_files import load_insurance
from practice.models import AccidentRule, InsuranceGuide, InsurancePlan, PlanCoverage, PlanThingToBring
from practice.plans import by_kind
from publishing.content_version import current_token
from tests.factories import make_staff
from tests.practice.plans import make_accident_rule, make_guide, make_plan
from tests.publishing.admin_pages import add_row, errors_of, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]


# --- What cannot be stored --------------------------------------------------------------------------------------------


def test_a_plan_has_its_name_to_itself():
    make_plan(name="Sample PPO")

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        make_plan(name="Sample PPO")


def test_a_plan_of_an_unknown_kind_is_refused():
    with pytest.raises(IntegrityError, match="insurance_plan_kind_known"), transaction.atomic():
        make_plan(kind="dental")


@pytest.mark.parametrize(
    ("row", "constraint"),
    [
        ({"state": "MD", "standing": "accepted"}, "(?i)unique"),
        ({"state": "CA", "standing": "accepted"}, "plan_coverage_state_known"),
        ({"state": "VA", "standing": "perhaps"}, "plan_coverage_standing_known"),
    ],
    ids=["a state twice", "a state we do not serve", "an unknown standing"],
)
def test_how_a_plan_stands_cannot_be(row, constraint):
    plan = make_plan(standings={"MD": "accepted"})

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        plan.coverage.create(verified_on=timezone.localdate(), **row)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [({"state": "MD"}, "(?i)unique"), ({"state": "CA"}, "accident_rule_state_known")],
    ids=["a state twice", "a state we do not serve"],
)
def test_a_rule_after_an_accident_cannot_be_for(changes, constraint):
    guide = make_guide()
    make_accident_rule(guide)

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        make_accident_rule(guide, **changes)


def test_there_is_one_insurance_page():
    make_guide()

    with pytest.raises(IntegrityError, match="only_one_insurance_guide"), transaction.atomic():
        make_guide(pk=2)


def test_nothing_was_checked_tomorrow():
    tomorrow = timezone.localdate() + timedelta(days=1)
    rows = [
        PlanCoverage(plan=make_plan(standings={}), state="MD", standing="accepted", verified_on=tomorrow),
        AccidentRule(guide=make_guide(), state="MD", rule="x", explanation="y", checked_on=tomorrow),
    ]

    for row in rows:
        with pytest.raises(ValidationError, match="cannot be in the future"):
            row.full_clean()


# --- What is asked ----------------------------------------------------------------------------------------------------


def names(groups):
    return {str(group.kind.label): [line.plan.name for line in group.lines] for group in groups}


def test_plans_stand_by_kind_in_the_order_of_staff():
    make_plan(name="B", position=2)
    make_plan(name="A", position=1)
    make_plan(name="M", kind="medicare")

    assert names(by_kind(InsurancePlan.objects.with_coverage())) == {
        "Private health plans": ["A", "B"],
        "Medicare": ["M"],
    }


def test_in_a_state_only_the_plans_listed_there_are_left():
    make_plan(name="Here", standings={"VA": "call_first"})
    make_plan(name="Elsewhere", standings={"MD": "accepted"})
    make_plan(name="Checked and not listed", standings={"VA": "not_listed"})

    groups = by_kind(InsurancePlan.objects.with_coverage("VA"), "VA")

    assert names(groups) == {"Private health plans": ["Here"]}
    assert [state.value for state, _row in groups[0].lines[0].standings] == ["VA"]


@pytest.mark.parametrize("typed", ["blue health", "HEALTH  Blue", "lue"])
def test_a_plan_is_found_by_any_of_its_words_in_any_order(typed):
    make_plan(name="Blue Sample Health")
    make_plan(name="Red Sample Health")

    assert [plan.name for plan in InsurancePlan.objects.named(typed)] == ["Blue Sample Health"]


@pytest.mark.parametrize("typed", ["%", "_", "'", '"; --', "\\"])
def test_signs_of_a_database_find_nothing(typed):
    make_plan(name="Sample Health")

    assert not InsurancePlan.objects.named(typed)


# --- The demonstration ------------------------------------------------------------------------------------------------


def test_the_demonstration_is_added_once_and_staffs_changes_stay():
    assert load_insurance() == {"insurance plans": 8, "insurance pages": 1}
    InsurancePlan.objects.filter(kind="medicare").delete()

    assert load_insurance() == {"insurance plans": 0, "insurance pages": 0}
    assert InsurancePlan.objects.count() == 7


def test_each_part_of_an_older_demonstration_is_completed():
    make_plan()

    assert load_insurance() == {"insurance plans": 0, "insurance pages": 1}


def test_nobody_is_said_to_have_compared_the_demonstrations_rules():
    load_insurance()

    assert AccidentRule.objects.count() == 3
    assert not AccidentRule.objects.filter(checked_on__isnull=False).exists()


def test_a_plan_keeps_its_rows_in_its_history(db):
    load_insurance()
    plan = InsurancePlan.objects.get(name="Sample Medicare Plan")

    kept = [version._model for version in Version.objects.get_for_object(plan).first().revision.version_set.all()]

    assert (kept.count(PlanCoverage), kept.count(PlanThingToBring)) == (3, 2)


@pytest.mark.parametrize("rows", ["coverage", "things_to_bring"])
def test_a_change_to_a_row_makes_kept_pages_stale(rows):
    plan = make_plan(things_to_bring=["A letter"])
    before = current_token()

    getattr(plan, rows).all().delete()

    assert current_token() != before


# --- Staff ------------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(client):
    client.force_login(make_staff(role="editor"))
    return client


def test_staff_add_a_plan_with_how_it_stands(desk):
    address = reverse("admin:practice_insuranceplan_add")
    fields = form_of(desk.get(address), "insuranceplan_form") | {"name": "New plan", "kind": "private"}
    add_row(fields, "coverage", state="PA", standing="call_first", verified_on=timezone.localdate().isoformat())

    desk.post(address, fields)

    assert [str(row) for row in InsurancePlan.objects.get().coverage.all()] == ["Pennsylvania: Call first"]


def test_staff_are_told_that_a_plan_is_on_the_list(desk):
    make_plan(name="Sample PPO")
    address = reverse("admin:practice_insuranceplan_add")
    fields = form_of(desk.get(address), "insuranceplan_form") | {"name": "Sample PPO", "kind": "private"}

    assert "This plan is on the list already." in errors_of(desk.post(address, fields))


def test_staff_cannot_add_a_second_insurance_page(desk):
    make_guide()

    assert desk.get(reverse("admin:practice_insuranceguide_add")).status_code == 403


def test_the_first_insurance_page_staff_write_is_the_one(desk):
    address = reverse("admin:practice_insuranceguide_add")
    words = {"lead": "A", "work_injury": "B", "accident": "C"}
    desk.post(address, form_of(desk.get(address), "insuranceguide_form") | words)

    assert InsuranceGuide.objects.current().lead == "A"


def test_the_list_of_plans_asks_as_much_for_three_as_for_one(desk):
    asked = []
    for more in (1, 2):
        for _ in range(more):
            make_plan()
        desk.get("/admin/practice/insuranceplan/")
        with CaptureQueriesContext(connection) as queries:
            desk.get("/admin/practice/insuranceplan/")
        asked.append(len(queries))

    assert asked[0] == asked[1]


def test_the_demo_command_loads_claims_and_insurance():
    call_command("load_demo_content", verbosity=0)

    assert InsurancePlan.objects.exists()
    assert InsuranceGuide.objects.current().things_to_bring.exists()
