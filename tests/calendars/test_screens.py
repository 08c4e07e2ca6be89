"""Pages of the calendar."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import CalendarBreak
from kit import clock
from networks.calendars import selectors
from networks.calendars.models import Feed


def test_a_month_shows_meetings_and_breaks_on_their_days(client, plan, ben, network):
    morning = timezone.localtime(clock.now()).replace(hour=10, minute=0, second=0, microsecond=0)
    meeting = plan(place="Sala 12", mode="onsite", starts_at=morning + timedelta(days=3))
    day = meeting.starts_at.date()
    CalendarBreak.objects.create(name="Dni dyrektorskie", starts_on=day, ends_on=day + timedelta(days=1))
    client.force_login(ben)
    for address in ("/kalendarz/", f"/sieci/{network.slug}/kalendarz/"):
        page = client.get(address, {"miesiac": f"{day:%Y-%m}"}).content.decode()
        assert page.count("Ułamki w ruchu") == 2  # in the table and in the list
        assert "Sala 12" in page
        assert "Dni dyrektorskie" in page


def test_others_see_nothing_of_it(client, plan, nina, cleo, network):
    plan()
    client.force_login(cleo)
    assert "Ułamki" not in client.get("/kalendarz/").content.decode()
    assert client.get(f"/sieci/{network.slug}/kalendarz/").status_code == 404


@pytest.mark.parametrize("asked", ["", "x", "2026-13", "0000-01", "9999-12", "²-1", "2026-1", "2026-11-01"])
def test_any_month_gives_a_page(client, ben, asked):
    client.force_login(ben)
    assert client.get("/kalendarz/", {"miesiac": asked}).status_code == 200


@pytest.mark.parametrize("first", [date(2026, 2, 1), date(2026, 12, 1), date(2000, 1, 1), date(2100, 12, 1)])
def test_months_stand_side_by_side(ben, first):
    month = selectors.month_of(ben, first)
    assert month.before < first < month.after
    assert month.after.day == month.before.day == 1
    assert (month.after - first).days <= 31
    assert all(len(week) == 7 for week in month.weeks)


def test_what_lasts_over_midnight_stands_on_both_days_and_what_ends_at_midnight_on_one(ben, plan, edition):
    year = edition.school_year
    late = datetime(year.starts_on.year, 11, 10, 22, 30, tzinfo=UTC)  # 23:30 in Warsaw, until 1:00
    plan(starts_at=late)
    month = selectors.month_of(ben, date(late.year, 11, 1))
    assert [day.date.day for day in month.busy_days if any(one.path for one in day.dated)] == [10, 11]


def test_a_feed_is_made_renewed_and_switched_off_by_its_page(client, ben, network):
    client.force_login(ben)
    assert "niewłączone" in client.get("/kalendarz/w-innym-programie/").content.decode()
    page = f"/kalendarz/w-innym-programie/{network.slug}/"
    assert "Utwórz adres" in client.get(page).content.decode()
    client.post(page)
    made = client.get(page).content.decode()
    assert "webcal://" in made
    assert "calendar.google.com" in made
    assert "<svg" in made
    before = Feed.objects.get().nonce
    client.post(page)
    assert Feed.objects.get().nonce != before
    client.post(f"{page}wylacz/")
    assert not Feed.objects.exists()


def test_a_feed_of_a_network_of_others_is_not_there(client, nina, network):
    client.force_login(nina)
    assert client.get(f"/kalendarz/w-innym-programie/{network.slug}/").status_code == 404
    assert client.post(f"/kalendarz/w-innym-programie/{network.slug}/").status_code == 404
    assert not Feed.objects.exists()


def test_queries_do_not_grow(client, plan, ben, network):
    client.force_login(ben)
    counts = []
    for number in (2, 50):
        for one in range(number):
            plan(title=f"Nr {one}")
        client.get(f"/sieci/{network.slug}/kalendarz/")  # what is remembered is remembered for both
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/sieci/{network.slug}/kalendarz/", {"miesiac": f"{clock.today():%Y-%m}"})
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 25
