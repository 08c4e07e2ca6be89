"""Personal data in tasks: what each field is, what is exported, what becomes of it on erasure (PD-01)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import BLANK, ERASE, register
from files import services as files
from files.selectors import files_of
from kit.rich_texts import rich_text
from networks.assignments.models import Assignment, Reminder, Task


def _erase_task(user: Any) -> None:
    """The task stays with those who do it; the name of who gave it goes."""
    Task.objects.filter(created_by=user).update(created_by=None)
    Task.objects.filter(owner=user).update(owner=None)


def _erase_results(user: Any) -> None:
    """What the person did goes with its files; the person's decisions about others lose their name."""
    for one in Assignment.objects.filter(user=user):
        for file in files_of(one):
            files.remove(file=file)
        one.delete()
    Assignment.objects.filter(decided_by=user).update(decided_by=None)


register(
    Task,
    plain=(
        "id edition title description due_at for_all links checklist created_at version "
        "withdrawn_at withdrawn_words once"
    ),
    personal={
        "created_by": (_("who gave the task"), BLANK),
        "owner": (_("who looks after the task"), BLANK),
    },
    rows=lambda user: Task.objects.filter(Q(created_by=user) | Q(owner=user)),
    erase=_erase_task,
)
register(
    Assignment,
    plain="id task assigned_at",
    personal={
        "user": (_("who is to do the task"), ERASE),
        "state": (_("how far the person is"), ERASE),
        "ticked": (_("steps the person did"), ERASE),
        "text": (_("what the person handed in"), ERASE),
        "link": (_("where the person's result lies"), ERASE),
        "handed_in_at": (_("when it was handed in"), ERASE),
        "decided_at": (_("when it was decided about"), ERASE),
        "decided_by": (_("who decided"), BLANK),
        "comment": (_("what was said of the result"), ERASE),
    },
    rows=lambda user: Assignment.objects.filter(user=user),
    erase=_erase_results,
)
register(Reminder, plain="id task which sent_at")

rich_text(Task, "description")
rich_text(Assignment, "text")
