"""Open or closed, and until when: across daylight saving, midnight, special days, holidays and closures."""

import itertools
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import opening_hours as oracle
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from locations.opening_hours import (
    Closure,
    OpenState,
    Schedule,
    Span,
    SpecialDay,
    intervals,
    is_open_after,
    is_open_at,
    state_at,
)

EASTERN = ZoneInfo("America/New_York")
CENTRAL = ZoneInfo("America/Chicago")
WORKDAYS = range(5)
EVERY_DAY = range(7)
MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


def span(opens: str, closes: str) -> Span:
    return Span(time.fromisoformat(opens), time.fromisoformat(closes))


def make_schedule(*spans, days=WORKDAYS, zone=EASTERN, **changes) -> Schedule:
    """Those (opens, closes) on each of the days; 8 to 5 on workdays when nothing is said."""
    day = tuple(span(*one) for one in spans or [("08:00", "17:00")])
    return Schedule(**{"zone": zone, "weekly": dict.fromkeys(days, day), **changes})


def at(text: str, zone=EASTERN, fold=0) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold)


def assert_open_until(schedule, moment, end) -> None:
    assert state_at(schedule, moment) == OpenState(True, end)


def assert_closed_until(schedule, moment, end) -> None:
    assert state_at(schedule, moment) == OpenState(False, end)


# --- A plain week -----------------------------------------------------------------------------------------------------


def test_an_office_is_open_from_its_first_minute_and_closed_at_its_last():
    schedule = make_schedule()

    assert_closed_until(schedule, at("2026-11-23T07:59:59"), at("2026-11-23T08:00"))
    assert_open_until(schedule, at("2026-11-23T08:00"), at("2026-11-23T17:00"))
    assert_open_until(schedule, at("2026-11-23T16:59:59"), at("2026-11-23T17:00"))
    assert_closed_until(schedule, at("2026-11-23T17:00"), at("2026-11-24T08:00"))


def test_after_friday_comes_monday():
    assert_closed_until(make_schedule(), at("2026-11-20T17:30"), at("2026-11-23T08:00"))


def test_between_two_spans_of_a_day_the_office_is_closed():
    schedule = make_schedule(("08:00", "12:00"), ("13:00", "17:00"))

    assert_open_until(schedule, at("2026-11-23T11:00"), at("2026-11-23T12:00"))
    assert_closed_until(schedule, at("2026-11-23T12:15"), at("2026-11-23T13:00"))
    assert_open_until(schedule, at("2026-11-23T13:00"), at("2026-11-23T17:00"))


@pytest.mark.parametrize("second", [("12:00", "17:00"), ("11:00", "17:00"), ("09:00", "17:00")])
def test_spans_that_touch_or_overlap_are_one(second):
    schedule = make_schedule(("08:00", "12:00"), second)

    assert_open_until(schedule, at("2026-11-23T10:00"), at("2026-11-23T17:00"))


def test_a_span_inside_another_does_not_end_it():
    schedule = make_schedule(("08:00", "17:00"), ("09:00", "10:00"))

    assert_open_until(schedule, at("2026-11-23T09:30"), at("2026-11-23T17:00"))


def test_spans_count_in_the_order_of_the_clock_whatever_the_order_of_rows():
    schedule = make_schedule(("13:00", "17:00"), ("08:00", "12:00"))

    assert_closed_until(schedule, at("2026-11-23T07:00"), at("2026-11-23T08:00"))


def test_an_office_without_hours_never_opens():
    assert_closed_until(Schedule(EASTERN, {}), at("2026-11-23T09:00"), None)


def test_moments_of_any_zone_are_understood():
    moment = datetime(2026, 11, 23, 21, 59, tzinfo=UTC)  # 4:59 pm in Maryland

    assert state_at(make_schedule(), moment).is_open
    assert not state_at(make_schedule(), moment + timedelta(minutes=1)).is_open


def test_an_office_in_the_central_zone_opens_an_hour_later():
    eastern, central = make_schedule(), make_schedule(zone=CENTRAL)

    assert_closed_until(central, at("2026-11-23T08:30"), at("2026-11-23T09:00"))
    assert state_at(central, at("2026-11-23T17:30")).is_open
    assert not state_at(eastern, at("2026-11-23T17:30")).is_open


