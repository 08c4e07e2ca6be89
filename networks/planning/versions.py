"""A plan as one frozen whole, and the difference of two such wholes in words. Knows no rows but those it is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from networks.planning.enums import PointKind, Section
from networks.planning.models import Plan


def content_of(plan: Plan) -> dict[str, Any]:
    """The plan as plain values; three queries."""
    return {
        "goal": plan.edition.goal,
        "words": {name: plan.words.get(name, "") for name in Section.values},
        "goals": [
            {"id": goal.pk, "title": goal.title, "criteria": goal.criteria, "effect": goal.effect}
            for goal in plan.goals.all()
        ],
        "points": [
            {
                "id": point.pk,
                "kind": point.kind,
                "title": point.title,
                "text": point.text,
                "starts_on": point.starts_on.isoformat(),
                "ends_on": point.ends_on.isoformat(),
                "whole_months": point.whole_months,
                "who": point.who,
                "outcome": point.outcome,
                "goal": point.goal_id,
            }
            for point in plan.points.all()
        ],
    }


@dataclass(frozen=True)
class Field:
    """One value that is another now."""

    label: str
    before: str
    after: str


@dataclass
class Change:
    """One thing of the plan that came, went or became another."""

    title: str
    what: str
    fields: list[Field] = field(default_factory=list)


ADDED, REMOVED, CHANGED = "added", "removed", "changed"


def changes(before: dict[str, Any] | None, after: dict[str, Any]) -> list[Change]:
    """What is different in `after`, readable for people; nothing for a first version."""
    if before is None:
        return []
    found = []
    if before["goal"] != after["goal"]:
        found.append(Change(_("General goal"), CHANGED, [Field(_("Text"), before["goal"], after["goal"])]))
    for section in Section:
        old, new = before["words"].get(section.value, ""), after["words"].get(section.value, "")
        if old != new:
            found.append(Change(str(section.label), CHANGED, [Field(_("Text"), old, new)]))
    found += _of_rows(before["goals"], after["goals"], _goal_values)
    names = {goal["id"]: goal["title"] for goal in (*before["goals"], *after["goals"])}
    return found + _of_rows(before["points"], after["points"], lambda point: _point_values(point, names))


def _of_rows(before: list[dict[str, Any]], after: list[dict[str, Any]], values: Any) -> list[Change]:
    old, new = {row["id"]: row for row in before}, {row["id"]: row for row in after}
    found = [Change(row["title"], ADDED) for number, row in new.items() if number not in old]
    found += [Change(row["title"], REMOVED) for number, row in old.items() if number not in new]
    for number in old.keys() & new.keys():
        pairs = zip(values(old[number]), values(new[number]), strict=True)
        fields = [Field(label, was, now) for (label, was), (_label, now) in pairs if was != now]
        if fields:
            found.append(Change(new[number]["title"], CHANGED, fields))
    return found


def _goal_values(goal: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        (_("Goal"), goal["title"]),
        (_("Criteria of success"), goal["criteria"]),
        (_("Expected effect"), goal["effect"]),
    ]


def _point_values(point: dict[str, Any], goals: dict[int, str]) -> list[tuple[str, str]]:
    return [
        (_("Title"), point["title"]),
        (_("Kind"), str(PointKind(point["kind"]).label)),
        (_("When"), when(point)),
        (_("Who"), point["who"]),
        (_("Description"), point["text"]),
        (_("Expected outcome"), point["outcome"]),
        (_("Serves the goal"), goals.get(point["goal"], "")),
    ]


def when(point: dict[str, Any]) -> str:
    """The time of a point of a frozen whole, as people say it."""
    from networks.planning.spoken import span

    return span(date.fromisoformat(point["starts_on"]), date.fromisoformat(point["ends_on"]), point["whole_months"])
