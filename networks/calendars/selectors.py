"""What calendars show. Fetching is checking: every source gives only what the person may see now."""

from __future__ import annotations

import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from kit import clock, ical
from kit.verdicts import NotThere
from networks import rules as networks
from networks.calendars import tokens
from networks.calendars.models import Feed
from networks.models import Network

BACK, AHEAD = timedelta(days=120), timedelta(days=400)
"""How far a feed reaches."""
FIRST, LAST = 2000, 2100
"""Years a page of the calendar can be asked for."""


def dated(user: Any, start: datetime, end: datetime, *, place: str = "") -> list[ical.Dated]:
    """Everything dated that `user` may see between two moments, in order; of one place only when named."""
    found = [one for source in ical.SOURCES for one in source.dated(user, start, end)]
    if place:
        found = [one for one in found if one.place in ("", place)]
    return sorted(found, key=lambda one: (first_day(one), moment_of(one), one.entry.title))


def first_day(one: ical.Dated) -> date:
    """The day on which it begins, in Warsaw."""
    starts = one.entry.starts
    return timezone.localdate(starts) if isinstance(starts, datetime) else starts


def last_day(one: ical.Dated) -> date:
    """The day on which it ends; what ends at midnight ended the day before."""
    ends = one.entry.ends
    return timezone.localdate(ends - timedelta(seconds=1)) if isinstance(ends, datetime) else ends


def moment_of(one: ical.Dated) -> datetime:
    """When it begins, whole days at midnight."""
    starts = one.entry.starts
    return starts if isinstance(starts, datetime) else midnight(starts)


def midnight(day: date) -> datetime:
    """The first moment of a day in Warsaw."""
    return timezone.make_aware(datetime.combine(day, time.min), timezone.get_current_timezone())


@dataclass(frozen=True)
class Day:
    """One day of a month's page."""

    date: date
    is_of_month: bool
    is_today: bool
    dated: list[ical.Dated]


@dataclass(frozen=True)
class Month:
    """A month by weeks, its days that have something, and the months beside it."""

    first: date
    weeks: list[list[Day]]
    before: date
    after: date

    @property
    def busy_days(self) -> list[Day]:
        """Days of the month with something on them."""
        return [day for week in self.weeks for day in week if day.is_of_month and day.dated]


def month_asked(words: str) -> date:
    """The first day of the month written as 2026-11; the present month for anything else."""
    today = clock.today()
    year, _dash, month = words.partition("-")
    if year.isascii() and year.isdigit() and month.isascii() and month.isdigit() and len(words) <= 7:
        number = int(year)
        if FIRST <= number <= LAST and 1 <= int(month) <= 12:
            return date(number, int(month), 1)
    return today.replace(day=1)


def month_of(user: Any, first: date, *, place: str = "") -> Month:
    """The month that begins on `first`, for `user`."""
    weeks = calendar.Calendar().monthdatescalendar(first.year, first.month)
    start, end = midnight(weeks[0][0]), midnight(weeks[-1][-1] + timedelta(days=1))
    by_day: dict[date, list[ical.Dated]] = defaultdict(list)
    for one in dated(user, start, end, place=place):
        day = max(first_day(one), weeks[0][0])
        while day <= min(last_day(one), weeks[-1][-1]):
            by_day[day].append(one)
            day += timedelta(days=1)
    today = clock.today()
    return Month(
        first=first,
        weeks=[
            [Day(day, day.month == first.month, day == today, by_day.get(day, [])) for day in week] for week in weeks
        ],
        before=(first - timedelta(days=1)).replace(day=1),
        after=(first + timedelta(days=31)).replace(day=1),
    )


def feed_by(given: str) -> Feed:
    """The feed of a secret address, while it lives: its person is active and still belongs to its network (NT-05).

    Raises NotThere for every other address.
    """
    number, _dash, seal = given.partition("-")
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise NotThere
    feed = Feed.objects.select_related("user", "network").filter(pk=int(number), user__is_active=True).first()
    if feed is None or not tokens.fits(feed, seal):
        raise NotThere
    if feed.network is not None and not networks.may_enter(feed.user, feed.network):
        raise NotThere
    return feed


def in_feed(feed: Feed) -> list[ical.Entry]:
    """The entries of a feed now: only what its owner may see now."""
    now = clock.now()
    place = f"network-{feed.network_id}" if feed.network_id else ""
    return [one.entry for one in dated(feed.user, now - BACK, now + AHEAD, place=place) if one.in_feed]


@dataclass(frozen=True)
class Offer:
    """A feed that can be had: of everything, or of one network; with its addresses where it was made."""

    key: str
    network: Network | None
    feed: Feed | None

    @property
    def address(self) -> str:
        """The https address."""
        if self.feed is None:
            return ""
        return settings.BASE_URL + reverse("calendars:feed", kwargs={"token": tokens.token(self.feed)})

    @property
    def webcal(self) -> str:
        """The address that opens a calendar program."""
        return "webcal://" + self.address.split("://", 1)[1] if self.feed else ""


def offers_for(user: Any) -> list[Offer]:
    """The person's feeds, made or not: everything first, then networks by name; two queries."""
    made = {feed.network_id: feed for feed in Feed.objects.filter(user=user)}
    mine = networks.enterable_networks(user).order_by("folded")
    return [
        Offer("wszystko", None, made.get(None)),
        *(Offer(network.slug, network, made.get(network.pk)) for network in mine),
    ]


def offer_for(user: Any, key: str) -> Offer:
    """One of them. Raises NotThere for anything else."""
    found = next((offer for offer in offers_for(user) if offer.key == key), None)
    if found is None:
        raise NotThere
    return found
