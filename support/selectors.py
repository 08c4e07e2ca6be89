"""What screens of school support need. Fetching is checking."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import (
    Count,
    Max,
    Min,
    Prefetch,
    QuerySet,
    Sum,
)
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from accounts import rules as people
from accounts.enums import Role
from accounts.models import RoleAssignment
from directory.models import Institution
from kit import clock
from kit.verdicts import NotThere
from support import rules
from support.enums import Advice, Audience, Form
from support.models import (
    Activity,
    Diagnosis,
    Difficulty,
    Evaluation,
    Goal,
    LogEntry,
    Plan,
    PlanVersion,
    Process,
    Recommendation,
)
from support.states import ORDER, STAGES, State

PLAN_TEXTS = (
    "general_goal", "practice", "information", "experts", "monitoring", "evaluating", "effects", "costs", "legal_basis",
)  # fmt: skip
"""The plan's texts, in the order of template 4.4."""


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


def sores_of(institution: Institution) -> list[Any]:
    """The people who are SOREs of the school today."""
    assignments = RoleAssignment.objects.on(clock.today()).filter(role=Role.SORE, institution=institution)
    return [assignment.user for assignment in assignments.select_related("user__profile")]


def is_employed(person: Any, institution: Institution) -> bool:
    """Whether the person works at the school; a SORE should come from outside (D43, BR10)."""
    return getattr(getattr(person, "profile", None), "institution_id", None) == institution.pk


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
    here = ORDER.index(State(process.state))
    return [
        {
            "stage": stage,
            "label": stage.label,
            "state": "done" if ORDER.index(stage) < here else "current" if ORDER.index(stage) == here else "ahead",
        }
        for stage in STAGES
    ]


def plan_of(process: Process) -> Plan:
    """The process's plan with goals, their needs and activities, or an empty unsaved one."""
    goals = Goal.objects.prefetch_related("needs", "activities").select_related("result")
    found = Plan.objects.filter(process=process).prefetch_related(Prefetch("goals", goals)).first()
    plan = found or Plan(process=process)
    plan.process = process
    return plan


def plan_lacks(plan: Plan) -> list[str]:
    """What a plan still needs before the council hears it: every goal a need, every activity a goal (BR9)."""
    goals = Goal.objects.filter(plan=plan.pk)
    lacks = [] if plan.general_goal.strip() else [_("the general goal")]
    if not goals.exists():
        return [*lacks, _("at least one goal tied to a need")]
    if goals.filter(needs=None).exists():
        lacks.append(_("a need for every goal"))
    if goals.filter(activities=None).exists():
        lacks.append(_("an activity for every goal"))
    return lacks


def content_of(plan: Plan) -> dict[str, Any]:
    """The plan as plain values, to be kept as a version: texts, area, goals with needs, indicators and activities."""
    diagnosis = Diagnosis.objects.filter(process=plan.process).first()
    return {
        "area": diagnosis.area if diagnosis else "",
        "texts": {name: getattr(plan, name) for name in PLAN_TEXTS},
        "goals": [_goal_content(goal) for goal in plan_of(plan.process).goals.all()],
    }


def _goal_content(goal: Goal) -> dict[str, Any]:
    names = ("form", "title", "content", "audience", "team", "leader", "place", "responsible")
    return {
        "text": goal.text,
        "indicators": goal.indicators,
        "needs": [need.text for need in goal.needs.all()],
        "activities": [
            {name: getattr(one, name) for name in names}
            | {"hours": str(one.hours), "planned_on": one.planned_on.isoformat()}
            for one in goal.activities.all()
        ],
    }


def goal_for(process: Process, pk: int) -> Goal:
    """A goal of the process's plan. Raises NotThere otherwise."""
    found = Goal.objects.filter(plan__process=process, pk=pk).prefetch_related("needs").first()
    if found is None:
        raise NotThere
    return found


def activity_for(process: Process, pk: int) -> Activity:
    """An activity of the process's plan. Raises NotThere otherwise."""
    found = Activity.objects.filter(goal__plan__process=process, pk=pk).select_related("goal").first()
    if found is None:
        raise NotThere
    return found


def version_for(process: Process, number: int) -> PlanVersion:
    """An adopted version of the plan, with its labels put into words. Raises NotThere otherwise."""
    found = PlanVersion.objects.filter(plan__process=process, number=number).select_related("adopted_by").first()
    if found is None:
        raise NotThere
    return found


def evaluation_of(process: Process) -> Evaluation:
    """The process's evaluation, or an empty unsaved one."""
    return Evaluation.objects.filter(process=process).first() or Evaluation(process=process)


def carried_over(process: Process) -> list[Recommendation]:
    """What last year's process recommended, with what became of it; empty for a school's first process (D22, D41)."""
    if process.follows_id is None:
        return []
    rows = Recommendation.objects.filter(process=process.follows_id).exclude(state=Advice.PROPOSED)
    return list(rows.select_related("due_year"))


def months_of(process: Process) -> list[dict[str, Any]]:
    """Sums of hours of the activity log by month, the latest first: `month`, `hours`, `entries` (template 4.6)."""
    rows = LogEntry.objects.filter(process=process).order_by()
    sums = rows.annotate(month=TruncMonth("done_on")).values("month")
    return list(sums.annotate(hours=Sum("hours"), entries=Count("pk")).order_by("-month"))


def log_of(process: Process, act: str = "") -> QuerySet[LogEntry]:
    """Entries of the log, the latest first, of one kind when it is named."""
    rows = LogEntry.objects.filter(process=process).select_related("written_by")
    return rows.filter(act=act) if act else rows


def difficulties_of(process: Process) -> list[Difficulty]:
    """Difficulties of the process, the latest first (D17)."""
    return list(Difficulty.objects.filter(process=process))


def difficulty_for(process: Process, pk: int) -> Difficulty:
    """A difficulty of the process. Raises NotThere otherwise."""
    found = Difficulty.objects.filter(process=process, pk=pk).first()
    if found is None:
        raise NotThere
    return found


def stuck_since(process: Process) -> date | None:
    """Since when a difficulty of the process is not solved; None when there is none. Says nothing of its words."""
    found: date | None = Difficulty.objects.filter(process=process, solved_on=None).aggregate(day=Min("seen_on"))["day"]
    return found


def contact_days(process: Process) -> dict[str, Any]:
    """The first and the last day on which the SORE was in contact with the school (D4, D7)."""
    return LogEntry.objects.filter(process=process).aggregate(first=Min("done_on"), last=Max("done_on"))


def texts_of(plan: Plan) -> list[tuple[str, str]]:
    """The plan's texts that say something, each with its heading."""
    return _headed({name: getattr(plan, name) for name in PLAN_TEXTS})


def _headed(texts: dict[str, str]) -> list[tuple[str, str]]:
    names = [(name, str(Plan._meta.get_field(name).verbose_name)) for name in PLAN_TEXTS]
    return [(heading[:1].upper() + heading[1:], texts[name]) for name, heading in names if texts.get(name, "").strip()]


def spoken(content: dict[str, Any]) -> dict[str, Any]:
    """A version's content with its words of choice and its days as people say them."""
    goals = [
        goal
        | {
            "activities": [
                row
                | {
                    "form": Form(row["form"]).label,
                    "audience": Audience(row["audience"]).label,
                    "planned_on": date.fromisoformat(row["planned_on"]),
                    "hours": Decimal(row["hours"]),
                }
                for row in goal["activities"]
            ]
        }
        for goal in content["goals"]
    ]
    return {"area": content["area"], "texts": _headed(content["texts"]), "goals": goals}
