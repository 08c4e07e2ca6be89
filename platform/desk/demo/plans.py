"""Plans of the year: one followed since autumn, two adopted, one that members are just reading."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.demo.world import World, days_ago
from kit import clock
from networks.models import Edition
from networks.planning import services
from networks.planning.models import Plan
from networks.planning.outlines import ready
from provenance.registry import THINGS, Reference
from provenance.services import record

FOLLOWED = "Matematyka bez lęku"
ADOPTED = {"Wychowawca w trudnej rozmowie z rodzicem": "wychowawcy", "Dyrektor jako lider uczenia się": "dyrektorzy"}
CONSULTED = "Ocenianie, które pomaga się uczyć"


def plant(world: World) -> None:
    """Begin plans from the ready ones, talk them over, adopt them, follow one of them."""
    for title, name in {FOLLOWED: "matematyka", **ADOPTED}.items():
        plan = agreed(world, title, name)
        if plan is not None and title == FOLLOWED:
            follow(world, plan)
    talked_over(world)


def coordinator_of(edition: Edition) -> Any:
    """Who coordinates the network's year."""
    return edition.memberships.get(role="coordinator").user


def agreed(world: World, title: str, name: str) -> Plan | None:
    """A plan adopted some weeks into the year; none when the year has only begun."""
    edition = world.networks[title].editions.select_related("school_year").get(is_current=True)
    age = (clock.today() - edition.school_year.starts_on).days
    if age < 8:
        return None
    by, members = coordinator_of(edition), world.members[title]
    with days_ago(min(58, age - 2)):
        plan = services.begin_from(by=by, edition=edition, outline=ready()[name])
        until = min(clock.today() + timedelta(days=7), edition.school_year.ends_on)
        plan = services.consult(by=by, plan=plan, until_on=until, words="Proszę spojrzeć na terminy i na zadania.")
    with days_ago(min(55, age - 3)):
        said = services.remark(
            by=members[0], plan=plan, part="points", words="Luty to u nas ferie – czy zadanie może poczekać do marca?"
        )
        services.remark(by=members[3], plan=plan, part="rules", words="Dobre zasady. Dopisałabym prawo do milczenia.")
        for member in members[:9]:
            services.agree(by=member, plan=plan)
    with days_ago(min(50, age - 4)):
        services.answer_remark(by=by, remark=said, outcome="taken", answer="Tak, zadanie trwa do końca marca.")
        return services.adopt(
            by=by, plan=plan, adopted_on=clock.today(), words="Na spotkaniu organizacyjnym, jednomyślnie."
        )


def follow(world: World, plan: Plan) -> None:
    """Points done, a point moved with its reason, what was made of a point beside it."""
    by, today = coordinator_of(plan.edition), clock.today()
    meetings = list(plan.edition.meetings.filter(state__in=["held", "minuted"]).order_by("starts_at"))
    points = list(plan.points.filter(kind="meeting"))
    if "meeting" in THINGS:
        for point, meeting in zip(points, meetings, strict=False):
            record(by=by, source=Reference("plan_point", point.pk), result=Reference("meeting", meeting.pk))
    for point in plan.points.filter(ends_on__lt=today - timedelta(days=25))[:1]:
        services.mark_done(by=by, point=point, words="Siedemnaście osób z jedenastu szkół, cele wybrane głosowaniem.")
    for point in plan.points.filter(kind="expert")[:1]:
        first = plan.edition.school_year.starts_on.replace(year=plan.edition.school_year.ends_on.year, month=1)
        services.change_point(
            by=by, point=point, why="Zaproszona osoba może przyjechać dopiero po Nowym Roku.", kind=point.kind,
            title=point.title, text=point.text, outcome=point.outcome, who="koordynatorka z ekspertką",
            starts_on=first, ends_on=first.replace(day=31), whole_months=True, goal=point.goal,
        )  # fmt: skip


def talked_over(world: World) -> None:
    """A plan in consultation, with remarks that wait."""
    edition = world.networks[CONSULTED].editions.select_related("school_year").get(is_current=True)
    by, members = coordinator_of(edition), world.members[CONSULTED]
    year = edition.school_year

    def month(number: int) -> Any:
        return year.starts_on.replace(year=year.starts_on.year + (number < 9), month=number)

    goal = services.add_goal(
        by=by,
        edition=edition,
        title="Uczniowie w naszych szkołach dostają informację zwrotną, zanim dostaną stopień",
        criteria="Przykłady informacji z każdej szkoły\nAnkieta uczniów w maju",
    )
    for kind, number, title in (
        ("meeting", 10, "Spotkanie organizacyjne: co nam daje ocenianie"),
        ("meeting", 1, "Kryteria sukcesu: warsztat na przykładach"),
        ("meeting", 5, "Spotkanie podsumowujące"),
        ("task", 3, "Zbierz trzy wypowiedzi uczniów o informacji zwrotnej"),
    ):
        first = month(number)
        services.add_point(
            by=by, edition=edition, kind=kind, title=title, starts_on=first, ends_on=first.replace(day=28),
            whole_months=True, goal=goal,
        )  # fmt: skip
    until = min(clock.today() + timedelta(days=6), year.ends_on)
    plan = services.consult(by=by, plan=services.plan_of(edition), until_on=until)
    services.remark(
        by=members[1], plan=plan, part="goals", words="Może drugi cel: mniej prac domowych, za to lepiej omówionych?"
    )
    for member in members[2:6]:
        services.agree(by=member, plan=plan)
