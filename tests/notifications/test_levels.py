"""The resolver: every combination of levels against a table written by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import product

import pytest

from notifications import levels
from notifications.models import Rhythm
from notifications.registry import Break, Kind

LEVELS = ["nothing", "inbox", "letter", "mail"]
CHOICES = [None, *LEVELS]
NOON = datetime(2026, 11, 18, 11, tzinfo=UTC)
NIGHT = datetime(2026, 11, 18, 22, tzinfo=UTC)
FERIE = Break(name="Ferie", last_day=date(2026, 11, 29))


def _asked(default, kind, place, both, thing, *, asks=False, stands_out=False, letter=True, **more):
    choices = {
        key: level
        for key, level in {
            ("k", "", ""): kind,
            ("", "p", ""): place,
            ("k", "p", ""): both,
            ("", "", "t"): thing,
        }.items()
        if level
    }
    return levels.effective(
        Kind(name="k", label="k", level=default, asks=asks, stands_out=stands_out),
        choices=choices,
        rhythm=Rhythm(wants_letter=letter),
        place="p",
        thing="t",
        **more,
    )


@pytest.mark.parametrize("asks", [False, True])
@pytest.mark.parametrize("letter", [False, True])
@pytest.mark.parametrize("stands_out", [False, True])
def test_every_combination(asks, letter, stands_out):
    count = 0
    for default, kind, place, both, thing in product(LEVELS, CHOICES, CHOICES, CHOICES, CHOICES):
        said = [default, kind, None if stands_out else place, both, thing]
        wanted = [level for level in said if level][-1]
        if asks and wanted == "nothing":
            wanted = "inbox"
        if wanted == "letter" and not letter:
            wanted = "inbox"
        got = _asked(default, kind, place, both, thing, asks=asks, stands_out=stands_out, letter=letter)
        assert got.level == wanted, (default, kind, place, both, thing)
        assert got.steps[0].level == default
        assert got.steps[-1].level == got.level
        assert got.why
        count += 1
    assert count == 4 * 5**4


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("now", [NOON, NIGHT, None])
@pytest.mark.parametrize("pause", [None, FERIE])
@pytest.mark.parametrize("letter", [True, False])
@pytest.mark.parametrize(
    "moment", [None, datetime(2026, 11, 18, 23, tzinfo=UTC), datetime(2026, 11, 25, 9, tzinfo=UTC),
               datetime(2026, 12, 9, 9, tzinfo=UTC)]
)  # fmt: skip
def test_breaks_and_hours_of_quiet_touch_only_what_goes_at_once(level, now, pause, letter, moment):
    got = _asked(level, None, None, None, None, letter=letter, now=now, pause=pause, moment=moment)
    usual = "inbox" if level == "letter" and not letter else level
    if level != "mail":
        assert (got.level, got.not_before) == (usual, None)
    elif pause and (moment is None or moment > datetime(2026, 11, 30, tzinfo=UTC)):
        assert got.level == ("letter" if letter else "inbox")
    elif now is NIGHT and (moment is None or moment.day != 18):
        assert got.level == "mail"
        assert got.not_before == datetime(2026, 11, 19, 5, tzinfo=UTC)
    else:
        assert (got.level, got.not_before) == ("mail", None)


@pytest.mark.parametrize(
    ("hour", "ends"), [(20, None), (21, 6), (23, 6), (0, 6), (5, 6), (6, None), (12, None)]
)  # hours in Warsaw
def test_hours_of_quiet_go_over_midnight(hour, ends):
    from zoneinfo import ZoneInfo

    now = datetime(2026, 11, 18, hour, 30, tzinfo=ZoneInfo("Europe/Warsaw"))
    got = levels.end_of_quiet(Rhythm(), now)
    assert (got is None) == (ends is None)
    if got is not None:
        assert got.hour == ends
        assert 0 < (got - now).total_seconds() < 24 * 3600


def test_the_same_hour_twice_is_no_quiet():
    assert levels.end_of_quiet(Rhythm(quiet_from=7, quiet_until=7), NIGHT) is None


def test_only_what_waits_for_a_person_or_will_not_wait_is_mailed_at_once_by_default():
    """A mention by name, a change of a meeting, a decision about oneself; important announcements are read by mail."""
    from notifications.registry import KINDS

    at_once = {kind.name for kind in KINDS if kind.level == "mail"}
    assert at_once <= {
        "forum.mentioned", "meetings.changed", "meetings.cancelled",
        "networks.appointed", "networks.answered", "networks.offered",
        "networks.handover_asked", "networks.handover_answered",
        "networks.place_changed", "networks.report_decided",
        "accounts.role_given", "accounts.role_ended", "moderation.decision", "support.named",
        # somebody else's words wait for this person, or somebody speaks about a decision about oneself
        "moderation.held", "moderation.reported", "moderation.appealed", "moderation.overdue", "moderation.talked",
        "announcements.important", "assignments.decided", "blogs.decided", "meetings.before",
        # the place somebody waited for, a date that waits for this very person
        "meetings.place", "datepolls.silent", "surveying.silent",
        # a recording that somebody no longer agrees to has to be seen to before anybody plays it again
        "meetings.consent_withdrawn",
    }  # fmt: skip
