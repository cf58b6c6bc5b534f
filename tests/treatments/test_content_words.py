"""The demo content's files: complete, cautious, readable by somebody in pain, and leading to pages that exist."""

import re

import pytest
import textstat

from tests.treatments.content import FILES, FOLDER, load, name, sentences, texts

TREATMENTS = [path for path in FILES if path.parent.name == "treatments"]
CONDITIONS = [path for path in FILES if path.parent.name == "conditions"]
SHARED = {
    *("title", "short_title", "summary", "search_title", "search_description", "other_names"),
    *("what_it_is", "questions", "when_to_call", "faqs"),
}
TREATMENT_KEYS = {
    *SHARED,
    *("group", "conditions", "quick_facts", "candidacy", "before", "steps", "afterwards", "benefits", "risks", "cost"),
}
CONDITION_KEYS = {*SHARED, "areas", "symptoms", "causes", "diagnosis", "treatment_approach", "living_with"}
INSIDE = {
    "quick_facts": {"time", "anesthesia", "setting", "driver", "back_to_normal"},
    "candidacy": {"text", "could_be_right_if", "usually_not_if"},
    "before": {"text", "do", "do_not"},
    "afterwards": {"text", "recovery", "do", "do_not"},
    "benefits": {"text", "realistic"},
    "risks": {"text", "common", "rare_but_serious"},
    "symptoms": {"text", "signs", "red_flags"},
    "living_with": {"text", "do", "do_not"},
    "when_to_call": {"emergency", "today", "routine"},
}
OPTIONAL = {"drawing", "sources"}
BANNED = re.compile(
    r"guarantee|miracle|\d ?%|\bper ?cent|\bproven\b|(?<!works )\bbest\b(?! to\b)|cutting[- ]edge"
    r"|state[- ]of[- ]the[- ]art"
    r"|world[- ]class|\bleading\b|\brisk[- ]free|\bpainless|no risk|studies (?:show|prove)|research shows"
    r"|safe and effective"
    r"|\bwill (?:cure|fix|end|remove your pain)|#1|\bnumber one\b|lorem ipsum|\bTODO\b",
    re.IGNORECASE,
)

each_file = pytest.mark.parametrize("path", FILES, ids=name)
each_treatment = pytest.mark.parametrize("path", TREATMENTS, ids=name)


def test_there_are_at_least_twelve_treatments_and_ten_conditions():
    assert len(TREATMENTS) >= 12
    assert len(CONDITIONS) >= 10


@each_file
def test_every_section_is_there_and_filled(path):
    data = load(path)

    wanted = TREATMENT_KEYS if path in TREATMENTS else CONDITION_KEYS
    assert set(data) - OPTIONAL == wanted
    assert [key for key in wanted if not data[key] or not all(text.strip() for text in texts(data[key]))] == []


@each_file
def test_no_part_of_a_section_is_left_out(path):
    data = load(path)

    for section, parts in INSIDE.items():
        if section in data:
            assert set(data[section]) == parts
            assert all(data[section].values())


@each_treatment
def test_a_treatment_has_steps_and_both_kinds_of_risk(path):
    data = load(path)

    assert len(data["steps"]) >= 4
    assert len(data["risks"]["common"]) >= 3
    assert len(data["risks"]["rare_but_serious"]) >= 3


@each_file
def test_there_is_at_most_one_urgency_card_a_level_and_one_emergency(path):
    assert next(iter(load(path)["when_to_call"])) == "emergency"
    assert set(load(path)["when_to_call"]) <= {"emergency", "today", "routine"}


@each_file
def test_every_line_against_something_says_do_not(path):
    data = load(path)

    sections = [data[name] for name in ("before", "afterwards", "living_with") if name in data]
    lines = [line for section in sections for line in section["do_not"]]
    assert lines
    assert [line for line in lines if not line.startswith("Do not ")] == []


@each_file
def test_no_contraction_of_do_not_stands_anywhere(path):
    assert [text for text in texts(load(path)) if re.search(r"\bdon['’]t\b", text, re.IGNORECASE)] == []


@each_treatment
def test_reasons_for_and_against_speak_to_the_reader(path):
    reasons = load(path)["candidacy"]

    lines = reasons["could_be_right_if"] + reasons["usually_not_if"]
    lines = [line if isinstance(line, str) else line["text"] for line in lines]
    assert [line for line in lines if not re.match(r"your? ", line)] == []


@each_file
def test_nothing_is_promised_and_no_number_is_claimed(path):
    found = [(match[0], text[:80]) for text in texts(load(path)) for match in BANNED.finditer(text)]

    assert found == []


@each_file
def test_no_markup_but_markdown_is_used(path):
    assert [text for text in texts(load(path)) if re.search(r"<[a-z/!]", text)] == []


@each_file
def test_the_page_reads_at_a_grade_of_six_to_eight(path):
    text = " ".join(sentences(load(path)))

    assert 6 <= round(textstat.smog_index(text)) <= 8
    assert textstat.flesch_kincaid_grade(text) <= 8


@each_file
def test_no_sentence_is_longer_than_forty_words(path):
    assert [sentence for sentence in sentences(load(path)) if len(sentence.split()) > 40] == []


@each_file
def test_names_and_descriptions_fit_where_they_are_shown(path):
    data = load(path)

    assert len(data["title"]) <= 120
    assert len(data["short_title"]) <= 40
    assert len(data["summary"]) <= 200
    assert len(data["search_title"]) <= 60
    assert len(data["search_description"]) <= 155


@each_file
def test_every_link_leads_to_a_page_that_has_a_file(path):
    addresses = {f"/{name(file)}/" for file in FILES}

    links = [link for text in texts(load(path)) for link in re.findall(r"\]\(([^)]*)\)", text)]
    assert [link for link in links if link not in addresses] == []


@each_file
def test_a_page_does_not_link_to_itself(path):
    assert f"](/{name(path)}/)" not in path.read_text(encoding="utf-8")


@each_file
def test_everyday_names_are_given(path):
    names = load(path)["other_names"]

    assert len(names) >= 3
    assert len({word.casefold() for word in names}) == len(names)


@each_file
def test_a_source_was_read_on_a_day_and_has_an_address(path):
    for source in load(path).get("sources", []):
        assert set(source) == {"publisher", "title", "url", "read_on"}
        assert source["url"].startswith("https://")


def test_every_treatment_is_for_a_condition_and_every_condition_has_a_treatment():
    offered = {slug for path in TREATMENTS for slug in load(path)["conditions"]}

    assert all(load(path)["conditions"] for path in TREATMENTS)
    assert offered == {path.stem for path in CONDITIONS}


def test_every_place_and_every_kind_is_used_and_known():
    sorting = load(FOLDER / "classification.toml")

    assert {area["slug"] for area in sorting["body_areas"]} == {a for path in CONDITIONS for a in load(path)["areas"]}
    assert {group["slug"] for group in sorting["treatment_groups"]} == {load(path)["group"] for path in TREATMENTS}


def test_no_two_pages_share_a_name_or_a_search_title():
    for key in ("title", "short_title", "search_title", "summary", "search_description"):
        values = [load(path)[key].casefold() for path in FILES]
        assert len(set(values)) == len(values), key
