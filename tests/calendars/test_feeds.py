"""Feeds: what calendar programs get, and when an address dies."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from kit import clock, ical
from kit.verdicts import NotThere
from meetings import services as meetings
from networks.calendars import selectors, services
from networks.calendars.models import Feed
from tests.calendars import rfc5545


@pytest.fixture
def path(ben, network):
    """Makes the path of a feed: `path(ben)` of everything, `path(ben, network)` of one network."""

    def make(user, of=None):
        services.make(by=user, network=of)
        key = of.slug if of else "wszystko"
        return "/" + selectors.offer_for(user, key).address.split("/", 3)[3]

    return make


def _get(path):
    return Client().get(path)


def test_a_feed_is_valid_for_two_readers_and_stays_so_over_a_meetings_life(path, plan, move, ada, ben):
    meeting, feed = plan(title="Ułamki; część 1, „ruch”\nz przecinkiem, średnikiem; i \\ukośnikiem"), path(ben)

    def event():
        content = _get(feed).content
        [mine] = rfc5545.read(content)["events"]
        [theirs] = Calendar.from_ical(content, multiple=False).walk("VEVENT")
        assert theirs["UID"] == mine["UID"]
        return mine

    first = event()
    assert first["DTSTART"] == meeting.starts_at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    moved = move(
        meeting, starts_at=meeting.starts_at + timedelta(hours=1), ends_at=meeting.ends_at + timedelta(hours=1)
    )
    second = event()
    meetings.cancel(by=ada, meeting=moved, reason="Choroba")
    third = event()
    assert first["UID"] == second["UID"] == third["UID"]
    assert int(first["SEQUENCE"]) < int(second["SEQUENCE"]) < int(third["SEQUENCE"])
    assert (first["STATUS"], second["STATUS"], third["STATUS"]) == ("CONFIRMED", "CONFIRMED", "CANCELLED")
    assert second["DTSTART"] > first["DTSTART"]


def test_it_is_private_and_never_indexed(path, ben):
    answer = _get(path(ben))
    assert answer.headers["Content-Type"].startswith("text/calendar")
    assert "no-store" in answer.headers["Cache-Control"]
    assert "noindex" in answer.headers["X-Robots-Tag"]


def test_each_feed_shows_only_what_its_owner_may_see(path, plan, ben, cleo, nina, network, other_network, edition):
    from networks.services import seat

    plan()
    head = other_network.editions.get(is_current=True).memberships.get(role="coordinator").user
    plan(by=head, edition=other_network.editions.get(is_current=True), title="Gdzie indziej")
    seat(edition=other_network.editions.get(is_current=True), user=ben)

    def titles(feed):
        return sorted(event["SUMMARY"] for event in rfc5545.read(_get(feed).content)["events"])

    assert titles(path(ben)) == ["Gdzie indziej", "Ułamki w ruchu"]
    assert titles(path(ben, network)) == ["Ułamki w ruchu"]
    assert titles(path(cleo)) == ["Gdzie indziej"]
    assert titles(path(nina)) == []
    with pytest.raises(NotThere):
        services.make(by=nina, network=network)
    assert not Feed.objects.filter(user=nina, network=network).exists()


@pytest.mark.parametrize("state", ["left", "removed", "suspended"])
def test_it_dies_when_the_person_leaves(path, plan, ben, network, edition, state):
    plan()
    whole, one = path(ben), path(ben, network)
    edition.memberships.filter(user=ben).update(state=state)
    assert _get(one).status_code == 404
    assert rfc5545.read(_get(whole).content)["events"] == []


def test_it_dies_with_the_account_by_renewal_and_by_switching_off(path, ben):
    first = path(ben)
    second = path(ben)
    assert first != second
    assert (_get(first).status_code, _get(second).status_code) == (404, 200)
    type(ben).objects.filter(pk=ben.pk).update(is_active=False)
    assert _get(second).status_code == 404
    type(ben).objects.filter(pk=ben.pk).update(is_active=True)
    services.revoke(by=ben, network=None)
    assert _get(second).status_code == 404


def test_the_table_alone_opens_nothing_and_guesses_are_not_there(path, ben, settings):
    good = path(ben)
    feed = Feed.objects.get()
    assert feed.nonce not in good
    for guess in (
        f"{feed.pk}-{feed.nonce}",
        f"{feed.pk}-",
        "x",
        "-",
        "²-a",
        f"{'9' * 40}-a",
        f"{feed.pk + 1}-{good[-44:-4]}",
    ):
        assert _get(f"/kalendarz/{guess}.ics").status_code == 404
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "nowy-klucz" * 8
    assert _get(good).status_code == 200
    settings.SECRET_KEY_FALLBACKS = []
    assert _get(good).status_code == 404


def test_queries_do_not_grow(path, plan, ben):
    feed, counts = path(ben), []
    for number in (2, 60):
        for one in range(number):
            plan(title=f"Nr {one}")
        with CaptureQueriesContext(connection) as queries:
            _get(feed)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


@given(title=st.text(max_size=120), text=st.text(max_size=400), place=st.text(max_size=80))
@settings(suppress_health_check=list(HealthCheck), deadline=None, max_examples=60)
def test_hostile_text_leaves_a_valid_calendar(title, text, place):
    now = clock.now()
    entry = ical.Entry(
        uid="a@b", title=title, starts=now, ends=now + timedelta(hours=1), changed_at=now, text=text, place=place
    )
    for content in (ical.calendar([entry], name=title), ical.invitation(entry, name=title, email="a@example.org")[1]):
        assert len(rfc5545.read(content)["events"]) == 1
        assert len(Calendar.from_ical(content).walk("VEVENT")) == 1


def test_an_invitation_is_a_request_and_then_a_cancellation(plan, ada, ben):
    from meetings import calendars

    meeting = plan()
    method, content = calendars.invitation(meeting, ben)
    read = rfc5545.read(content)
    assert method == read["METHOD"] == "REQUEST"
    assert ben.email in read["events"][0]["ATTENDEE"]
    assert read["events"][0]["ORGANIZER"].startswith("mailto:")
    meeting = meetings.cancel(by=ada, meeting=meeting, reason="Choroba")
    method, content = calendars.invitation(meeting, ben)
    read = rfc5545.read(content)
    assert method == read["METHOD"] == "CANCEL"
    assert read["events"][0]["STATUS"] == "CANCELLED"
