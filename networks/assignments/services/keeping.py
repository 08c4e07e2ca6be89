"""What happens to tasks by themselves: reminders, members who join later, a new coordinator."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kit import clock
from moderation import trail
from networks import rules as networks
from networks.assignments import notices, schedule, selectors
from networks.assignments.models import Assignment, Reminder, Task
from networks.assignments.services.giving import until
from networks.enums import Role
from networks.models import Edition, Membership
from networks.states import MembershipState
from notifications.services import notify

MORNING = 7
"""Nobody is reminded before this hour."""


def remind(*, now: datetime | None = None) -> int:
    """Send the reminders whose day has come, each once, none on a day off; gives how many tasks were reminded of."""
    now = now or clock.now()
    today = timezone.localdate(now)
    if timezone.localtime(now).hour < MORNING:
        return 0
    free: dict[str, Any] = {}
    count = 0
    for task in selectors.reminded_tasks(now):
        county = task.edition.network.county
        is_free = free.setdefault(county.voivodeship_id, selectors.days_off(county.voivodeship_id, today))
        if is_free(today):
            continue
        sent = {one.which for one in task.reminders.all()}
        due = schedule.due_now(timezone.localdate(task.due_at), today, sent, is_free)
        # What was due before the task was given is passed over: it was told of when it was given.
        given_on = timezone.localdate(task.created_at)
        fresh = [w for w in due if schedule.day_of(w, timezone.localdate(task.due_at), is_free) > given_on]
        if due:
            count += _remind_of(task, due, fresh[-1] if fresh else "", now)
    return count


@transaction.atomic
def _remind_of(task: Task, due: list[str], which: str, now: datetime) -> int:
    """Write down all that came due and send the last; what another worker wrote first is not sent again."""
    made = [Reminder.objects.get_or_create(task=task, which=one, defaults={"sent_at": now})[1] for one in due]
    late = selectors.late_people(task)
    if not which or not made[due.index(which)] or not late:
        return 0
    after = schedule.OFFSETS[which] > 0
    sentence = _("The day has passed: %(title)s") if after else _("Soon due: %(title)s")
    notify(
        notices.REMINDED,
        to=late,
        about=task,
        title=sentence % {"title": task.title},
        text=f"{task.edition.network} · {until(task)}",
        url=task.get_absolute_url(),
    )
    if which == "week_after":
        _tell_missing(task, late)
    return 1


def _tell_missing(task: Task, late: list[Any]) -> None:
    """After the last reminder the rest is for people: the owner hears who has not handed in."""
    keeper = task.owner if task.owner is not None and networks.standing(task.owner, task.edition.network) else None
    keepers = [keeper] if keeper else [held.user for held in _steering(task.edition)]
    words = ngettext("%(count)d person has not handed in", "%(count)d people have not handed in", len(late))
    notify(
        notices.MISSING,
        to=[person for person in keepers if person not in late],
        about=task,
        title=_("A week late: %(title)s") % {"title": task.title},
        text=f"{words % {'count': len(late)}}: {', '.join(str(person) for person in late[:12])}",
        url=task.get_absolute_url(),
    )


def _steering(edition: Edition) -> list[Membership]:
    held = Membership.objects.active().filter(edition=edition, role__in=networks.STEERING)
    return list(held.select_related("user"))


def welcome(membership: Membership) -> None:
    """Give a person who has just come in the open tasks that are for all; twice is once."""
    if membership.role == Role.EXPERT or membership.state != MembershipState.ACTIVE:
        return
    tasks = Task.objects.filter(
        edition=membership.edition_id, for_all=True, withdrawn_at=None, due_at__gte=clock.now()
    ).exclude(created_by=membership.user_id)
    Assignment.objects.bulk_create(
        [Assignment(task=task, user_id=membership.user_id, assigned_at=clock.now()) for task in tasks],
        ignore_conflicts=True,
    )


@transaction.atomic
def hand_over(*, by: Any, edition: Edition, old: Any, new: Any) -> int:
    """Pass the open tasks `old` looks after to `new`, in the handover's transaction; gives how many.

    What `old` set for oneself stays with `old`, who goes on as a member.
    """
    for_others = Assignment.objects.filter(task=OuterRef("pk")).exclude(user=old)
    kept = Task.objects.filter(edition=edition, owner=old, withdrawn_at=None)
    tasks = list(kept.filter(Q(for_all=True) | Exists(for_others)))
    Task.objects.filter(pk__in=[task.pk for task in tasks]).update(owner=new)
    for task in tasks:
        trail.write(by=by, action="assignments.task.hand_over", about=task, values={"from": old.pk, "to": new.pk})
    return len(tasks)
