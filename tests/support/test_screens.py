"""The screens, without scripts."""

from __future__ import annotations

from kit import clock
from support.models import Activity, LogEntry, Need, Process
from support.states import State
from tests.support import walking


def test_a_director_starts_a_process_and_bad_days_change_nothing(client, hal, school, dov):
    client.force_login(hal)
    form = client.get("/wspomaganie/nowy/").context["form"]
    sent = {
        "institution": school.pk,
        "title": "Bezpieczna klasa",
        "duration": "school_year",
        "starts_on": "2026-10-01",
        "ends_on": "2026-09-01",
        "once": form["once"].value(),
    }
    answer = client.post("/wspomaganie/nowy/", sent)
    assert answer.status_code == 422
    assert "Bezpieczna klasa" in answer.content.decode()
    assert not Process.objects.exists()
    for _twice in range(2):
        assert client.post("/wspomaganie/nowy/", sent | {"ends_on": "2027-06-20"}).status_code == 302
    assert Process.objects.count() == 1


def test_the_sore_records_the_diagnosis_and_enters_planning(client, sara, started):
    client.force_login(sara)
    place = f"/wspomaganie/{started.pk}/"
    client.post(place + "diagnoza/", {"version": 1, "area": "Ocenianie", "sources": ["survey"]})
    client.post(place + "diagnoza/potrzeby/", {"text": "Jasne kryteria", "direction": "towards", "priority": "high"})
    assert Need.objects.get().text == "Jasne kryteria"
    client.post(place + "dalej/")
    started.refresh_from_db()
    assert started.state == "planning"
    assert "celu ogólnego" in client.get(place + "plan/").content.decode()
    answer = client.post(place + "plan/tresc/", {"version": 1, "general_goal": "Plan roczny"})
    assert answer.status_code == 302
    assert "Plan roczny" in client.get(place + "plan/").content.decode()


def test_a_clash_shows_both_texts_and_loses_none(client, sara, started):
    client.force_login(sara)
    place = f"/wspomaganie/{started.pk}/diagnoza/"
    client.post(place, {"version": 1, "area": "Pierwszy obszar"})
    answer = client.post(place, {"version": 1, "area": "Drugi obszar"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Pierwszy obszar" in page
    assert "Drugi obszar" in page


def test_the_log_is_written_from_the_page(client, sara, started):
    client.force_login(sara)
    sent = {"done_on": "2026-01-02", "hours": "1.5", "act": "contact", "text": "Pierwsza wizyta", "in_school": "on"}
    assert client.post(f"/wspomaganie/{started.pk}/dziennik/", sent).status_code == 302
    assert LogEntry.objects.get().text == "Pierwsza wizyta"
    wrong = client.post(f"/wspomaganie/{started.pk}/dziennik/", sent | {"hours": "99"})
    assert wrong.status_code == 422
    assert LogEntry.objects.count() == 1


def test_a_stage_not_reached_does_not_exist(client, sara, started):
    client.force_login(sara)
    assert client.get(f"/wspomaganie/{started.pk}/ocena/").status_code == 404


def test_what_became_of_activities_and_whom_to_ask_is_written_on_their_pages(client, sara, hal, started):
    process = walking.to(State.IMPLEMENTATION, started, sara, hal)
    client.force_login(sara)
    place = f"/wspomaganie/{process.pk}/"
    one = Activity.objects.filter(goal__plan__process=process).earliest("pk")
    held = client.post(f"{place}plan/dzialania/{one.pk}/odbyte/", {"held_on": clock.today().isoformat()})
    assert held.url == f"{place}plan/#dzialanie-{one.pk}"
    again = client.post(f"{place}plan/dzialania/{one.pk}/odwolane/", {"why": "Choroba"})
    assert again.status_code == 422
    one.refresh_from_db()
    assert one.progress == "held"
    assert client.post(place + "kontakty/nowy/", {"name": "Pani Wicedyrektor"}).url == place + "kontakty/"
    assert client.post(f"{place}kontakty/{process.contacts.get().pk}/").url == place + "kontakty/"
    assert not process.contacts.exists()


def test_a_director_asking_for_a_page_of_writing_reads_why_not(client, sara, hal, started):
    process = walking.to(State.PLANNING, started, sara, hal)
    client.force_login(hal)
    answer = client.get(f"/wspomaganie/{process.pk}/plan/tresc/")
    assert answer.status_code == 403
    assert "SORE" in answer.content.decode()