# --- Past midnight ----------------------------------------------------------------------------------------------------


def test_a_span_past_midnight_belongs_to_the_evening_it_begins():
    schedule = make_schedule(("22:00", "02:00"), days=[FRIDAY])

    assert_open_until(schedule, at("2026-11-20T23:00"), at("2026-11-21T02:00"))
    assert_open_until(schedule, at("2026-11-21T01:59"), at("2026-11-21T02:00"))
    assert_closed_until(schedule, at("2026-11-21T02:00"), at("2026-11-27T22:00"))
    assert_closed_until(schedule, at("2026-11-20T01:00"), at("2026-11-20T22:00"))


def test_an_office_that_closes_at_midnight_is_closed_at_midnight():
    schedule = make_schedule(("16:00", "00:00"))

    assert_open_until(schedule, at("2026-11-23T23:59"), at("2026-11-24T00:00"))
    assert_closed_until(schedule, at("2026-11-24T00:00"), at("2026-11-24T16:00"))


def test_evening_and_early_morning_that_meet_at_midnight_are_one():
    schedule = make_schedule(("00:00", "02:00"), ("20:00", "00:00"))

    assert_open_until(schedule, at("2026-11-23T21:00"), at("2026-11-24T02:00"))


def test_a_whole_day_and_the_next_are_one_until_the_weekend():
    schedule = make_schedule(("00:00", "00:00"))

    assert_open_until(schedule, at("2026-11-23T09:00"), at("2026-11-28T00:00"))


def test_no_end_is_in_sight_of_an_office_that_never_closes():
    schedule = make_schedule(("00:00", "00:00"), days=EVERY_DAY)

    assert_open_until(schedule, at("2026-11-23T09:00"), None)
    assert_open_until(schedule, at("2026-03-07T23:59"), None)


def test_even_an_office_that_never_closes_closes_for_a_closure():
    closure = Closure(date(2026, 12, 24), date(2026, 12, 27))
    schedule = make_schedule(("00:00", "00:00"), days=EVERY_DAY, closures=(closure,))

    assert_open_until(schedule, at("2026-11-23T09:00"), at("2026-12-24T00:00"))
    assert_closed_until(schedule, at("2026-12-24T00:00"), at("2026-12-27T00:00"))


def test_an_overnight_span_may_last_until_the_moment_it_begins_again():
    schedule = make_schedule(("08:00", "08:00"), days=[MONDAY])

    assert_open_until(schedule, at("2026-11-24T07:59"), at("2026-11-24T08:00"))


def test_new_years_eve_runs_into_the_new_year():
    schedule = make_schedule(("22:00", "02:00"), days=EVERY_DAY)

    assert_open_until(schedule, at("2026-12-31T23:30"), at("2027-01-01T02:00"))
    assert_closed_until(schedule, at("2027-01-01T03:00"), at("2027-01-01T22:00"))


# --- Daylight saving: in 2026 clocks skip 2 am to 3 am on March 8 and repeat 1 am to 2 am on November 1 ---------------


def hours_long(schedule, moment) -> float:
    starts, ends = next(found for found in intervals(schedule, moment) if found[1] > moment)
    return (ends - starts) / timedelta(hours=1)


def test_a_night_across_the_spring_change_is_an_hour_shorter():
    schedule = make_schedule(("22:00", "06:00"), days=[SATURDAY])

    assert hours_long(schedule, at("2026-03-07T23:00")) == 7
    assert_open_until(schedule, at("2026-03-08T05:59"), at("2026-03-08T06:00"))


def test_a_night_across_the_autumn_change_is_an_hour_longer():
    schedule = make_schedule(("22:00", "06:00"), days=[SATURDAY])

    assert hours_long(schedule, at("2026-10-31T23:00")) == 9
    assert_open_until(schedule, at("2026-11-01T01:30", fold=0), at("2026-11-01T06:00"))
    assert_open_until(schedule, at("2026-11-01T01:30", fold=1), at("2026-11-01T06:00"))


