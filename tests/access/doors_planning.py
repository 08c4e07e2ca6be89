"""Doors of the plan."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from kit import clock
from networks.planning import services
from tests.access.doors import Door


def _plan(world: Any) -> Any:
    ada, edition = world.fixture("ada"), world.fixture("edition")
    if not services.plan_of(edition).is_shown:
        day = edition.school_year.starts_on
        services.add_goal(by=ada, edition=edition, title="Cel")
        services.add_point(by=ada, edition=edition, kind="task", title="Zadanie", starts_on=day, ends_on=day)
        services.consult(by=ada, plan=services.plan_of(edition), until_on=clock.today())
    return services.plan_of(edition)


def _get(name: str, **more: Any) -> Any:
    def opens(world: Any, client: Any) -> Any:
        _plan(world)
        return client.get(reverse(f"planning:{name}", kwargs={"slug": world.fixture("network").slug, **more}))

    return opens


def _post(name: str, values: dict[str, str]) -> Any:
    def opens(world: Any, client: Any) -> Any:
        _plan(world)
        return client.post(reverse(f"planning:{name}", kwargs={"slug": world.fixture("network").slug}), values)

    return opens


DOORS = [
    Door(row="plan_read", name="plan", surface="page", opens=_get("plan")),
    Door(row="plan_read", name="history", surface="page", opens=_get("history")),
    Door(row="plan_read", name="print", surface="file", opens=_get("print", form="docx")),
    Door(row="plan_write", name="goal", surface="page", opens=_post("goal_add", {"title": "x", "why": "bo tak"})),
    Door(row="plan_write", name="words", surface="page", opens=_get("words")),
    Door(row="plan_write", name="examples", surface="page", opens=_get("begin")),
    Door(row="plan_write", name="withdraw", surface="page", opens=_post("withdraw", {})),
    Door(row="plan_speak", name="remark", surface="page", opens=_post("remark", {"part": "whole", "words": "Uwaga"})),
    Door(row="plan_speak", name="agree", surface="page", opens=_post("agree", {})),
    Door(row="plan_supervise", name="county", surface="page", opens=_get("county")),
]
