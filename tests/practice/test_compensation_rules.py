"""Workers' compensation: one rule a state, in cautious words, edited with the practice."""

from datetime import timedelta

import pytest
import textstat
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from practice.content_files import FILE, load_compensation_rules
from practice.models import CompensationRule, PhoneLine, Practice, State
from publishing.content_files import read
from publishing.content_version import current_token
from tests.factories import make_compensation_rule, make_practice, make_staff
from tests.publishing.admin_pages import add_row, errors_of, form_of

pytestmark = [pytest.mark.django_db, pytest.mark.database]

RULES = {rule["state"]: rule for rule in read(FILE)["compensation_rules"]}
WHO_CHOOSES = {
    "MD": "you choose the doctor",
    "PA": "list of six or more health care providers, you choose from that list for the first 90 days",
    "VA": "panel of three or more doctors, and you choose one",
}


@pytest.mark.parametrize("state", State.values)
def test_each_state_has_its_rule_in_cautious_words(state):
    rule = RULES[state]

    assert rule["rule"].startswith("In general, ")
    assert WHO_CHOOSES[state] in rule["rule"]
    assert "Ask your employer, its insurer or the " in rule["explanation"]
    assert rule["explanation"].endswith("what applies to you.")


@pytest.mark.parametrize("state", State.values)
def test_each_rule_reads_at_a_grade_of_at_most_nine(state):
    text = f"{RULES[state]['rule']} {RULES[state]['explanation']}"

    assert textstat.flesch_kincaid_grade(text) <= 9


def test_nobody_is_said_to_have_checked_the_demonstration(demo_content):
    assert not CompensationRule.objects.filter(checked_on__isnull=False).exists()


def test_a_state_has_one_rule():
    make_compensation_rule(state="PA")

    with pytest.raises(IntegrityError, match=r"(?i)unique"), transaction.atomic():
        make_compensation_rule(state="PA")


def test_a_second_rule_for_a_state_is_refused_in_words():
    first = make_compensation_rule()

    with pytest.raises(ValidationError, match="already has a workers' compensation rule"):
        CompensationRule(practice=first.practice, state=first.state, rule="x", explanation="y").full_clean()


def test_a_state_we_do_not_serve_is_refused():
    with pytest.raises(IntegrityError, match="compensation_rule_state_known"), transaction.atomic():
        make_compensation_rule(state="CA")


def test_a_rule_cannot_have_been_checked_tomorrow():
    rule = make_compensation_rule()
    rule.checked_on = timezone.localdate() + timedelta(days=1)

    with pytest.raises(ValidationError, match="cannot be in the future"):
        rule.full_clean()


def test_a_page_that_shows_no_rule_does_not_ask_for_any(django_assert_num_queries):
    make_compensation_rule()

    with django_assert_num_queries(5):
        Practice.objects.current()


def test_a_practice_loaded_before_there_were_rules_gets_them_once():
    make_practice()

    assert [load_compensation_rules(), load_compensation_rules()] == [len(State), 0]
    assert {rule.state: rule.rule for rule in CompensationRule.objects.all()} == {
        state: rule["rule"] for state, rule in RULES.items()
    }


def test_without_a_practice_no_rule_is_added():
    assert load_compensation_rules() == 0


def test_what_staff_edited_or_deleted_stays_so(demo_content):
    CompensationRule.objects.filter(state="MD").delete()
    CompensationRule.objects.update(rule="Our own words.")

    call_command("load_demo_content", verbosity=0)

    assert list(CompensationRule.objects.values_list("state", "rule")) == [
        ("PA", "Our own words."),
        ("VA", "Our own words."),
    ]


def test_the_rules_are_part_of_the_history_of_the_practice_with_all_its_rows(demo_content):
    latest = Version.objects.get_for_object(Practice.objects.get()).first()

    kept = [version._model for version in latest.revision.version_set.all()]
    assert kept.count(CompensationRule) == kept.count(PhoneLine) == len(State)
    assert kept.count(Practice) == 1


def test_a_change_makes_kept_pages_stale():
    make_compensation_rule()
    before = current_token()

    CompensationRule.objects.update(explanation="Other.")

    assert current_token() != before


def practice_form(client):
    path = reverse("admin:practice_practice_change", args=[1])
    return path, form_of(client.get(path), "practice_form")


def test_staff_add_a_rule_beside_the_practice(client):
    make_practice(with_phone_lines=False)
    client.force_login(make_staff())
    path, fields = practice_form(client)
    add_row(fields, "compensation_rules", state="MD", rule="In general, you choose.", explanation="Ask.")

    client.post(path, fields)

    rule = CompensationRule.objects.get()
    assert (rule.get_state_display(), rule.rule, rule.checked_on) == ("Maryland", "In general, you choose.", None)


def test_staff_are_told_that_a_state_has_its_rule(client):
    make_compensation_rule(state="MD", practice=make_practice(with_phone_lines=False))
    client.force_login(make_staff())
    path, fields = practice_form(client)
    add_row(fields, "compensation_rules", state="MD", rule="Again.", explanation="Ask.")

    response = client.post(path, fields)

    assert errors_of(response)
    assert CompensationRule.objects.count() == 1
