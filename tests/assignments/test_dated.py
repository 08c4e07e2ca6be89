"""Tasks on calendars and in the weekly letter."""

from __future__ import annotations

from datetime import timedelta

from kit import clock
from networks.assignments import dated, letters


def test_my_task_stands_on_my_calendar_and_waits_in_my_letter(give, ben, ewa):
    task = give(people=[ben], in_days=5)
    now = clock.now()
    [mine] = dated.dated(ben, now, now + timedelta(days=30))
    assert (mine.path, mine.entry.starts) == (task.get_absolute_url(), mine.entry.ends)
    assert [line.url for line in letters.waits(ben)] == [task.get_absolute_url()]
    assert dated.dated(ewa, now, now + timedelta(days=30)) == []
    assert letters.waits(ewa) == []


def test_a_distant_task_is_not_lost_in_the_letter(give, ben):
    """The notice of a new task is covered by this section, so every open task stands in it (NT-04)."""
    task = give(people=[ben], in_days=40)
    assert [line.url for line in letters.waits(ben)] == [task.get_absolute_url()]
