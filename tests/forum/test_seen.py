"""Ranges of numbers behave as the sets they stand for."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from forum import seen

numbers = st.sets(st.integers(min_value=1, max_value=60))


def flat(ranges):
    return {number for first, last in ranges for number in range(first, last + 1)}


@given(numbers, numbers)
def test_ranges_hold_what_sets_hold(one, other):
    a, b = seen.ranges_of(one), seen.ranges_of(other)
    assert flat(seen.union(a, b)) == one | other
    assert flat(seen.missing(a, 50)) == set(range(1, 51)) - one
    assert seen.count(a) == len(one)
    assert all(seen.holds(a, number) == (number in one) for number in range(1, 61))


@given(numbers)
def test_words_come_back_as_they_were_and_ranges_never_touch(one):
    ranges = seen.ranges_of(one)
    assert seen.parse(seen.written(ranges)) == ranges
    assert all(last + 1 < first for (_start, last), (first, _end) in pairwise(ranges))


@given(numbers, numbers, st.integers(min_value=0, max_value=60))
def test_unread_is_what_is_neither_seen_nor_gone(known, gone, last):
    found = seen.unread(last, seen.written(seen.ranges_of(known)), seen.written(seen.ranges_of(gone)))
    assert flat(found) == set(range(1, last + 1)) - known - gone