def test_closing_at_two_on_the_night_of_the_spring_change_is_the_moment_of_the_change():
    schedule = make_schedule(("22:00", "02:00"), days=[SATURDAY])

    assert hours_long(schedule, at("2026-03-07T23:00")) == 4
    assert_open_until(schedule, at("2026-03-08T01:59"), at("2026-03-08T03:00"))
    assert not state_at(schedule, at("2026-03-08T03:00")).is_open


def test_closing_at_two_on_the_night_of_the_autumn_change_comes_after_both_hours_from_one_to_two():
    schedule = make_schedule(("22:00", "02:00"), days=[SATURDAY])

    assert hours_long(schedule, at("2026-10-31T23:00")) == 5
    assert state_at(schedule, at("2026-11-01T01:59", fold=1)).is_open


def test_a_span_within_the_skipped_hour_does_not_happen():
    schedule = make_schedule(("02:15", "02:45"), days=[SUNDAY])

    assert_closed_until(schedule, at("2026-03-08T01:00"), at("2026-03-15T02:15"))
    assert not state_at(schedule, at("2026-03-08T03:20")).is_open


def test_a_span_that_begins_in_the_skipped_hour_begins_when_clocks_change():
    schedule = make_schedule(("02:30", "05:00"), days=[SUNDAY])

    assert_closed_until(schedule, at("2026-03-08T01:30"), at("2026-03-08T03:00"))
    assert_open_until(schedule, at("2026-03-08T03:00"), at("2026-03-08T05:00"))


def test_a_span_that_ends_in_the_skipped_hour_ends_when_clocks_change():
    schedule = make_schedule(("00:30", "02:30"), days=[SUNDAY])

    assert_open_until(schedule, at("2026-03-08T01:59"), at("2026-03-08T03:00"))
    assert not state_at(schedule, at("2026-03-08T03:10")).is_open


@pytest.mark.parametrize(("day", "hours"), [("2026-03-08", 23), ("2026-11-01", 25), ("2026-11-08", 24)])
def test_a_whole_day_is_as_long_as_the_day(day, hours):
    assert hours_long(make_schedule(("00:00", "00:00"), days=[SUNDAY]), at(f"{day}T12:00")) == hours


@pytest.mark.parametrize("day", ["2026-03-06", "2026-03-09", "2026-10-30", "2026-11-02"])
@pytest.mark.parametrize("zone", [EASTERN, CENTRAL])
def test_eight_is_eight_by_the_clock_on_both_sides_of_a_change(day, zone):
    schedule = make_schedule(zone=zone)

    assert_closed_until(schedule, at(f"{day}T07:59", zone), at(f"{day}T08:00", zone))
    assert_open_until(schedule, at(f"{day}T08:00", zone), at(f"{day}T17:00", zone))


# --- Special days, holidays, closures ---------------------------------------------------------------------------------

CHRISTMAS = date(2026, 12, 25)  # a Friday


def only_christmas(day: date) -> str | None:
    return "Christmas Day" if day == CHRISTMAS else None


def test_on_a_holiday_the_office_is_closed_and_says_why():
    schedule = make_schedule(holiday=only_christmas)

    assert_closed_until(schedule, at("2026-12-25T09:00"), at("2026-12-28T08:00"))
    assert_closed_until(schedule, at("2026-12-24T18:00"), at("2026-12-28T08:00"))
    assert schedule.reason_on(CHRISTMAS) == "Christmas Day"


def test_a_special_day_beats_a_holiday():
    special = {CHRISTMAS: SpecialDay((span("09:00", "12:00"),), "Open for urgent visits")}
    schedule = make_schedule(holiday=only_christmas, special=special)

    assert_open_until(schedule, at("2026-12-25T09:00"), at("2026-12-25T12:00"))
    assert schedule.reason_on(CHRISTMAS) == "Open for urgent visits"


def test_a_special_day_without_hours_is_closed():
    schedule = make_schedule(special={date(2026, 11, 24): SpecialDay((), "Staff training")})

    assert_closed_until(schedule, at("2026-11-23T18:00"), at("2026-11-25T08:00"))
    assert schedule.reason_on(date(2026, 11, 24)) == "Staff training"


