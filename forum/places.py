"""Where a conversation stands, and who may do what there: in a network, or in a section above the networks.

In a network its own rules decide. Above the networks the section's audience reads and writes; its keepers, the county
coordinators and the administrators moderate (decisions/0008). A `spot` is a section, or what hangs on one and carries
`network_id` and `section` itself: a conversation, words that wait.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Exists, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from accounts.models import RoleAssignment
from forum.enums import Audience
from forum.models import HeldPost, Keeper, Section, Thread
from kit import clock
from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.enums import Role
from networks.moderation import administrators, held_by, where
from networks.states import OPEN_STATES

Spot = Section | Thread | HeldPost

ROLES = {
    Audience.DIRECTORS: PersonRole.DIRECTOR,
    Audience.SORES: PersonRole.SORE,
    Audience.EXPERTS: PersonRole.EXPERT,
}
"""Audiences that are a role outside networks."""


def section_of(spot: Spot) -> Section:
    """The section in which it stands."""
    return spot if isinstance(spot, Section) else spot.section


def key_of(spot: Spot) -> str:
    """The place as a key of moderation: `network:5`, or `section:12` above the networks."""
    if spot.network_id is not None:
        return where(spot.network_id)
    return f"section:{spot.pk if isinstance(spot, Section) else spot.section_id}"


def name_of(spot: Spot) -> str:
    """The place for people."""
    return spot.network.title if spot.network_id is not None else section_of(spot).name


def is_known(user: Any) -> bool:
    """Whether somebody is signed in with an account in force."""
    return bool(user.is_authenticated and user.is_active)


def audiences_of(user: Any) -> Q:
    """Sections above the networks whose audience `user` belongs to; a condition on sections, no query of its own."""
    if not is_known(user):
        return Q(audience=Audience.PUBLIC)
    asked = Q(audience__in=[Audience.PUBLIC, Audience.SIGNED_IN])
    places = networks.memberships_of(user)
    asked |= Q(audience=Audience.COORDINATORS) & Exists(places.filter(role__in=networks.STEERING))
    for audience, role in ROLES.items():
        holds: Any = Exists(people.roles_of(user).filter(role=role))
        if audience == Audience.EXPERTS:
            holds = Q(holds) | Q(Exists(places.filter(role=Role.EXPERT)))
        asked |= Q(audience=audience) & holds
    return asked


def moderates(user: Any) -> Q:
    """Sections above the networks that `user` moderates; a condition on sections, no query of its own."""
    if not is_known(user):
        return Q(pk__in=[])
    if user.is_superuser:
        return Q(network=None)
    return Q(keepers__person=user) | Exists(people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR))


def _common(asked: Q) -> QuerySet[Section]:
    """Sections above the networks under a condition, each once whatever the condition joins."""
    found = Section.objects.filter(asked, network=None).order_by().values("pk")
    return Section.objects.filter(pk__in=found)


def open_sections(user: Any) -> QuerySet[Section]:
    """Sections above the networks that `user` may read: one's audience's, and those one moderates."""
    return _common(audiences_of(user) | moderates(user))


def writable_sections(user: Any) -> QuerySet[Section]:
    """Those of them in which `user` may write: whoever reads them with an account."""
    return open_sections(user) if is_known(user) else Section.objects.none()


def kept_sections(user: Any) -> QuerySet[Section]:
    """Sections above the networks that `user` moderates."""
    return _common(moderates(user))


def readable(user: Any, to: str = "") -> Q:
    """What `user` may read, as a condition on rows from which `to` leads to a conversation (`"thread__"`)."""
    return Q(**{f"{to}network__in": networks.enterable_networks(user)}) | _in(to, open_sections(user))


def writable(user: Any, to: str = "") -> Q:
    """The same for where `user` may write now."""
    mine = networks.memberships_of(user).filter(edition__state__in=OPEN_STATES).values("edition__network")
    return Q(**{f"{to}network__in": mine}) | _in(to, writable_sections(user))


def steered(user: Any, to: str = "") -> Q:
    """The same for where `user` keeps order, also in a network whose year is closed."""
    return Q(**{f"{to}network__in": networks.steerable_networks(user)}) | kept_condition(user, to)


def kept_condition(user: Any, to: str = "") -> Q:
    """The same for what stands above the networks only."""
    return _in(to, kept_sections(user))


def _in(to: str, sections: QuerySet[Section]) -> Q:
    return Q(**{f"{to}network": None, f"{to}section__in": sections.order_by().values("pk")})


def may_enter(user: Any, spot: Spot) -> Verdict:
    """Whether `user` may read there."""
    if spot.network_id is not None:
        return networks.may_enter(user, spot.network)
    if open_sections(user).filter(pk=section_of(spot).pk).exists():
        return ALLOWED
    return refusal(_("This section is for other people."))


def may_write(user: Any, spot: Spot) -> Verdict:
    """Whether `user` may write there now: in a network a member while its year is open, above them who reads."""
    if spot.network_id is not None:
        return networks.may_write(user, spot.network)
    if not is_known(user):
        return refusal(_("Sign in to write here."))
    return may_enter(user, spot)


def may_steer(user: Any, spot: Spot) -> Verdict:
    """Whether `user` keeps order there: who steers the network, or a keeper, the county, an administrator (D36)."""
    if spot.network_id is not None:
        return networks.may_steer(user, spot.network)
    if kept_sections(user).filter(pk=section_of(spot).pk).exists():
        return ALLOWED
    return refusal(_("Only those who moderate this section can do this."))


def may_oversee(user: Any) -> Verdict:
    """Whether `user` opens sections above the networks and names who keeps them: county and administrators."""
    if is_known(user) and (user.is_superuser or people.holds(user, PersonRole.COUNTY_COORDINATOR)):
        return ALLOWED
    return refusal(_("Sections above the networks are kept by the county coordinators and administrators."))


def keepers_of(section: Section) -> list[Any]:
    """Those named to moderate the section."""
    named = Keeper.objects.filter(section=section, person__is_active=True).select_related("person")
    return [keeper.person for keeper in named]


def counties() -> list[Any]:
    """All county coordinators: above the networks no county is nearer than another."""
    held = RoleAssignment.objects.on(clock.today()).filter(role=PersonRole.COUNTY_COORDINATOR)
    return list(get_user_model().objects.filter(is_active=True, pk__in=held.values("user")))


def judges_of(spot: Spot) -> list[Any]:
    """Who is told of a report: coordinator and deputy; above the networks the keepers, without any the counties."""
    if spot.network_id is not None:
        return [*held_by(spot.network_id, Role.COORDINATOR), *held_by(spot.network_id, Role.DEPUTY)]
    return keepers_of(section_of(spot)) or counties() or administrators()
