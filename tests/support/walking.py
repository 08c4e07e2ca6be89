"""Small acts of a process for tests, and the whole of its tables for comparing before and after."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.apps import apps

from kit import clock
from support import selectors, services
from support.models import Activity, Evaluation, Goal, Need, Plan, Process, Recommendation
from support.states import State


def whole() -> dict[str, list]:
    """Every row of every table of school support."""
    tables = {}
    for model in apps.get_app_config("support").get_models(include_auto_created=True):
        tables[model._meta.label] = sorted(map(str, model._default_manager.values_list()))
    return tables


def find_out(sara: Any, process: Process) -> Need:
    """The parts of the first gate."""
    version = selectors.diagnosis_of(process).version
    services.record_diagnosis(by=sara, process=process, version=version, area="Ocenianie kształtujące")
    return services.add_need(by=sara, process=process, text="Uczniowie nie wiedzą, co poprawić")


def activity_of(sara: Any, process: Process, goal: Goal, **fields: Any) -> Activity:
    """One row of the plan's table."""
    values = {"form": "workshop", "title": "Warsztat kryteriów", "hours": 4, "planned_on": clock.today()}
    return services.add_activity(by=sara, process=process, goal=goal, **values | fields)


def write_plan(sara: Any, process: Process, need: Need) -> Plan:
    """A plan that can be presented: a goal for the need, an activity for the goal."""
    services.write_plan(
        by=sara, process=process, version=selectors.plan_of(process).version, general_goal="Uczniowie znają kryteria"
    )
    goal = services.add_goal(
        by=sara, process=process, needs=[need], text="Kryteria przed każdą pracą", indicators="8 z 10 lekcji"
    )
    activity_of(sara, process, goal)
    return Plan.objects.get(process=process)


def present(sara: Any, process: Process) -> None:
    """The council has heard the plan."""
    services.present(by=sara, process=process, presented_on=clock.today(), protocol="3/2026")


def to(state: str, process: Process, sara: Any, hal: Any) -> Process:
    """Carry a started process through its gates up to `state`."""
    order = [State.DIAGNOSIS, State.PLANNING, State.IMPLEMENTATION, State.ASSESSMENT, State.CLOSED]
    for stage in order[: order.index(State(state))]:
        STEPS[stage](process, sara, hal)
        process = services.advance(by=sara, process=process)
    return process


def _planning(process: Process, sara: Any, hal: Any) -> None:
    write_plan(sara, process, Need.objects.filter(diagnosis__process=process).earliest("pk"))
    present(sara, process)
    services.adopt(by=hal, process=process)


def _carrying(process: Process, sara: Any, _hal: Any) -> None:
    services.log(by=sara, process=process, done_on=clock.today(), hours=2, act="workshop", text="Warsztat")
    for one in Activity.objects.filter(goal__plan__process=process, progress="planned"):
        services.hold(by=sara, process=process, activity=one, held_on=clock.today(), outcome="Powstały kryteria")


def _assessing(process: Process, sara: Any, _hal: Any) -> None:
    for goal in Goal.objects.filter(plan__process=process):
        services.assess_goal(by=sara, process=process, goal=goal, attainment="reached", evidence="Obserwacje 9 z 10")
    day = clock.today()
    services.record_evaluation(
        by=sara, process=process, version=1, conclusions="Kryteria pomagają", director_on=day - timedelta(days=1),
        council_on=day, protocol="9/2027",
    )  # fmt: skip
    services.recommend(by=sara, process=process, text="Wprowadzić oceny opisowe", because="Kryteria działają")


STEPS: dict[str, Any] = {
    State.DIAGNOSIS: lambda process, sara, _hal: find_out(sara, process),
    State.PLANNING: _planning,
    State.IMPLEMENTATION: _carrying,
    State.ASSESSMENT: _assessing,
}


def gates_hold(process: Process) -> bool:
    """Asked of the tables themselves, not of the gate: whatever a stage behind us wanted is there."""
    plan = Plan.objects.filter(process=process).first()
    found_out = (
        Need.objects.filter(diagnosis__process=process).exists()
        and process.diagnosis.area.strip() != ""
        and process.county_agreed_at is not None
        and process.director_agreed_at is not None
    )
    adopted = plan is not None and plan.versions.filter(number=plan.number, presented_on__isnull=False).exists()
    tied = plan is not None and not plan.goals.filter(needs=None).exists()
    planned = Activity.objects.filter(goal__plan__process=process, progress="planned")
    carried = adopted and plan.state == "adopted" and not planned.exists() and process.log.exists()
    told = Evaluation.objects.filter(process=process, director_on__isnull=False, council_on__isnull=False)
    assessed = (
        carried
        and plan.goals.exists()
        and not plan.goals.filter(result=None).exists()
        and told.exclude(conclusions="").exclude(protocol="").exists()
        and (Recommendation.objects.filter(process=process).exists() or told.exclude(none_because="").exists())
    )
    held = [True, found_out, found_out and adopted and tied, found_out and carried, found_out and assessed]
    order = [State.DIAGNOSIS, State.PLANNING, State.IMPLEMENTATION, State.ASSESSMENT, State.CLOSED]
    return process.state == State.INITIATED or bool(held[order.index(State(process.state))])
