"""Signs and bookmarks on posts, and the answer a question accepts."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Count

from forum import broadcasts, rules
from forum.enums import SIGNS, Sign
from forum.models import Post, PostMark, Thread
from forum.services.reading import note_hand
from forum.services.stamps import touch
from kit.verdicts import insist
from moderation import trail
from search import services as search


@transaction.atomic
def leave_sign(*, by: Any, post: Post, sign: Sign) -> bool:
    """Leave a kind sign on somebody's post, or take it away; tells whether it stands now. Raises Refused."""
    insist(rules.may_sign(by, post))
    taken = PostMark.objects.filter(person=by, post=post, sign=sign).delete()[0]
    if not taken:
        PostMark.objects.bulk_create([PostMark(person=by, post=post, sign=sign)], ignore_conflicts=True)
    count_signs(post)
    note_hand(by=by, thread=post.thread)
    transaction.on_commit(partial(broadcasts.post_changed, thread_id=post.thread_id, number=post.number))
    return not taken


def count_signs(post: Post) -> None:
    """Count the signs of a post anew."""
    rows = PostMark.objects.filter(post=post, sign__in=SIGNS).order_by().values_list("sign").annotate(Count("pk"))
    post.signs = dict(rows)
    Post.objects.filter(pk=post.pk).update(signs=post.signs)
    touch(post.thread_id)


@transaction.atomic
def bookmark(*, by: Any, post: Post, note: str = "") -> None:
    """Keep a post among one's bookmarks with a note only its owner sees. Raises Refused when `by` may not read it."""
    insist(rules.may_keep(by, post))
    note = " ".join(note.split())[:300]
    PostMark.objects.update_or_create(person=by, post=post, sign=Sign.BOOKMARK, defaults={"note": note})
    note_hand(by=by, thread=post.thread)
    touch(post.thread_id)


def drop_bookmark(*, by: Any, post: Post) -> None:
    """Let one's own bookmark go; nothing when there is none."""
    PostMark.objects.filter(person=by, post=post, sign=Sign.BOOKMARK).delete()
    touch(post.thread_id)


@transaction.atomic
def accept(*, by: Any, post: Post, accepted: bool) -> Thread:
    """Say that a post answers the question, or no more (D25). Raises Refused by rules.may_accept."""
    thread = Thread.objects.select_for_update(of=("self",)).select_related("network", "section").get(pk=post.thread_id)
    post.thread = thread
    insist(rules.may_accept(by, post))
    before = thread.answer_id
    thread.answer_id = post.pk if accepted else None
    if thread.answer_id != before and (accepted or before == post.pk):
        thread.stamp += 1
        thread.save(update_fields=["answer", "stamp"])
        action = "forum.answer.accept" if accepted else "forum.answer.unaccept"
        trail.write(by=by, action=action, about=thread, values={"number": post.number})
        search.changed(thread)
        transaction.on_commit(partial(broadcasts.post_changed, thread_id=thread.pk, number=post.number))
    return thread