def test_a_special_day_may_have_several_spans_in_any_order():
    spans = (span("18:00", "20:00"), span("09:00", "11:00"))
    schedule = make_schedule(special={date(2026, 11, 22): SpecialDay(spans)})

    assert_closed_until(schedule, at("2026-11-22T08:00"), at("2026-11-22T09:00"))
    assert_closed_until(schedule, at("2026-11-22T11:00"), at("2026-11-22T18:00"))


def test_a_closure_beats_a_special_day():
    special = {CHRISTMAS: SpecialDay((span("09:00", "12:00"),), "Open for urgent visits")}
    closure = Closure(date(2026, 12, 21), date(2027, 1, 4), "Moving")
    schedule = make_schedule(special=special, closures=(closure,))

    assert_closed_until(schedule, at("2026-12-25T09:00"), at("2027-01-04T08:00"))
    assert schedule.reason_on(CHRISTMAS) == "Moving"


def test_an_office_opens_again_by_itself_on_the_day_it_reopens():
    schedule = make_schedule(closures=(Closure(date(2026, 11, 24), date(2026, 11, 25)),))

    assert state_at(schedule, at("2026-11-23T09:00")).is_open
    assert_closed_until(schedule, at("2026-11-24T09:00"), at("2026-11-25T08:00"))
    assert state_at(schedule, at("2026-11-25T09:00")).is_open


def test_a_closure_without_end_has_no_end_in_sight():
    schedule = make_schedule(closures=(Closure(date(2026, 11, 24), None, "Water damage"),))

    assert_open_until(schedule, at("2026-11-23T09:00"), at("2026-11-23T17:00"))
    assert_closed_until(schedule, at("2026-11-23T18:00"), None)
    assert_closed_until(schedule, at("2027-11-23T09:00"), None)


def test_a_reopening_ten_months_away_is_found():
    schedule = make_schedule(closures=(Closure(date(2026, 11, 1), date(2027, 9, 6)),))

    assert_closed_until(schedule, at("2026-11-23T09:00"), at("2027-09-06T08:00"))


def test_an_office_that_reopens_on_a_holiday_before_a_weekend_opens_after_both():
    schedule = make_schedule(closures=(Closure(date(2026, 11, 1), CHRISTMAS),), holiday=only_christmas)

    assert_closed_until(schedule, at("2026-11-23T09:00"), at("2026-12-28T08:00"))


def test_the_only_day_of_an_office_without_a_week_is_found_months_before():
    schedule = Schedule(EASTERN, {}, {date(2027, 3, 1): SpecialDay((span("09:00", "12:00"),))})

    assert_closed_until(schedule, at("2026-11-23T09:00"), at("2027-03-01T09:00"))


def test_a_reopening_typed_for_another_century_is_not_searched_for():
    asked = []
    schedule = make_schedule(
        closures=(Closure(date(2026, 11, 1), date(2206, 1, 1)),), holiday=lambda day: asked.append(day)
    )

    assert_closed_until(schedule, at("2026-11-23T09:00"), None)
    assert len(asked) < 1_000


def test_a_night_that_began_before_a_closed_day_is_not_cut_at_midnight():
    schedule = make_schedule(
        ("22:00", "02:00"), days=EVERY_DAY, closures=(Closure(date(2026, 11, 21), date(2026, 11, 23)),)
    )

    assert_open_until(schedule, at("2026-11-20T23:00"), at("2026-11-21T02:00"))
    assert_open_until(schedule, at("2026-11-21T01:00"), at("2026-11-21T02:00"))
    assert_closed_until(schedule, at("2026-11-21T22:30"), at("2026-11-23T22:00"))


def test_nothing_is_left_over_on_the_morning_of_reopening():
    schedule = make_schedule(
        ("22:00", "02:00"), days=EVERY_DAY, closures=(Closure(date(2026, 11, 20), date(2026, 11, 22)),)
    )

    assert_closed_until(schedule, at("2026-11-22T01:00"), at("2026-11-22T22:00"))


# --- Late hours -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spans", "is_late"),
    [
        ([("08:00", "17:00")], False),
        ([("08:00", "17:30")], True),
        ([("08:00", "12:00"), ("18:00", "20:00")], True),
        ([("16:00", "00:00")], True),
        ([("22:00", "02:00")], True),
        ([("00:00", "00:00")], True),
    ],
)
def test_late_hours_are_those_that_reach_past_the_clock(spans, is_late):
    assert is_open_after(make_schedule(*spans), date(2026, 11, 23), time(17)) is is_late


