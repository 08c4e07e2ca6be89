"""The table of stages is the law: every row of it is walked, and no sequence of acts gets around a gate."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from kit import clock
from kit.verdicts import Refused
from support import rules, selectors, services
from support.models import Activity, Goal, Need, Plan, Process, Recommendation, Step
from support.states import ACTS, BACK, GATES, ORDER, PLAN_NEXT, STAGES, Actor, PlanState, State
from tests.support import walking

DAY = {"done_on": clock.today(), "hours": 1, "act": "contact", "text": "Rozmowa"}
PEOPLE = ("sara", "hal", "dov", "foreign_sore", "foreign_director", "foreign_county", "ben")
ROLE_OF = {"sara": Actor.SORE, "hal": Actor.DIRECTOR, "dov": Actor.COUNTY}


def _goal(process: Process) -> Any:
    return Goal.objects.filter(plan__process=process).first()


def _row(process: Process) -> Any:
    rows = Activity.objects.filter(goal__plan__process=process)
    return rows.filter(progress="planned").first() or rows.first()


def _plan(by: Any, process: Process) -> None:
    needs = Need.objects.filter(diagnosis__process=process)
    goal = services.add_goal(by=by, process=process, needs=needs, text="Cel", indicators="Wskaźnik")
    walking.activity_of(by, process, goal)


def _carry_out(by: Any, process: Process) -> None:
    row = _row(process)
    if row is None:
        raise Refused("Nie ma czego zapisać")
    services.hold(by=by, process=process, activity=row, held_on=clock.today())


def _assess(by: Any, process: Process) -> None:
    evaluation = getattr(process, "evaluation", None)
    services.record_evaluation(
        by=by, process=process, version=evaluation.version if evaluation else 1, conclusions="Wnioski",
        director_on=clock.today(), council_on=clock.today(), protocol="7",
    )  # fmt: skip
    for goal in Goal.objects.filter(plan__process=process).select_related("result"):
        version = goal.result.version if hasattr(goal, "result") else 0
        services.assess_goal(
            by=by, process=process, goal=goal, attainment="partly", evidence="Obserwacje", version=version
        )
    services.recommend(by=by, process=process, text="Dalej")


def _texts(by: Any, process: Process) -> None:
    version = selectors.plan_of(process).version
    services.write_plan(by=by, process=process, version=version, general_goal="Ogólny")


def _follow(by: Any, process: Process) -> None:
    days = {"starts_on": clock.today(), "ends_on": clock.today() + timedelta(days=240), "duration": "school_year"}
    services.open_process(by=by, institution=process.institution, title="Rok drugi", follows=process, **days)


def _reason(do: Any, by: Any, process: Process) -> str | None:
    """Why the act was refused, or None when it was done."""
    try:
        with transaction.atomic():
            do(by, process)
    except Refused as refused:
        return str(refused.reason)
    return None


def _first_advice(process: Process) -> int:
    found = Recommendation.objects.filter(process=process.follows_id, state="adopted").first()
    return found.pk if found else 0


DO: dict[str, Any] = {
    "agree": lambda by, process: services.agree(by=by, process=process),
    "name_sore": lambda by, process: services.name_sore(by=by, process=process, email="nikt@example.org"),
    "log": lambda by, process: services.log(by=by, process=process, **DAY),
    "difficulty": lambda by, process: services.note_difficulty(
        by=by, process=process, seen_on=clock.today(), text="Brak sali"
    ),
    "contacts": lambda by, process: services.add_contact(by=by, process=process, name="Pani Wicedyrektor"),
    "diagnose": lambda by, process: walking.find_out(by, process),
    "carry_over": lambda by, process: services.take_up(by=by, process=process, pk=_first_advice(process)),
    "plan": _plan,
    "texts": _texts,
    "present": lambda by, process: walking.present(by, process),
    "adopt": lambda by, process: services.adopt(by=by, process=process),
    "send_back": lambda by, process: services.send_back(by=by, process=process, why="Za mało konsultacji"),
    "amend": lambda by, process: services.amend(by=by, process=process, why="Nowa osoba prowadząca"),
    "carry_out": _carry_out,
    "assess": _assess,
    "advance": lambda by, process: services.advance(by=by, process=process),
    "go_back": lambda by, process: services.go_back(by=by, process=process, why="Brakuje rozmów z rodzicami"),
    "extend": lambda by, process: services.extend(
        by=by, process=process, until=process.ends_on + timedelta(days=30), why="Choroba osoby prowadzącej"
    ),
    "follow": _follow,
}


def test_the_table_names_every_act_and_the_way_is_one():
    assert set(DO) == set(ACTS) | {"texts"}
    assert [GATES[state].to for state in ORDER[:-1]] == list(ORDER[1:])
    assert set(GATES) == set(ORDER[:-1])
    assert {state: ORDER[ORDER.index(state) - 1] for state in BACK} == BACK
    assert set(BACK) == set(STAGES[1:])
    assert set(PLAN_NEXT) == set(PlanState)
    assert {act for row in PLAN_NEXT.values() for act in row} <= set(ACTS)


@pytest.mark.parametrize("act", sorted(ACTS))
def test_every_row_of_the_table_is_the_rule(act, started, request):
    """Each act, at each stage, by each person: the rule says what the table says, in Polish where it refuses."""
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    for state in State:
        started.state = state
        for name, user in people.items():
            permit = ACTS[act]
            expected = ROLE_OF.get(name) in permit.who and state in permit.stages
            verdict = rules.may(user, act, started)
            assert bool(verdict) == expected, (act, state, name)
            assert expected or _is_polish(lambda user=user: rules.may(user, act, started).reason)


def _is_polish(sentence: Any) -> bool:
    said = str(sentence())
    with translation.override("en"):
        return said.endswith((".", "?")) and said != str(sentence())


@pytest.mark.parametrize("state", STAGES)
def test_a_forbidden_act_is_refused_with_a_reason_and_changes_nothing(state, started, sara, hal, request):
    """The services themselves, at each stage: whoever the table does not name changes no row of any table."""
    process = walking.to(state, started, sara, hal)
    people = {name: request.getfixturevalue(name) for name in PEOPLE}
    before = walking.whole()
    for act, do in DO.items():
        permit = ACTS["plan" if act == "texts" else act]
        for name, user in people.items():
            if ROLE_OF.get(name) in permit.who and state in permit.stages:
                continue
            with pytest.raises(Refused) as refused:
                do(user, Process.objects.get(pk=process.pk))
            assert str(refused.value.reason).strip()
            assert walking.whole() == before, (act, name)


@pytest.mark.parametrize("state", [*STAGES])
def test_a_closed_gate_says_what_is_missing_and_changes_nothing(state, started, sara, hal):
    process = walking.to(state, started, sara, hal)
    before = walking.whole()
    with pytest.raises(Refused, match="brakuje"):
        services.advance(by=sara, process=process)
    assert walking.whole() == before
    assert services.missing(process)


def test_every_part_of_every_gate_is_needed_alone(started, sara, hal):
    """Take one part away where all are there: the gate closes again, and names that part."""
    process = walking.to(State.ASSESSMENT, started, sara, hal)
    walking.STEPS[State.ASSESSMENT](process, sara, hal)
    assert services.missing(process) == []
    evaluation = process.evaluation
    for field, empty in (("conclusions", ""), ("director_on", None), ("council_on", None), ("protocol", "")):
        with transaction.atomic():
            type(evaluation).objects.filter(pk=evaluation.pk).update(**{field: empty})
            assert len(services.missing(process)) == 1, field
            transaction.set_rollback(True)
    with transaction.atomic():
        Recommendation.objects.all().delete()
        assert len(services.missing(process)) == 1
        type(evaluation).objects.filter(pk=evaluation.pk).update(none_because="Cele trwają same")
        assert services.missing(process) == []
        transaction.set_rollback(True)
    Goal.objects.get().result.delete()
    assert len(services.missing(process)) == 1


def test_a_return_wants_an_explanation_and_loses_nothing(started, sara, hal, dov):
    process = walking.to(State.IMPLEMENTATION, started, sara, hal)
    with pytest.raises(Refused, match="dlaczego"):
        services.go_back(by=sara, process=process, why="   ")
    assert not Step.objects.filter(is_back=True).exists()
    written = (Goal.objects.count(), Activity.objects.count(), Need.objects.count())
    process = services.go_back(by=sara, process=process, why="Rada prosi o inne terminy")
    assert process.state == State.PLANNING
    assert Step.objects.get(is_back=True).why == "Rada prosi o inne terminy"
    assert (Goal.objects.count(), Activity.objects.count(), Need.objects.count()) == written
    assert services.advance(by=sara, process=process).state == State.IMPLEMENTATION


def test_the_county_does_not_read_why_a_process_returned(started, sara, hal, dov, client):
    process = walking.to(State.PLANNING, started, sara, hal)
    services.go_back(by=sara, process=process, why="Chryzantema w diagnozie")
    client.force_login(dov)
    assert "Chryzantema" not in client.get(process.get_absolute_url()).content.decode()
    client.force_login(hal)
    assert "Chryzantema" in client.get(process.get_absolute_url()).content.decode()


def test_no_sequence_of_acts_gets_around_a_gate(dov, hal, sara, school, days, request):
    """Seven people do whatever they like in whatever order; the tables are asked after every act."""
    cast = {name: request.getfixturevalue(name) for name in PEOPLE}

    class Walk(RuleBasedStateMachine):
        @initialize()
        def open(self) -> None:
            self.savepoint = transaction.atomic()
            self.savepoint.__enter__()
            self.pk = services.open_process(by=dov, institution=school, title="Proces", **days).pk

        def _do(self, name: str, act: str) -> None:
            process = Process.objects.select_related("institution__county").get(pk=self.pk)
            before, stood = walking.whole(), process.state
            plan = Plan.objects.filter(process=process).first()
            permit = ACTS["plan" if act == "texts" else act]
            allowed = ROLE_OF.get(name) in permit.who and stood in permit.stages
            reason = _reason(DO[act], cast[name], process)
            if reason is not None:
                assert reason.strip()
                assert walking.whole() == before
                return
            assert allowed, (name, act, stood)
            if plan is not None and act in {"present", "adopt", "send_back", "amend"}:
                assert Plan.objects.get(pk=plan.pk).state == PLAN_NEXT[plan.state][act]
            now = Process.objects.get(pk=self.pk).state
            ways = {stood, *([GATES[stood].to] if stood in GATES else []), *([BACK[stood]] if stood in BACK else [])}
            assert now in ways

        @rule(name=st.sampled_from(PEOPLE), act=st.sampled_from(sorted(DO)))
        def anybody(self, name: str, act: str) -> None:
            self._do(name, act)

        @rule(act=st.sampled_from(sorted(set(DO) - {"go_back"})))
        def whoever_may(self, act: str) -> None:
            role = ACTS["plan" if act == "texts" else act].who[-1]
            self._do(next(name for name, held in ROLE_OF.items() if held == role), act)

        @rule()
        def one_stage_on(self) -> None:
            process = Process.objects.select_related("institution__county").get(pk=self.pk)
            if process.state == State.INITIATED:
                self._do("hal", "agree")
                return
            for name, act in (
                ("sara", "diagnose"), ("sara", "texts"), ("sara", "plan"), ("sara", "present"), ("hal", "adopt"),
                ("sara", "log"), ("sara", "carry_out"), ("sara", "assess"), ("sara", "advance"),
            ):  # fmt: skip
                self._do(name, act)

        @invariant()
        def gates_hold(self) -> None:
            if hasattr(self, "pk"):
                assert walking.gates_hold(Process.objects.get(pk=self.pk))

        def teardown(self) -> None:
            if hasattr(self, "savepoint"):
                transaction.set_rollback(True)
                self.savepoint.__exit__(None, None, None)

    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=25, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
