"""The sentence about hours that a patient reads first, and the table of the week."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from locations.hours_words import DayRow, clock_time, open_sentence, span_words, spans_words, week_rows
from locations.opening_hours import Closure, Schedule, Span, SpecialDay, state_at
from locations.schedules import holiday_name

EASTERN = ZoneInfo("America/New_York")
CENTRAL = ZoneInfo("America/Chicago")
WORKDAYS, EVERY_DAY = range(5), range(7)
NIGHTS = (Span(time(22), time(2)),)
WHOLE_DAY = (Span(time(0), time(0)),)
EIGHT_TO_FIVE = (Span(time(8), time(17)),)


def hours(opens: int, closes: int) -> tuple[Span, ...]:
    return (Span(time(opens), time(closes % 24)),)


def make_schedule(spans=EIGHT_TO_FIVE, days=WORKDAYS, zone=EASTERN, **changes) -> Schedule:
    """8 to 5 on workdays."""
    return Schedule(**{"zone": zone, "weekly": dict.fromkeys(days, spans), **changes})


def sentence(schedule: Schedule, moment: str, zone=EASTERN) -> str:
    now = datetime.fromisoformat(moment).replace(tzinfo=zone)
    return open_sentence(schedule, state_at(schedule, now), now)


def closed_for(*days: date, reason="", reopens=None) -> Schedule:
    return make_schedule(closures=(Closure(days[0], reopens, reason),))


def major_holidays(day: date) -> str | None:
    return holiday_name("MD", "major", day)


@pytest.mark.parametrize(
    ("clock", "words"),
    [
        ("00:00", "midnight"),
        ("00:15", "12:15 am"),
        ("08:00", "8 am"),
        ("09:05", "9:05 am"),
        ("11:59", "11:59 am"),
        ("12:00", "noon"),
        ("12:30", "12:30 pm"),
        ("13:00", "1 pm"),
        ("17:30", "5:30 pm"),
        ("23:45", "11:45 pm"),
    ],
)
def test_clock_times_are_said_as_people_say_them(clock, words):
    assert clock_time(time.fromisoformat(clock)) == words


@given(st.times())
def test_no_two_minutes_of_a_day_are_said_alike(clock):
    a_minute_later = (datetime.combine(date(2026, 1, 1), clock) + timedelta(minutes=1)).time()

    assert clock_time(clock) != clock_time(a_minute_later)


def test_spans_are_said_with_both_ends():
    assert span_words(Span(time(8), time(17))) == "8 am to 5 pm"
    assert span_words(Span(time(12), time(0))) == "noon to midnight"
    assert span_words(Span(time(22), time(2))) == "10 pm to 2 am"
    assert span_words(*WHOLE_DAY) == "open 24 hours"


def test_a_day_is_said_with_all_its_spans_or_as_closed():
    assert spans_words((*hours(8, 12), *hours(13, 17))) == "8 am to noon and 1 pm to 5 pm"
    assert spans_words(()) == "closed"


# Monday, November 23, 2026 is an ordinary day; Thursday is Thanksgiving.


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        ("2026-11-23T12:00", "Open now, until 5 pm"),
        ("2026-11-23T07:00", "Closed now. Opens at 8 am"),
        ("2026-11-23T17:00", "Closed now. Opens tomorrow at 8 am"),
        ("2026-11-20T17:00", "Closed now. Opens Monday at 8 am"),
        ("2026-11-21T12:00", "Closed now. Opens Monday at 8 am"),
        ("2026-11-22T12:00", "Closed now. Opens tomorrow at 8 am"),
        ("2026-11-23T00:00", "Closed now. Opens at 8 am"),
    ],
)
def test_in_an_ordinary_week_the_next_change_is_said(moment, words):
    assert sentence(make_schedule(), moment) == words


@pytest.mark.parametrize(
    ("spans", "words"),
    [
        (hours(8, 12), "Open now, until noon"),
        (hours(8, 24), "Open now, until midnight"),
        ((Span(time(8), time(16, 30)),), "Open now, until 4:30 pm"),
        (hours(8, 2), "Open now, until tomorrow at 2 am"),
        (hours(12, 17), "Closed now. Opens at noon"),
    ],
)
def test_noon_midnight_and_half_past_have_their_words(spans, words):
    assert sentence(make_schedule(spans), "2026-11-23T11:00") == words


def test_after_midnight_the_same_night_ends_today():
    assert sentence(make_schedule(NIGHTS), "2026-11-24T01:00") == "Open now, until 2 am"


def test_a_midnight_some_days_ahead_is_said_of_the_day_that_it_ends():
    assert sentence(make_schedule(WHOLE_DAY), "2026-11-23T12:00") == "Open now, until Friday at midnight"
    assert sentence(make_schedule(WHOLE_DAY), "2026-11-26T12:00") == "Open now, until tomorrow at midnight"
    assert sentence(make_schedule(WHOLE_DAY), "2026-11-27T12:00") == "Open now, until midnight"


def test_an_office_that_never_closes_says_so():
    assert sentence(make_schedule(WHOLE_DAY, EVERY_DAY), "2026-11-23T12:00") == "Open 24 hours"


def test_an_office_without_hours_is_closed_and_no_more_is_said():
    assert sentence(Schedule(EASTERN, {}), "2026-11-23T12:00") == "Closed"


def test_on_a_holiday_its_name_is_said():
    schedule = make_schedule(holiday=major_holidays)

    assert sentence(schedule, "2026-11-26T12:00") == "Closed today: Thanksgiving Day. Opens tomorrow at 8 am"
    assert sentence(schedule, "2026-11-25T18:00") == "Closed now. Opens Friday at 8 am"


def test_a_special_day_without_hours_says_why():
    schedule = make_schedule(special={date(2026, 11, 23): SpecialDay((), "Staff training")})

    assert sentence(schedule, "2026-11-23T12:00") == "Closed today: Staff training. Opens tomorrow at 8 am"


def test_a_day_with_shorter_hours_is_not_called_closed_before_or_after_them():
    schedule = make_schedule(special={date(2026, 11, 23): SpecialDay(hours(9, 12), "Staff training")})

    assert sentence(schedule, "2026-11-23T08:30") == "Closed now. Opens at 9 am"
    assert sentence(schedule, "2026-11-23T10:00") == "Open now, until noon"
    assert sentence(schedule, "2026-11-23T13:00") == "Closed now. Opens tomorrow at 8 am"


def test_a_closure_says_why_and_when_the_office_opens_again():
    closed = date(2026, 11, 16)

    near = closed_for(closed, reason="Moving", reopens=date(2026, 11, 27))
    weeks_away = closed_for(closed, reason="Moving", reopens=date(2027, 1, 2))
    nearly_a_year_away = closed_for(closed, reason="Rebuilding", reopens=date(2027, 11, 1))

    assert sentence(near, "2026-11-23T12:00") == "Closed: Moving. Opens Friday at 8 am"
    assert sentence(weeks_away, "2026-11-23T12:00") == "Closed: Moving. Opens Monday, January 4 at 8 am"
    assert (
        sentence(nearly_a_year_away, "2026-11-23T12:00") == "Closed: Rebuilding. Opens Monday, November 1, 2027 at 8 am"
    )


def test_a_closure_without_reason_still_says_when():
    schedule = closed_for(date(2026, 11, 16), reopens=date(2026, 11, 25))

    assert sentence(schedule, "2026-11-23T12:00") == "Closed now. Opens Wednesday at 8 am"


def test_a_closure_without_end_says_why_alone():
    assert sentence(closed_for(date(2026, 11, 16), reason="Water damage"), "2026-11-23T12:00") == "Closed: Water damage"
    assert sentence(closed_for(date(2026, 11, 16)), "2026-11-23T12:00") == "Closed"


def test_a_night_that_runs_into_a_closed_day_is_still_open():
    schedule = make_schedule(NIGHTS, EVERY_DAY, closures=(Closure(date(2026, 11, 24), None, "Moving"),))

    assert sentence(schedule, "2026-11-24T01:00") == "Open now, until 2 am"
    assert sentence(schedule, "2026-11-24T02:00") == "Closed: Moving"


def test_the_same_weekday_next_week_is_said_with_its_date():
    schedule = make_schedule(days=[0])

    assert sentence(schedule, "2026-11-23T18:00") == "Closed now. Opens Monday, November 30 at 8 am"
    assert sentence(schedule, "2026-11-24T18:00") == "Closed now. Opens Monday at 8 am"


def test_the_words_are_those_of_the_offices_own_clock():
    assert sentence(make_schedule(zone=CENTRAL), "2026-11-23T17:30") == "Open now, until 5 pm"
    assert sentence(make_schedule(zone=CENTRAL), "2026-11-24T00:30") == "Closed now. Opens tomorrow at 8 am"


def test_on_the_night_before_clocks_change_the_opening_is_still_at_eight():
    assert sentence(make_schedule(days=EVERY_DAY), "2026-03-07T20:00") == "Closed now. Opens tomorrow at 8 am"
    assert sentence(make_schedule(days=EVERY_DAY), "2026-10-31T20:00") == "Closed now. Opens tomorrow at 8 am"


@given(st.datetimes(datetime(2026, 1, 1), datetime(2028, 12, 31)))
def test_the_sentence_begins_as_the_state_is(wall):
    schedule = make_schedule(holiday=major_holidays)
    moment = wall.replace(tzinfo=EASTERN)

    state = state_at(schedule, moment)

    assert open_sentence(schedule, state, moment).startswith("Open" if state.is_open else "Closed")


def test_the_table_shows_seven_days_from_today_with_their_reasons():
    special = {date(2026, 11, 25): SpecialDay(hours(8, 12), "Early closing")}
    schedule = make_schedule(holiday=major_holidays, special=special)

    rows = week_rows(schedule, datetime(2026, 11, 23, 12, tzinfo=EASTERN))

    assert rows == [
        DayRow(date(2026, 11, 23), "8 am to 5 pm", "", True),
        DayRow(date(2026, 11, 24), "8 am to 5 pm", "", False),
        DayRow(date(2026, 11, 25), "8 am to noon", "Early closing", False),
        DayRow(date(2026, 11, 26), "closed", "Thanksgiving Day", False),
        DayRow(date(2026, 11, 27), "8 am to 5 pm", "", False),
        DayRow(date(2026, 11, 28), "closed", "", False),
        DayRow(date(2026, 11, 29), "closed", "", False),
    ]


def test_the_table_begins_on_the_offices_own_today():
    rows = week_rows(make_schedule(zone=CENTRAL), datetime(2026, 11, 24, 0, 30, tzinfo=EASTERN))

    assert rows[0].day == date(2026, 11, 23)
