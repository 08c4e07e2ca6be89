"""The tab of tasks, and where tasks show on start pages: only what one can act on."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.panels import DESK, SPACE, TABS, Found, Panel, Tab
from networks.assignments import selectors

SHOWN = 5


def _asks(user: Any, _place: Any) -> dict[str, QuerySet]:
    return {"mine": selectors.waiting_for_me(user), "decide": selectors.to_decide(user)}


def desk(user: Any, _place: Any, found: Found) -> dict[str, Any]:
    """What I promised and what waits for my decision, the nearest first."""
    waiting = list(selectors.waiting_for_me(user)[: selectors.MOST_MINE]) if found["mine"] else []
    decide = list(selectors.to_decide(user)[: SHOWN + 1]) if found["decide"] else []
    return {
        "assignments": waiting[:SHOWN],
        "more": max(0, len(waiting) - SHOWN),
        "decide": decide[:SHOWN],
        "has_more": len(decide) > SHOWN,
        "now": clock.now(),
    }


def space(user: Any, place: Any) -> dict[str, Any] | None:
    """My tasks in this network, and for who gives them, how many wait for a decision."""
    mine = selectors.my_tasks(user, edition=place.edition)
    waiting = [*mine.late, *mine.soon, *mine.later]
    decide = selectors.to_decide(user).filter(task__edition=place.edition_id).count()
    if not waiting and not decide:
        return None
    return {
        "assignments": waiting[:SHOWN],
        "more": max(0, len(waiting) - SHOWN),
        "decide_count": decide,
        "now": clock.now(),
    }


def _url(network: Any) -> str:
    return reverse("assignments:network_list", kwargs={"slug": network.slug})


TABS.register("tasks", Tab(name="tasks", label=_("Tasks"), icon="list-checks", url=_url, position=50))
DESK.register(
    "tasks", Panel(name="tasks", template="assignments/panels/desk.html", values=desk, position=15, asks=_asks)
)
SPACE.register("tasks", Panel(name="tasks", template="assignments/panels/space.html", values=space, position=20))
