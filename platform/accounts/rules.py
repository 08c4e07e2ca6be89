"""Who holds which role, now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from accounts.enums import Role
from accounts.models import RoleAssignment
from directory.models import County, Institution
from kit import clock

if TYPE_CHECKING:
    from accounts.models import User


def roles_of(user: User) -> QuerySet[RoleAssignment]:
    """The roles `user` holds today."""
    if not user.is_authenticated or not user.is_active:
        return RoleAssignment.objects.none()
    return RoleAssignment.objects.on(clock.today()).filter(user=user)


def holds(user: User, role: Role, *, county: County | None = None, institution: Institution | None = None) -> bool:
    """Whether `user` holds `role` today, in the county or institution when one is given (D30)."""
    assignments = roles_of(user).filter(role=role)
    if county is not None:
        assignments = assignments.filter(county=county)
    if institution is not None:
        assignments = assignments.filter(institution=institution)
    return assignments.exists()


def needs_second_factor(user: User) -> bool:
    """Whether this person's roles ask for a second factor (AU-06): staff, county coordinators, SOREs."""
    return user.is_staff or roles_of(user).filter(role__in=[Role.COUNTY_COORDINATOR, Role.SORE]).exists()
