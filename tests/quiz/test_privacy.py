"""After 200 patients took the quiz, nothing they answered can be found anywhere."""

import logging
import random
from urllib.parse import unquote

import pytest
from django.core.cache import cache
from django.db import connection

from publishing import remembered
from publishing.page_cache import pages
from quiz import current
from quiz.state import opened
from tests.quiz.taking import ADDRESS, Sitting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("loaded_content")]
PATIENTS = 200
CANARY = "Xyzzyville"
LONG_ENOUGH = 8  # keys that stand in no log by chance


@pytest.fixture
def log(caplog):
    caplog.set_level(logging.DEBUG)
    return caplog


def all_rows() -> dict[str, list]:
    """Every row of every table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found[table] = sorted(map(repr, cursor.fetchall()))
    return found


def take(client, rng) -> Sitting:
    """One patient who answers by chance, changes an answer, and looks for an office at the end."""
    sitting = Sitting(client).begin()
    while not sitting.is_result and not sitting.is_emergency:
        keys = [key for key in sitting.choices if key not in ("none", "not-sure")]
        picked = rng.sample(keys, min(len(keys), rng.randint(1, 3))) if sitting.takes_several else [rng.choice(keys)]
        sitting.answer(*picked)
        assert sitting.response.status_code == 200
    if sitting.is_result:
        sitting.go("place", place=f"{CANARY} {rng.randint(10000, 99999)}")
    return sitting


def test_nothing_that_200_patients_answered_is_kept_anywhere(client, log):
    rng = random.Random(200)
    Sitting(client)  # the page that is the same for everybody may be kept
    before = all_rows()
    addresses, cookies, results, said = set(), set(), 0, set()

    for _patient in range(PATIENTS):
        sitting = take(client, rng)
        results += sitting.is_result
        addresses.update(sitting.addresses)
        addresses.update(unquote(part.attributes["action"]) for part in sitting.page.main.all("form", action=True))
        cookies.update(sitting.cookies)
        _state, way = opened(sitting.state, current.current_script())
        said.update(choice.text for choice in way.choices)
        said.update(choice.key for choice in way.choices if len(choice.key) > LONG_ENOUGH)

    assert results > PATIENTS / 4
    assert len(said) > 100  # nearly everything that can be answered was
    assert all_rows() == before
    assert addresses <= {ADDRESS, f"{ADDRESS}#nearest", "/appointments/request/"}
    assert cookies == set()
    assert not client.cookies
    assert [text for text in {*said, CANARY} if text in log.text] == []
    kept = [page.body for page in pages._pages.values()]
    assert [text for text in (CANARY, "quiz-result") if any(text.encode() in content for content in kept)] == []
    assert not getattr(cache, "_cache", {})
    assert all(CANARY not in repr(value) for value in remembered._last.values())


def test_a_step_is_kept_by_nobody_but_the_patients_own_browser(client):
    sitting = Sitting(client).begin()

    assert sitting.response.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in sitting.response.headers
    assert sitting.response.headers["Referrer-Policy"] == "no-referrer"


def test_an_error_report_would_not_hold_the_answers(client, rf):
    sitting = Sitting(client).begin()

    sent = sitting.send(state=sitting.state, answer=["lower-back"], go="next").response.wsgi_request

    assert sent.sensitive_post_parameters == "__ALL__"
