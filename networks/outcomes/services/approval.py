"""The way to the public through a Wagtail workflow, and the ways back from it."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from kit import clock
from kit.verdicts import Refused, insist
from moderation import trail
from networks.outcomes import faces, notices, rules, selectors
from networks.outcomes.models import Outcome
from networks.outcomes.services.planting import approval_workflow
from networks.outcomes.services.preparing import locked
from notifications.services import notify


def _complete(outcome: Outcome) -> None:
    """Raises Refused with everything the file misses: the lock on publishing."""
    missing = selectors.lacks(outcome)
    if missing:
        raise Refused(_("This is still missing: %(what)s") % {"what": " ".join(one.sentence for one in missing)})


@transaction.atomic
def send(*, by: Any, outcome: Outcome) -> None:
    """Send the complete file to the network's coordinator. From here on nobody changes it until it is decided.

    Raises Refused with what is missing, and when `by` may not.
    """
    held = locked(outcome)
    insist(rules.may_edit(by, held))
    _complete(held)
    held.returned_words = ""
    held.save(update_fields=["returned_words"])
    held.save_revision(user=by, clean=False, log_action=False)
    # Not `Workflow.start`: its signal writes Wagtail's own letters, with addresses of the CMS, to people who have none.
    state = WorkflowState.objects.create(
        content_type=held.get_content_type(),
        base_content_type=held.get_base_content_type(),
        object_id=str(held.pk),
        workflow=approval_workflow(),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    state.update(user=by)
    trail.write(by=by, action="outcomes.send", about=held, values={"version": held.version})
    _tell_judges(held, by=by)


def _tell_judges(outcome: Outcome, *, by: Any) -> None:
    notify(
        notices.TO_APPROVE,
        to=selectors.judges_of(outcome),
        about=outcome,
        by=by,
        title=_("To approve: the outcome “%(title)s” asks to go public") % {"title": outcome.title},
        url=reverse("outcomes:review", kwargs={"pk": outcome.pk}),
    )


def _tell_authors(outcome: Outcome, *, by: Any, title: str, text: str = "") -> None:
    authors = [row.user for row in outcome.authors.select_related("user")]
    notify(notices.DECIDED, to=authors, about=outcome, by=by, title=title, text=text, url=outcome.get_absolute_url())


@transaction.atomic
def take_back(*, by: Any, outcome: Outcome) -> None:
    """Take the request back; the file can be changed again. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_take_back(by, held))
    cancel_review(held, by=by)
    trail.write(by=by, action="outcomes.take_back", about=held, values={})


def cancel_review(outcome: Outcome, *, by: Any) -> None:
    """End the present round without a decision, where there is one."""
    state = outcome.current_workflow_state
    if state is not None:
        state.cancel(user=by)


@transaction.atomic
def approve(*, by: Any, outcome: Outcome, seen: int) -> bool:
    """Approve the version with number `seen` at the present step. Gives whether it is public now.

    The lock is asked again at every step: a consent may have been taken back meanwhile. Raises Refused.
    """
    held = locked(outcome)
    insist(rules.may_judge(by, held))
    step = held.review()
    if step is None or step.revision_id != seen or held.latest_revision_id != seen:
        raise Refused(_("This file has changed since you opened the page. Read it once more."))
    _complete(held)
    step.specific.approve(user=by)
    held.refresh_from_db()
    trail.write(by=by, action="outcomes.approve", about=held, values={"version": held.version})
    if held.review() is not None:
        _tell_judges(held, by=by)
        return False
    for face in faces.FACES:
        face.put(held, by)
    _tell_authors(held, by=by, title=_("The outcome “%(title)s” is public now") % {"title": held.title})
    return True


@transaction.atomic
def return_file(*, by: Any, outcome: Outcome, words: str) -> None:
    """Return the file to its authors with what to change. Raises Refused without words."""
    held = locked(outcome)
    insist(rules.may_judge(by, held))
    words = words.strip()[:2000]
    if not words:
        raise Refused(_("Say what to change, so that the authors know."))
    step, state = held.review(), held.current_workflow_state
    if step is None or state is None:
        raise Refused(_("This outcome does not wait for anybody."))
    step.specific.reject(user=by, comment=words, update=False)
    state.cancel(user=by)
    Outcome.objects.filter(pk=held.pk).update(returned_words=words)
    trail.write(by=by, action="outcomes.return", about=held, values={})
    _tell_authors(held, by=by, title=_("“%(title)s” comes back with remarks") % {"title": held.title}, text=words)


def taken(outcome: Outcome) -> None:
    """Off the public at once: page, picture for sharing, print, feed, sitemap, files, search (CM-02)."""
    Outcome.objects.filter(pk=outcome.pk).update(live=False)
    for face in faces.FACES:
        face.take(outcome)


@transaction.atomic
def withdraw(*, by: Any, outcome: Outcome, words: str) -> None:
    """Take it from the public; its file can be mended and sent again. The authors are told why. Raises Refused."""
    held = locked(outcome)
    insist(rules.may_withdraw(by, held))
    words = words.strip()[:2000]
    if not words:
        raise Refused(_("Say why, so that the authors know."))
    taken(held)
    trail.write(by=by, action="outcomes.withdraw", about=held, values={})
    authors = [row.user for row in held.authors.select_related("user")]
    notify(
        notices.WITHDRAWN,
        to=[*authors, *selectors.stewards_of(held)],
        about=held,
        by=by,
        title=_("The outcome “%(title)s” is not public any more") % {"title": held.title},
        text=words,
        url=held.get_absolute_url(),
    )


@transaction.atomic
def hide(outcome: Outcome) -> None:
    """Hide by a decision of moderation; what waits waits no more, what is public leaves the public at once."""
    held = locked(outcome)
    state = held.current_workflow_state
    if state is not None:
        state.cancel()
    Outcome.objects.filter(pk=held.pk).update(hidden_at=clock.now())
    if held.live:
        taken(held)


@transaction.atomic
def show_again(outcome: Outcome) -> None:
    """Undo the hiding: the file can be worked on again; the public reads it once it is approved anew."""
    Outcome.objects.filter(pk=outcome.pk).update(hidden_at=None)
