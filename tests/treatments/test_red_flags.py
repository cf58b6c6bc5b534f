"""The shared list of red flags: its words, how it is filled, who edits it."""

import re

import pytest
import textstat
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.urls import reverse
from reversion.models import Version

from publishing.content_version import current_token
from quiz.models import Quiz
from tests.factories import make_red_flag, make_staff
from tests.publishing.admin_pages import errors_of, form_of
from tests.treatments.content import FOLDER, load
from tests.treatments.test_content_words import BANNED
from treatments.content_files import load_red_flags
from treatments.models import RedFlag, Treatment

ROWS = load(FOLDER / "red_flags.toml")["red_flags"]
TEXTS = [row["text"] for row in ROWS]
WORDS = [f"{row['text']}. {row.get('detail', '')}".strip() for row in ROWS]

# What the list must never lack, by the words that a patient looks for.
NEEDED = {
    "loss of bladder or bowel control": r"control your bladder or bowels",
    "not being able to pass urine": r"cannot pass urine",
    "numbness of the saddle area": r"numbness between your legs\..* saddle",
    "fever with back pain": r"back or neck pain with a fever or chills\..* very ill",
    "major injury": r"major fall, crash or other serious injury",
    "a small fall with weak bones": r"small fall .*weak \(osteoporosis\)",
    "sudden leg weakness": r"sudden weakness in a leg",
    "weakness that grows": r"weakness that gets worse over hours or days",
    "a heart attack that is felt elsewhere": r"chest pain.*\. Pain in the jaw, arm, shoulder or upper back",
    "a torn vessel": r"sudden, severe pain in your back or belly and feel faint",
    "bleeding or infection in the head": r"sudden, very bad headache, .*stiff neck",
    "a stroke": r"face droops .*speech is slurred\. .*loss of sight",
    "a limb without blood": r"arm or leg has turned cold, pale or blue",
    "thoughts of suicide, with the line to call": r"ending your life; call or text 988",
}

database = [pytest.mark.django_db, pytest.mark.database]


@pytest.mark.parametrize("sign", NEEDED)
def test_the_list_names(sign):
    assert [words for words in WORDS if re.search(NEEDED[sign], words)], sign


def test_each_sign_stands_alone_as_a_line_to_tick():
    assert 5 <= len(TEXTS) <= 13
    assert len(set(TEXTS)) == len(TEXTS)
    assert [text for text in TEXTS if not re.match(r"Your? .*[a-z]$", text)] == []


def test_what_can_wait_until_tomorrow_is_not_on_the_list():
    assert [words for words in WORDS if re.search(r"cancer|weight|week|month", words)] == []


def test_the_list_reads_at_a_grade_of_at_most_eight():
    text = " ".join(words if words.endswith(".") else f"{words}." for words in WORDS)

    assert textstat.flesch_kincaid_grade(text) <= 8
    assert [match[0] for match in BANNED.finditer(text)] == []


@pytest.mark.parametrize("text", ["Fever with back pain", "you have a fever", "Yours is a fever", ""])
def test_a_text_that_nobody_could_tick_is_refused(text):
    with pytest.raises(ValidationError, match="Begin with “You” or “Your”"):
        RedFlag(text=text).clean()


def test_a_sign_completes_the_heading_of_the_card():
    assert RedFlag(text="Your face droops").sign == "your face droops"


class TestInTheDatabase:
    pytestmark = database

    def test_loading_fills_an_empty_list_in_the_order_of_the_file_and_only_once(self):
        added = [load_red_flags(), load_red_flags()]

        assert added == [len(ROWS), 0]
        assert list(RedFlag.objects.values_list("text", flat=True)) == TEXTS

    def test_what_staff_edited_or_deleted_from_the_list_stays_so(self):
        load_red_flags()
        RedFlag.objects.first().delete()
        RedFlag.objects.update(text="You are in our own words")

        load_red_flags()

        assert RedFlag.objects.count() == len(ROWS) - 1
        assert set(RedFlag.objects.values_list("text", flat=True)) == {"You are in our own words"}

    def test_a_site_that_was_loaded_before_there_was_a_list_gets_it(self, demo_content):
        Quiz.objects.all().delete()
        RedFlag.objects.all().delete()
        before = list(Treatment.objects.values_list("slug", "updated_at"))

        call_command("load_demo_content", verbosity=0)

        assert RedFlag.objects.count() == len(ROWS)
        assert list(Treatment.objects.values_list("slug", "updated_at")) == before

    def test_each_can_be_undone_to_what_was_loaded(self):
        load_red_flags()

        flag = RedFlag.objects.first()
        (version,) = Version.objects.get_for_object(flag)
        assert version.field_dict["text"] == TEXTS[0]

    def test_a_change_makes_kept_pages_stale(self):
        flag = make_red_flag()
        before = current_token()

        RedFlag.objects.filter(pk=flag.pk).update(detail="Other.")

        assert current_token() != before


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["editor", "reviewer"])
def test_staff_add_a_sign_which_keeps_its_history(client, role):
    client.force_login(make_staff(role=role))
    path = reverse("admin:treatments_redflag_add")
    fields = form_of(client.get(path), "redflag_form")

    client.post(path, {**fields, "text": "You faint", "detail": "Even for a short time."})

    flag = RedFlag.objects.get()
    assert (flag.text, flag.detail) == ("You faint", "Even for a short time.")
    assert Version.objects.get_for_object(flag).count() == 1


@pytest.mark.django_db
def test_staff_are_told_how_a_sign_begins(client):
    client.force_login(make_staff())
    path = reverse("admin:treatments_redflag_add")
    fields = form_of(client.get(path), "redflag_form")

    response = client.post(path, {**fields, "text": "Fainting"})

    assert "Begin with “You” or “Your”" in errors_of(response)
    assert not RedFlag.objects.exists()


@pytest.mark.django_db
def test_staff_order_the_list_by_dragging(client):
    client.force_login(make_staff())
    first, second = make_red_flag(position=1), make_red_flag(position=2)
    path = reverse("admin:treatments_redflag_sortable_update")

    client.post(path, {"updatedItems": [[second.pk, 1], [first.pk, 2]]}, content_type="application/json")

    assert list(RedFlag.objects.all()) == [second, first]
