"""The files about questions, outside help, insurance and claims: enough, plain, visibly samples, and proven or hidden."""

import re
from datetime import date

import pytest

from tests.practice.content import NOTICE_SLUGS, STATES, grades, links, load, phones
from tests.treatments.content import texts
from tests.treatments.test_content_words import BANNED

TOPICS = load("faqs.toml")["topics"]
FAQS = [faq for topic in TOPICS for faq in topic["faqs"]]
RESOURCES = load("resources.toml")["resources"]
INSURANCE = load("insurance.toml")
CLAIMS = load("claims.toml")["claims"]
PAGES = {"/appointments/request/", "/treatments/", "/conditions/", "/locations/", "/insurance/"}
OFFICIAL = {
    *("https://988lifeline.org/", "https://www.poison.org/", "https://findtreatment.gov/", "https://medlineplus.gov/"),
    *(
        "https://www.niams.nih.gov/",
        "https://www.medicare.gov/",
        "https://www.shiphelp.org/",
        "https://www.hhs.gov/ocr/",
    ),
    *("https://www.healthcare.gov/", "https://www.cms.gov/nosurprises", "https://eldercare.acl.gov/"),
    *("https://www.va.gov/", "https://smokefree.gov/"),
}
SERVICE_LINES = {"8002221222", "8009853059"}


def test_there_are_enough_questions_in_enough_topics():
    assert len(FAQS) >= 24
    assert len(TOPICS) >= 5
    assert all(set(topic) == {"slug", "title", "faqs"} and len(topic["faqs"]) >= 3 for topic in TOPICS)


def test_no_question_is_asked_twice_and_each_has_an_answer():
    assert len({faq["question"].casefold() for faq in FAQS}) == len(FAQS)
    assert [faq for faq in FAQS if not faq["question"].endswith("?")] == []
    assert all(faq["answer"].strip() for faq in FAQS)


def test_answers_lead_to_pages_of_this_site_alone():
    assert [link for link in links(TOPICS) if link not in PAGES | {f"/notices/{slug}/" for slug in NOTICE_SLUGS}] == []


def test_answers_promise_nothing_and_say_do_not():
    assert [text for text in texts(TOPICS) if BANNED.search(text) or re.search(r"\bdon['’]t\b", text)] == []


def test_an_emergency_is_sent_to_911_and_not_to_our_telephone():
    emergency = next(faq["answer"] for faq in FAQS if faq["question"] == "When should I get help right away?")

    assert "911" in emergency
    assert all(sign in emergency for sign in ("bladder", "groin", "weak", "fever"))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(FAQS, id="questions"),
        pytest.param([INSURANCE["workers_compensation"]["lead"], INSURANCE["personal_injury"]["lead"]], id="injuries"),
        pytest.param(
            [[state["rule"], state["explanation"]] for state in INSURANCE["personal_injury"]["states"]], id="rules"
        ),
        pytest.param([resource["summary"] for resource in RESOURCES], id="resources"),
    ],
)
def test_texts_read_at_a_grade_of_eight_or_below(data):
    smog, flesch_kincaid = grades(data)

    assert flesch_kincaid <= 8
    assert smog <= 8 or len(data) < 20  # SMOG needs thirty sentences


def test_outside_help_is_official_and_said_in_one_sentence():
    assert {resource["url"] for resource in RESOURCES} == OFFICIAL
    assert all(set(resource) == {"name", "url", "summary", "group"} for resource in RESOURCES)
    assert [resource["name"] for resource in RESOURCES if resource["summary"].count(".") != 1] == []


def test_no_telephone_but_a_known_public_line_is_given():
    assert phones([RESOURCES, TOPICS, texts(INSURANCE)]) <= SERVICE_LINES


def test_every_plan_is_visibly_a_sample():
    names = [plan["name"] for plan in INSURANCE["plans"]]

    assert [name for name in names if not name.startswith("Sample ")] == []
    assert len(set(names)) == len(names) >= 5


def test_a_plan_says_for_each_state_how_it_stands_and_since_when():
    rows = [row for plan in INSURANCE["plans"] for row in plan["states"]]

    assert {row["standing"] for row in rows} == {"accepted", "call_first"}
    assert {row["state"] for row in rows} == set(STATES)
    assert {row["verified_on"] for row in rows} == {date(2026, 11, 22)}
    assert all(len({row["state"] for row in plan["states"]}) == len(plan["states"]) for plan in INSURANCE["plans"])


def test_each_state_has_its_own_rule_for_crashes_in_cautious_words():
    rules = {row["state"]: row for row in INSURANCE["personal_injury"]["states"]}

    assert set(rules) == set(STATES)
    assert all(row["rule"].startswith("In general, ") for row in rules.values())
    assert all(row["explanation"].endswith("what applies to you.") for row in rules.values())
    assert all("up to a limit" in row["explanation"] for row in rules.values())
    assert "gave it up in writing" in rules["MD"]["rule"]
    assert "choose" in rules["VA"]["rule"]


def test_a_claim_has_an_owner_and_an_end_and_its_states():
    keys = {"slug", "text", "board", "evidence", "owner", "verified_on", "expires_on", "states"}
    for claim in CLAIMS:
        assert set(claim) - {"promised_days"} == keys
        assert claim["owner"] == "Sample Manager"
        assert (claim["verified_on"], claim["expires_on"]) == (date(2026, 11, 22), date(2027, 5, 22))
        assert set(claim["states"]) <= set(STATES)


def test_what_nobody_has_proven_has_no_evidence_and_the_rest_calls_itself_a_sample():
    evidence = {claim["slug"]: claim["evidence"] for claim in CLAIMS}

    assert {slug for slug, text in evidence.items() if not text} == {"seen-within-two-weeks", "all-major-insurances"}
    assert all(text.startswith("Sample evidence: ") for text in evidence.values() if text)
    assert all("Sample" in claim["text"] for claim in CLAIMS if claim["evidence"])


def test_board_certified_is_never_said_without_the_boards_full_name():
    certified = [claim for claim in CLAIMS if "board certified" in claim["text"].casefold()]

    assert certified
    assert all(claim["board"] and claim["board"] in claim["text"] for claim in certified)
