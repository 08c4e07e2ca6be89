"""What the forum holds about people, and what becomes of it (quality PD-01, annex B)."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.personal_data import ERASE, KEEP, register
from forum import services
from forum.models import (
    Citation,
    Consent,
    Draft,
    HeldPost,
    HeldState,
    Keeper,
    NewsFeed,
    PlannedPost,
    Poll,
    PollOption,
    PollVote,
    Post,
    PostMark,
    PostVersion,
    ReadingManner,
    Section,
    Thread,
    ThreadRead,
    Trace,
)
from forum.services import attachments
from forum.services.holding import let_go
from kit import html
from kit.rich_texts import rich_text
from theme import visitors

register(
    Section,
    plain="id network audience about name slug position opening mode first_posts quiet_from quiet_until promise_hours"
    " slow_minutes",
)
register(
    Keeper,
    plain="id section named_at",
    personal={"person": ("who moderates the section; public task", ERASE)},
    rows=lambda user: Keeper.objects.filter(person=user),
)
register(
    Thread,
    plain="id network section created_at posts_count last_number last_post_at gone stamp is_pinned"
    " pinned_until locked_at locked_why slow_minutes merged_into once is_question answer summed_up_at",
    personal={
        "title": (_("the subject of a conversation; public task"), KEEP),
        "author": ("who began it; public task", ERASE),
        "last_post_by": ("who wrote last; public task", ERASE),
        "summary": (_("what was said and settled; public task; the network keeps the conversation"), KEEP),
        "summed_up_by": ("who summed it up; public task", ERASE),
        "locked_by": ("who closed it; public task", ERASE),
    },
    rows=lambda user: Thread.objects.filter(
        Q(author=user) | Q(last_post_by=user) | Q(summed_up_by=user) | Q(locked_by=user)
    ),
    erase=lambda user: _leave_threads(user),
)
register(
    Post,
    plain="id thread number parent depth place answers signs version created_at edited_at hidden_at deleted_at once"
    " has_poll",
    personal={
        "author": ("who wrote it; public task", ERASE),
        "source": (_("text as sent; public task; the network keeps the conversation"), KEEP),
        "html": (_("text as shown; public task; the network keeps the conversation"), KEEP),
        "drawn": (_("text as shown; public task; the network keeps the conversation"), KEEP),
        "excerpt": (_("beginning of the text; public task"), KEEP),
    },
    rows=lambda user: Post.objects.filter(author=user),
    erase=lambda user: _leave_posts(user),
)
register(
    ThreadRead,
    plain="id thread last_number seen seen_before visited_at level hand",
    personal={"user": ("whose reading mark it is; to show what is new", ERASE)},
    rows=lambda user: ThreadRead.objects.filter(user=user),
)
register(
    Draft,
    plain="id network section thread parent changes version key saved_at came_back",
    personal={
        "person": ("whose unfinished text it is; to give it back", ERASE),
        "title": (_("the title of an unfinished text"), ERASE),
        "html": (_("an unfinished text"), ERASE),
    },
    rows=lambda user: Draft.objects.filter(person=user),
    erase=lambda user: _throw_drafts(user),
)
register(
    PostVersion,
    plain="id post version written_at",
    personal={
        "html": (_("earlier words of a post; public task; the network keeps the conversation"), KEEP),
        "source": (_("earlier words of a post as sent; public task"), KEEP),
    },
    rows=lambda user: PostVersion.objects.filter(post__author=user),
    erase=lambda user: PostVersion.objects.filter(post__author=user).delete() and None,
)
register(
    PostMark,
    plain="id post sign made_at",
    personal={
        "person": ("who left the sign; to show it once", ERASE),
        "note": (_("a note to one's own bookmark"), ERASE),
    },
    rows=lambda user: PostMark.objects.filter(person=user),
    erase=lambda user: _take_marks(user),
)
register(Citation, plain="id post thread number")
register(
    Consent,
    plain="id post asked_at answered_at agrees",
    personal={"asked_by": ("who asked the author; public task", ERASE)},
    rows=lambda user: Consent.objects.filter(Q(asked_by=user) | Q(post__author=user)),
    erase=lambda user: Consent.objects.filter(asked_by=user).update(asked_by=None) and None,
)
register(
    NewsFeed,
    plain="nonce made_at",
    personal={"person": ("whose feed it is; to show only what this person may read", ERASE)},
    rows=lambda user: NewsFeed.objects.filter(person=user),
    erase=lambda user: NewsFeed.objects.filter(person=user).delete() and None,
)
register(
    ReadingManner,
    plain="reading",
    personal={"user": ("whose habit it is; to show conversations as last chosen", ERASE)},
    rows=lambda user: ReadingManner.objects.filter(user=user),
    erase=lambda user: ReadingManner.objects.filter(user=user).delete() and None,
)


def _take_marks(user: Any) -> None:
    """Signs go with the person; the counts of the posts follow."""
    posts = list(PostMark.objects.filter(person=user).values_list("post", flat=True))
    PostMark.objects.filter(person=user).delete()
    for post in Post.objects.filter(pk__in=posts):
        services.count_signs(post)


def _leave_threads(user: Any) -> None:
    Thread.objects.filter(author=user).update(author=None)
    Thread.objects.filter(last_post_by=user).update(last_post_by=None)
    Thread.objects.filter(locked_by=user).update(locked_by=None)
    Thread.objects.filter(summed_up_by=user).update(summed_up_by=None)


def _throw_drafts(user: Any) -> None:
    for draft in Draft.objects.filter(person=user):
        attachments.throw_away(draft)
        draft.delete()


def _leave_posts(user: Any) -> None:
    """Posts stay without a name; what their author had taken back goes for good."""
    visitors.forget()
    mine = Post.objects.filter(author=user)
    looks = Post.objects.filter(Q(author=user) | Q(parent__author=user))
    services.touch(*looks.order_by().values_list("thread", flat=True).distinct())
    for post in mine.filter(deleted_at__isnull=False):
        attachments.throw_away(post)
    mine.filter(deleted_at__isnull=False).update(source="", html="", drawn="", excerpt="")
    mine.update(author=None)


def _leave_held(user: Any) -> None:
    """What nobody else has read goes; what was published from it stays, without the name."""
    mine = HeldPost.objects.filter(author=user)
    for held in mine.filter(state=HeldState.WAITING):
        let_go(held)
    for held in mine.exclude(state=HeldState.PUBLISHED):
        attachments.throw_away(held)
    mine.exclude(state=HeldState.PUBLISHED).delete()
    mine.update(author=None)


register(
    HeldPost,
    plain="network section thread title parent changes state post created_at once",
    personal={
        "author": ("who wrote it; public task", ERASE),
        "source": (_("text as sent; public task; the network keeps the conversation"), KEEP),
        "html": (_("text as shown; public task; the network keeps the conversation"), KEEP),
    },
    rows=lambda user: HeldPost.objects.filter(author=user),
    erase=lambda user: _leave_held(user),
)


def _throw_planned(user: Any) -> None:
    for planned in PlannedPost.objects.filter(author=user):
        attachments.throw_away(planned)
        planned.delete()


register(
    PlannedPost,
    plain="id network thread parent section is_question publish_at made_at once",
    personal={
        "author": (_("who wrote what is to go out later"), ERASE),
        "title": (_("the title of an unfinished text"), ERASE),
        "html": (_("an unfinished text"), ERASE),
    },
    rows=lambda user: PlannedPost.objects.filter(author=user),
    erase=lambda user: _throw_planned(user),
)
register(
    Poll,
    plain="id post is_several is_secret ends_at people made_at",
    personal={"question": (_("what an author asks in a poll; public task"), KEEP)},
    rows=lambda user: Poll.objects.filter(post__author=user),
)
register(
    PollOption,
    plain="id poll position votes",
    personal={"text": (_("what an author asks in a poll; public task"), KEEP)},
    rows=lambda user: PollOption.objects.filter(poll__post__author=user),
)
register(
    PollVote,
    plain="id option",
    personal={"person": (_("who chose what in a poll; forgotten when a secret one ends"), ERASE)},
    rows=lambda user: PollVote.objects.filter(person=user),
    erase=lambda user: services.polls.take_votes(user),
)
register(Trace, plain="thread number post parent")


def _draw_again(numbers: list[int]) -> None:
    for post in Post.objects.filter(pk__in=numbers):
        attachments.prepared(post)


def _draw_anew(numbers: list[int]) -> None:
    """What is shown of these posts follows their words, and pages with them are drawn anew."""
    posts = list(Post.objects.filter(pk__in=numbers))
    for post in posts:
        attachments.redraw(post).save(update_fields=["drawn"])
    services.touch(*{post.thread_id for post in posts})


rich_text(
    Post,
    "html",
    source="source",
    made=lambda text: {"excerpt": html.excerpt(text, 180)},
    after=_draw_anew,
)
rich_text(PostVersion, "html", source="source")
rich_text(HeldPost, "html", source="source")
rich_text(Draft, "html")
rich_text(PlannedPost, "html")
rich_text(Thread, "summary")
rich_text(Section, "opening")
