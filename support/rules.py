"""Who may see and do what in a support process. Confidential: outside the named roles it does not exist (SP-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role
from directory.models import Institution
from kit.verdicts import ALLOWED, Verdict, refusal
from support.models import Process
from support.states import State

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
    school = process.institution
    if any(people.holds(user, role, institution=school) for role in INSIDE):
        return ALLOWED
    if people.holds(user, Role.COUNTY_COORDINATOR, county=school.county):
        return ALLOWED
    return refusal(_("There is no such page."))


def open_processes(user: Any) -> QuerySet[Process]:
    """Processes whose inside (diagnosis, records, log) `user` may read: SORE and director of the school."""
    return Process.objects.filter(institution__in=_institutions(user, INSIDE))


def may_read_inside(user: Any, process: Process) -> Verdict:
    """Whether `user` may read diagnosis, records and log: the school's SORE and director (SP-01, matrix 3.4)."""
    if any(people.holds(user, role, institution=process.institution) for role in INSIDE):
        return ALLOWED
    return refusal(_("There is no such page."))


def may_write(user: Any, process: Process) -> Verdict:
    """Whether `user` may write the diagnosis, records and log: the SORE of the school, until the end (SP-02)."""
    if not people.holds(user, Role.SORE, institution=process.institution):
        return refusal(_("Only the school's SORE writes here."))
    if process.state == State.CLOSED:
        return refusal(_("This process is closed; it can be read, nothing can be changed."))
    if process.state == State.INITIATED:
        return refusal(_("The process starts when the county and the director have both agreed."))
    return ALLOWED


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


def may_agree(user: Any, process: Process) -> Verdict:
    """Whether an approval of `user` is still missing (D87: both approve, in either order)."""
    if process.state != State.INITIATED:
        return refusal(_("This process has all its approvals."))
    if people.holds(user, Role.DIRECTOR, institution=process.institution) and process.director_agreed_at is None:
        return ALLOWED
    if people.holds(user, Role.COUNTY_COORDINATOR, county=process.institution.county) and not process.county_agreed_at:
        return ALLOWED
    return refusal(_("Your approval is not needed here."))


def _held(user: Any, role: Role, **where: OuterRef) -> Exists:
    return Exists(people.roles_of(user).filter(role=role, **where))


def waiting_processes(user: Any) -> QuerySet[Process]:
    """Processes that wait for an act of `user`, each with `agrees` and `writes`: the twin of `may_agree`, `may_write`.

    An approval is still missing, or the SORE leads the school through a stage.
    """
    directs = Q(_held(user, Role.DIRECTOR, institution=OuterRef("institution")), director_agreed_at=None)
    oversees = Q(_held(user, Role.COUNTY_COORDINATOR, county=OuterRef("institution__county")), county_agreed_at=None)
    leads = Q(_held(user, Role.SORE, institution=OuterRef("institution")))
    agrees = Q(directs | oversees, state=State.INITIATED)
    writes = leads & ~Q(state__in=(State.INITIATED, State.CLOSED))
    return Process.objects.filter(agrees | writes).annotate(
        agrees=ExpressionWrapper(agrees, BooleanField()), writes=ExpressionWrapper(writes, BooleanField())
    )


def may_name_sore(user: Any, process: Process) -> Verdict:
    """Whether `user` assigns the school's SORE: the county coordinator (A6)."""
    if people.holds(user, Role.COUNTY_COORDINATOR, county=process.institution.county):
        return ALLOWED
    return refusal(_("The county coordinator assigns the SORE."))
