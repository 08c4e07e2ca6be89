"""Who may do what with tasks. Each single check has its queryset twin; a property test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.assignments.models import Assignment, Task
from networks.assignments.states import WAITING, AssignmentState
from networks.enums import Role
from networks.models import Membership
from networks.states import OPEN_STATES


def readable_tasks(user: Any) -> QuerySet[Task]:
    """Tasks of the networks `user` may enter: what is to be done is common knowledge there, results are not."""
    return Task.objects.filter(edition__network__in=networks.enterable_networks(user))


def may_read(user: Any, task: Task) -> Verdict:
    """Whether `user` may read the task."""
    return networks.may_enter(user, task.edition.network)


def may_give_as(here: Membership | None) -> Verdict:
    """Whether the place `here` lets one make tasks: a member, while the year is open; experts take part as guests."""
    if here is None or here.role == Role.EXPERT:
        return refusal(_("Tasks are given by members of the network."))
    if not here.edition.is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    return ALLOWED


def may_give_to_others_as(here: Membership | None) -> Verdict:
    """Whether the place `here` lets one give tasks to others (D49): who steers; members set them for themselves."""
    verdict = may_give_as(here)
    if verdict and here is not None and here.role not in networks.STEERING:
        return refusal(_("Only the coordinator gives tasks to others. You can set one for yourself."))
    return verdict


def _kept_by(user: Any) -> Q:
    """Tasks in `user`'s hands: own ones and those of networks `user` steers, while the year is open."""
    places = networks.memberships_of(user).filter(edition__state__in=OPEN_STATES)
    steered = places.filter(role__in=networks.STEERING).values("edition")
    return Q(edition__in=steered) | Q(owner=user.pk, edition__in=places.values("edition"))


def _keeps(user: Any, task: Task) -> Verdict:
    here = networks.standing(user, task.edition.network)
    if here is None or here.edition_id != task.edition_id or not here.edition.is_open:
        return refusal(_("This network's year is closed; its tasks can only be read."))
    if here.role in networks.STEERING or (task.owner_id is not None and task.owner_id == user.pk):
        return ALLOWED
    return refusal(_("Only the person who gave the task, or the network's coordinator, can do this."))


def changeable_tasks(user: Any) -> QuerySet[Task]:
    """Tasks `user` may change or withdraw."""
    return Task.objects.filter(_kept_by(user), withdrawn_at=None)


def may_change(user: Any, task: Task) -> Verdict:
    """Whether `user` may change or withdraw the task."""
    verdict = _keeps(user, task)
    if verdict and task.withdrawn_at is not None:
        return refusal(_("This task is withdrawn."))
    return verdict


def seen_results(user: Any) -> QuerySet[Assignment]:
    """What people handed in, as far as `user` may see it: one's own, of tasks one gave, of networks one steers."""
    readable = Assignment.objects.filter(task__in=readable_tasks(user))
    steered = networks.steerable_networks(user)
    return readable.filter(Q(user=user.pk) | Q(task__owner=user.pk) | Q(task__edition__network__in=steered))


def may_see_result(user: Any, assignment: Assignment) -> Verdict:
    """Whether `user` may see how far this person is and what was handed in."""
    verdict = may_read(user, assignment.task)
    if not verdict:
        return verdict
    if user.pk in (assignment.user_id, assignment.task.owner_id):
        return ALLOWED
    return networks.may_steer(user, assignment.task.edition.network)


def open_for(user: Any) -> QuerySet[Assignment]:
    """What `user` may hand in now."""
    places = networks.memberships_of(user).filter(edition__state__in=OPEN_STATES)
    return Assignment.objects.filter(
        user=user.pk, state__in=WAITING, task__withdrawn_at=None, task__edition__in=places.values("edition")
    )


def may_hand_in(user: Any, assignment: Assignment) -> Verdict:
    """Whether `user` may hand this in: one's own, not yet handed in, the task and the year open."""
    task = assignment.task
    if assignment.user_id != user.pk:
        return refusal(_("Only the person the task is given to can hand it in."))
    here = networks.standing(user, task.edition.network)
    if here is None or here.edition_id != task.edition_id or not here.edition.is_open:
        return refusal(_("This network's year is closed; nothing can be handed in."))
    if task.withdrawn_at is not None:
        return refusal(_("This task was withdrawn; there is nothing to hand in."))
    if assignment.state == AssignmentState.HANDED_IN:
        return refusal(_("You have handed this in already; it waits for a decision."))
    if assignment.state == AssignmentState.ACCEPTED:
        return refusal(_("This is done and accepted already."))
    return ALLOWED


def decidable(user: Any) -> QuerySet[Assignment]:
    """What was handed in and waits for `user`'s decision."""
    kept = Task.objects.filter(_kept_by(user), withdrawn_at=None)
    return Assignment.objects.filter(task__in=kept, state=AssignmentState.HANDED_IN).exclude(user=user.pk)


def may_decide(user: Any, assignment: Assignment) -> Verdict:
    """Whether `user` may accept what was handed in, or return it: who gave the task and who steers, never oneself."""
    verdict = may_change(user, assignment.task)
    if not verdict:
        return verdict
    if assignment.user_id == user.pk:
        return refusal(_("Nobody decides about one's own work. Ask the deputy or the coordinator."))
    if assignment.state != AssignmentState.HANDED_IN:
        return refusal(_("There is nothing to decide: it is not handed in, or somebody has decided already."))
    return ALLOWED
