"""`make bench`: what it is told to measure, and what it makes of what it measured."""

import pytest

from bench import __main__ as bench
from bench import finder, guide, nginx, quiz, searches, wagtail
from scripts.console import Stop
from scripts.stack import speed


def test_without_words_everything_is_measured():
    assert bench.read([]) == (("nginx", "page", "wagtail", "guide", "quiz", "finder"), list(finder.NUMBERS))


@pytest.mark.parametrize("word", ["nginx", "page", "wagtail", "guide", "quiz", "finder"])
def test_with_one_word_that_alone_is_measured(word):
    assert bench.read([word])[0] == (word,)


def test_the_finder_is_measured_with_the_numbers_asked_for_in_order():
    assert bench.read(["finder", "1000", "12"]) == (("finder",), [12, 1000])


@pytest.mark.parametrize(
    "words",
    [
        ["everybody"],
        ["page", "12"],
        ["guide", "12"],
        ["guide", "page"],
        ["finder", "many"],
        ["finder", "0"],
        ["finder", "-1"],
    ],
)
def test_what_cannot_be_measured_is_answered_with_what_can(words):
    with pytest.raises(Stop, match="Usage: python -m bench"):
        bench.read(words)


def test_slow_searches_with_many_offices_are_compared_with_slow_ones_with_few():
    places = [("SQLite", 12), ("SQLite", 100_000)]
    times = {"ZIP code": {places[0]: [10.0] * 40, places[1]: [10.0] * 20 + [25.0] * 20}}

    results = finder.results(places, times, {place: {"ZIP code": [14]} for place in places})

    assert results["p95_100000_to_p95_12"] == {"SQLite": {"ZIP code": 2.5}}
    assert "2.5" in finder.table(results)


def test_slow_steps_of_a_long_quiz_are_compared_with_those_of_a_short_one():
    few, many = quiz.NUMBERS
    times = {"a question": {few: [4.0] * 40, many: [4.0] * 20 + [6.0] * 20}}
    made = {number: {"queries": {"a question": 3}, "proof_seconds": 0.1} for number in quiz.NUMBERS}

    results = quiz.results(times, made)

    assert results["p95_many_to_p95_few"] == {"a question": 1.5}
    assert "1.50" in quiz.table(results)


def test_a_number_of_queries_that_grows_is_named():
    places = [("SQLite", 12), ("SQLite", 1_000)]
    times = {"ZIP code": dict.fromkeys(places, [10.0] * 40)}

    results = finder.results(places, times, {places[0]: {"ZIP code": [14]}, places[1]: {"ZIP code": [14, 15]}})

    assert results["queries_are_fixed"] == {"ZIP code": False}
    assert "except for: ZIP code" in finder.table(results)


def test_every_number_of_offices_is_asked_for_the_same():
    assert searches.paths() == searches.paths()
    assert all(len(paths) >= 36 for paths in searches.paths().values())


def test_the_first_building_of_a_guide_is_told_apart_from_the_later_ones():
    row = guide.results({"pages": 72, "bytes": 1_026_616, "seconds": [1.8, 0.3, 0.2, 0.7]})

    assert row["seconds"] == {"first": 1.8, "median": 0.3, "lowest": 0.2, "highest": 0.7}
    assert row["times"] == 3
    assert guide.table({"the whole guide": row}).split()[-6:] == ["72", "1,026,616", "1.80", "0.30", "0.20", "0.70"]


def test_our_page_is_compared_with_each_of_wagtails_within_each_round():
    ahead, anew = wagtail.OURS.values()
    quiet = {ahead: 400.0, anew: 40.0, wagtail.SAME_WORDS: 20.0, wagtail.WELCOME: 80.0}
    busy = {name: speed / 4 for name, speed in quiet.items()}

    results = wagtail.results([quiet, busy, busy], dict.fromkeys(quiet, 1_000))

    assert results["ours_in_times_of"] == {
        ahead: {wagtail.SAME_WORDS: 20.0, wagtail.WELCOME: 5.0},
        anew: {wagtail.SAME_WORDS: 2.0, wagtail.WELCOME: 0.5},
    }
    assert "20.00 of" in wagtail.table(results)


def test_without_wagtail_there_is_no_figure():
    assert "not measured" in wagtail.table(None)


def test_a_kept_page_is_compared_with_its_file_in_each_round():
    busy = {speed.AS_A_FILE: (10.0, 100.0), speed.MILD: (9.0, 95.0)}
    quiet = {speed.AS_A_FILE: (40.0, 100.0), speed.MILD: (40.0, 91.0)}

    results = {speed.OF_THE_CLIENT: speed.compared([busy, busy, quiet], 0)}

    assert results[speed.OF_THE_CLIENT] == {"kept": 9.0, "as_a_file": 10.0, "ratio": 0.9}
    assert "ratio 0.90" in nginx.table(results)


def test_without_nginx_there_is_no_figure_and_the_table_says_so(monkeypatch, capsys):
    def without(*_arguments):
        raise Stop("nginx: apt-get install nginx")

    monkeypatch.setattr(nginx, "refuse_what_is_missing", without)

    assert nginx.measure() is None
    assert "apt-get install nginx" in capsys.readouterr().out
    assert "not measured" in nginx.table(None)
