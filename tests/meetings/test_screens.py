"""Screens of meetings as people meet them."""

from __future__ import annotations

from datetime import UTC, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from kit import clock
from kit.panels import DESK, SPACE, drawn
from meetings import services
from meetings.agendas import DRAFTS
from meetings.models import Meeting
from networks import rules as networks

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


@pytest.fixture
def as_ben(client, ben):
    client.force_login(ben)
    return client


def sent(day, **changes):
    points = {
        "punkty-TOTAL_FORMS": "2",
        "punkty-INITIAL_FORMS": "0",
        "punkty-0-title": "Rundka",
        "punkty-0-minutes": "10",
        "punkty-1-title": "",
    }
    form = {"title": "Nowe spotkanie", "kind": "working", "day": f"{day}", "begins": "16:00", "ends": "17:30"}
    return form | {"mode": "online", "description": "Weźcie <script>zeszyty</script>"} | points | changes


@pytest.mark.parametrize("name", DRAFTS)
def test_each_ready_agenda_fills_the_form(as_ada, network, name):
    page = as_ada.get(f"/sieci/{network.slug}/spotkania/nowe/?rodzaj={name}").content.decode()
    for title, minutes in DRAFTS[name].points:
        assert str(title).replace('"', "&quot;") in page
        assert f'value="{minutes}"' in page


def test_the_coordinator_plans_and_wrong_input_stays_beside_its_field(as_ada, network):
    address, day = f"/sieci/{network.slug}/spotkania/nowe/", clock.today()
    page = as_ada.post(address, sent(day, ends="15:00")).content.decode()
    assert "musi się kończyć później" in page
    assert "Nowe spotkanie" in page
    page = as_ada.post(address, sent(day.replace(year=day.year + 3))).content.decode()
    assert "poza rokiem szkolnym" in page
    page = as_ada.post(address, sent(day, **{"punkty-0-minutes": "-5"})).content.decode()
    assert "field-error" in page
    page = as_ada.post(address, sent(day, add_point="1")).content.decode()
    assert 'name="punkty-TOTAL_FORMS" value="3"' in page
    assert "Rundka" in page
    assert not Meeting.objects.exists()
    answer = as_ada.post(address, sent(day))
    meeting = Meeting.objects.get()
    assert answer.url == f"/spotkania/{meeting.pk}/"
    assert "<script>" not in meeting.description
    assert meeting.agenda.count() == 1


def test_a_member_sees_the_meeting_answers_and_cannot_lead(as_ben, meeting):
    page = as_ben.get(f"/spotkania/{meeting.pk}/").content.decode()
    assert "Ułamki w ruchu" in page
    assert "/zmiana/" not in page
    as_ben.post(f"/spotkania/{meeting.pk}/odpowiedz/", {"coming": "maybe"})
    assert meeting.answers.get().coming == "maybe"
    for ending in ("zmiana/", "odwolanie/", "obecnosc/"):
        assert as_ben.get(f"/spotkania/{meeting.pk}/{ending}").status_code == 403
    assert as_ben.post(f"/spotkania/{meeting.pk}/odbyte/").status_code == 403


def test_the_door_of_the_room_opens_15_minutes_before(as_ben, plan):
    early, late = plan(in_minutes=20), plan(in_minutes=10)
    assert f"/spotkania/{early.pk}/pokoj/" not in as_ben.get(f"/spotkania/{early.pk}/").content.decode()
    closed = as_ben.get(f"/spotkania/{early.pk}/pokoj/")
    assert closed.status_code == 403
    assert "15 minut przed" in closed.content.decode()
    assert f"/spotkania/{late.pk}/pokoj/" in as_ben.get(f"/spotkania/{late.pk}/").content.decode()
    page = as_ben.get(f"/spotkania/{late.pk}/pokoj/").content.decode()
    assert "<noscript>" in page
    assert "data-host" not in page


def test_strangers_and_unknown_numbers_look_alike(client, meeting, cleo):
    client.force_login(cleo)
    for ending in ("", "pokoj/", "kalendarz.ics", "zmiana/", "odwolanie/", "obecnosc/"):
        assert client.get(f"/spotkania/{meeting.pk}/{ending}").status_code == 404
        assert client.get(f"/spotkania/999999/{ending}").status_code == 404


def test_the_calendar_file_is_read_by_a_calendar(as_ben, meeting, ada):
    def event():
        response = as_ben.get(f"/spotkania/{meeting.pk}/kalendarz.ics")
        assert response["Content-Type"].startswith("text/calendar")
        return Calendar.from_ical(response.content).walk("VEVENT")[0]

    first = event()
    assert first["DTSTART"].dt == meeting.starts_at.replace(microsecond=0).astimezone(UTC)
    assert first["DTSTART"].to_ical().endswith(b"Z")
    services.cancel(by=ada, meeting=meeting, reason="Choroba")
    second = event()
    assert (second["UID"], second["STATUS"]) == (first["UID"], "CANCELLED")
    assert second["SEQUENCE"] > first["SEQUENCE"]


def test_the_coordinator_counts_and_closes(as_ada, plan, ben, ewa):
    meeting = plan(in_minutes=-30)
    as_ada.post(f"/spotkania/{meeting.pk}/odbyte/")
    as_ada.post(f"/spotkania/{meeting.pk}/obecnosc/", {"present": [ben.pk, "x", "9" * 30]})
    page = as_ada.get(f"/spotkania/{meeting.pk}/obecnosc/").content.decode()
    assert "Obecna 1 osoba" in page
    meeting.refresh_from_db()
    assert meeting.state == "held"


def test_the_sixth_meeting_is_warned_of_and_not_stopped(as_ada, plan, network):
    for count in range(5):
        plan(title=f"Spotkanie {count}")
    assert "6. spotkanie" in as_ada.get(f"/sieci/{network.slug}/spotkania/nowe/").content.decode()
    as_ada.post(f"/sieci/{network.slug}/spotkania/nowe/", sent(clock.today()))
    assert Meeting.objects.count() == 6


def _queries(client, address):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_lists_ask_the_database_as_often_with_many_meetings(as_ada, plan, network, edition, ada):
    first = plan(in_minutes=5)
    addresses = ["/spotkania/", f"/sieci/{network.slug}/spotkania/", f"/spotkania/{first.pk}/"]
    for address in addresses:
        _queries(as_ada, address)
    before = [_queries(as_ada, address) for address in addresses]
    now = clock.now()
    Meeting.objects.bulk_create(
        Meeting(
            edition=edition,
            number=number,
            title=f"Spotkanie {number}",
            starts_at=now + timedelta(minutes=number),
            ends_at=now + timedelta(minutes=number + 60),
        )
        for number in range(10, 1010)
    )
    assert [_queries(as_ada, address) for address in addresses] == before


def test_the_start_page_and_the_space_show_the_next_meeting(open_meeting, plan, ben, cleo, network):
    plan()
    card = next(values for panel, values in drawn(DESK, ben) if panel.name == "meetings.next")
    assert (card["meeting"], card["is_live"]) == (open_meeting, True)
    assert not [panel for panel, _values in drawn(DESK, cleo) if panel.name == "meetings.next"]
    space = next(v for panel, v in drawn(SPACE, ben, networks.standing(ben, network)) if panel.name == "meetings.year")
    assert sum(len(month["meetings"]) for month in space["months"]) == 2
