"""What the county coordinator sees: every network of the county in one table (D32, D53)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth import get_user_model
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from accounts import rules as people
from accounts.enums import Role as PersonRole
from accounts.models import RoleAssignment
from directory.models import County
from kit import clock
from kit.verdicts import NotThere
from networks import reporting, rules
from networks.attention import GENTLE, Attention, needed
from networks.board import Way, of_networks
from networks.enums import Role
from networks.models import Edition, Membership, NetworkReport
from networks.states import EditionState, MembershipState, ReportState

FEWEST_NETWORKS = 4
"""A county has at least four networks (BR4); shown, never enforced."""


def county_coordinators(county: County) -> QuerySet:
    """The people who coordinate `county` today."""
    held = RoleAssignment.objects.on(clock.today()).filter(role=PersonRole.COUNTY_COORDINATOR, county=county)
    return get_user_model().objects.filter(pk__in=held.values("user"), is_active=True)


def counties_of(user: Any) -> list[County]:
    """The counties `user` coordinates. Raises NotThere for everybody else."""
    held = people.roles_of(user).filter(role=PersonRole.COUNTY_COORDINATOR).select_related("county__voivodeship")
    counties = sorted({one.county for one in held}, key=lambda county: county.name)
    if not counties:
        raise NotThere
    return counties


@dataclass
class CountyRow:
    """One network of the table."""

    edition: Edition
    coordinators: list[Membership]
    people: int
    schools: int
    report_state: str
    report_label: str
    figures: list[reporting.Figure] = field(default_factory=list)
    attention: list[Attention] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """How much the weightiest thing weighs; nothing is ever blocked by it."""
        return max((one.weight for one in self.attention), default=0)


def county_table(counties: list[County]) -> list[CountyRow]:
    """A row for every network of `counties`, in a fixed number of queries."""
    active, seated = Q(memberships__state=MembershipState.ACTIVE), ~Q(memberships__role=Role.EXPERT)
    steering = Membership.objects.active().filter(role__in=rules.STEERING).select_related("user")
    editions = list(
        Edition.objects.current()
        .filter(network__county__in=counties)
        .exclude(state=EditionState.ARCHIVED)
        .select_related("network__county", "school_year")
        .annotate(
            people=Count("memberships", filter=active & seated, distinct=True),
            schools=Count("memberships__user__profile__institution", filter=active & seated, distinct=True),
        )
        .prefetch_related(Prefetch("memberships", queryset=steering, to_attr="steering"))
        .order_by("network__county__name", "network__folded")
    )
    numbers = [edition.pk for edition in editions]
    figures = reporting.overview(numbers)
    attention = needed(numbers)
    ways = of_networks(numbers)
    states = dict(NetworkReport.objects.filter(edition__in=numbers).values_list("edition", "state"))
    return [
        CountyRow(
            edition=edition,
            coordinators=sorted(edition.steering, key=lambda held: held.role != Role.COORDINATOR),
            people=edition.people,
            schools=edition.schools,
            report_state=states.get(edition.pk, ""),
            report_label=str(ReportState(states[edition.pk]).label) if edition.pk in states else _("not begun"),
            figures=figures.get(edition.pk, []),
            attention=attention[edition.pk] + _warnings(figures.get(edition.pk, [])),
            ways=ways[edition.pk],
        )
        for edition in editions
    ]


def _warnings(figures: list[reporting.Figure]) -> list[Attention]:
    """What the figures themselves warn of."""
    return [Attention(figure.warning, figure.url, GENTLE) for figure in figures if figure.warning]


def supervised_network(user: Any, slug: str) -> Edition:
    """The present year of a network of the county `user` coordinates (an administrator: of any county).

    Raises NotThere for an unknown address and for everybody from outside; a member, who knows the network, is let
    through so that the view can refuse in words.
    """
    edition = (
        Edition.objects.current().filter(network__slug=slug).select_related("network__county", "school_year").first()
    )
    if edition is None:
        raise NotThere
    if not rules.may_appoint(user, edition.network) and not rules.may_enter(user, edition.network):
        raise NotThere
    return edition


def report_for_county(user: Any, slug: str) -> NetworkReport:
    """The presented or accepted report of a network of the county `user` coordinates. Raises NotThere otherwise."""
    report = (
        NetworkReport.objects.filter(edition__network__slug=slug, edition__is_current=True)
        .exclude(state=ReportState.DRAFT)
        .select_related("edition__network__county", "edition__school_year", "presented_by", "decided_by")
        .first()
    )
    if report is None or not rules.may_supervise(user, report.edition.network):
        raise NotThere
    return report


def people_named(words: str, *, limit: int = 8) -> list[Any]:
    """Active people with this e-mail address, or whose name holds all of these words (two letters at least)."""
    model: Any = get_user_model()
    everybody = model.objects.filter(is_active=True).select_related("profile__institution")
    if "@" in words:
        return list(everybody.filter(email=model.objects.normalise(words)))
    parts = [part for part in words.split() if len(part) > 1]
    if not parts:
        return []
    for part in parts:
        everybody = everybody.filter(Q(first_name__istartswith=part) | Q(last_name__istartswith=part))
    return list(everybody[:limit])
