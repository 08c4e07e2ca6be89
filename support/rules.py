"""Who may see and do what in a support process. Confidential: outside the named roles it does not exist (SP-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import rules as people
from accounts.enums import Role
from directory.models import Institution
from kit.verdicts import ALLOWED, Verdict, refusal
from support.models import Plan, Process
from support.states import ACTS, PLAN_NEXT, STAGES, Actor, PlanState, State

INSIDE = (Role.SORE, Role.DIRECTOR)
"""Roles that read a diagnosis; the county sees stages and dates only (matrix 3.4)."""


def _institutions(user: Any, roles: tuple[Role, ...]) -> QuerySet:
    return people.roles_of(user).filter(role__in=roles).values("institution")


def visible_processes(user: Any) -> QuerySet[Process]:
    """Processes whose existence, stage and dates `user` may know: SORE and director of the school, its county."""
    counties = people.roles_of(user).filter(role=Role.COUNTY_COORDINATOR).values("county")
    return Process.objects.filter(Q(institution__in=_institutions(user, INSIDE)) | Q(institution__county__in=counties))


def may_see(user: Any, process: Process) -> Verdict:
    """Whether `user` may know that the process exists (SP-01)."""
    if any(is_actor(user, actor, process) for actor in Actor):
        return ALLOWED
    return refusal(_("There is no such page."))


def open_processes(user: Any) -> QuerySet[Process]:
    """Processes whose inside (diagnosis, records, log) `user` may read: SORE and director of the school."""
    return Process.objects.filter(institution__in=_institutions(user, INSIDE))


def may_read_inside(user: Any, process: Process) -> Verdict:
    """Whether `user` may read diagnosis, records and log: the school's SORE and director (SP-01, matrix 3.4)."""
    if is_actor(user, Actor.SORE, process) or is_actor(user, Actor.DIRECTOR, process):
        return ALLOWED
    return refusal(_("There is no such page."))


def is_actor(user: Any, actor: str, process: Process) -> bool:
    """Whether `user` is today the SORE or director of the process's school, or coordinates its county."""
    school = process.institution
    if actor == Actor.COUNTY:
        return people.holds(user, Role.COUNTY_COORDINATOR, county=school.county)
    return people.holds(user, Role.DIRECTOR if actor == Actor.DIRECTOR else Role.SORE, institution=school)


def may(user: Any, act: str, process: Process) -> Verdict:
    """Whether `user` may do `act` at the process's stage: the row of states.ACTS, no more (SP-02, SP-06)."""
    permit = ACTS[act]
    if not any(is_actor(user, actor, process) for actor in permit.who):
        who = _(" or ").join(str(actor.label) for actor in permit.who)
        return refusal(_("Only these may do this: %(who)s.") % {"who": who})
    if process.state in permit.stages:
        return ALLOWED
    if process.state == State.CLOSED:
        return refusal(_("This process is closed; it can be read, nothing can be changed."))
    if process.state == State.INITIATED:
        return refusal(_("The process starts when the county and the director have both agreed."))
    stages = ", ".join(str(State(stage).label) for stage in permit.stages)
    now = State(process.state).label
    return refusal(
        _("This is done at another stage: %(stages)s. The stage now: %(now)s.") % {"stages": stages, "now": now}
    )


def may_write(user: Any, process: Process) -> Verdict:
    """Whether the process waits for `user` as its SORE, at any of the four stages."""
    return may(user, "log", process)


def logged_processes(user: Any) -> QuerySet[Process]:
    """Processes into whose log `user` may write now, by school: the twin of `may_write`."""
    permit = ACTS["log"]
    mine = Process.objects.filter(institution__in=_institutions(user, (Role.SORE,)), state__in=permit.stages)
    return mine.select_related("institution").order_by("institution__name", "-starts_on", "-pk")


