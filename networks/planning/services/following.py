"""Following the plan point by point."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Membership
from networks.planning import rules
from networks.planning.models import Plan, Point
from networks.planning.registry import FINISHED, finished
from networks.planning.services.stamping import locked
from networks.planning.states import FOLLOWED, PlanState
from provenance.selectors import origins_of, results_of


def _followed(by: Any, plan: Plan) -> Plan:
    plan = locked(plan)
    here = Membership.objects.now().filter(edition=plan.edition_id, user=by).select_related("edition").first()
    if here is None:
        raise Refused(_("Only the network's coordinator can do this."))
    insist(rules.may_follow_as(here, plan))
    return plan


@transaction.atomic
def mark_done(*, by: Any, point: Point, words: str = "") -> None:
    """The point is done; the first such point puts the plan in progress. Twice is once.

    Raises Refused unless `by` steers the network and the plan is adopted.
    """
    plan = _followed(by, point.plan)
    point = Point.objects.select_for_update().get(pk=point.pk)
    _close(by, plan, point, " ".join(words.split())[:400])


def _close(by: Any, plan: Plan, point: Point, words: str = "") -> None:
    if point.done_at is None:
        point.done_at, point.done_by = clock.now(), by
    point.done_words = words or point.done_words
    point.save(update_fields=["done_at", "done_by", "done_words"])
    if plan.state == PlanState.ADOPTED:
        plan.state = PlanState.IN_PROGRESS
        plan.save(update_fields=["state", "updated_at"])
    trail.write(by=by, action="planning.point.done", about=point)


@transaction.atomic
def finish_with(*, by: Any, kind: str, pk: int) -> list[Point]:
    """A meeting was held or a task closed: the points it was made from are done with it, once nothing else made from
    them is still under way. Nobody has to say the same thing twice (features 2.4). Returns the points closed.
    """
    waiting = Point.objects.filter(
        pk__in=origins_of(kind, pk, source_kind="plan_point"), done_at=None, plan__state__in=FOLLOWED
    )
    closed = []
    for point in waiting.select_related("plan").order_by("pk"):
        plan = locked(point.plan)
        if plan.state in FOLLOWED and not _under_way(point):
            _close(by, plan, point)
            closed.append(point)
    return closed


def _under_way(point: Point) -> bool:
    for kind, _source in FINISHED.items():
        made = set(results_of("plan_point", [point.pk], result_kind=kind).get(point.pk, []))
        if made - finished(kind, made):
            return True
    return False


@transaction.atomic
def mark_undone(*, by: Any, point: Point) -> None:
    """The point is not done after all. Raises Refused as `mark_done` does."""
    _followed(by, point.plan)
    Point.objects.filter(pk=point.pk).update(done_at=None, done_by=None, done_words="")
    trail.write(by=by, action="planning.point.undone", about=point)
