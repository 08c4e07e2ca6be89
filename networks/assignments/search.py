"""Tasks can be found by members of their network: title, what to do, steps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kit.html import text_of
from networks.assignments import rules
from networks.assignments.models import Task
from search.registry import Face, entry


def face(task: Task) -> Face | None:
    """What the index sees of a task; nothing of a withdrawn one, nothing of results."""
    if task.withdrawn_at is not None:
        return None
    network = task.edition.network
    return Face(
        title=task.title,
        text="\n".join([text_of(task.description), *task.checklist]),
        url=task.get_absolute_url(),
        audience=[f"network:{network.pk}"],
        dated_at=task.created_at,
        facets={"network": [network.title]},
    )


def among(user: Any) -> QuerySet[Task]:
    """Tasks this person may read."""
    return rules.readable_tasks(user)


def rows() -> QuerySet[Task]:
    """All tasks."""
    return Task.objects.select_related("edition__network")


entry("assignments.task", label=_("task"), model=Task, face=face, among=among, rows=rows, icon="list-checks")
