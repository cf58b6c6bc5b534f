"""What the demo content says about urgency is never at odds with itself."""

import re
import tomllib

import pytest

from treatments.content_files import FOLDER

PAGES = sorted(FOLDER.glob("*s/*.toml"))
BEGINNINGS = re.compile(r"(you|your|one|both|a|the|another|home|ringing|numbness|severe|redness)\b")
VERBS = re.compile(r"\b(is|are|gets?|goes?|go|droops|opens?|comes?|lasts?|spreads|starts|appears|has|have|cannot)\b")


def content(path):
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_each_sign_completes_the_sentence_call_if(path):
    for signs in content(path)["when_to_call"].values():
        for sign in signs:
            assert BEGINNINGS.match(sign), sign
            assert sign.startswith(("you", "your")) or VERBS.search(sign), sign


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_page_sends_an_emergency_to_our_telephone_first(path):
    assert "cannot reach us" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_cancer_and_weight_loss_are_signs_for_today_not_for_the_ambulance(path):
    page = content(path)
    urgent = [*page.get("symptoms", {}).get("red_flags", []), *page["when_to_call"]["emergency"]]

    assert not [sign for sign in urgent if re.search(r"cancer|weight loss|losing weight", sign)]
