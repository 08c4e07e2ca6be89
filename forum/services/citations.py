"""Which conversations link to which: the other end of a link says that it is cited."""

from __future__ import annotations

import re
from html import unescape

from django.db import transaction

from forum.models import Citation, Post, Thread
from forum.services.stamps import touch
from provenance.registry import own_path

_HREF = re.compile(r'href="([^"]{1,500})"')
_CONVERSATION = re.compile(
    r"(?:/sieci/[-a-zA-Z0-9_]+)?/forum/(?P<thread>[0-9]{1,18})/(?:wpis/(?P<number>[0-9]{1,6})/)?"
)


def links_in(html: str) -> set[tuple[int, int]]:
    """Conversations and posts (0: the conversation) to which the links of stored HTML lead."""
    found = set()
    for address in _HREF.findall(html):
        match = _CONVERSATION.match(own_path(unescape(address)).partition("#")[0].partition("?")[0])
        if match:
            found.add((int(match["thread"]), int(match["number"] or 0)))
    return found


@transaction.atomic
def note_citations(post: Post) -> None:
    """Keep the citations of a post as its links say; a link inside the same conversation is none."""
    wanted = {link for link in links_in(post.html) if link[0] != post.thread_id}
    known = set(Thread.objects.filter(pk__in={thread for thread, _number in wanted}).values_list("pk", flat=True))
    wanted = {link for link in wanted if link[0] in known}
    rows = {(row.thread_id, row.number): row for row in Citation.objects.filter(post=post)}
    touch(*{thread for thread, _number in wanted ^ set(rows)})
    Citation.objects.filter(pk__in=[row.pk for link, row in rows.items() if link not in wanted]).delete()
    Citation.objects.bulk_create(
        [Citation(post=post, thread_id=thread, number=number) for thread, number in wanted - set(rows)],
        ignore_conflicts=True,
    )
