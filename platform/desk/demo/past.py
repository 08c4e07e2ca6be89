"""What the first network's earlier year left to be read, what it recommends, and joints of the spine in this one."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from desk.demo.promises import due
from desk.demo.world import WARSAW, World
from forum.models import Thread
from kit import clock
from meetings.models import Correction, Decision, Meeting, Minutes
from meetings.states import MeetingState, MinutesState
from networks.assignments import services as tasks
from networks.models import Edition
from networks.planning import services as plans
from networks.planning.models import Goal, Plan, Point
from networks.planning.states import FOLLOWED, PlanState
from provenance.registry import Reference

RECOMMENDED = (
    "Jedna lekcja otwarta w każdym semestrze, z krótką rozmową po niej",
    "Krótsze spotkania online, za to co miesiąc",
    "Karty pracy z opisem użycia trafiają do zasobów od razu po wypróbowaniu",
)
HELD = (
    ("Spotkanie organizacyjne: od czego zaczynamy", "kickoff", 30, ("Uczymy się na własnych lekcjach, nie na teorii",)),
    ("Błąd, który uczy", "working", 110, ("Każda osoba próbuje jednej karty do samodzielnej korekty",)),
    ("Podsumowanie roku", "summary", 270, ("Zbieramy karty w jeden zestaw", "W nowym roku zaczynamy od potrzeb")),
)


def plant(world: World) -> None:
    """Fill the year before of the first network, and let this year's plan, tasks and talk meet."""
    title, network = next(iter(world.networks.items()))
    year = Edition.objects.select_related("school_year", "network").get(network=network, is_current=True)
    before = Edition.objects.filter(network=network, is_current=False).order_by("-school_year__starts_on").first()
    if before is not None:
        remember(before)
        Edition.objects.filter(pk=year.pk).update(recommendations="\n".join(f"- {line}" for line in RECOMMENDED))
    by = year.memberships.get(role="coordinator").user
    dated_point(year, by)
    task_of_talk(year, by, world.members[title])


def remember(edition: Edition) -> None:
    """A plan, meetings and decisions of a year that is over; no service writes into one, so the rows are made here."""
    first = edition.school_year.starts_on
    plan = Plan.objects.create(
        edition=edition, state=PlanState.COMPLETED, number=1, adopted_on=first + timedelta(days=32),
        adopted_words="Na spotkaniu organizacyjnym, jednomyślnie.",
    )  # fmt: skip
    goal = Goal.objects.create(plan=plan, title="Uczniowie mówią o błędach bez wstydu", criteria="Trzy opisane lekcje")
    for name, kind, days, decided in HELD:
        held(edition, first + timedelta(days=days), name, kind, decided)
        day = first + timedelta(days=days)
        Point.objects.create(
            plan=plan, kind="meeting", title=name, starts_on=day, ends_on=day, goal=goal, done_at=_at(day, 18)
        )


def held(edition: Edition, day: date, title: str, kind: str, decided: tuple[str, ...]) -> Meeting:
    """A meeting of two hours with its minutes and decisions."""
    number = Meeting.objects.filter(edition=edition).count() + 1
    meeting = Meeting.objects.create(
        edition=edition, number=number, title=title, kind=kind, starts_at=_at(day, 16), ends_at=_at(day, 18),
        state=MeetingState.MINUTED,
    )  # fmt: skip
    Minutes.objects.create(
        meeting=meeting, state=MinutesState.PUBLISHED, summary="Krótko o tym, co ustalono.", published_at=_at(day, 20)
    )
    there = list(edition.memberships.order_by("pk").values_list("user", flat=True))
    Correction.objects.bulk_create(
        Correction(meeting=meeting, user_id=user, was_there=True, made_at=_at(day, 20)) for user in there[number - 1 :]
    )
    Decision.objects.bulk_create(
        Decision(meeting=meeting, position=place, text=text, for_all=True) for place, text in enumerate(decided)
    )
    return meeting


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), WARSAW)


def dated_point(year: Edition, by: Any) -> None:
    """A point with days of its own, which stands on calendars."""
    plan = Plan.objects.filter(edition=year, state__in=FOLLOWED).first()
    starts = clock.today() + timedelta(days=9)
    if plan is not None and year.school_year.holds(starts + timedelta(days=4)):
        plans.add_point(
            by=by, edition=year, kind="between", title="Tydzień otwartych lekcji", starts_on=starts,
            ends_on=starts + timedelta(days=4), who="chętne szkoły", why="Szkoły podały terminy.",
        )  # fmt: skip


def task_of_talk(year: Edition, by: Any, members: list[Any]) -> None:
    """A task for one member, made of what was said in a conversation."""
    post = Thread.objects.filter(network=year.network).order_by("pk").first()
    said = post.posts.order_by("number").first() if post is not None else None
    if said is not None and year.school_year.holds(due(10).date()):
        tasks.give(
            by=by, edition=year, title="Wypróbować start lekcji bez listy", due_at=due(10), people=members[:1],
            description="<p>Jeden tydzień, jedna klasa. Dwa zdania wystarczą.</p>",
            made_from=Reference("post", said.pk),
        )  # fmt: skip
