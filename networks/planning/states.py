"""The way of a plan (domain 3.4): a table, importing nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class PlanState(TextChoices):
    """How far the year's plan has come."""

    DRAFT = "draft", pgettext_lazy("plan", "draft")
    CONSULTED = "consulted", pgettext_lazy("plan", "in consultation")
    ADOPTED = "adopted", pgettext_lazy("plan", "adopted")
    IN_PROGRESS = "in_progress", pgettext_lazy("plan", "in progress")
    COMPLETED = "completed", pgettext_lazy("plan", "completed")


PLAN_NEXT: dict[str, set[str]] = {
    PlanState.DRAFT: {PlanState.CONSULTED},
    PlanState.CONSULTED: {PlanState.DRAFT, PlanState.ADOPTED},
    PlanState.ADOPTED: {PlanState.IN_PROGRESS},
    PlanState.IN_PROGRESS: {PlanState.COMPLETED},
    PlanState.COMPLETED: {PlanState.IN_PROGRESS},
}
FOLLOWED = (PlanState.ADOPTED, PlanState.IN_PROGRESS)
"""States in which points are marked as done."""
