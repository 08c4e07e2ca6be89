"""The way to the public: asked for by an author, approved by the network's own people in a Wagtail workflow."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import WorkflowState

from accounts import rules as people
from accounts import services as accounts
from accounts.consents import PUBLICATION
from kit.verdicts import Refused, insist
from moderation import trail
from networks.blogs import notices, rules, selectors
from networks.blogs.models import BlogPostPage
from networks.blogs.services.planting import approval_workflow
from networks.blogs.services.writing import locked
from notifications.services import notify
from search import services as search


@transaction.atomic
def ask_public(*, by: Any, entry: BlogPostPage, named: bool = False) -> None:
    """Ask the network's people to make the latest version public; `named` agrees to stand there by name (CM-08).

    From here on nobody changes the entry until they decide or an author takes it back. Raises Refused when `by` may
    not ask.
    """
    held = locked(entry)
    insist(rules.may_ask_public(by, held))
    if named and not people.may_be_named(by):
        accounts.give_consent(by=by, kind=PUBLICATION.name)
    # Not `Workflow.start`: its signal writes Wagtail's own letters, with addresses of the CMS, to people who have none.
    state = WorkflowState.objects.create(
        content_type=held.get_content_type(),
        base_content_type=held.get_base_content_type(),
        object_id=str(held.pk),
        workflow=approval_workflow(),
        status=WorkflowState.STATUS_IN_PROGRESS,
    )
    state.update(user=by)
    trail.write(by=by, action="blogs.entry.ask_public", about=held, values={"network": held.network_id})
    _tell_judges(held, by=by)


def _tell_judges(entry: BlogPostPage, *, by: Any) -> None:
    notify(
        notices.TO_APPROVE,
        to=selectors.judges_of(entry),
        about=entry,
        by=by,
        title=_("To approve: “%(title)s” asks to go public") % {"title": entry.draft_title or entry.title},
        url=reverse("blogs:review", kwargs={"pk": entry.pk}),
    )


@transaction.atomic
def take_back(*, by: Any, entry: BlogPostPage) -> None:
    """Take the request back; the entry stays as the network reads it."""
    held = locked(entry)
    insist(rules.may_take_back(by, held))
    held.current_workflow_state.cancel(user=by)
    trail.write(by=by, action="blogs.entry.take_back", about=held, values={})


@transaction.atomic
def approve(*, by: Any, entry: BlogPostPage, seen: int) -> bool:
    """Approve the version with number `seen` at the present step. Gives whether it is public now.

    Raises Refused when `by` does not decide here, or the version that waits is not the one that was read.
    """
    held = locked(entry)
    insist(rules.may_judge(by, held))
    step = held.review()
    if step is None or step.revision_id != seen or held.latest_revision_id != seen:
        raise Refused(_("This entry has changed since you opened the page. Read it once more."))
    step.specific.approve(user=by)
    held.refresh_from_db()
    trail.write(by=by, action="blogs.entry.approve", about=held, values={"version": seen})
    if held.review() is not None:
        _tell_judges(held, by=by)
        return False
    _tell_authors(
        held, by=by, title=_("“%(title)s” is public now") % {"title": held.title}, text="", url=held.get_absolute_url()
    )
    search.changed(held)
    return True


@transaction.atomic
def return_entry(*, by: Any, entry: BlogPostPage, words: str) -> None:
    """Return the entry to its authors with what to change. Raises Refused without words."""
    held = locked(entry)
    insist(rules.may_judge(by, held))
    words = words.strip()[:2000]
    if not words:
        raise Refused(_("Say what to change, so that the authors know."))
    step = held.review()
    state = held.current_workflow_state
    step.specific.reject(user=by, comment=words, update=False)
    state.cancel(user=by)
    trail.write(by=by, action="blogs.entry.return", about=held, values={})
    title = _("“%(title)s” comes back with remarks") % {"title": held.draft_title or held.title}
    _tell_authors(held, by=by, title=title, text=words, url=held.get_absolute_url())


def _tell_authors(entry: BlogPostPage, *, by: Any, title: str, text: str, url: str) -> None:
    writers = [row.user for row in entry.authors.select_related("user")]
    notify(notices.DECIDED, to=writers, about=entry, by=by, title=title, text=text, url=url)


@transaction.atomic
def unpublish(*, by: Any, entry: BlogPostPage) -> None:
    """Take the entry from the public at once: page, feed, files and search; the network goes on reading it (CM-02)."""
    held = locked(entry)
    insist(rules.may_unpublish(by, held))
    state = held.current_workflow_state
    if state is not None:
        state.cancel(user=by)
    held.unpublish(log_action=False)
    trail.write(by=by, action="blogs.entry.unpublish", about=held, values={})
    search.changed(held)
