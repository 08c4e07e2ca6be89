"""What screens of school support need. Fetching is checking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from accounts import rules as people
from accounts.enums import Role
from accounts.models import RoleAssignment
from directory.models import Institution
from kit import clock
from kit.verdicts import NotThere
from support import rules
from support.models import Diagnosis, LogEntry, Need, Process, StageRecord
from support.states import STAGES, State


def process_for(user: Any, pk: int) -> Process:
    """The process, when `user` may know of it. Raises NotThere otherwise."""
    process = rules.visible_processes(user).select_related("institution__county", "school_year").filter(pk=pk).first()
    if process is None:
        raise NotThere
    return process


def inside_for(user: Any, pk: int) -> Process:
    """The process, when `user` may read its inside. Raises NotThere otherwise (the county included)."""
    process = rules.open_processes(user).select_related("institution__county", "school_year").filter(pk=pk).first()
    if process is None:
        raise NotThere
    return process


def processes_of(user: Any) -> QuerySet[Process]:
    """All processes `user` may know of, the open ones first, for a list."""
    return (
        rules.visible_processes(user)
        .select_related("institution__county", "school_year")
        .order_by("-school_year__starts_on", "institution__name")
    )


def diagnosis_of(process: Process) -> Diagnosis:
    """The process's diagnosis, or an empty unsaved one."""
    found = (
        Diagnosis.objects.filter(process=process)
        .annotate(needs_count=Count("needs"))
        .prefetch_related("needs__competences")
        .first()
    )
    return found or Diagnosis(process=process)


def record_of(process: Process, stage: str) -> StageRecord:
    """What the stage settled, or an empty unsaved record."""
    return StageRecord.objects.filter(process=process, stage=stage).first() or StageRecord(process=process, stage=stage)


@dataclass(frozen=True)
class Gate:
    """What stands at the end of a stage."""

    area: str
    has_needs: bool
    has_log: bool
    record: StageRecord


def with_gate(processes: QuerySet[Process]) -> QuerySet[Process]:
    """`processes` with what `gate_of` looks at; one query more whatever their number."""
    diagnosis = Diagnosis.objects.filter(process=OuterRef("pk"))
    logged = LogEntry.objects.filter(process=OuterRef("pk"), stage=State.IMPLEMENTATION)
    return processes.annotate(
        area=Coalesce(Subquery(diagnosis.values("area")[:1]), Value("")),
        has_needs=Exists(Need.objects.filter(diagnosis__process=OuterRef("pk"))),
        has_log=Exists(logged),
    ).prefetch_related(Prefetch("records", to_attr="settled"))


def gate_of(process: Process) -> Gate:
    """What the present stage has; fetched unless the process came through `with_gate`."""
    seen: Any = process if hasattr(process, "settled") else with_gate(Process.objects.all()).get(pk=process.pk)
    empty = StageRecord(process=process, stage=process.state)
    record = next((one for one in seen.settled if one.stage == process.state), empty)
    return Gate(area=seen.area, has_needs=seen.has_needs, has_log=seen.has_log, record=record)


def sores_of(institution: Institution) -> list[Any]:
    """The people who are SOREs of the school today."""
    assignments = RoleAssignment.objects.on(clock.today()).filter(role=Role.SORE, institution=institution)
    return [assignment.user for assignment in assignments.select_related("user")]


def directors_of(institution: Institution) -> list[Any]:
    """The school's director today."""
    assignments = RoleAssignment.objects.on(clock.today()).filter(role=Role.DIRECTOR, institution=institution)
    return [assignment.user for assignment in assignments.select_related("user")]


def schools_for(user: Any) -> QuerySet[Institution]:
    """Schools for which `user` may start a process."""
    roles = people.roles_of(user)
    own = roles.filter(role=Role.DIRECTOR).values("institution")
    counties = roles.filter(role=Role.COUNTY_COORDINATOR).values("county")
    schools = Institution.objects.open().select_related("type")
    return (schools.filter(pk__in=own) | schools.filter(county__in=counties)).distinct()


def steps(process: Process) -> list[dict[str, Any]]:
    """The four stages for the stepper: done, current or ahead."""
    order = [State.INITIATED, *STAGES, State.CLOSED]
    here = order.index(State(process.state))
    return [
        {
            "stage": stage,
            "label": stage.label,
            "state": "done" if order.index(stage) < here else "current" if order.index(stage) == here else "ahead",
        }
        for stage in STAGES
    ]
