"""What the pages of a year need: how it goes on, who may take over, what earlier years left."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Prefetch, Q, QuerySet

from kit.verdicts import NotThere
from networks import rules
from networks.attention import needed
from networks.enums import Role
from networks.models import Edition, Handover, Membership, NetworkReport, Nomination, YearStep
from networks.reporting import counted
from networks.states import (
    EDITION_NEXT,
    REASONED_STEPS,
    EditionState,
    HandoverState,
    MembershipState,
    ReportState,
)


def edition_for(user: Any, slug: str) -> tuple[Edition, Membership | None]:
    """The present year of a network for who belongs to it and for its county, with the reader's place if there is one.

    Raises NotThere for everybody else.
    """
    edition = (
        Edition.objects.current()
        .filter(network__slug=slug)
        .select_related("network__county__voivodeship", "school_year")
        .first()
    )
    if edition is None:
        raise NotThere
    standing = rules.standing(user, edition.network)
    if standing is not None and rules.may_enter_as(standing):
        standing.edition, standing.user = edition, user
        return edition, standing
    if not rules.may_appoint(user, edition.network):
        raise NotThere
    return edition, None


@dataclass(frozen=True)
class NextStep:
    """A step the reader may take: the state, and whether a reason is asked for."""

    state: str
    label: str
    needs_reason: bool


def next_steps(user: Any, edition: Edition) -> list[NextStep]:
    """The steps this reader may take with the year now, in the order of the year."""
    return [
        NextStep(state, str(EditionState(state).label), (edition.state, state) in REASONED_STEPS)
        for state in EditionState.values
        if state in EDITION_NEXT[edition.state] and rules.may_move_year(user, edition, state)
    ]


def stages_of(edition: Edition) -> list[dict[str, Any]]:
    """The states of a year for components/stepper.html."""
    order = list(EditionState.values)
    now = order.index(edition.state)
    words = ("done", "now", "next")
    return [
        {"label": EditionState(state).label, "state": words[(place >= now) + (place > now)]}
        for place, state in enumerate(order)
    ]


def steps_of(edition: Edition) -> list[YearStep]:
    """The history of the year, the latest first."""
    return list(edition.steps.select_related("made_by").order_by("-made_at", "-pk"))


def attention_of(edition: Edition) -> list[Any]:
    """What needs attention in this year today."""
    return needed([edition.pk])[edition.pk]


@dataclass(frozen=True)
class Signals:
    """What the start page of a space says of the year to the reader."""

    has_deputy: bool
    is_asked: bool
    has_past: bool


def signals(standing: Membership) -> Signals:
    """Whether the year has a deputy, whether the reader is asked to take it over, whether there are earlier years.

    One query, asked once for a standing.
    """
    known: Signals | None = getattr(standing, "year_signals", None)
    if known is None:
        edition = standing.edition
        deputies = Membership.objects.active().filter(edition=edition, role=Role.DEPUTY, user__is_active=True)
        asked = Handover.objects.filter(edition=edition, successor=standing.user_id, state=HandoverState.PROPOSED)
        past = Edition.objects.filter(network=edition.network_id, is_current=False)
        row = Edition.objects.filter(pk=edition.pk).values_list(Exists(deputies), Exists(asked), Exists(past)).get()
        known = standing.year_signals = Signals(*row)
    return known


def people_to_renew(edition: Edition) -> list[Membership]:
    """Who may go on into the next year: coordinators, deputies, members, in that order."""
    held = (
        edition.memberships.active()
        .exclude(role=Role.EXPERT)
        .select_related("user__profile__institution")
        .order_by("user__last_name", "user__first_name", "pk")
    )
    rank: dict[str, int] = {Role.COORDINATOR: 0, Role.DEPUTY: 1}
    return sorted(held, key=lambda one: rank.get(one.role, 2))


def possible_successors(edition: Edition) -> Any:
    """Memberships of people who could coordinate the network, deputies first."""
    return (
        edition.memberships.active()
        .filter(role__in=(Role.DEPUTY, Role.MEMBER), user__is_active=True)
        .select_related("user")
        .order_by("role", "user__last_name", "user__first_name", "pk")
    )


def nominations_of(edition: Edition) -> list[list[Nomination]]:
    """Nominations of the year, gathered by candidate; those with the most voices first."""
    gathered: dict[int, list[Nomination]] = {}
    for one in edition.nominations.select_related("candidate", "made_by"):
        gathered.setdefault(one.candidate_id, []).append(one)
    return sorted(gathered.values(), key=lambda ones: -len(ones))


def nomination_in(edition: Edition, number: int) -> Nomination:
    """The nomination `number` of this year. Raises NotThere for any other."""
    found = Nomination.objects.filter(pk=number, edition=edition).select_related("edition").first()
    if found is None:
        raise NotThere
    return found


def handovers_of(edition: Edition) -> list[Handover]:
    """Proposals and records of the whole network, the latest first; `total` is how many things moved."""
    rows = list(
        Handover.objects.filter(edition__network=edition.network_id)
        .exclude(state=HandoverState.WITHDRAWN)
        .select_related("before", "successor", "started_by", "edition__school_year")[:50]
    )
    for one in rows:
        one.total = sum(one.moved.values())
    return rows


def handover_in(edition: Edition, number: int) -> Handover:
    """The handover `number` of this year. Raises NotThere for any other."""
    found = Handover.objects.filter(pk=number, edition=edition).select_related("before", "successor").first()
    if found is None:
        raise NotThere
    found.edition = edition
    return found


def handovers_for(user: Any) -> QuerySet[Handover]:
    """Networks the reader is asked to take over now."""
    asked = Handover.objects.filter(successor=user, state=HandoverState.PROPOSED)
    return asked.select_related("edition__network", "started_by")


def offers_for(user: Any) -> QuerySet[Membership]:
    """Places kept for the reader now."""
    kept = Membership.objects.filter(user=user, state=MembershipState.OFFERED, edition__is_current=True)
    return kept.select_related("edition__network__county", "edition__school_year")


def earlier_years(user: Any, slug: str) -> list[Edition]:
    """Earlier years of the network the reader may look back at, the latest first, each with `people` and `leading`.

    Raises NotThere when there is none, so that a network's past tells nobody that it exists.
    """
    seated = Q(memberships__state=MembershipState.ACTIVE) & ~Q(memberships__role=Role.EXPERT)
    leading = Membership.objects.active().filter(role=Role.COORDINATOR).select_related("user")
    found = list(
        rules.readable_years(user)
        .filter(network__slug=slug)
        .select_related("network__county", "school_year")
        .annotate(people=Count("memberships", filter=seated, distinct=True))
        .prefetch_related(Prefetch("memberships", queryset=leading, to_attr="leading"))
        .order_by("-school_year__starts_on")
    )
    if not found:
        raise NotThere
    return found


def earlier_year(user: Any, slug: str, begins: int) -> Edition:
    """One earlier year, by the year in which it began. Raises NotThere unless the reader may look back at it."""
    found = (
        Edition.objects.filter(network__slug=slug, is_current=False, school_year__starts_on__year=begins)
        .select_related("network__county", "school_year")
        .first()
    )
    if found is None or not rules.may_look_back(user, found):
        raise NotThere
    return found


def remembered(edition: Edition) -> list[dict[str, Any]]:
    """The chapters of an earlier year: as its report was presented, or as they stood when the year was closed.

    Words of a report that nobody presented stay with it.
    """
    report = NetworkReport.objects.filter(edition=edition).first()
    words = report.words if report and report.state != ReportState.DRAFT else {}
    chapters = report.frozen if report and report.frozen else counted(edition)
    return [chapter | {"text": words.get(chapter["name"], "")} for chapter in chapters]


def people_then(edition: Edition) -> list[Membership]:
    """Who belonged to an earlier year at its end, coordinators first."""
    return people_to_renew(edition)


def has_earlier_years(edition: Edition) -> bool:
    """Whether the network has a past to look back at."""
    return Edition.objects.filter(network=edition.network_id, is_current=False).exclude(pk=edition.pk).exists()
