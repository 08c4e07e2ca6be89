"""What can wait after a post: search, following, notices."""

from __future__ import annotations

from datetime import timedelta

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
    """Index and count a new post, tell whoever waits; a second run tells nobody."""
    post = (
        Post.objects.filter(pk=post_id)
        .select_related("author", "parent__author", "thread__network", "thread__section", "thread__author")
        .first()
    )
    if post is None:
        return
    search.changed(post)
    services.count_answers(post)
    services.note_citations(post)
    if post.is_shown and not _told(post):
        with translation.override(settings.LANGUAGE_CODE):
            _tell(post)


def _told(post: Post) -> bool:
    kinds = (MENTIONED.name, REPLY_TO_ME.name, REPLY_FOLLOWED.name)
    about = ContentType.objects.get_for_model(Post)
    return Notice.objects.filter(kind__in=kinds, about_type=about, about_id=post.pk).exists()


def _tell(post: Post) -> None:
    thread = post.thread
    deaf = selectors.deaf_to(thread)
    called = [
        person for person in selectors.people_called(post) if person.pk not in deaf and rules.may_read(person, thread)
    ]
    words = {"who": str(post.author or ""), "title": thread.title}
    common = {"about": post, "url": post.get_absolute_url(), "text": post.excerpt, "by": post.author}
    if called:
        notify(MENTIONED, to=called, title=_("%(who)s calls you in: %(title)s") % words, **common)
    if post.number == 1:
        return
    told = {person.pk for person in called} | {post.author_id} | deaf
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


@later.task("forum.cited")
def cited(*, post_id: int, **_newer: object) -> None:
    """Note anew which conversations a changed post links to."""
    post = Post.objects.select_related("thread").filter(pk=post_id).first()
    if post is not None:
        services.note_citations(post)


@later.task("forum.purge", every=timedelta(days=1))
def purge(**_newer: object) -> None:
    """Remove for good the words of posts taken back long ago."""
    services.purge_taken_back()


@later.task("forum.unpin", every=timedelta(days=1))
def unpin(**_newer: object) -> None:
    """Let conversations go that were pinned until a day that is over."""
    services.unpin_expired()


@later.task("forum.publish")
def publish(*, planned_id: int, **_newer: object) -> None:
    """Publish what its author planned; whatever the clock says, the moment is looked at again."""
    services.planned.publish(planned_id=planned_id)


@later.task("forum.publish_due", every=timedelta(hours=1))
def publish_due(**_newer: object) -> None:
    """Publish what a stopped worker has missed."""
    services.planned.publish_due()


@later.task("forum.forget_votes", every=timedelta(hours=1))
def forget_votes(**_newer: object) -> None:
    """Forget who chose what in secret polls that are over."""
    services.polls.forget_secret_votes()
