"""Treatments side by side, and every way of choosing them wrong."""

from urllib.parse import urlencode

import pytest

from tests.factories import make_treatment
from tests.pages.reading import read

pytestmark = pytest.mark.django_db

COMPARE = "/treatments/compare/"


def chosen(*slugs):
    return f"{COMPARE}?{urlencode([('t', slug) for slug in slugs])}"


@pytest.fixture
def five():
    for number in range(1, 6):
        make_treatment(slug=f"t{number}", title=f"Title {number}", short_title=f"Short {number}")


def columns(page):
    return [cell.text for cell in page.main.all("th", scope="col")]


def ticked(page):
    return [box.attributes["value"] for box in page.main.all("input", name="t", checked=True)]


def problems(page):
    """What the summary above the heading says."""
    return [link.text for box in page.main.all(role="alert") for link in box.all("a")]


def test_without_a_choice_there_is_the_form_and_no_reproach(client, five):
    page = read(client, COMPARE)

    assert len(page.main.all("input", name="t")) == 5
    assert problems(page) == []


def test_one_treatment_is_kept_ticked_and_one_more_is_asked_for(client, five):
    page = read(client, chosen("t2"))

    assert ticked(page) == ["t2"]
    assert problems(page) == ["Choose one more treatment to compare it with."]
    assert "There is a problem" not in page.main.text


@pytest.mark.parametrize(
    ("slugs", "caching"), [(["t2"], "public"), (["T2"], "private"), (["t2", "t2"], "private"), ([""], "private")]
)
def test_the_address_on_a_treatments_own_page_is_kept_and_one_made_up_is_not(client, five, slugs, caching):
    response = client.get(chosen(*slugs))

    assert response.status_code == 200
    assert response.headers["Cache-Control"].startswith(caching)


def test_two_stand_side_by_side_in_the_order_chosen(client, five):
    page = read(client, chosen("t3", "t1"))

    assert columns(page) == ["Short 3", "Short 1"]
    assert page.main.all("input", name="t") == []


def test_four_stand_side_by_side(client, five):
    assert columns(read(client, chosen("t4", "t1", "t3", "t2"))) == ["Short 4", "Short 1", "Short 3", "Short 2"]


def test_five_are_one_too_many_and_all_stay_ticked(client, five):
    page = read(client, chosen("t1", "t2", "t3", "t4", "t5"))

    assert problems(page) == ["Four fit side by side. Take away 1 treatment, then press “Compare” again."]
    assert ticked(page) == ["t1", "t2", "t3", "t4", "t5"]
    assert page.title.startswith("Error: ")


def test_the_same_treatment_twice_is_one(client, five):
    page = read(client, chosen("t1", "t1"))

    assert problems(page) == ["Choose one more treatment to compare it with."]


def test_a_repeated_choice_does_not_repeat_the_column(client, five):
    assert columns(read(client, chosen("t1", "t2", "t1"))) == ["Short 1", "Short 2"]


HOSTILE = ["nothing", "", "<script>alert(1)</script>", "t1' OR '1'='1", "../../etc", "🦵", "x" * 3000, "1", "T1"]


@pytest.mark.parametrize("slug", HOSTILE)
def test_an_unknown_choice_is_said_and_the_known_one_stays_ticked(client, five, slug):
    page = read(client, chosen("t1", slug))

    assert problems(page) == ["One of the treatments you chose is not on our list. Choose again below."]
    assert ticked(page) == ["t1"]
    assert "<script>alert" not in page.main.source


def test_a_choice_of_nothing_says_what_to_do(client, five):
    page = read(client, f"{COMPARE}?t=")

    assert len(problems(page)) == 1
    assert len(page.main.all("input", name="t")) == 5


def test_a_draft_cannot_be_compared(client, five):
    make_treatment(slug="secret", title="Secret", publish_from=None)

    page = read(client, chosen("t1", "secret"))
    assert "not on our list" in problems(page)[0]
    assert "Secret" not in page.text


def test_a_nul_byte_is_refused(client, five):
    assert client.get(f"{COMPARE}?t=t1%00&t=t2").status_code == 400


def test_thousands_of_choices_are_not_looked_up_one_by_one(client, five, django_assert_max_num_queries):
    with django_assert_max_num_queries(30) as asked:
        page = read(client, chosen(*(f"x{number}" for number in range(2500))))

    assert len(problems(page)) == 1
    assert max(len(query["sql"]) for query in asked.captured_queries) < 5000


def test_more_parameters_than_a_form_can_have_are_refused(client, five, caplog):
    assert client.get(chosen(*map(str, range(4000)))).status_code == 400


def test_every_fact_has_a_row_and_a_missing_one_says_ask_us(client):
    first, second = make_treatment(slug="a"), make_treatment(slug="b")
    first.quick_facts.create(kind="time", value="About an hour", position=1)

    page = read(client, chosen(first.slug, second.slug))
    (row,) = [row for row in page.main.all("tr") if row.text.startswith("Time it takes")]
    assert "About an hour" in row.all("td")[0].text
    assert "Ask us" in row.all("td")[1].text


def test_risks_and_reasons_stand_in_their_rows(client):
    first, second = make_treatment(slug="a"), make_treatment(slug="b")
    first.risks.create(frequency="rare", text="A bleed near the nerve", position=2)
    second.candidacy_rows.create(kind="usually_not", text="you take a blood thinner", position=1)

    rows = {row.all("th")[0].text: row for row in read(client, chosen("a", "b")).main.all("tr") if row.all("td")}
    assert "A bleed near the nerve" in rows["Rare but serious risks"].text
    assert "you take a blood thinner" in rows["Usually not if …"].all("td")[1].text


def test_a_lone_treatments_page_leads_here_with_itself_chosen(client, five):
    assert chosen("t1") in read(client, "/treatments/t1/").main.links