def test_there_are_no_late_hours_on_a_closed_day():
    schedule = make_schedule(("08:00", "20:00"), closures=(Closure(date(2026, 11, 23), None),))

    assert not is_open_after(schedule, date(2026, 11, 23), time(17))


# --- Against another program ------------------------------------------------------------------------------------------

QUARTERS = [time(hour, minute) for hour in range(24) for minute in (0, 15, 30, 45)]
DAY_NAMES = ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"]


@st.composite
def weeks(draw) -> dict[int, tuple[Span, ...]]:
    """Spans of a week that neither touch nor overlap within a day; the last of a day may pass midnight."""
    week = {}
    for weekday in EVERY_DAY:
        times = sorted(draw(st.sets(st.sampled_from(QUARTERS), max_size=4)))
        spans = [Span(opens, closes) for opens, closes in zip(times[::2], times[1::2], strict=False)]
        if len(times) % 2 and times[-1] > time(12):
            spans.append(Span(times[-1], draw(st.sampled_from([time(0), time(1, 30), time(4)]))))
        if spans:
            week[weekday] = tuple(spans)
    return week


def in_their_words(week) -> str:
    """The opening_hours format of OpenStreetMap."""
    return ", ".join(
        f"{DAY_NAMES[weekday]} " + ",".join(f"{one.opens:%H:%M}-{one.closes:%H:%M}" for one in spans)
        for weekday, spans in week.items()
    )


# Their answers are on plain clocks, so the weeks around a change of clocks are left to the tests above.
summers = st.datetimes(datetime(2026, 3, 9), datetime(2026, 10, 20))
winters = st.datetimes(datetime(2026, 11, 2), datetime(2027, 2, 26))


@settings(max_examples=200, deadline=None)
@given(weeks().filter(bool), summers | winters)
def test_another_program_agrees_about_any_week(week, wall):
    theirs = oracle.OpeningHours(in_their_words(week))

    state = state_at(Schedule(EASTERN, week), wall.replace(tzinfo=EASTERN))

    assert state.is_open == theirs.is_open(wall)
    assert state.changes_at.astimezone(EASTERN).replace(tzinfo=None) == theirs.next_change(wall)


@given(weeks(), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)))
def test_intervals_are_in_order_and_apart(week, wall):
    found = list(intervals(Schedule(EASTERN, week), wall.replace(tzinfo=EASTERN)))

    assert all(starts < ends for starts, ends in found)
    assert all(one[1] < other[0] for one, other in itertools.pairwise(found))


@given(weeks(), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))
def test_the_state_changes_exactly_at_its_change(week, moment):
    schedule = Schedule(EASTERN, week)

    state = state_at(schedule, moment)

    if state.changes_at is None:
        return
    assert state.changes_at > moment
    assert state_at(schedule, state.changes_at).is_open is not state.is_open
    assert state_at(schedule, state.changes_at - timedelta(microseconds=1)).is_open is state.is_open


@given(weeks(), weeks(), st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)))
def test_the_quick_look_at_a_moment_says_the_same(week, other_week, moment):
    today = moment.astimezone(EASTERN).date()
    special = {today: SpecialDay(other_week[0])} if 0 in other_week else {}
    schedule = Schedule(EASTERN, week, special)

    assert is_open_at(schedule, moment) is state_at(schedule, moment).is_open


@pytest.mark.parametrize("clocks", [("01:30", "02:30"), ("02:10", "02:50"), ("22:00", "02:30"), ("02:30", "02:30")])
@pytest.mark.parametrize("night", ["2026-03-07T21:00", "2026-10-31T21:00"])
def test_the_quick_look_says_the_same_all_night_when_the_clocks_change(clocks, night):
    schedule = make_schedule(clocks, days=EVERY_DAY)
    moments = [at(night).astimezone(UTC) + timedelta(minutes=10) * number for number in range(80)]

    assert [is_open_at(schedule, one) for one in moments] == [state_at(schedule, one).is_open for one in moments]