def may_open(user: Any, institution: Institution) -> Verdict:
    """Whether `user` may start a process for the school: its county or its director (D88, BR16)."""
    if people.holds(user, Role.COUNTY_COORDINATOR, county=institution.county):
        return ALLOWED
    if people.holds(user, Role.DIRECTOR, institution=institution):
        return ALLOWED
    return refusal(_("A process is started by the county coordinator or the school's director."))


def may_start_any(user: Any) -> bool:
    """Whether there is any school for which `user` may start a process."""
    return people.roles_of(user).filter(role__in=[Role.COUNTY_COORDINATOR, Role.DIRECTOR]).exists()


def leads_any(user: Any) -> bool:
    """Whether `user` coordinates any county, and so has a county's board (D99)."""
    return people.roles_of(user).filter(role=Role.COUNTY_COORDINATOR).exists()


def may_agree(user: Any, process: Process) -> Verdict:
    """Whether an approval of `user` is still missing (D87: both approve, in either order)."""
    if process.state != State.INITIATED:
        return refusal(_("This process has all its approvals."))
    if not (verdict := may(user, "agree", process)):
        return verdict
    if is_actor(user, Actor.DIRECTOR, process) and process.director_agreed_at is None:
        return ALLOWED
    if is_actor(user, Actor.COUNTY, process) and process.county_agreed_at is None:
        return ALLOWED
    return refusal(_("Your approval is not needed here."))


def _held(user: Any, role: Role, **where: OuterRef) -> Exists:
    return Exists(people.roles_of(user).filter(role=role, **where))


def waiting_processes(user: Any) -> QuerySet[Process]:
    """Processes that wait for an act of `user`, each with `agrees`, `adopts` and `writes`.

    An approval is still missing, a plan presented to the council waits for the director, or the SORE leads the school
    through a stage: the twin of `may_agree`, `may_adopt` and `may_write`.
    """
    directs = Q(_held(user, Role.DIRECTOR, institution=OuterRef("institution")))
    oversees = Q(_held(user, Role.COUNTY_COORDINATOR, county=OuterRef("institution__county")), county_agreed_at=None)
    leads = Q(_held(user, Role.SORE, institution=OuterRef("institution")))
    presented = Q(Exists(Plan.objects.filter(process=OuterRef("pk"), state=PlanState.PRESENTED)))
    agrees = Q(directs & Q(director_agreed_at=None) | oversees, state=State.INITIATED)
    adopts = directs & presented & Q(state__in=ACTS["adopt"].stages)
    writes = leads & Q(state__in=STAGES)
    return Process.objects.filter(agrees | adopts | writes).annotate(
        agrees=ExpressionWrapper(agrees, BooleanField()),
        adopts=ExpressionWrapper(adopts, BooleanField()),
        writes=ExpressionWrapper(writes, BooleanField()),
    )


def may_change(user: Any, act: str, plan: Plan) -> Verdict:
    """Whether `user` may do `act` to the plan: its stage and person first, then the plan's own state (PLAN_NEXT)."""
    if not (verdict := may(user, act, plan.process)):
        return verdict
    if act == "plan":
        return ALLOWED if plan.state == PlanState.DRAFT else refusal(_fixed(plan))
    if act in PLAN_NEXT[plan.state]:
        return ALLOWED
    return refusal(_fixed(plan) if act in ("present", "amend") else _("The plan does not wait for the director now."))


def _fixed(plan: Plan) -> str:
    if plan.state == PlanState.ADOPTED:
        return _("The plan is adopted. To change it, open an amendment and write its reason.")
    if plan.state == PlanState.PRESENTED:
        return _("The plan has been presented and waits for the director; it can be changed when it is sent back.")
    return _("The plan is still a draft.")


def may_adopt(user: Any, plan: Plan) -> Verdict:
    """Whether the plan waits for `user` as the school's director."""
    return may_change(user, "adopt", plan)


def may_name_sore(user: Any, process: Process) -> Verdict:
    """Whether `user` assigns the school's SORE: the county coordinator (A6)."""
    return may(user, "name_sore", process)
