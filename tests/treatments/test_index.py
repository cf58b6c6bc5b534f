"""Lists as a reader looks things up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_group, make_treatment
from treatments.index import by_letter, grouped
from treatments.models import Condition, Treatment


def condition(title, *other_names, pk=1):
    return Condition(pk=pk, title=title, other_names="\n".join(other_names))


def shown(conditions):
    return [(letter, [entry.name for entry in entries]) for letter, entries in by_letter(conditions)]


def test_a_lay_name_stands_under_its_own_letter():
    assert shown([condition("Sciatica", "pinched nerve")]) == [("P", ["Pinched nerve"]), ("S", ["Sciatica"])]


def test_a_lay_name_says_whose_name_it_is():
    (_, (lay,)), (_, (own,)) = by_letter([condition("Sciatica", "pinched nerve")])

    assert lay.is_other_name
    assert not own.is_other_name
    assert lay.condition is own.condition


def test_upper_and_lower_case_are_sorted_together():
    names = shown([condition("Zoster"), condition("arthritis", "Ankle pain", "ABC", pk=2)])

    assert names == [("A", ["ABC", "Ankle pain", "Arthritis"]), ("Z", ["Zoster"])]


def test_the_same_lay_name_of_two_conditions_stands_twice():
    names = shown([condition("Sciatica", "bad back"), condition("Slipped disc", "bad back", pk=2)])

    assert names[0] == ("B", ["Bad back", "Bad back"])


def test_a_name_that_repeats_the_title_stands_once_as_the_title():
    ((_, entries),) = by_letter([condition("Sciatica", "sciatica")])

    assert [entry.is_other_name for entry in entries] == [False]


def test_what_begins_with_a_number_stands_under_a_number_sign():
    assert shown([condition("5th disease")]) == [("#", ["5th disease"])]


def test_nothing_to_list_is_an_empty_list():
    assert by_letter([]) == []


def test_signs_and_numbers_stand_together_under_one_number_sign():
    letters = [letter for letter, _ in by_letter([condition("1st", "¿what?", "middle")])]

    assert letters.count("#") == 1


@given(st.lists(st.text("abcXYZéß ", min_size=1).filter(str.strip), min_size=1, max_size=6))
def test_every_name_is_listed_once_and_letters_never_repeat(names):
    letters = by_letter([condition(name.strip(), pk=number) for number, name in enumerate(names)])

    assert sum(len(entries) for _, entries in letters) == len(names)
    assert len({letter for letter, _ in letters}) == len(letters)


@pytest.mark.django_db
def test_treatments_stand_under_their_group():
    group, other = make_group(position=1), make_group(position=2)
    first, second = make_treatment(title="A", group=group), make_treatment(title="B", group=group)
    third = make_treatment(title="C", group=other)

    assert grouped(Treatment.objects.by_group()) == [(group, [first, second]), (other, [third])]


@pytest.mark.django_db
def test_two_groups_at_the_same_place_are_still_two_groups():
    one, other = make_group(position=5), make_group(position=5)
    for title, group in (("A", one), ("B", other), ("C", one)):
        make_treatment(title=title, group=group)

    assert len(grouped(Treatment.objects.by_group())) == 2
