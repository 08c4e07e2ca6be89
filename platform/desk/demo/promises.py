"""Minutes of past meetings with their decisions, and tasks in every state, one of them made from a decision."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from desk.demo.world import WARSAW, World, days_ago
from kit import clock
from meetings import services as meetings
from meetings.models import Decision, Meeting
from networks.assignments import services as tasks
from provenance.registry import Reference

SUMMARY = (
    "Każda osoba opowiedziała o jednej rzeczy wypróbowanej od ostatniego razu. Najwięcej rozmowy wywołały karty pracy "
    "do samodzielnej korekty: oszczędzają czas i uczą szukania własnych błędów."
)
POINT = "Zebraliśmy pomysły na tablicy; zdjęcie i notatki trafią do zasobów po uporządkowaniu."
QUESTIONS = "Jak rozmawiać o informacji zwrotnej z rodzicami, którzy czekają na stopień?"
DECISIONS = (
    ("Każda osoba dodaje do zasobów jedną kartę pracy z opisem użycia", 18),
    ("Na następne spotkanie zapraszamy metodyka", 30),
)
RESULTS = (
    "<p>Karta sprawdzona w dwóch klasach. Uczniowie pracowali w parach, na koniec wpisali, co było najtrudniejsze.</p>",
    "<p>Zrobione. Największa zmiana: mniej pytań „na ile to jest?”, więcej „dlaczego?”.</p>",
    "<p>Wypróbowane na jednej lekcji, opis w punktach. Następnym razem krótszy wstęp.</p>",
)


def due(days: int) -> datetime:
    """The evening of a day so many days from today."""
    return datetime.combine(clock.today() + timedelta(days=days), time(20, 0), WARSAW)


def plant(world: World) -> None:
    """Write minutes of the latest meeting of every network and give its tasks; the first network has the most."""
    for number, (title, network) in enumerate(world.networks.items()):
        edition = network.editions.select_related("school_year").get(is_current=True)
        coordinator = edition.memberships.get(role="coordinator").user
        held = list(Meeting.objects.filter(edition=edition).done().order_by("starts_at"))
        for meeting in held[-1:] if number else held:
            minutes(meeting, coordinator)
        decision = Decision.objects.filter(meeting__edition=edition).order_by("-meeting__starts_at", "position").first()
        if decision is not None and edition.school_year.holds(due(12).date()):
            promise(edition, coordinator, world.members[title], decision, deep=number == 0)


def minutes(meeting: Meeting, coordinator: Any) -> None:
    """Short minutes given to members a day after the meeting."""
    ago = (clock.today() - meeting.starts_at.date()).days
    with days_ago(max(ago - 1, 0), hour=18):
        points = [{"title": item.title, "text": POINT if item.position == 2 else ""} for item in meeting.agenda.all()]
        rows = [
            {"id": 0, "text": text, "person": None, "for_all": place == 0, "until_on": clock.today() + timedelta(days)}
            for place, (text, days) in enumerate(DECISIONS)
        ]
        meetings.save_minutes(
            by=coordinator,
            meeting=meeting,
            version=1,
            summary=SUMMARY,
            texts=points,
            questions=QUESTIONS,
            decisions=rows,
        )
        meetings.publish_minutes(by=coordinator, meeting=meeting)


def promise(edition: Any, coordinator: Any, members: list[Any], decision: Decision, *, deep: bool) -> None:
    """A task of everybody's, made of a decision; in the first network also others, late and returned."""
    soon, passed = due(12), due(-2)
    with days_ago(10):
        task = tasks.give(
            by=coordinator,
            edition=edition,
            title="Jedna karta pracy z opisem użycia",
            description="<p>Wybierz kartę, którą znasz z własnych lekcji. Dopisz: dla kogo, ile trwa, co zmienić.</p>",
            due_at=soon,
            for_all=True,
            checklist=["Wybrać kartę", "Opisać użycie", "Sprawdzić, czy nie ma nazwisk uczniów"],
            made_from=Reference("decision", decision.pk),
        )
    for place, person in enumerate(members[2:7] if deep else members[:2]):
        with days_ago(6 - place):
            part = task.assignments.get(user=person)
            part = tasks.hand_in(by=person, assignment=part, text=RESULTS[place % len(RESULTS)])
        if place < 3:
            with days_ago(2, hour=19):
                verdict = tasks.return_ if place == 2 else tasks.accept
                words = "Dopisz, proszę, dla której klasy." if place == 2 else "Dziękuję, bardzo przejrzyste!"
                verdict(by=coordinator, assignment=part, comment=words)
    if not deep:
        return
    with days_ago(20):
        tasks.give(
            by=coordinator,
            edition=edition,
            title="Trzy wypowiedzi uczniów o informacji zwrotnej",
            description="<p>Zapytaj klasę, co pomaga w poprawianiu pracy. Bez imion, wystarczą trzy zdania.</p>",
            due_at=passed,
            people=members[:4],
        )
    tasks.give(
        by=members[0],
        edition=edition,
        title="Przygotować pięć minut o grze w ułamki",
        due_at=due(3),
        people=[members[0]],
    )
