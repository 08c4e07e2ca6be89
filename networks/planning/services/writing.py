"""Writing the plan: its chapters, goals and points."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kit.once import once
from kit.verdicts import Refused
from networks import services as hall
from networks.models import Edition
from networks.planning import recommended
from networks.planning.enums import PointKind, Section
from networks.planning.models import Goal, Plan, Point
from networks.planning.services.stamping import writing
from provenance import services as provenance
from provenance.registry import Reference
from search import services as search

LONGEST = 10_000
"""Characters of one chapter."""
MOST_GOALS = 12
MOST_POINTS = 80


class Clash(Refused):
    """Somebody saved meanwhile; nothing was overwritten (CO-03). `revision` is the one that stands now."""

    def __init__(self, revision: int) -> None:
        super().__init__(
            _("Somebody else saved the plan meanwhile. What you wrote stands below; read theirs and save again.")
        )
        self.revision = revision


@transaction.atomic
def write_words(*, by: Any, edition: Edition, goal: str, words: dict[str, str], revision: int, why: str = "") -> Plan:
    """Save the general goal and the chapters of words.

    `revision` is the one the writer began with: Clash when it is not the present one. Raises Refused unless `by`
    writes the plan, for a chapter over 10,000 characters, and without a reason once members have seen the plan.
    """
    if any(len(text) > LONGEST for text in words.values()):
        raise Refused(_("A chapter is too long. Shorten it to 10,000 characters."))
    with writing(by=by, edition=edition, why=why, action="planning.plan.write") as plan:
        if revision != plan.revision:
            raise Clash(plan.revision)
        plan.words = plan.words | {name: words[name].strip() for name in Section.values if name in words}
        if goal.strip() != plan.edition.goal:
            hall.set_goal(by=by, edition=plan.edition, goal=goal)
    return plan


@transaction.atomic
def add_goal(
    *,
    by: Any,
    edition: Edition,
    title: str,
    criteria: str = "",
    effect: str = "",
    why: str = "",
    made_from: Reference | None = None,
    key: UUID | None = None,
) -> Goal:
    """A new goal at the end of the list, where wanted made from something. Raises Refused as `write_words` does."""

    def make() -> Goal:
        with writing(by=by, edition=edition, why=why, action="planning.goal.add") as plan:
            if plan.goals.count() >= MOST_GOALS:
                raise Refused(_("A plan with more than twelve goals cannot be followed. Join some of them."))
            last = plan.goals.aggregate(last=Max("position"))["last"] or 0
            goal = Goal.objects.create(
                plan=plan, position=last + 1, title=_titled(title), criteria=criteria.strip(), effect=effect.strip(),
                once=key,
            )  # fmt: skip
            provenance.record(by=by, source=made_from, result=Reference("plan_goal", goal.pk))
        return goal

    return once(Goal.objects.filter(plan__edition=edition), key, make)


@transaction.atomic
def take_recommendation(*, by: Any, edition: Edition, number: int) -> Goal:
    """Make a goal of a recommendation of the year before, in one step; twice is once.

    Raises Refused as `add_goal` does, and for a number that is not there (any more).
    """
    lines = recommended.lines_of(edition)
    if number not in range(len(lines)):
        raise Refused(_("This recommendation is not there any more."))
    line = lines[number]
    title = recommended.title_of(line)
    held = Goal.objects.filter(plan__edition=edition, title__iexact=title).first()
    if held is not None:
        return held
    effect = line if title != line else ""
    return add_goal(by=by, edition=edition, title=title, effect=effect, why=_("A recommendation of the year before."))


@transaction.atomic
def change_goal(*, by: Any, goal: Goal, title: str, criteria: str, effect: str, why: str = "") -> None:
    """Other words of a goal. Raises Refused as `write_words` does."""
    with writing(by=by, edition=goal.plan.edition, why=why, action="planning.goal.change"):
        goal.title, goal.criteria, goal.effect = _titled(title), criteria.strip(), effect.strip()
        goal.save(update_fields=["title", "criteria", "effect"])


@transaction.atomic
def remove_goal(*, by: Any, goal: Goal, why: str = "") -> None:
    """Take a goal out; its points stay, serving no goal. Earlier versions keep it."""
    with writing(by=by, edition=goal.plan.edition, why=why, action="planning.goal.remove"):
        goal.delete()


def check_point(
    *, edition: Edition, starts_on: date, ends_on: date, title: str = "-", **_others: Any
) -> dict[str, str]:
    """What is wrong with a point, field by field, in words for the person; used by the form and by the services."""
    wrong: dict[str, str] = {}
    year = edition.school_year
    if not title.strip():
        wrong["title"] = _("Give the point a title.")
    if ends_on < starts_on:
        wrong["ends_on"] = _("The last day cannot come before the first.")
    for name, day in (("starts_on", starts_on), ("ends_on", ends_on)):
        if not year.holds(day):
            wrong.setdefault(
                name,
                _("This day is outside the network's school year: %(first)s – %(last)s.")
                % {"first": date_format(year.starts_on, "j E Y"), "last": date_format(year.ends_on, "j E Y")},
            )
    return wrong


def _insist_on(plan: Plan, values: dict[str, Any]) -> None:
    for sentence in check_point(edition=plan.edition, **values).values():
        raise Refused(sentence)
    goal = values.get("goal")
    if goal is not None and goal.plan_id != plan.pk:
        raise Refused(_("This goal belongs to another plan."))


def _point_values(values: dict[str, Any]) -> dict[str, Any]:
    texts = {name: values.get(name, "").strip() for name in ("title", "text", "who", "outcome")}
    return texts | {
        "kind": PointKind(values["kind"]),
        "starts_on": values["starts_on"],
        "ends_on": values["ends_on"],
        "whole_months": bool(values.get("whole_months")),
        "goal": values.get("goal"),
    }


@transaction.atomic
def add_point(
    *,
    by: Any,
    edition: Edition,
    why: str = "",
    made_from: Reference | None = None,
    key: UUID | None = None,
    **values: Any,
) -> Point:
    """A new point, where wanted made from something.

    `values` are kind, title, starts_on, ends_on and, where given, text, whole_months, who, outcome, goal. Raises
    Refused for a day outside the school year, an end before the beginning, a goal of another plan, and as
    `write_words` does.
    """

    def make() -> Point:
        with writing(by=by, edition=edition, why=why, action="planning.point.add") as plan:
            _insist_on(plan, values)
            if plan.points.count() >= MOST_POINTS:
                raise Refused(_("A plan with more than eighty points cannot be followed. Join some of them."))
            point = Point.objects.create(plan=plan, once=key, **_point_values(values))
            provenance.record(by=by, source=made_from, result=Reference("plan_point", point.pk))
        search.changed(point)
        return point

    return once(Point.objects.filter(plan__edition=edition), key, make)


@transaction.atomic
def change_point(*, by: Any, point: Point, why: str = "", **values: Any) -> None:
    """Another time, title or words of a point. Raises Refused as `add_point` does."""
    with writing(by=by, edition=point.plan.edition, why=why, action="planning.point.change") as plan:
        _insist_on(plan, values)
        for name, value in _point_values(values).items():
            setattr(point, name, value)
        point.save()
    search.changed(point)


@transaction.atomic
def remove_point(*, by: Any, point: Point, why: str = "") -> None:
    """Take a point out; what was made from it stays, and earlier versions keep it."""
    with writing(by=by, edition=point.plan.edition, why=why, action="planning.point.remove"):
        search.forget(model=Point, numbers=[point.pk])
        point.delete()


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise Refused(_("Write the goal first."))
    return title
