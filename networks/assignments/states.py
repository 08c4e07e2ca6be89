"""The way of what one person promised: tables, importing nothing of ours."""

from django.db.models import TextChoices
from django.utils.translation import pgettext_lazy


class AssignmentState(TextChoices):
    """One person's part of a task."""

    TODO = "todo", pgettext_lazy("task", "to do")
    RETURNED = "returned", pgettext_lazy("task", "to improve")
    HANDED_IN = "handed_in", pgettext_lazy("task", "handed in")
    ACCEPTED = "accepted", pgettext_lazy("task", "accepted")


ASSIGNMENT_NEXT: dict[str, set[str]] = {
    AssignmentState.TODO: {AssignmentState.HANDED_IN, AssignmentState.ACCEPTED},
    AssignmentState.RETURNED: {AssignmentState.HANDED_IN, AssignmentState.ACCEPTED},
    AssignmentState.HANDED_IN: {AssignmentState.ACCEPTED, AssignmentState.RETURNED},
    AssignmentState.ACCEPTED: set(),
}
"""What somebody sets for oneself is accepted as it is handed in."""

WAITING = (AssignmentState.TODO, AssignmentState.RETURNED)
"""States in which the person is to act."""
