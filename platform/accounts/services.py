"""The verbs of people."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts import notices, personal_data, rules
from accounts.consents import WORDINGS
from accounts.enums import Role
from accounts.models import Consent, Profile, RoleAssignment, User
from directory.models import County, Institution
from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from notifications.services import notify
from search import services as search
from theme import visitors

EDITORS = "Redakcja"
"""The one group of the CMS; what it may do there is planted by the floor above (pages.planting)."""


_SAID = frozenset({"position", "about", "phone", "topics", "contact_seen_by", "about_seen_by", "topics_found_by"})
"""Fields of a profile that a person fills in as words."""


def profile_of(user: User) -> Profile:
    """The saved profile of `user`; made empty the first time it is needed."""
    return Profile.objects.get_or_create(user=user)[0]


@transaction.atomic
def welcome(*, user: User) -> None:
    """What a new account gets: an empty profile, and the consents ticked at sign-up with their versions (PD-02)."""
    profile_of(user)
    for wording in WORDINGS:
        if wording.needed:
            _agree(user, wording.name, wording.version)
    trail.write(by=user, action="accounts.person.join", about=user)


@transaction.atomic
def complete_person(*, user: User) -> None:
    """What somebody made by an administrator or an import needs: a profile, and an address that counts as known."""
    from allauth.account.models import EmailAddress

    profile_of(user)
    EmailAddress.objects.get_or_create(user=user, email=user.email, defaults={"verified": True, "primary": True})


@transaction.atomic
def make_person(*, email: str, first_name: str, last_name: str, password: str | None = None, **fields: Any) -> User:
    """A person whose address is known to be his or hers (the demo, an import); returns the one already there."""
    address = User.objects.normalise(email)
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User.objects.create_user(address, password, first_name=first_name, last_name=last_name, **fields)
        welcome(user=user)
    complete_person(user=user)
    return user


@transaction.atomic
def change_profile(*, by: User, photo: Any = None, remove_photo: bool = False, **values: Any) -> Profile:
    """Write down what `by` says of himself or herself; nobody changes another person's profile.

    `values` are fields of User (first_name, last_name) and Profile; subjects and stages are lists.
    """
    profile = profile_of(by)
    for name in ("first_name", "last_name"):
        if name in values:
            setattr(by, name, values.pop(name))
    by.save(update_fields=["first_name", "last_name"])
    for name in ("subjects", "stages"):
        if name in values:
            getattr(profile, name).set(values.pop(name))
    for name, value in values.items():
        if name not in _SAID:
            raise TypeError(f"{name} is not a field a person fills in")
        setattr(profile, name, value)
    if (photo or remove_photo) and profile.photo:
        _forget_file(profile)
    if photo:
        profile.photo.save("photo.webp", photo, save=False)
    profile.save()
    search.changed(profile)
    return profile


def _forget_file(profile: Profile) -> None:
    name, storage = profile.photo.name, profile.photo.storage
    transaction.on_commit(lambda: storage.delete(name))
    profile.photo = ""


@transaction.atomic
def choose_school(*, by: User, institution: Institution | None) -> Profile:
    """Set, or clear, the school `by` works in."""
    if institution is not None and institution.closed_on is not None:
        raise Refused(_("This institution has been closed."))
    profile = profile_of(by)
    profile.institution = institution
    profile.save(update_fields=["institution"])
    search.changed(profile)
    return profile


def _agree(user: User, kind: str, version: str) -> None:
    Consent.objects.filter(user=user, kind=kind, withdrawn_at=None).exclude(version=version).update(
        withdrawn_at=clock.now()
    )
    Consent.objects.get_or_create(
        user=user, kind=kind, version=version, withdrawn_at=None, defaults={"given_at": clock.now()}
    )


@transaction.atomic
def give_consent(*, by: User, kind: str) -> None:
    """Write down that `by` agrees to the present wording of `kind`; saying it twice is as once."""
    wording = WORDINGS.get(kind)
    if wording is None:
        raise Refused(_("There is no such consent."))
    _agree(by, kind, wording.version)


@transaction.atomic
def withdraw_consent(*, by: User, kind: str) -> None:
    """Take a free consent back, with the time (PD-08). Those an account rests on end only with the account."""
    wording = WORDINGS.get(kind)
    if wording is None:
        raise Refused(_("There is no such consent."))
    if wording.needed:
        raise Refused(_("The account rests on this agreement. It ends when you delete the account."))
    Consent.objects.filter(user=by, kind=kind, withdrawn_at=None).update(withdrawn_at=clock.now())
    visitors.forget()


@transaction.atomic
def appoint(
    *,
    by: User,
    user: User,
    role: str,
    county: County | None = None,
    institution: Institution | None = None,
    from_on: date | None = None,
    to_on: date | None = None,
) -> RoleAssignment:
    """Give `user` a role for some days; editors also come into Wagtail's groups. The person is told.

    Returns the assignment in force when the person holds the very role already. Raises Refused when `by` may
    not, or the scope is missing; then nothing has changed (D30, D31).
    """
    insist(rules.may_appoint(by, role, county=county, institution=institution))
    if role == Role.COUNTY_COORDINATOR and county is None:
        raise Refused(_("Choose the county."))
    if role in (Role.SORE, Role.DIRECTOR) and institution is None:
        raise Refused(_("Choose the school or institution."))
    start = from_on or clock.today()
    if to_on is not None and to_on < start:
        raise Refused(_("The last day lies before the first one."))
    held = rules.roles_of(user).filter(role=role, county=county, institution=institution).first()
    if held is not None:
        return held
    given = RoleAssignment.objects.create(
        user=user, role=role, county=county, institution=institution, from_on=start, to_on=to_on, appointed_by=by
    )
    _seat_editor(user)
    words = {"role": given.get_role_display(), "scope": str(county or institution or "")}
    trail.write(by=by, action="accounts.role.give", about=user, values={"role": role, "scope": words["scope"]})
    text = _("%(role)s – %(scope)s") % words if words["scope"] else words["role"]
    notify(
        notices.ROLE_GIVEN,
        to=[user],
        about=user,
        by=by,
        title=_("You have been given a role: %(role)s") % words,
        text=text,
        url=reverse("accounts:profile"),
    )
    return given


@transaction.atomic
def end_role(*, by: User, assignment: RoleAssignment, on: date | None = None) -> None:
    """End a role with the day before `on` (today when not given): its rights are gone at once. The person is told."""
    insist(rules.may_appoint(by, assignment.role, county=assignment.county, institution=assignment.institution))
    last = (on or clock.today()) - timedelta(days=1)
    if assignment.to_on is not None and assignment.to_on <= last:
        return
    if last < assignment.from_on:
        assignment.delete()
    else:
        assignment.to_on = last
        assignment.save(update_fields=["to_on"])
    _seat_editor(assignment.user)
    trail.write(by=by, action="accounts.role.end", about=assignment.user, values={"role": assignment.role})
    notify(
        notices.ROLE_ENDED,
        to=[assignment.user],
        about=assignment.user,
        by=by,
        title=_("A role of yours has ended: %(role)s") % {"role": assignment.get_role_display()},
        url=reverse("accounts:profile"),
    )


def _seat_editor(user: User) -> None:
    """Keep the CMS in step with the roles: editors, and nobody else, are in its group."""
    is_editor = rules.holds(user, Role.EDITOR)
    group = Group.objects.get_or_create(name=EDITORS)[0]
    if is_editor:
        user.groups.add(group)
    else:
        user.groups.remove(group)
    if user.is_staff != (is_editor or user.is_superuser):
        user.is_staff = is_editor or user.is_superuser
        user.save(update_fields=["is_staff"])
    transaction.on_commit(lambda: cache.delete(f"second-factor:{user.pk}"))


@transaction.atomic
def reseat_editors() -> int:
    """Bring the CMS's groups up to the day: roles begin and end by themselves at midnight. Returns how many moved."""
    moved = 0
    for user in User.objects.filter(role_assignments__role=Role.EDITOR).distinct():
        before = user.is_staff
        _seat_editor(user)
        moved += before != user.is_staff
    return moved


def erase_person(*, by: User, person: User) -> None:
    """Delete another person's account, as that person could: the register of personal data does it (PD-05, CM-04).

    Raises Refused for whoever is no administrator, for one's own account, and while something must be handed over.
    """
    insist(rules.may_administer_people(by))
    if by.pk == person.pk:
        raise Refused(_("You delete your own account on the page of your data."))
    insist(rules.may_erase(person))
    with transaction.atomic():
        trail.write(by=by, action="accounts.person.erase", about=User(pk=person.pk, first_name="–"), values={})
        personal_data.erase(person)


def erase_account(*, by: User) -> None:
    """Delete the own account: do what the register of personal data says, in every app (PD-05).

    Raises Refused when something must be handed over first; then nothing has changed.
    """
    insist(rules.may_erase(by))
    with transaction.atomic():
        trail.write(by=None, action="accounts.person.erase", about=User(pk=by.pk, first_name="–"), values={})
        personal_data.erase(by)
