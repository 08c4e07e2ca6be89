"""What the screens of people need; fetching is checking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.functional import LazyObject

from accounts import rules
from accounts.consents import PUBLICATION, WORDINGS, Wording
from accounts.models import Consent, Profile, RoleAssignment, User
from kit.verdicts import NotThere


def itself(user: Any) -> Any:
    """The person behind a request's `user`, which looks itself up at every word; anybody else as given."""
    return user._wrapped if isinstance(user, LazyObject) and user.pk else user


def profile_of(user: User) -> Profile:
    """The profile of `user` with its school; an unsaved empty one when there is none yet."""
    found = Profile.objects.select_related("user", "institution", "institution__type").filter(user=user).first()
    return found or Profile(user=user)


@dataclass(frozen=True)
class Card:
    """What one reader may see of one person."""

    person: User
    profile: Profile
    shows_contact: bool
    shows_about: bool
    shows_topics: bool
    roles: list[RoleAssignment]
    subjects: list[Any]
    stages: list[Any]
    is_own: bool


def card_of(viewer: User, number: int) -> Card:
    """The card of the person with this number as `viewer` may see it. Raises NotThere for absent and gone people."""
    person = rules.visible_people(viewer).filter(pk=number).first()
    if person is None:
        raise NotThere
    return card(viewer, person)


def card(viewer: User, person: User) -> Card:
    """What `viewer` may see of `person`."""
    profile = profile_of(person)
    return Card(
        person=person,
        profile=profile,
        shows_contact=bool(rules.may_see_contact(viewer, profile)),
        shows_about=bool(rules.may_see_about(viewer, profile)),
        shows_topics=bool(rules.may_ask(viewer, profile)),
        roles=list(rules.roles_of(person).select_related("county", "institution")),
        subjects=list(profile.subjects.all()) if profile.pk else [],
        stages=list(profile.stages.all()) if profile.pk else [],
        is_own=viewer.pk == person.pk,
    )


def photo_of(viewer: User, number: int) -> Any:
    """The photo of a person, for `viewer`'s eyes. Raises NotThere when there is none or it is not shown."""
    profile = Profile.objects.select_related("user").filter(user_id=number).exclude(photo="").first()
    if profile is None or not rules.may_see_about(viewer, profile):
        raise NotThere
    return profile.photo


@dataclass(frozen=True)
class ConsentLine:
    """One kind of consent as a person sees it: the consent in force, if any, and earlier ones."""

    wording: Wording
    present: Consent | None
    earlier: list[Consent]

    @property
    def is_current(self) -> bool:
        """Whether the consent in force was given to the present wording."""
        return self.present is not None and self.present.version == self.wording.version


def consents_of(user: User) -> list[ConsentLine]:
    """All kinds of consents with what `user` said to each; needed ones first."""
    given: dict[str, list[Consent]] = {}
    for consent in Consent.objects.filter(user=user):
        given.setdefault(consent.kind, []).append(consent)
    lines = []
    for wording in sorted(WORDINGS, key=lambda wording: (not wording.needed, wording.name)):
        mine = given.get(wording.name, [])
        present = next((consent for consent in mine if consent.withdrawn_at is None), None)
        lines.append(ConsentLine(wording, present, [consent for consent in mine if consent is not present]))
    return lines


def person_to_administer(viewer: User, number: int) -> User:
    """The person, for an administrator. Raises NotThere for others: the screen does not exist for them (CM-04)."""
    person = User.objects.filter(pk=number).first()
    if person is None or not rules.may_administer_people(viewer):
        raise NotThere
    return person


@dataclass(frozen=True)
class RoleLine:
    """One role of a person, and whether it is in force."""

    assignment: RoleAssignment
    is_present: bool


def assignments_of(person: User) -> list[RoleLine]:
    """All roles of `person`, present and past."""
    present = set(rules.roles_of(person).values_list("pk", flat=True))
    rows = RoleAssignment.objects.filter(user=person).select_related("county", "institution", "appointed_by")
    return [RoleLine(row, row.pk in present) for row in rows]


def assignment_of(viewer: User, person: User, number: str) -> RoleAssignment:
    """One role of `person`, for an administrator. Raises NotThere."""
    found = RoleAssignment.objects.filter(user=person, pk=number if number.isdigit() else 0).first()
    if found is None or not rules.may_administer_people(viewer):
        raise NotThere
    return found


def agreed_to_be_named(to: str) -> Exists:
    """The same for the person to whom `to` leads from a row, as an annotation; nothing but the row decides."""
    return Exists(Consent.objects.filter(user=OuterRef(to), kind=PUBLICATION.name, withdrawn_at=None).order_by())


def named_in_public(numbers: Iterable[int]) -> set[int]:
    """Those of these people who agreed to be named on public pages: `rules.may_be_named` for many, in one query."""
    agreed = Consent.objects.filter(user__in=list(numbers), kind=PUBLICATION.name, withdrawn_at=None)
    return set(agreed.values_list("user", flat=True))
