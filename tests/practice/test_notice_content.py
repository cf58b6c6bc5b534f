"""The notices' files: each one the law asks for, dated, plainly worded, with its required parts and no invented contact."""

import re
from datetime import date

import pytest

from tests.practice.content import NOTICE_SLUGS, NOTICES, STATES, grades, links, load, phones
from tests.treatments.content import texts

KEYS = {"slug", "title", "short_title", "summary", "kind", "legal_basis", "effective_on", "review_by", "variants"}
VARIANT_KEYS = {"state", "language", "direction", "own_name", "english_name", "needs_certified_review", "body"}
REAL_PHONES = {
    "8009853059": "federal No Surprises Help Desk",
    "8003681019": "Office for Civil Rights",
    "8005377697": "Office for Civil Rights, TDD",
    "8004926116": "Maryland Insurance Administration",
    "8773106560": "Virginia Bureau of Insurance",
}
REAL_SITES = {
    *("https://ocrportal.hhs.gov/", "https://www.cms.gov/nosurprises", "https://insurance.maryland.gov/"),
    *("https://www.insurance.pa.gov/", "https://www.scc.virginia.gov/"),
}
PARTS = {
    "privacy-practices": [
        *(
            "MEDICAL INFORMATION ABOUT YOU MAY BE USED AND DISCLOSED",
            "To treat you",
            "To get paid",
            "See it",
            "Correct it",
        ),
        *("Limit what we share", "Choose how we reach you", "Get a list", "on paper", "breach", "not punish you"),
        *("42 CFR part 2", "took effect on November 22, 2026", "Privacy Officer", "Office for Civil Rights"),
    ],
    "nondiscrimination": [
        *("race", "color", "national origin", "age", "disability", "sex", "sign language", "interpreter"),
        *("free", "Section 1557 Coordinator", "grievance", "Office for Civil Rights", "180 days"),
    ],
    "good-faith-estimate": [
        "$400",
        "120 calendar days",
        "within 1 business day",
        "within 3 business days",
        "no insurance",
    ],
    "balance-billing": [
        "Emergency care",
        "hospital or surgery center in your network",
        "never have to sign",
        "72 hours",
    ],
    "accessibility": ["WCAG", "2.2", "By machine", "By hand", "**not yet** tested", "Tell us about a barrier"],
    "what-this-site-records": [
        "no cookies",
        "a mile",
        "encrypted",
        "90 days",
        "30 days",
        "a year",
        "three different days",
    ],
}

each_notice = pytest.mark.parametrize("path", NOTICES, ids=lambda path: path.stem)
each_english_text = pytest.mark.parametrize(
    ("notice", "variant"),
    [
        pytest.param(notice, variant, id=f"{notice['slug']}-{variant['state'] or 'all'}")
        for notice in (load(f"notices/{path.name}") for path in NOTICES)
        for variant in notice["variants"]
        if variant["language"] == "en"
    ],
)


def test_every_notice_that_the_law_asks_for_has_a_file_and_no_other_has():
    assert {path.stem for path in NOTICES} == NOTICE_SLUGS


@each_notice
def test_a_notice_says_all_about_itself(path):
    notice = load(f"notices/{path.name}")

    assert set(notice) == KEYS
    assert notice["slug"] == path.stem
    assert notice["kind"] in {"privacy", "rights", "costs", "website"}
    assert all(set(variant) == VARIANT_KEYS and variant["body"].strip() for variant in notice["variants"])


@each_notice
def test_a_notice_is_in_force_since_a_day(path):
    assert load(f"notices/{path.name}")["effective_on"] == date(2026, 11, 22)


@each_notice
def test_there_is_one_text_a_state_and_language_and_one_in_english_for_all(path):
    versions = [(variant["state"], variant["language"]) for variant in load(f"notices/{path.name}")["variants"]]

    assert versions[0] == ("", "en")
    assert len(set(versions)) == len(versions)
    assert {state for state, _ in versions} <= {"", *STATES}


@each_notice
def test_names_fit_where_they_are_shown(path):
    notice = load(f"notices/{path.name}")

    assert len(notice["title"]) <= 60
    assert len(notice["short_title"]) <= 24
    assert len(notice["summary"]) <= 155
    assert notice["summary"].count(".") == 1


@each_english_text
def test_what_has_to_stand_in_a_notice_stands_there(notice, variant):
    assert [part for part in PARTS.get(notice["slug"], []) if part not in variant["body"]] == []


@each_notice
def test_every_link_leads_to_another_notice_or_a_known_office(path):
    notice = load(f"notices/{path.name}")
    known = REAL_SITES | {f"/notices/{slug}/" for slug in NOTICE_SLUGS - {path.stem}}

    places = [link for link in links(notice) if not link.startswith(("tel:", "mailto:"))]
    assert [link for link in places if link not in known] == []


@each_notice
def test_every_telephone_and_address_is_a_sample_or_a_real_office(path):
    notice = load(f"notices/{path.name}")

    assert [number for number in phones(notice) - set(REAL_PHONES) if not re.fullmatch(r"\d{3}55501\d\d", number)] == []
    assert {host for text in texts(notice) for host in re.findall(r"@([\w.]+\w)", text)} <= {"example.org"}


@each_english_text
def test_sample_contacts_are_called_samples(notice, variant):
    contacts = [link for link in links(variant) if link.startswith(("tel:", "mailto:"))]

    assert bool(contacts) == ("are samples." in variant["body"])


@each_english_text
def test_a_number_is_written_as_it_is_called(notice, variant):
    for words, called in re.findall(r"\[([\d-]+)\]\(tel:([^)]*)\)", variant["body"]):
        assert called == "+1" + words.replace("-", "")


@each_english_text
def test_a_notice_reads_at_a_grade_of_eight_or_below(notice, variant):
    smog, flesch_kincaid = grades([notice["summary"], variant["body"]])

    assert flesch_kincaid <= 8
    assert smog <= 8 or len(variant["body"].split()) < 100  # SMOG needs thirty sentences


@each_english_text
def test_only_what_staff_can_type_is_used(notice, variant):
    assert not re.search(r"<[a-z/!]|^#{1,2} |^#{4}|^\||\{(?!phone\})", variant["body"], re.MULTILINE)


def test_the_surprise_bill_notice_differs_by_state_only_in_the_part_about_the_state():
    bodies = {variant["state"]: variant["body"] for variant in load("notices/balance-billing.toml")["variants"]}
    around = {re.sub(r"(### Your state\n).*?(?=\n### )", r"\1", body, flags=re.DOTALL) for body in bodies.values()}

    assert set(bodies) == {"", *STATES}
    assert len(around) == 1
    assert len(set(bodies.values())) == 4


def test_each_state_names_its_own_regulator_and_no_other():
    regulators = {"MD": "insurance.maryland.gov", "PA": "www.insurance.pa.gov", "VA": "www.scc.virginia.gov"}
    bodies = {variant["state"]: variant["body"] for variant in load("notices/balance-billing.toml")["variants"]}

    for state, body in bodies.items():
        named = {code for code, site in regulators.items() if site in body}
        assert named == ({state} if state else set(regulators))
