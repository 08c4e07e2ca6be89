"""Doors of school support: Hal's school, Sara's assignment, Dov's county."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from directory.models import SchoolYear
from kit import clock
from support import services
from support.models import Activity, CountyYear, Difficulty, Goal, Need, Plan, Process, Recommendation
from tests.access.doors import Door, made, page, post, thing_at
from tests.support import walking


@made
def opened(world: Any) -> Process:
    """A process the school has not agreed to yet."""
    world.fixture("sara")
    return services.open_process(
        by=world.fixture("dov"),
        institution=world.fixture("school"),
        title="Proces",
        starts_on=clock.today(),
        ends_on=clock.today() + timedelta(days=240),
        duration="school_year",
    )


@made
def process(world: Any) -> Process:
    """A started process."""
    return services.agree(by=world.fixture("hal"), process=opened(world))


@made
def _need(world: Any) -> Any:
    return services.add_need(by=world.fixture("sara"), process=process(world), text="Ocenianie")


def _upto(state: str) -> Any:
    @made
    def maker(world: Any) -> Process:
        return walking.to(state, process(world), world.fixture("sara"), world.fixture("hal"))

    return maker


carried, assessed, closed = _upto("implementation"), _upto("assessment"), _upto("closed")


@made
def ready(world: Any) -> Process:
    """A diagnosis with all its gate asks for."""
    walking.find_out(world.fixture("sara"), process(world))
    return process(world)


@made
def planned(world: Any) -> Process:
    """A process in planning with a plan that can be presented."""
    sara = world.fixture("sara")
    found = walking.to("planning", process(world), sara, world.fixture("hal"))
    walking.write_plan(sara, found, Need.objects.filter(diagnosis__process=found).first())
    return found


@made
def presented(world: Any) -> Process:
    """A plan that waits for the director."""
    found = planned(world)
    walking.present(world.fixture("sara"), found)
    return found


@made
def second(world: Any) -> Process:
    """The next year's process of a school whose first one is closed."""
    before = closed(world)
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=240), "duration": "school_year"}
    dov, hal = world.fixture("dov"), world.fixture("hal")
    after = services.open_process(by=dov, institution=before.institution, title="Drugi", follows=before, **days)
    return services.agree(by=hal, process=after)


@made
def _advice(world: Any) -> Any:
    return Recommendation.objects.get(process=second(world).follows)


@made
def _contact(world: Any) -> Any:
    return services.add_contact(by=world.fixture("sara"), process=process(world), name="Pan Kierownik")


@made
def _proposed(world: Any) -> Any:
    return services.recommend(by=world.fixture("sara"), process=assessed(world), text="Dalej")


def _goal(world: Any) -> Goal:
    return Goal.objects.filter(plan__process=planned(world)).earliest("pk")


def _goal_of_assessed(world: Any) -> Goal:
    return Goal.objects.get(plan__process=assessed(world))


@made
def _bare_goal(world: Any) -> Goal:
    found = planned(world)
    needs = Need.objects.filter(diagnosis__process=found)
    return services.add_goal(
        by=world.fixture("sara"), process=found, needs=needs, text="Bez działań", indicators="Wskaźnik"
    )


def _activity(world: Any) -> Activity:
    return Activity.objects.filter(goal__plan__process=planned(world)).earliest("pk")


def _row(world: Any) -> Activity:
    return Activity.objects.filter(goal__plan__process=carried(world)).earliest("pk")


def _versioned(**words: Any) -> Any:
    return lambda world: {"version": Plan.objects.get(process=planned(world)).version} | words


def _goal_words(world: Any) -> dict[str, Any]:
    goal = _goal(world)
    return {"text": "Cel", "indicators": "Wskaźnik", "needs": [goal.needs.first().pk], "version": goal.version}


def _activity_words(world: Any) -> dict[str, Any]:
    one = _activity(world)
    return {
        "goal": one.goal_id, "form": "workshop", "title": "Warsztat", "audience": "council", "hours": "2",
        "planned_on": clock.today().isoformat(), "version": one.version,
    }  # fmt: skip


PRESENTED = {"presented_on": clock.today().isoformat(), "protocol": "3/2026"}
HELD = {"held_on": clock.today().isoformat(), "outcome": "Powstały kryteria"}
ADVICE = {"text": "Dalej", "addressee": "council"}


def _starting(world: Any) -> dict[str, Any]:
    return {
        "institution": world.fixture("school").pk,
        "title": "Drugi proces",
        "duration": "school_year",
        "starts_on": clock.today().isoformat(),
        "ends_on": (clock.today() + timedelta(days=240)).isoformat(),
    }


