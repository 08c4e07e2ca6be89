"""Who holds which role now, and who may see or do what with whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.consents import PUBLICATION
from accounts.enums import Role, Seen
from accounts.models import Consent, Profile, RoleAssignment, User
from directory.models import County, Institution
from kit import clock
from kit.registry import Registry
from kit.verdicts import ALLOWED, Verdict, refusal

ACQUAINTED: Registry[Callable[[Any, Any], bool]] = Registry("accounts.acquainted")
"""Upper floors sign in functions (viewer, person) -> whether the two share a place (a network, a process)."""
ACQUAINTANCES: Registry[Callable[[Any], QuerySet]] = Registry("accounts.acquaintances")
"""The twins of those: functions viewer -> numbers of the people (one column) who share a place with the viewer."""
LEAVING: Registry[Callable[[Any], Verdict]] = Registry("accounts.leaving")
"""Upper floors sign in functions person -> Verdict: a refusal says what must be handed over before the account goes."""


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


def may_appoint(
    user: User, role: str, *, county: County | None = None, institution: Institution | None = None
) -> Verdict:
    """Whether `user` may give or end `role` in this scope (D31).

    Administrators appoint everybody; a county coordinator appoints SOREs and directors of schools of the own
    county, and experts.
    """
    if user.is_active and user.is_superuser:
        return ALLOWED
    mine = roles_of(user).filter(role=Role.COUNTY_COORDINATOR)
    if role == Role.EXPERT and mine.exists():
        return ALLOWED
    if role in (Role.SORE, Role.DIRECTOR) and institution is not None:
        if mine.filter(county=institution.county_id).exists():
            return ALLOWED
        return refusal(_("You can appoint people only in schools of your county."))
    return refusal(_("Only an administrator can give or end this role."))


def appointable_institutions(user: User) -> QuerySet[Institution]:
    """Institutions for which `user` may appoint SOREs and directors: the twin of `may_appoint`."""
    if user.is_active and user.is_superuser:
        return Institution.objects.all()
    return Institution.objects.filter(county__in=roles_of(user).filter(role=Role.COUNTY_COORDINATOR).values("county"))


def may_administer_people(user: User) -> Verdict:
    """Whether `user` may use the screens of people in the CMS: administrators only (CM-04, K6)."""
    return ALLOWED if user.is_active and user.is_superuser else refusal(_("Only an administrator can do this."))


def acquainted(viewer: User, person: User) -> bool:
    """Whether the two share a place, as the upper floors know it."""
    return any(knows(viewer, person) for knows in ACQUAINTED)


def may_see_card(viewer: User, person: User) -> Verdict:
    """Whether `viewer` may see name, position and school of `person`: everyone signed in may; gone people are gone."""
    if not viewer.is_authenticated or not viewer.is_active or not person.is_active:
        return refusal(_("There is no such person."))
    return ALLOWED


def visible_people(viewer: User) -> QuerySet[User]:
    """People whose card `viewer` may see: the twin of `may_see_card`."""
    if not viewer.is_authenticated or not viewer.is_active:
        return User.objects.none()
    return User.objects.filter(is_active=True)


def _may_see(viewer: User, profile: Profile, seen_by: str) -> Verdict:
    if not may_see_card(viewer, profile.user):
        return refusal(_("There is no such person."))
    if viewer.pk == profile.user_id or seen_by == Seen.SIGNED_IN:
        return ALLOWED
    if seen_by == Seen.NETWORKS and acquainted(viewer, profile.user):
        return ALLOWED
    return refusal(_("This person does not show this part of the profile."))


def may_see_contact(viewer: User, profile: Profile) -> Verdict:
    """Whether `viewer` may see the person's e-mail address and telephone."""
    return _may_see(viewer, profile, profile.contact_seen_by)


def may_see_about(viewer: User, profile: Profile) -> Verdict:
    """Whether `viewer` may see the person's description and photo."""
    return _may_see(viewer, profile, profile.about_seen_by)


def may_ask(viewer: User, profile: Profile) -> Verdict:
    """Whether `viewer` may find the person by what he or she can be asked about; off until the person turns it on."""
    if not profile.topics or profile.topics_found_by == Seen.NOBODY:
        return refusal(_("This person does not show this part of the profile."))
    return _may_see(viewer, profile, profile.topics_found_by)


def askable_profiles(viewer: User) -> QuerySet[Profile]:
    """Profiles of people `viewer` may find by what they can be asked about: the twin of `may_ask`."""
    if not viewer.is_authenticated or not viewer.is_active:
        return Profile.objects.none()
    near = Q(user=viewer.pk)
    for acquaintances in ACQUAINTANCES:
        near |= Q(user__in=acquaintances(viewer))
    told = Profile.objects.filter(user__is_active=True).exclude(topics="")
    return told.filter(Q(topics_found_by=Seen.SIGNED_IN) | (Q(topics_found_by=Seen.NETWORKS) & near))


def may_be_named(person: User) -> bool:
    """Whether the name may stand on public pages beside outcomes: the person agreed and has not taken it back."""
    return Consent.objects.filter(user=person, kind=PUBLICATION.name, withdrawn_at=None).exists()


def may_erase(user: User) -> Verdict:
    """Whether `user` may delete the own account now; what must be handed over first is said by the upper floors."""
    if user.is_superuser and not User.objects.filter(Q(is_superuser=True, is_active=True), ~Q(pk=user.pk)).exists():
        return refusal(_("You are the only administrator. Appoint another one first."))
    for leaving in LEAVING:
        verdict = leaving(user)
        if not verdict:
            return verdict
    return ALLOWED
