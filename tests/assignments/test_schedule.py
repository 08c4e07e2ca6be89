"""On which days one is reminded: properties over any calendar."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from networks.assignments.schedule import OFFSETS, day_of, due_now

DAYS = st.dates(date(2026, 9, 1), date(2027, 6, 20))
FREE = st.sets(st.integers(-30, 30), max_size=40)


def calendar(due_on: date, off: set[int]):
    free = {due_on + timedelta(days=number) for number in off}
    return lambda day: day.weekday() > 4 or day in free


@given(DAYS, FREE, st.sampled_from(list(OFFSETS)))
def test_nobody_is_reminded_on_a_day_off_and_each_side_of_the_day_keeps_its_side(due_on, off, which):
    is_free = calendar(due_on, off)
    day = day_of(which, due_on, is_free)
    assert not is_free(day)
    assert day <= due_on if OFFSETS[which] < 0 else day > due_on


@given(DAYS, FREE, st.integers(-20, 40))
def test_what_is_due_grows_and_what_was_sent_never_comes_again(due_on, off, ahead):
    is_free = calendar(due_on, off)
    today = due_on + timedelta(days=ahead)
    due = due_now(due_on, today, set(), is_free)
    assert set(due) <= set(due_now(due_on, today + timedelta(days=1), set(), is_free))
    assert due_now(due_on, today, set(due), is_free) == []


def test_a_week_as_people_know_it():
    due_on = date(2026, 10, 14)  # a Wednesday
    is_free = calendar(due_on, set())
    assert [day_of(which, due_on, is_free).isoformat() for which in OFFSETS] == [
        "2026-10-12",
        "2026-10-13",
        "2026-10-15",
        "2026-10-21",
    ]
