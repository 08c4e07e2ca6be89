"""What the screens of the plan need."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from directory.selectors import breaks_between
from kit import clock
from kit.verdicts import NotThere
from networks import rules as hall
from networks.models import Edition, Membership
from networks.planning import registry, rules
from networks.planning.enums import KIND_ICONS, KIND_TITLES, SECTION_HELP, Light, PointKind, Section
from networks.planning.models import Consent, Example, Goal, Plan, Point, Remark, Version
from networks.planning.outlines import Outline, outline_of, ready
from networks.planning.spoken import span
from networks.planning.states import PlanState
from networks.planning.timeline import Year, year_of
from networks.planning.versions import Change, changes, content_of
from networks.selectors import earlier_year, space_for
from networks.states import OPEN_STATES
from provenance.registry import Card, Seed
from provenance.selectors import Chain, chains, results_of


def plan_of(edition: Edition) -> Plan:
    """The year's plan; an unsaved draft when nobody has begun one."""
    plan = Plan.objects.filter(edition=edition).first() or Plan(edition=edition)
    plan.edition = edition
    return plan


def plan_in(user: Any, slug: str) -> tuple[Membership, Plan]:
    """The reader's place in the network and its plan. Raises NotThere for everybody from outside (AC-03)."""
    standing = space_for(user, slug)
    return standing, plan_of(standing.edition)


def readable_plan(user: Any, slug: str) -> tuple[Membership, Plan]:
    """The same, only when `user` may read the plan. Raises NotThere otherwise."""
    standing, plan = plan_in(user, slug)
    if plan.pk is None or not rules.may_read_plan_as(standing, plan):
        raise NotThere
    return standing, plan


def plan_for_county(user: Any, slug: str) -> Plan:
    """The plan of a network of the county `user` coordinates, once members have seen it. Raises NotThere otherwise."""
    plan = (
        Plan.objects.filter(edition__network__slug=slug, edition__is_current=True)
        .exclude(state=PlanState.DRAFT)
        .select_related("edition__network__county__voivodeship", "edition__school_year")
        .first()
    )
    if plan is None or not hall.may_supervise(user, plan.edition.network):
        raise NotThere
    return plan


def plan_of_year(user: Any, slug: str, begins: int) -> Plan:
    """The plan of an earlier year `user` may look back at. Raises NotThere for all others and for a mere draft."""
    edition = earlier_year(user, slug, begins)
    plan = Plan.objects.filter(edition=edition).first()
    if plan is None or not plan.is_shown:
        raise NotThere
    plan.edition = edition
    return plan


@dataclass
class Followed:
    """A point with what has come of it."""

    point: Point
    light: Light
    time: str
    chain: Chain
    is_fulfilled: bool
    """Whether something made from it is finished, so that it may well be done."""


@dataclass
class Chapter:
    """Points of one kind, or a chapter of words."""

    name: str
    title: str
    icon: str = ""
    help: str = ""
    text: str = ""
    points: list[Followed] = field(default_factory=list)


@dataclass
class PlanPage:
    """The plan as its page draws it."""

    plan: Plan
    goals: list[tuple[Goal, Chain]]
    kinds: list[Chapter]
    words: list[Chapter]
    year: Year
    counts: dict[str, int]

    @property
    def is_empty(self) -> bool:
        """Whether nothing is written."""
        return not (self.goals or any(one.points for one in self.kinds) or any(one.text for one in self.words))


def page_of(user: Any, plan: Plan, *, shown: bool = True) -> PlanPage:
    """Everything the page draws, in a number of queries that does not grow with the points.

    With `shown=False` (a draft, for a member) only the year with the rooms' marks is given.
    """
    edition, today = plan.edition, clock.today()
    filled = shown and plan.pk is not None
    points = list(plan.points.select_related("goal", "done_by")) if filled else []
    goals = list(plan.goals.all()) if filled else []
    chained = chains(user, "plan_point", [point.pk for point in points]) if points else {}
    fulfilled = fulfilled_points(points)
    followed = [
        Followed(
            point=point,
            light=point.light_on(today),
            time=span(point.starts_on, point.ends_on, point.whole_months),
            chain=chained[point.pk],
            is_fulfilled=point.pk in fulfilled and not point.done_at,
        )
        for point in points
    ]
    of_goals = chains(user, "plan_goal", [goal.pk for goal in goals]) if goals else {}
    kinds = [
        Chapter(kind.value, str(title), KIND_ICONS[kind], points=[one for one in followed if one.point.kind == kind])
        for kind, title in KIND_TITLES.items()
    ]
    words = [
        Chapter(one.value, str(one.label), help=str(SECTION_HELP[one]), text=plan.words.get(one.value, ""))
        for one in Section
        if shown
    ]
    year = year_of(edition.school_year, points, registry.marks(edition, user), breaks_of(edition), today)
    counts = {light.value: sum(one.light == light for one in followed) for light in Light}
    return PlanPage(plan, [(goal, of_goals[goal.pk]) for goal in goals], kinds, words, year, counts)