_at = thing_at(pk=process)
LOG = {"done_on": clock.today().isoformat(), "hours": "1", "act": "consultation", "text": "Rozmowa"}


def _stuck(world: Any) -> dict[str, Any]:
    """A difficulty of the process."""
    found = process(world)
    one = Difficulty.objects.filter(process=found).first() or services.note_difficulty(
        by=world.fixture("sara"), process=found, seen_on=clock.today(), text="Brak sali"
    )
    return {"pk": found.pk, "difficulty": one.pk}


LONGER = {"until": (clock.today() + timedelta(days=300)).isoformat(), "why": "Choroba"}
STUCK = {"seen_on": clock.today().isoformat(), "text": "Brak sali"}


def _county(world: Any) -> dict[str, Any]:
    return {"county": world.fixture("county").slug}


def _county_year(world: Any) -> dict[str, Any]:
    return _county(world) | {"year": world.fixture("school_year").starts_on.year}


def _year_before(world: Any) -> dict[str, Any]:
    """A year that is over, in which the county has a process."""
    found = process(world)
    before = SchoolYear.objects.get_or_create(
        starts_on=date(found.school_year.starts_on.year - 2, 9, 1),
        defaults={
            "second_semester_on": date(found.school_year.starts_on.year - 1, 2, 1),
            "ends_on": date(found.school_year.starts_on.year - 1, 8, 31),
        },
    )[0]
    CountyYear.objects.get_or_create(county=world.fixture("county"), school_year=before)
    return _county(world) | {"year": before.starts_on.year}


def _effects_paper(world: Any) -> dict[str, Any]:
    return _year_before(world) | {"form": "xlsx"}


def _cost(world: Any) -> dict[str, Any]:
    return _county(world) | {"process": process(world).pk}


COUNTY_PLAN = {"title": "Plan", "priorities": "Czytanie", "starts_on": clock.today().isoformat(), "after": "0"}
SUMMARY = {"summary": "Dobry rok", "version": "1"}


def _with_process(world: Any) -> dict[str, Any]:
    """A page that is there for whoever leads a process; its address names none."""
    process(world)
    return {}


