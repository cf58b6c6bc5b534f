"""The gazetteer is loaded whole, once, and finds places by every name."""

import gzip

import pytest
from django.core.management import call_command

from locations import gazetteer
from locations.models import GazetteerVersion, Place, PlaceName

pytestmark = pytest.mark.database

HEADER = "kind,code,name,state,county,latitude,longitude,population,alternates,source"
FEW = [
    "zip,21701,Frederick,MD,Frederick County,39.4436,-77.33289,0,,census",
    "town,1,Fairfax,VA,Fairfax City,38.84622,-77.30637,24000,,geonames",
    "town,2,Fells Point,MD,Baltimore City,39.28,-76.59,0,,geonames",
    "town,3,Derry Township,PA,Dauphin County,40.2,-76.6,0,,census",
    "county,24033,Prince George's County,MD,Prince George's County,38.82,-76.84,0,,census",
    "county,51600,Fairfax City,VA,Fairfax City,38.84,-77.3,0,,census",
    "county,51095,James City County,VA,James City County,37.32,-76.78,0,,census",
    "state,MD,Maryland,MD,,39.04,-76.79,0,,census",
]


@pytest.fixture
def small_file(db, tmp_path, monkeypatch):
    """A data file with few rows in place of the real one."""
    file = tmp_path / "places.csv.gz"
    file.write_bytes(gzip.compress("\n".join([HEADER, *FEW]).encode()))
    monkeypatch.setattr(gazetteer, "FILE", file)
    yield file
    gazetteer.similar_names.cache_clear()


def _names_of(code: str) -> set[str]:
    return set(PlaceName.objects.filter(place__code=code).values_list("key", flat=True))


def test_every_row_becomes_a_place(small_file):
    assert gazetteer.load() is True

    assert Place.objects.count() == len(FEW)
    zip_code = Place.objects.zip("21701")
    assert (zip_code.name, zip_code.state, zip_code.latitude) == ("Frederick", "MD", 39.4436)


def test_loading_twice_does_nothing_the_second_time(small_file):
    gazetteer.load()
    before = list(Place.objects.values_list("pk", "code"))

    assert gazetteer.load() is False
    assert list(Place.objects.values_list("pk", "code")) == before


def test_another_file_replaces_all_places(small_file):
    gazetteer.load()
    small_file.write_bytes(gzip.compress("\n".join([HEADER, FEW[0]]).encode()))

    assert gazetteer.load() is True
    assert Place.objects.count() == 1
    assert GazetteerVersion.objects.count() == 1


def test_other_spelling_rules_load_again(small_file, tmp_path, monkeypatch):
    gazetteer.load()
    rules = tmp_path / "place_names.py"
    rules.write_text("# other rules")
    monkeypatch.setattr(gazetteer, "RULES", (rules,))

    assert gazetteer.load() is True


def test_a_broken_file_leaves_what_was_there(small_file):
    gazetteer.load()
    small_file.write_bytes(gzip.compress(f"{HEADER}\ntown,1,Frederick,MD,Frederick County,north,west,0,,x".encode()))

    with pytest.raises(ValueError, match="north"):
        gazetteer.load()
    assert Place.objects.count() == len(FEW)


def test_an_independent_city_is_found_as_its_town(small_file):
    gazetteer.load()

    assert {"fairfax", "fairfax city", "city of fairfax"} <= _names_of("1")


def test_a_township_is_found_without_the_word(small_file):
    gazetteer.load()

    assert {"derry township", "derry"} <= _names_of("3")


def test_a_county_is_found_without_the_word_and_by_nickname(small_file):
    gazetteer.load()

    assert {"prince georges county", "prince georges", "pg county"} <= _names_of("24033")
    assert "james city" in _names_of("51095")
    assert "james" not in _names_of("51095")


def test_a_part_of_baltimore_is_marked(small_file):
    gazetteer.load()

    assert Place.objects.get(code="2").is_part_of_city
    assert not Place.objects.get(code="1").is_part_of_city


def test_a_zip_code_has_no_names(small_file):
    gazetteer.load()

    assert not _names_of("21701")


def test_the_command_tells_its_progress_and_then_that_nothing_is_to_do(small_file, capsys):
    call_command("load_gazetteer")
    call_command("load_gazetteer")

    assert capsys.readouterr().out.splitlines() == [
        f"Loaded {len(FEW)} places.",
        "The gazetteer is loaded.",
        "The gazetteer was loaded already.",
    ]


def test_the_real_file_holds_every_zip_code_town_county_and_state(places):
    counts = {kind: Place.objects.filter(kind=kind).count() for kind in Place.Kind.values}

    assert counts == {"zip": 41_119, "town": 36_233, "county": 3_231, "state": 56}


def test_every_place_lies_in_the_united_states(places):
    assert not Place.objects.filter(latitude=0).exists()
    assert not Place.objects.exclude(latitude__range=(-15, 72)).exists()


def test_every_town_county_and_state_has_a_name(places):
    assert not Place.objects.exclude(kind="zip").filter(names=None).exists()


def test_similar_names_come_likeliest_first(places):
    assert [str(place) for place in places.similar(["harisburg"], None, 1)] == ["Harrisburg, PA"]
    assert {place.state for place in places.similar(["harisburg"], "PA", 5)} == {"PA"}


def test_zip_codes_near_to_one_that_is_none(places):
    assert [place.code for place in places.zips_like("21700", 2)] == ["21701", "21702"]