def breaks_of(edition: Edition) -> list[Any]:
    """School breaks of the network's voivodeship in its year (BR26)."""
    year = edition.school_year
    return breaks_between(year.starts_on, year.ends_on, edition.network.county.voivodeship_id)


def fulfilled_points(points: Iterable[Point]) -> set[int]:
    """Points from which something was made that is finished: a held meeting, a closed task."""
    numbers = [point.pk for point in points]
    found: set[int] = set()
    if not numbers:
        return found
    for kind, _source in registry.FINISHED.items():
        made = results_of("plan_point", numbers, result_kind=kind)
        done = registry.finished(kind, {pk for pks in made.values() for pk in pks}) if made else set()
        found |= {point for point, pks in made.items() if done.intersection(pks)}
    return found


# --- parts of the plan, fetched under the reader's rights ------------------------------------------------------------


def goal_in(plan: Plan, number: int) -> Goal:
    """The goal of this plan. Raises NotThere for any other (AC-05)."""
    return _mine(Goal.objects.filter(pk=number, plan=plan.pk).first(), plan)


def point_in(plan: Plan, number: int) -> Point:
    """The point of this plan. Raises NotThere for any other (AC-05)."""
    return _mine(Point.objects.filter(pk=number, plan=plan.pk).select_related("goal").first(), plan)


def remark_in(plan: Plan, number: int) -> Remark:
    """The remark on this plan. Raises NotThere for any other (AC-05)."""
    return _mine(Remark.objects.filter(pk=number, plan=plan.pk).select_related("author").first(), plan)


def _mine(found: Any, plan: Plan) -> Any:
    if found is None:
        raise NotThere
    found.plan = plan
    return found


# --- consultation ----------------------------------------------------------------------------------------------------


@dataclass
class Talk:
    """What members said of the plan."""

    remarks: list[Remark]
    agreed: list[Consent]
    members: int
    agrees: bool

    @property
    def unanswered(self) -> int:
        """Remarks that wait for the coordinator."""
        return sum(not remark.outcome for remark in self.remarks)


def talk_of(user: Any, plan: Plan) -> Talk:
    """Remarks and consents of the plan, in three queries."""
    if plan.pk is None:
        return Talk([], [], 0, False)
    remarks = list(plan.remarks.select_related("author", "answered_by"))
    agreed = list(plan.consents.filter(number=plan.number).select_related("user").order_by("made_at"))
    members = Membership.objects.active().filter(edition=plan.edition_id).exclude(role="expert").count()
    return Talk(remarks, agreed, members, any(one.user_id == user.pk for one in agreed))


def plans_to_consult(user: Any) -> QuerySet[Plan]:
    """Plans in consultation that wait for a word of `user`: neither a remark nor a consent to the present version."""
    places = hall.memberships_of(user).filter(role="member", edition__state__in=OPEN_STATES)
    agreed = Consent.objects.filter(user=user, plan=OuterRef("pk"), number=OuterRef("number"))
    return (
        Plan.objects.filter(edition__in=places.values("edition"), state=PlanState.CONSULTED)
        .exclude(remarks__author=user)
        .exclude(Exists(agreed))
        .select_related("edition__network")
    )


def points_to_follow(user: Any, edition_id: int | None = None) -> QuerySet[Point]:
    """Points of the adopted plans `user` steers that are late, or end within a week; earliest first."""
    places = hall.memberships_of(user).filter(role__in=hall.STEERING, edition__state__in=OPEN_STATES)
    if edition_id is not None:
        places = places.filter(edition=edition_id)
    return (
        Point.objects.filter(
            plan__edition__in=places.values("edition"),
            plan__state__in=(PlanState.ADOPTED, PlanState.IN_PROGRESS),
            done_at=None,
            ends_on__lte=clock.today() + timedelta(days=7),
        )
        .select_related("plan__edition__network")
        .order_by("ends_on", "pk")
    )


def next_points(plan: Plan, count: int = 3) -> list[Point]:
    """Points under way or next, for the start page of the network."""
    return list(plan.points.filter(done_at=None, ends_on__gte=clock.today())[:count])


# --- versions --------------------------------------------------------------------------------------------------------


@dataclass
class Told:
    """One version with what is different in it."""

    version: Version
    changes: list[Change]
    is_first: bool


