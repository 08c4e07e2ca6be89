"""Who writes an entry."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils.translation import gettext as _

from kit.verdicts import Refused, insist
from moderation import trail
from networks.blogs import notices, rules, selectors
from networks.blogs.models import BlogAuthor, BlogPostPage
from networks.blogs.services.writing import locked
from networks.models import Edition
from notifications.services import notify


@transaction.atomic
def add_coauthor(*, by: Any, entry: BlogPostPage, user: Any) -> BlogAuthor:
    """Let another member of the network write the entry too. Raises Refused for people from outside."""
    held = locked(entry)
    insist(rules.may_edit(by, held))
    if not any(place.user_id == user.pk for place in selectors.possible_coauthors(held)):
        raise Refused(_("Choose a member of this network who does not write the entry yet."))
    made = _seat(held, user)
    trail.write(by=by, action="blogs.author.add", about=held, values={"person": user.pk})
    notify(
        notices.COAUTHOR,
        to=[user],
        about=held,
        by=by,
        title=_("%(person)s invites you to write “%(title)s” together")
        % {"person": by, "title": held.draft_title or held.title},
        url=held.get_absolute_url(),
    )
    return made


def _seat(entry: BlogPostPage, user: Any) -> BlogAuthor:
    last = entry.authors.aggregate(last=Max("position"))["last"]
    return BlogAuthor.objects.get_or_create(
        entry=entry, user=user, defaults={"position": 0 if last is None else last + 1}
    )[0]


@transaction.atomic
def leave_entry(*, by: Any, entry: BlogPostPage) -> None:
    """Stop being an author. Raises Refused for the only one."""
    held = locked(entry)
    insist(rules.may_edit(by, held))
    if held.authors.count() == 1:
        raise Refused(_("You are the only author. Invite somebody else first, or delete the draft."))
    held.authors.filter(user=by).delete()
    trail.write(by=by, action="blogs.author.leave", about=held, values={})


@transaction.atomic
def hand_over(edition: Edition, giver: Any, taker: Any, by: Any) -> int:
    """At a handover the successor becomes an author of what the predecessor still writes here; gives how many entries.

    Signed into networks.services.HANDOVERS. Drafts, changes not shown yet and what stands in the network's name; what
    the predecessor wrote as a member and finished stays with its author, who stays an author of the rest too.
    """
    open_ones = Q(shown_at=None) | Q(has_unpublished_changes=True) | Q(in_network_name=True)
    here = BlogPostPage.objects.filter(open_ones, network=edition.network_id, authors__user=giver)
    entries = list(here.exclude(pk__in=BlogAuthor.objects.filter(user=taker).values("entry")))
    for entry in entries:
        _seat(entry, taker)
    return len(entries)
