"""What can wait after a post: search, following, notices."""

from __future__ import annotations

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.utils import translation
from django.utils.translation import gettext as _

from forum import rules, selectors, services
from forum.models import Post
from forum.notices import MENTIONED, REPLY_FOLLOWED, REPLY_TO_ME
from kit import later
from notifications.models import Notice
from notifications.services import notify
from search import services as search


@later.task("forum.posted")
def posted(*, post_id: int, **_newer: object) -> None:
    """Index a new post, have its author follow the thread, tell whoever waits; a second run tells nobody."""
    post = (
        Post.objects.filter(pk=post_id)
        .select_related("author", "parent__author", "thread__network", "thread__author")
        .first()
    )
    if post is None:
        return
    search.changed(post)
    if post.author_id is not None:
        services.follow_by_writing(by_id=post.author_id, thread_ids=[post.thread_id])
    if post.hidden_at is None and post.deleted_at is None and not _told(post):
        with translation.override(settings.LANGUAGE_CODE):
            _tell(post)


def _told(post: Post) -> bool:
    kinds = (MENTIONED.name, REPLY_TO_ME.name, REPLY_FOLLOWED.name)
    about = ContentType.objects.get_for_model(Post)
    return Notice.objects.filter(kind__in=kinds, about_type=about, about_id=post.pk).exists()


def _tell(post: Post) -> None:
    thread = post.thread
    called = [person for person in selectors.people_called(post) if rules.may_read(person, thread)]
    words = {"who": str(post.author or ""), "title": thread.title}
    common = {"about": post, "url": post.get_absolute_url(), "text": post.excerpt, "by": post.author}
    if called:
        notify(MENTIONED, to=called, title=_("%(who)s calls you in: %(title)s") % words, **common)
    if post.number == 1:
        return
    told = {person.pk for person in called} | {post.author_id}
    answered = post.parent.author if post.parent else thread.author
    asked = [answered] if answered and answered.pk not in told and rules.may_read(answered, thread) else []
    told |= {person.pk for person in asked}
    others = [
        mark.user
        for mark in selectors.followers_of(thread)
        if mark.user_id not in told and rules.may_read(mark.user, thread)
    ]
    if asked:
        notify(REPLY_TO_ME, to=asked, title=_("%(who)s replies to you in: %(title)s") % words, **common)
    if others:
        notify(REPLY_FOLLOWED, to=others, title=_("%(who)s writes in: %(title)s") % words, **common)
