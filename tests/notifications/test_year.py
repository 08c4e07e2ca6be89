"""A school year of one member of three lively networks: at most sixty letters, and nothing that waits is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from directory.models import CalendarBreak
from directory.selectors import school_year_for
from kit import clock
from notifications import letters
from notifications.models import Notice
from notifications.services import notify

WARSAW = ZoneInfo("Europe/Warsaw")
FIRST, FIRST_LETTER_AFTER = date(2035, 9, 1), date(2036, 9, 2)
BREAKS = [
    ("Święta", date(2035, 12, 22), date(2036, 1, 1)), ("Ferie", date(2036, 2, 4), date(2036, 2, 17)),
    ("Wiosna", date(2036, 4, 10), date(2036, 4, 15)), ("Lato", date(2036, 6, 28), date(2036, 8, 31)),
]  # fmt: skip
MOST = 60
"""Letters in the year, the first one after the summer included."""


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=WARSAW)


@pytest.fixture
def worker(db: None) -> Callable[[], None]:
    """Does what is due by the moved clock, as the worker would."""
    from django_tasks_db.models import DBTaskResult, get_date_max

    def run() -> None:
        while True:
            due = [
                row
                for row in DBTaskResult.objects.filter(status="READY").order_by("enqueued_at")[:200]
                if row.run_after in (None, get_date_max()) or row.run_after <= clock.now()
            ]
            if not due:
                return
            for row in due:
                row.claim("year")
                row.task.call(*row.args_kwargs["args"], **row.args_kwargs["kwargs"])
                row.set_successful(None)

    return run


@pytest.fixture
def networks(person: Any, dov: Any, county: Any) -> Any:
    """Three networks with their coordinators, and Ben in all of them."""
    from networks.services import open_network, seat

    for name, starts_on, ends_on in BREAKS:
        CalendarBreak.objects.create(name=name, starts_on=starts_on, ends_on=ends_on)
    with clock.moved_to(_at(FIRST, 9)):
        ben = person("Ben", "Lis")
        type(ben).objects.filter(pk=ben.pk).update(date_joined=clock.now())
        made = []
        for title in ("Matematyka bez lęku", "Ocenianie kształtujące", "Szkolne biblioteki"):
            head = person(f"Osoba{len(made)}", "Koordynująca")
            network = open_network(
                by=dov, title=title, county=county, school_year=school_year_for(FIRST), coordinator=head
            )
            edition = network.editions.get(is_current=True)
            seat(edition=edition, user=ben)
            made.append((network, edition, head))
    return ben, made


def _plan(head: Any, edition: Any, day: date, number: int) -> Any:
    from meetings import services

    return services.plan(
        by=head, edition=edition, agenda=[], title=f"Spotkanie {number} sieci {edition.network_id}", kind="working",
        mode="online", starts_at=_at(day, 16), ends_at=_at(day, 18),
    )  # fmt: skip


def _move(head: Any, meeting: Any) -> Any:
    from meetings import services

    names = ("title", "kind", "mode", "place", "outside_link", "description")
    values = {name: getattr(meeting, name) for name in names}
    hour = timedelta(hours=1)
    return services.change(
        by=head, meeting=meeting, version=meeting.version, agenda=[], starts_at=meeting.starts_at + hour,
        ends_at=meeting.ends_at + hour, **values,
    )  # fmt: skip


PLANS = {
    date(2035, 9, 18): date(2035, 10, 16),
    date(2035, 11, 6): date(2035, 12, 4),
    date(2036, 1, 9): date(2036, 1, 29),
    date(2036, 2, 26): date(2036, 3, 25),
    date(2036, 4, 23): date(2036, 6, 3),
}
"""On these days each network plans its next meeting."""
CHANGES = {date(2035, 10, 8): 0, date(2036, 3, 4): 3}
"""On these days the first network moves one of its meetings."""


class Life:
    """What happens in the networks, day by day."""

    def __init__(self, ben: Any, made: list[Any]) -> None:
        self.ben, self.made = ben, made
        self.threads: dict[int, Any] = {}
        self.meetings: list[Any] = []

    def happen(self, day: date) -> None:
        for network, edition, head in self.made:
            if day == FIRST:
                self.begin(network)
            if day in PLANS:
                self.meetings.append(_plan(head, edition, PLANS[day], len(self.meetings)))
            if day in CHANGES and network == self.made[0][0]:
                _move(head, [one for one in self.meetings if one.edition_id == edition.pk][CHANGES[day]])
            if day.weekday() < 5 and day.month not in (7, 8):
                self.talk(network, head)
            if day.day in (3, 17):
                self.announce(network, head, is_important=day.month == 11)

    def begin(self, network: Any) -> None:
        from forum.services import default_section, open_thread

        section = default_section(network)
        self.threads[network.pk] = open_thread(
            by=self.ben, network=network, section=section, title="Od czego zacząć?", text="<p>Pytanie</p>"
        )

    def talk(self, network: Any, head: Any) -> None:
        from forum.notices import REPLY_TO_ME

        post = self.threads[network.pk].posts.first()
        for _once in range(2):
            notify(REPLY_TO_ME, to=[self.ben], about=post, title="Ktoś odpowiada", url="/", by=head)

    def announce(self, network: Any, head: Any, *, is_important: bool) -> None:
        from networks.announcements.services import announce

        announce(by=head, network=network, title="Co słychać", text="<p>Wieści</p>", is_important=is_important)


def test_a_lively_year_is_sixty_letters_at_most_and_nothing_that_waits_is_lost(networks, worker):
    ben, made = networks
    life, day = Life(ben, made), FIRST
    while day <= FIRST_LETTER_AFTER:
        with clock.moved_to(_at(day, 7, 5)):
            letters.call_due()
            worker()
        with clock.moved_to(_at(day, 14)):
            life.happen(day)
        with clock.moved_to(_at(day, 20)):
            worker()
        day += timedelta(days=1)
    mine = [one for one in mail.outbox if one.to == [ben.email]]
    weekly = {_day_of(one): one for one in mine if one.extra_headers["Message-ID"].startswith("<letter-")}
    assert len(mine) <= MOST, [one.subject for one in mine]
    assert len(weekly) >= 30
    # Every meeting waited for an answer in a letter, before it took place; nothing went out in a break.
    for meeting in life.meetings:
        asked = [on for on, one in weekly.items() if f"Czy będziesz? {meeting.title}" in one.body]
        assert asked
        assert min(asked) < meeting.starts_at.date()
    assert not [on for on in weekly if any(first <= on <= last for _name, first, last in BREAKS)]
    # What is left was told after the last letter.
    left = Notice.objects.filter(user=ben, mail_state__in=["waiting", "letter"])
    assert left.count() == 2 * len(made) * 2


def _day_of(letter: Any) -> date:
    stamp = letter.extra_headers["Message-ID"].split("-")[2][:8]
    return date(int(stamp[:4]), int(stamp[4:6]), int(stamp[6:]))