def history_of(plan: Plan) -> list[Told]:
    """All versions, latest first, each with its difference from the one before."""
    rows = list(plan.versions.select_related("made_by"))
    before = [*(row.content for row in rows[1:]), None][: len(rows)]  # of a plan nobody was shown there is none
    return [Told(row, changes(old, row.content), old is None) for row, old in zip(rows, before, strict=True)]


def version_in(plan: Plan, number: int) -> Version:
    """One version of this plan. Raises NotThere for any other."""
    found = plan.versions.select_related("made_by").filter(number=number).first()
    if found is None:
        raise NotThere
    return found


# --- examples --------------------------------------------------------------------------------------------------------


def outlines_for(standing: Membership) -> list[tuple[str, Outline, bool]]:
    """(where it comes from, outline, whether the reader made it): last year's plan, ready ones, those of others."""
    found: list[tuple[str, Outline, bool]] = []
    before = plan_before(standing.edition)
    if before is not None:
        year = before.edition.school_year
        found.append(("before", Outline("before", str(year), "", outline_of(content_of(before))), False))
    found += [("ready", outline, False) for outline in ready().values()]
    found += [
        ("shared", Outline(f"shared-{one.pk}", one.title, one.summary, one.content), one.made_by_id == standing.user_id)
        for one in Example.objects.all()[:100]
    ]
    return found


def outline_named(standing: Membership, name: str) -> Outline:
    """The outline the reader chose. Raises NotThere for a name nobody knows."""
    for _source, outline, _own in outlines_for(standing):
        if outline.name == name:
            return outline
    raise NotThere


def example_by(user: Any, number: int) -> Example:
    """An example `user` made. Raises NotThere for others."""
    found = Example.objects.filter(pk=number).first()
    if found is None or (found.made_by_id != user.pk and not user.is_superuser):
        raise NotThere
    return found


def plan_before(edition: Edition) -> Plan | None:
    """The plan of the same network in an earlier year, the latest."""
    return (
        Plan.objects.filter(edition__network=edition.network_id)
        .filter(edition__school_year__starts_on__lt=edition.school_year.starts_on)
        .select_related("edition__school_year", "edition__network")
        .order_by("-edition__school_year__starts_on")
        .first()
    )


# --- what points give to other things --------------------------------------------------------------------------------


def point_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of the points `user` may read; one query."""
    points = Point.objects.filter(pk__in=list(pks), plan__in=rules.readable_plans(user)).select_related(
        "plan__edition__network", "plan__edition__school_year"
    )
    return {
        point.pk: Card(
            title=point.title,
            url=f"{point.plan.get_absolute_url()}#punkt-{point.pk}",
            note=span(point.starts_on, point.ends_on, point.whole_months),
        )
        for point in points
    }


def point_seed(user: Any, pk: int) -> Seed:
    """What a point gives to what is made from it: `values` has kind, starts_on, ends_on, whole_months and who."""
    point = Point.objects.filter(pk=pk, plan__in=rules.readable_plans(user)).select_related("plan").first()
    if point is None:
        raise NotThere
    return Seed(
        title=point.title,
        text="\n\n".join(part for part in (point.text, point.outcome) if part),
        edition_id=point.plan.edition_id,
        values={
            "kind": point.kind,
            "starts_on": point.starts_on,
            "ends_on": point.ends_on,
            "whole_months": point.whole_months,
            "who": point.who,
        },
    )


def goal_cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of the goals `user` may read; one query."""
    goals = Goal.objects.filter(pk__in=list(pks), plan__in=rules.readable_plans(user)).select_related(
        "plan__edition__network", "plan__edition__school_year"
    )
    return {goal.pk: Card(title=goal.title, url=f"{goal.plan.get_absolute_url()}#cel-{goal.pk}") for goal in goals}


def progress(edition_ids: list[int]) -> dict[int, dict[str, Any]]:
    """{edition number: state, done, late, all} of the plans of several years, in two queries."""
    today = clock.today()
    found: dict[int, dict[str, Any]] = {
        number: {"state": state, "done": 0, "late": 0, "all": 0}
        for number, state in Plan.objects.filter(edition__in=edition_ids).values_list("edition", "state")
    }
    rows = Point.objects.filter(plan__edition__in=edition_ids).values_list("plan__edition", "done_at", "ends_on")
    for number, done_at, ends_on in rows:
        one = found[number]
        one["all"] += 1
        one["done"] += done_at is not None
        one["late"] += done_at is None and ends_on < today
    return found


def plan_address(slug: str) -> str:
    """The plan's page."""
    return reverse("planning:plan", kwargs={"slug": slug})


KIND_LABELS = {kind.value: kind.label for kind in PointKind}