DOORS: list[Door] = [
    page("signed_in", "processes", "support:list"),
    page("log_quick", "log from a phone", "support:log_quick", _with_process),
    page("signed_in", "who sends the log", "support:log_state"),
    page("public", "script of the log", "support:log_worker"),
    post(
        "log_quick",
        "written from a phone",
        "support:log_quick",
        None,
        lambda world: LOG | {"process": process(world).pk},
    ),
    page("county_support_any", "to one's county", "support:counties"),
    page("county_support", "county's board", "support:county", _county),
    page("county_support", "strategic plan", "support:county_plan", _county),
    page("county_support", "form of the plan", "support:county_plan_write", _county),
    post("county_support", "plan written", "support:county_plan_write", _county, COUNTY_PLAN),
    page("county_support", "county's table", "support:county_table", _county_year, surface="file"),
    page("county_support", "declaration asked", "support:county_declare", _county_year),
    post("county_support", "declared", "support:county_declare", _county_year, {"declared": "12", "version": "1"}),
    page("county_support", "effects", "support:county_effects", _county_year),
    post("county_support", "effects summed up", "support:county_effects", _year_before, SUMMARY),
    page("county_support", "effects to keep", "support:county_effects_paper", _effects_paper, surface="file"),
    page("county_support", "cost asked", "support:county_cost", _cost),
    post("county_support", "cost noted", "support:county_cost", _cost, {"amount": "100", "version": "1"}),
    page("process_open_ask", "asks", "support:process_open"),
    post("process_open", "open", "support:process_open", None, _starting),
    page("process_read", "process page", "support:process", _at),
    post("process_agree", "agree", "support:process_agree", thing_at(pk=opened)),
    post("sore_name", "name", "support:sore_name", _at, lambda world: {"email": world.fixture("nina").email}),
    post("process_extend", "extended", "support:process_extend", _at, LONGER),
    page("diagnosis_read", "diagnosis page", "support:diagnosis", _at),
    post("diagnosis_write", "diagnosis saved", "support:diagnosis", _at, {"version": 1, "area": "Obszar"}),
    post(
        "diagnosis_write",
        "need added",
        "support:need_add",
        _at,
        {"text": "Ocenianie", "direction": "towards", "priority": "middle"},
    ),
    post("diagnosis_write", "need dropped", "support:need_drop", thing_at(pk=process, need=_need)),
    post("diagnosis_write", "act written down", "support:log_entry", _at, LOG),
    page("diagnosis_read", "log page", "support:log_entry", _at),
    page("diagnosis_read", "difficulties page", "support:difficulties", _at),
    post("diagnosis_write", "difficulty noted", "support:difficulty_add", _at, STUCK),
    page("support_write_page", "a reaction's page", "support:difficulty", _stuck),
    post(
        "diagnosis_write",
        "reaction written",
        "support:difficulty",
        _stuck,
        {"text": "Sala", "reaction": "Inna", "version": "1"},
    ),
    page("diagnosis_read", "contacts page", "support:contacts", _at),
    post("diagnosis_write", "contact noted", "support:contact_add", _at, {"name": "Pani Wicedyrektor"}),
    post("diagnosis_write", "contact forgotten", "support:contact_drop", thing_at(pk=process, contact=_contact)),
    post("diagnosis_write", "recommendation taken up", "support:advice_take", thing_at(pk=second, advice=_advice)),
    post(
        "diagnosis_write",
        "recommendation dropped",
        "support:advice_aside",
        thing_at(pk=second, advice=_advice),
        {"why": "Już zrobione"},
    ),
    post("diagnosis_write", "next stage", "support:process_advance", thing_at(pk=ready)),
    post("diagnosis_write", "a stage back", "support:process_back", thing_at(pk=planned), {"why": "Brak rozmów"}),
    page("diagnosis_read", "plan page", "support:plan", thing_at(pk=planned)),
    page(
        "diagnosis_read",
        "plan to print",
        "support:paper",
        lambda world: {"pk": planned(world).pk, "paper": "plan", "form": "pdf"},
        surface="file",
    ),
    page("diagnosis_read", "archive of a process", "support:archive", thing_at(pk=process), surface="file"),
    page("support_write_page", "plan's texts page", "support:plan_texts", thing_at(pk=planned)),
    post("diagnosis_write", "texts saved", "support:plan_texts", thing_at(pk=planned), _versioned(general_goal="Cel")),
    post("diagnosis_write", "goal added", "support:goal_add", thing_at(pk=planned), _goal_words),
    page("support_write_page", "goal's page", "support:goal_change", thing_at(pk=planned, goal=_goal)),
    post("diagnosis_write", "goal saved", "support:goal_change", thing_at(pk=planned, goal=_goal), _goal_words),
    post("diagnosis_write", "goal taken out", "support:goal_drop", thing_at(pk=planned, goal=_bare_goal)),
    post("diagnosis_write", "activity added", "support:activity_add", thing_at(pk=planned), _activity_words),
    page("diagnosis_read", "activity's page", "support:activity", thing_at(pk=planned, activity=_activity)),
    page("support_write_page", "activity's form", "support:activity_change", thing_at(pk=planned, activity=_activity)),
    post(
        "diagnosis_write",
        "activity saved",
        "support:activity_change",
        thing_at(pk=planned, activity=_activity),
        _activity_words,
    ),
    post("diagnosis_write", "activity out", "support:activity_drop", thing_at(pk=planned, activity=_activity)),
    post("diagnosis_write", "plan presented", "support:plan_present", thing_at(pk=planned), PRESENTED),
    post("plan_adopt", "plan adopted", "support:plan_adopt", thing_at(pk=presented)),
    post("plan_adopt", "plan sent back", "support:plan_send_back", thing_at(pk=presented), {"why": "Inne terminy"}),
    post("diagnosis_write", "amendment opened", "support:plan_amend", thing_at(pk=carried), {"why": "Choroba"}),
    page("diagnosis_read", "adopted version", "support:plan_version", thing_at(pk=carried, number=1)),
    post(
        "diagnosis_write",
        "activity held",
        "support:activity_hold",
        thing_at(pk=carried, activity=_row),
        HELD,
    ),
    post(
        "diagnosis_write",
        "activity cancelled",
        "support:activity_cancel",
        thing_at(pk=carried, activity=_row),
        {"why": "Choroba"},
    ),
    page("diagnosis_read", "evaluation page", "support:evaluation", thing_at(pk=assessed)),
    post(
        "diagnosis_write",
        "evaluation saved",
        "support:evaluation",
        thing_at(pk=assessed),
        {"version": 1, "conclusions": "Wnioski"},
    ),
    page("support_write_page", "result's page", "support:goal_result", thing_at(pk=assessed, goal=_goal_of_assessed)),
    post(
        "diagnosis_write",
        "result saved",
        "support:goal_result",
        thing_at(pk=assessed, goal=_goal_of_assessed),
        {"attainment": "reached", "evidence": "Obserwacje", "version": 0},
    ),
    post("diagnosis_write", "recommendation added", "support:advice_add", thing_at(pk=assessed), ADVICE),
    post(
        "diagnosis_write",
        "recommendation out",
        "support:advice_drop",
        thing_at(pk=assessed, advice=_proposed),
    ),
]
