"""Doing what was promised: ticking steps, handing in, accepting, returning."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from kit import clock, html
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules as networks
from networks.assignments import notices, rules, timeline
from networks.assignments.models import Assignment, Task
from networks.assignments.services.giving import MOST_FILES
from networks.assignments.states import WAITING, AssignmentState
from networks.models import Membership
from networks.planning import services as plans
from notifications.services import notify

HANDED_IN_TWICE = gettext_lazy("You have handed this in already; it waits for a decision.")


@transaction.atomic
def tick(*, by: Any, assignment: Assignment, steps: Iterable[int]) -> Assignment:
    """Mark which steps of one's task are done. Steps that are not there any more are left out."""
    insist(rules.may_hand_in(by, assignment))
    known = range(len(assignment.task.checklist))
    assignment.ticked = sorted({step for step in steps if step in known})
    Assignment.objects.filter(pk=assignment.pk).update(ticked=assignment.ticked)
    return assignment


@transaction.atomic
def hand_in(
    *,
    by: Any,
    assignment: Assignment,
    text: str = "",
    link: str = "",
    drafts: Iterable[StoredFile] = (),
    without: Iterable[StoredFile] = (),
) -> Assignment:
    """Hand in a result: words, a link, files, any of them. What one set for oneself is accepted with it.

    Raises Refused when `by` may not, it was handed in already, the task is closed, or there is nothing to hand in.
    """
    insist(rules.may_hand_in(by, assignment))
    clean, drafts = html.clean(text), list(drafts)
    gone = {file.pk for file in without}
    kept = [file for file in files_of(assignment).defer("text") if file.pk not in gone]
    if not html.text_of(clean).strip() and not link and not drafts and not kept:
        raise Refused(_("Write a few words, give a link or add a file: something must be handed in."))
    if link and (not link.startswith(("https://", "http://")) or not html.safe_address(link)):
        raise Refused(_("A link begins with http:// or https://."))
    if len(drafts) + len(kept) > MOST_FILES:
        raise Refused(_("A result holds at most %(most)s files.") % {"most": MOST_FILES})
    own = assignment.task.owner_id == by.pk
    state = AssignmentState.ACCEPTED if own else AssignmentState.HANDED_IN
    now = clock.now()
    won = Assignment.objects.filter(pk=assignment.pk, state__in=WAITING).update(
        state=state,
        text=clean,
        link=link,
        handed_in_at=now,
        decided_at=now if own else None,
        decided_by=by if own else None,
        comment="",
    )
    if not won:
        raise Refused(HANDED_IN_TWICE)
    for file in files_of(assignment).filter(pk__in=gone):
        files.remove(file=file)
    for draft in drafts:
        files.attach(by=by, file=draft, parent=assignment)
    assignment.refresh_from_db()
    task = assignment.task
    trail.write(by=by, action="assignments.result.hand_in", about=task, values={"files": len(drafts) + len(kept)})
    if own:
        _tell_plan(by, task)
    else:
        notify(
            notices.HANDED_IN,
            to=_judges(assignment),
            by=by,
            about=task,
            title=_("%(name)s handed in: %(title)s") % {"name": by, "title": task.title},
            text=html.excerpt(clean),
            url=assignment.get_absolute_url(),
        )
    return assignment


def _tell_plan(by: Any, task: Task) -> None:
    """A point of the plan is done with the last of its tasks."""
    if timeline.closed([task.pk]):
        plans.finish_with(by=by, kind="task", pk=task.pk)


def _judges(assignment: Assignment) -> list[Any]:
    """Who is told that something came in: the owner while in the network, or else those who steer it."""
    held = Membership.objects.active().filter(edition=assignment.task.edition_id).exclude(user=assignment.user_id)
    owner = held.filter(user=assignment.task.owner_id)
    told = owner if owner.exists() else held.filter(role__in=networks.STEERING)
    return list(get_user_model().objects.filter(pk__in=told.values("user")))


def accept(*, by: Any, assignment: Assignment, comment: str = "") -> Assignment:
    """Accept what was handed in, with a word of thanks when there is one."""
    return _decide(by, assignment, AssignmentState.ACCEPTED, comment, _("Accepted: %(title)s"))


def return_(*, by: Any, assignment: Assignment, comment: str) -> Assignment:
    """Return what was handed in, saying what to improve. Raises Refused without those words."""
    if not comment.strip():
        raise Refused(_("Say what to improve; the person will read it."))
    return _decide(by, assignment, AssignmentState.RETURNED, comment, _("To improve: %(title)s"))


@transaction.atomic
def _decide(by: Any, assignment: Assignment, state: str, comment: str, sentence: str) -> Assignment:
    insist(rules.may_decide(by, assignment))
    waiting = Assignment.objects.filter(pk=assignment.pk, state=AssignmentState.HANDED_IN)
    won = waiting.update(state=state, decided_at=clock.now(), decided_by=by, comment=comment.strip()[:2000])
    if not won:
        raise Refused(_("Somebody has decided about this meanwhile."))
    assignment.refresh_from_db()
    task = assignment.task
    trail.write(by=by, action=f"assignments.result.{state}", about=task, values={"person": assignment.user_id})
    _tell_plan(by, task)
    notify(
        notices.DECIDED,
        to=[assignment.user],
        by=by,
        about=task,
        title=sentence % {"title": task.title},
        text=assignment.comment[:300],
        url=assignment.get_absolute_url(),
    )
    return assignment
