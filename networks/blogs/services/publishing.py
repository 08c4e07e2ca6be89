"""Showing an entry to its network, now or at a planned hour; hiding it by a decision."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from kit import clock, html
from kit.verdicts import Refused, insist
from moderation import trail
from networks.blogs import notices, rules, selectors
from networks.blogs.models import BlogPostPage
from networks.blogs.services.writing import locked
from notifications.services import notify
from search import services as search


@transaction.atomic
def show(*, by: Any, entry: BlogPostPage) -> BlogPostPage:
    """Show the latest version to the network. The first time, its people are told.

    Raises Refused when `by` may not, the entry says nothing yet, or it is public (then its change is to be approved).
    """
    held = locked(entry)
    insist(rules.may_edit(by, held))
    _says_something(held)
    if held.live:
        raise Refused(_("A public entry changes once the change is approved. Ask for it."))
    return _shown(held, by=by)


@transaction.atomic
def plan(*, by: Any, entry: BlogPostPage, at: datetime) -> None:
    """Have the latest version shown to the network at `at`. Raises Refused for an hour that has passed."""
    held = locked(entry)
    insist(rules.may_edit(by, held))
    if held.shown_at is not None:
        raise Refused(_("The network reads this entry already."))
    if at <= clock.now():
        raise Refused(_("This hour has passed. Choose a later one, or show the entry now."))
    _says_something(held)
    held.revisions.update(approved_go_live_at=None)
    BlogPostPage.objects.filter(pk=held.pk).update(go_live_at=at)
    trail.write(by=by, action="blogs.entry.plan", about=held, values={"at": at.isoformat()})


@transaction.atomic
def unplan(*, by: Any, entry: BlogPostPage) -> None:
    """Keep the entry as a draft after all."""
    held = locked(entry)
    insist(rules.may_edit(by, held))
    BlogPostPage.objects.filter(pk=held.pk, shown_at=None).update(go_live_at=None)


def publish_due() -> int:
    """Show what was planned for this hour or before; gives how many. An author who lost the place shows nothing."""
    shown = 0
    due = BlogPostPage.objects.filter(shown_at=None, go_live_at__lte=clock.now(), hidden_at=None)
    for number in list(due.values_list("pk", flat=True)):
        with transaction.atomic():
            held = locked(BlogPostPage(pk=number))
            if held.shown_at is not None or held.go_live_at is None or held.go_live_at > clock.now():
                continue
            writers = [row.user for row in held.authors.select_related("user")]
            by = next((person for person in writers if rules.may_edit(person, held)), None)
            if by is None:
                BlogPostPage.objects.filter(pk=number).update(go_live_at=None)
                continue
            _shown(held, by=by)
            shown += 1
    return shown


def _says_something(entry: BlogPostPage) -> None:
    draft = selectors.version_of(entry)
    if not html.text_of(draft.whole).strip():
        raise Refused(_("This entry has no text yet. Write something first."))


def _shown(held: BlogPostPage, *, by: Any) -> BlogPostPage:
    first = held.shown_at is None
    held.publish(held.get_latest_revision())
    held.refresh_from_db()
    trail.write(by=by, action="blogs.entry.show", about=held, values={"network": held.network_id, "first": first})
    if first:
        notify(
            notices.SHOWN,
            to=selectors.readers_of(held),
            about=held,
            by=by,
            title=_("New on the blog of %(network)s: %(title)s") % {"network": held.network.title, "title": held.title},
            url=held.get_absolute_url(),
            text=held.lead or html.excerpt(held.whole),
        )
    search.changed(held)
    return held


@transaction.atomic
def hide(entry: BlogPostPage) -> None:
    """Hide by a decision of moderation; what is public leaves the public in the same moment (CM-02)."""
    held = locked(entry)
    if held.live:
        held.unpublish(log_action=False)
    BlogPostPage.objects.filter(pk=held.pk).update(hidden_at=clock.now())
    state = held.current_workflow_state
    if state is not None:
        state.cancel()
    search.changed(held)


@transaction.atomic
def show_again(entry: BlogPostPage) -> None:
    """Undo the hiding; the network reads it again, the public once it is approved anew."""
    BlogPostPage.objects.filter(pk=entry.pk).update(hidden_at=None)
    search.changed(entry)
