"""The finder's pages: what a patient reads when a search is cut, contradicts itself or finds nothing."""

import re
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from locations import finder
from tests.factories import make_treatment
from tests.locations.factories import make_location

pytestmark = pytest.mark.django_db
EASTERN = ZoneInfo("America/New_York")


def page(client, query="", path="/locations/"):
    return client.get(f"{path}{query}").content.decode()


def heading(text):
    """The words over the list, without tags."""
    found = re.search(r'<h2 id="(?:results|which)-title">(.*?)</h2>', text, re.DOTALL)
    return found[1].strip()


def slugs(text):
    return re.findall(r'data-location="([^"]+)"', text)


def test_a_list_that_is_cut_says_of_how_many(client, places, monkeypatch):
    monkeypatch.setattr(finder, "MOST_SHOWN", 2)
    for _ in range(3):
        make_location()

    assert heading(page(client, "?q=21701")) == "The 2 locations nearest to 21701 (Frederick, MD), of 3"
    assert heading(page(client, path="/locations/maryland/")) == "The first 2 of 3 locations in Maryland"
    assert "Type where you are, and we list those near you." in page(client)


def test_the_title_of_a_search_says_what_the_heading_says(client, places):
    make_location()

    found = page(client, "?q=21701")
    assert heading(found) == "1 location near 21701 (Frederick, MD)"
    assert "<title>1 location near 21701 (Frederick, MD) –" in found


def test_a_search_by_hours_says_how_many_it_looked_at(client, places, monkeypatch):
    monkeypatch.setattr(finder, "MOST_LOOKED_AT", 2)
    for _ in range(3):
        make_location(week={0: [(time(8), time(18))]})

    assert "We looked at the hours of the 2 nearest locations only." in page(client, "?q=21701&evening=on")
    assert "We looked at the hours of the first 2 locations only." in page(client, "?evening=on")
    assert heading(page(client, "?q=21701&saturday=on")) == "None of the 2 nearest locations fits all that you chose"


def test_a_state_typed_and_another_one_chosen_is_asked_about(client, places):
    make_location(slug="frederick")
    make_location(slug="york", state="PA")

    asked = page(client, "?q=Maryland&state=PA&step_free=on")
    assert heading(asked) == "Maryland or Pennsylvania?"
    assert "You typed Maryland, but chose Pennsylvania" in asked
    assert 'value="Maryland"' in asked
    assert slugs(asked) == []

    ways = re.search(r'<ul class="ways" id="which-place">(.*?)</ul>', asked, re.DOTALL)[1]
    links = [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]+)"', ways)]
    assert [slugs(page(client, link)) for link in links] == [["frederick"], ["york"]]
    assert all("step_free=on" in link for link in links)


@pytest.mark.parametrize("query", ["?q=Maryland", "?q=Maryland&state=MD", "?q=&state=MD", "?state=MD"])
def test_a_state_typed_or_chosen_shows_its_offices(client, places, query):
    make_location(slug="frederick")
    make_location(slug="york", state="PA")

    assert slugs(page(client, query)) == ["frederick"]


def test_a_town_of_one_state_with_another_state_chosen_measures_from_that_town(client, places):
    make_location(slug="frederick")
    make_location(slug="york", state="PA", latitude=39.9626, longitude=-76.7277)

    assert slugs(page(client, "?q=21701&state=PA")) == ["york"]


def test_a_states_page_keeps_to_its_state(client):
    make_location(slug="frederick")

    assert slugs(page(client, "?state=PA", path="/locations/maryland/")) == ["frederick"]


def test_each_filter_that_helps_says_how_many_offices_it_would_show(client):
    make_location()
    make_location(is_step_free=False)

    found = page(client, "?saturday=on&step_free=on")
    assert heading(found) == "No location fits all that you chose"
    assert "Take one of these away:" in found
    assert re.findall(r'filter__count">([^<]+)', found) == ["then 1 location"]


def test_when_no_single_filter_helps_it_says_so(client):
    make_location(is_step_free=False)

    assert "Take two or more of these away:" in page(client, "?saturday=on&step_free=on")


@pytest.mark.parametrize("path", ["/locations/", "/locations/maryland/"])
def test_open_now_is_never_answered_from_an_hour_ago(client, monkeypatch, path):
    make_location(slug="frederick", publish_from=datetime(2026, 1, 1, tzinfo=EASTERN))

    for hour, open_now in ((7, []), (10, ["frederick"]), (18, [])):
        monkeypatch.setattr(timezone, "now", lambda hour=hour: datetime(2026, 11, 23, hour, tzinfo=EASTERN))
        assert slugs(page(client, "?open_now=on", path)) == open_now


@pytest.mark.parametrize(
    ("moment", "open_now"),
    [
        (datetime(2026, 3, 8, 11, 59, tzinfo=UTC), []),  # 7:59 am, when clocks have just gone forward
        (datetime(2026, 3, 8, 12, 0, tzinfo=UTC), ["frederick"]),
        (datetime(2026, 11, 1, 12, 59, tzinfo=UTC), []),  # 7:59 am, when clocks have just gone back
        (datetime(2026, 11, 1, 13, 0, tzinfo=UTC), ["frederick"]),
    ],
)
def test_open_now_goes_by_the_clock_on_the_wall_on_the_days_when_clocks_change(client, monkeypatch, moment, open_now):
    office = make_location(slug="frederick", publish_from=datetime(2026, 1, 1, tzinfo=EASTERN))
    office.opening_hours.create(weekday=6, opens=time(8), closes=time(17))
    monkeypatch.setattr(timezone, "now", lambda: moment - timedelta(minutes=20))
    page(client, "?open_now=on")  # kept, and out of date at the change

    monkeypatch.setattr(timezone, "now", lambda: moment)

    assert slugs(page(client, "?open_now=on")) == open_now


def test_a_state_or_county_says_that_its_middle_counts(client, places):
    make_location()

    assert heading(page(client, "?q=West Virginia")) == "No location near the middle of West Virginia"
    assert "We measured from the middle of Frederick County, MD." in page(client, "?q=Frederick County, MD")


def test_a_zip_code_that_does_not_exist_is_called_one(client, places):
    assert "We do not know the ZIP code 00000" in page(client, "?q=00000")


def test_a_position_with_filters_is_answered_like_any_search(client):
    treatment = make_treatment()
    make_location(slug="near")
    make_location(slug="offers-it", treatments=[treatment])

    answer = client.post(
        "/locations/near-me/", {"latitude": "39.41", "longitude": "-77.41", "treatment": treatment.slug}
    )
    assert slugs(answer.content.decode()) == ["offers-it"]
    assert heading(answer.content.decode()) == "1 location near you"


def test_the_field_on_the_home_page_suggests_and_can_ask_the_device(client):
    home = page(client, path="/")

    finder_field = re.search(r"<place-finder.*?</place-finder>", home, re.DOTALL)[0]
    assert 'data-suggestions="/locations/suggestions/"' in finder_field
    assert 'data-near-me="/locations/near-me/"' in finder_field
    assert 'action="/locations/"' in finder_field
    assert "js/finder" in home
