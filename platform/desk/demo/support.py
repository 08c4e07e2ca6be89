"""One support process for each stage, carried there by the services and through every gate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from desk.demo import words
from desk.demo.people import assign
from desk.demo.world import World, days_ago
from directory.models import Institution
from kit import clock
from support import services
from support.models import Activity, Goal, Need
from support.states import State


def plant(world: World) -> None:
    """Open each process and bring it as far as it is told to be."""
    sore = world.people["sore"]
    for number, told in enumerate(words.read("support")["processes"]):
        school = Institution.objects.get(rspo=told["rspo"])
        assign(sore, "sore", institution=school)
        director = world.people["dyrektor"] if number == 0 else world.others[50 - number]
        if number:
            assign(director, "director", institution=school)
        with days_ago(75 - 10 * number):
            process = services.open_process(
                by=world.people["powiat"],
                institution=school,
                title=told["title"],
                duration="school_year",
                starts_on=clock.today(),
                ends_on=clock.today() + timedelta(days=250),
            )
            process = services.agree(by=director, process=process)
        carry(sore, director, process, told)


def carry(sore: Any, director: Any, process: Any, told: dict[str, Any]) -> None:
    """Through the gates up to the stage named in `until`."""
    with days_ago(28):
        services.log(
            by=sore, process=process, done_on=clock.today(), hours=2, act="contact", with_whom="dyrekcja",
            text="Pierwsza wizyta: cele wspomagania, oczekiwania rady, termin warsztatu.",
        )  # fmt: skip
        services.record_diagnosis(
            by=sore, process=process, version=1, sources=["survey", "workshop", "interview"], area=told["area"],
            area_because="Obszar wskazany przez radę pedagogiczną po warsztacie.", workshop_on=clock.today(),
            strengths="Zespół, który się zna i lubi uczyć od siebie.",
        )  # fmt: skip
        for need in told["needs"]:
            services.add_need(by=sore, process=process, **need)
    for at, do in ((State.PLANNING, plan), (State.IMPLEMENTATION, carry_out), (State.ASSESSMENT, assess)):
        if process.state == told["until"]:
            return
        process = services.advance(by=sore, process=process)
        do(sore, director, process, told, is_last=at == told["until"])


def plan(sore: Any, director: Any, process: Any, told: dict[str, Any], *, is_last: bool) -> None:
    """A goal for the needs, activities for the goal; heard by the council, and adopted where the school goes on."""
    with days_ago(20):
        services.write_plan(by=sore, process=process, version=1, general_goal=told["plan"])
        needs = Need.objects.filter(diagnosis__process=process)
        goal = services.add_goal(
            by=sore, process=process, needs=needs, text=told["goal"], indicators=told["indicators"]
        )
        for number, row in enumerate(told["activities"]):
            fields = {name: value for name, value in row.items() if name != "outcome"}
            day = clock.today() + timedelta(days=6 + 21 * number)
            services.add_activity(by=sore, process=process, goal=goal, planned_on=day, **fields)
        services.present(by=sore, process=process, presented_on=clock.today(), protocol="4")
        if not is_last:
            services.adopt(by=director, process=process)


def carry_out(sore: Any, _director: Any, process: Any, told: dict[str, Any], *, is_last: bool) -> None:
    """The log of the stage, and every activity that something came of; `is_last` changes nothing here."""
    with days_ago(9):
        day = clock.today()
        for entry in told["logs"]:
            services.log(by=sore, process=process, done_on=day, **entry)
        for row in told["activities"]:
            if "outcome" in row:
                activity = Activity.objects.get(goal__plan__process=process, title=row["title"])
                services.hold(by=sore, process=process, activity=activity, held_on=day, outcome=row["outcome"])


def assess(sore: Any, _director: Any, process: Any, told: dict[str, Any], *, is_last: bool) -> None:
    """The goal's achievement, the conclusions told to director and council, the advice; open where it `is_last`."""
    with days_ago(3):
        day = clock.today()
        services.record_evaluation(
            by=sore, process=process, version=1, conclusions=told["assessed"], practice=told["practice"],
            director_on=day, council_on=day, protocol="9",
        )  # fmt: skip
        goal = Goal.objects.get(plan__process=process)
        services.assess_goal(
            by=sore, process=process, goal=goal, attainment=told["attainment"], evidence=told["evidence"]
        )
        for text in told["recommendations"]:
            services.recommend(by=sore, process=process, text=text, because=told["assessed"])
