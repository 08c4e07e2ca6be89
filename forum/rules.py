"""Who may do what on a forum. Reading and writing follow the network's own rules (quality 3.4)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forum.models import Post, Thread
from kit.verdicts import ALLOWED, Verdict, refusal
from networks import rules as networks
from networks.models import Network
from networks.states import OPEN_STATES


def readable_threads(user: Any) -> QuerySet[Thread]:
    """Threads of the networks `user` may enter."""
    return Thread.objects.filter(network__in=networks.enterable_networks(user))


def may_read(user: Any, thread: Thread) -> Verdict:
    """Whether `user` may read the thread: a member of its network."""
    return networks.may_enter(user, thread.network)


def writable_networks(user: Any) -> QuerySet[Network]:
    """Networks in which `user` may open a thread now."""
    mine = networks.memberships_of(user).filter(edition__state__in=OPEN_STATES)
    return Network.objects.filter(pk__in=mine.values("edition__network"))


def may_open_thread(user: Any, network: Network) -> Verdict:
    """Whether `user` may begin a conversation: a member, while the network's year is open (AC-19)."""
    return networks.may_write(user, network)


def replyable_threads(user: Any) -> QuerySet[Thread]:
    """Threads to which `user` may add a post now."""
    return Thread.objects.filter(network__in=writable_networks(user), locked_at=None)


def may_reply(user: Any, thread: Thread) -> Verdict:
    """Whether `user` may add a post: a member, the year is open, the thread is not closed."""
    verdict = networks.may_write(user, thread.network)
    return verdict and reply_verdict(thread, is_open=True)


def reply_verdict(thread: Thread, *, is_open: bool) -> Verdict:
    """The same for a reader whose place in the network is known already: the year is open, the thread not closed."""
    if not is_open:
        return refusal(_("This network is closed; it can be read, nothing can be added."))
    if thread.locked_at is not None:
        return refusal(_("This conversation is closed; it can be read, nothing can be added."))
    return ALLOWED


def editable_posts(user: Any) -> QuerySet[Post]:
    """Posts whose words `user` may change: the author's own, not hidden, not taken back."""
    return Post.objects.filter(thread__in=replyable_threads(user), author=user, hidden_at=None, deleted_at=None)


def may_edit(user: Any, post: Post) -> Verdict:
    """Whether `user` may change the words of the post."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can change a post."))
    if post.hidden_at is not None:
        return refusal(_("A hidden post cannot be changed."))
    if post.deleted_at is not None:
        return refusal(_("You took this post back. Bring it back first."))
    return may_reply(user, post.thread)


def removable_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may take back."""
    return Post.objects.filter(thread__network__in=writable_networks(user), author=user, deleted_at=None)


def may_delete(user: Any, post: Post) -> Verdict:
    """Whether `user` may take the post back: its author, in an open year, also from a closed thread."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can take a post back."))
    if post.deleted_at is not None:
        return refusal(_("This post is already taken back."))
    return networks.may_write(user, post.thread.network)


def may_restore(user: Any, post: Post) -> Verdict:
    """Whether `user` may bring a post back that was taken back."""
    if post.author_id is None or post.author_id != user.pk:
        return refusal(_("Only the author can bring a post back."))
    if post.deleted_at is None:
        return refusal(_("This post is in its place."))
    return networks.may_write(user, post.thread.network)


def steered_threads(user: Any) -> QuerySet[Thread]:
    """Threads `user` may pin and close."""
    steered = Thread.objects.filter(network__in=networks.steerable_networks(user))
    return steered.filter(network__in=networks.writable_networks(user))


def may_moderate(user: Any, thread: Thread) -> Verdict:
    """Whether `user` pins and closes the thread: who steers its network (D29), in an open year (AC-19)."""
    return networks.may_steer(user, thread.network) and networks.may_write(user, thread.network)


def may_arrange(user: Any, network: Network) -> Verdict:
    """Whether `user` may add sections to the network's forum: coordinator or deputy, in an open year (AC-19)."""
    return networks.may_steer(user, network) and networks.may_write(user, network)


def judged_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may hide and show."""
    return Post.objects.filter(thread__network__in=networks.steerable_networks(user))


def may_judge(user: Any, post: Post) -> Verdict:
    """Whether `user` may hide the post or show it again: coordinator or deputy of its network (D29)."""
    return networks.may_steer(user, post.thread.network)


def reportable_posts(user: Any) -> QuerySet[Post]:
    """Posts `user` may report to the network's coordinator."""
    shown = Post.objects.filter(thread__in=readable_threads(user), hidden_at=None, deleted_at=None)
    return shown.exclude(author=user)


def may_report(user: Any, post: Post) -> Verdict:
    """Whether `user` may report the post: whoever reads it, except its author (DS-03)."""
    if post.author_id is not None and post.author_id == user.pk:
        return refusal(_("You can change or take back your own post."))
    if post.hidden_at is not None or post.deleted_at is not None:
        return refusal(_("This post is not shown any more."))
    return may_read(user, post.thread)


def may_see_words(user: Any, post: Post, *, steers: bool) -> Verdict:
    """Whether the words of `post` are shown to `user`, who reads its thread and `steers` the network or not."""
    if post.deleted_at is not None:
        return ALLOWED if post.author_id == user.pk else refusal(_("Its author took this post back."))
    if post.hidden_at is not None and not steers and post.author_id != user.pk:
        return refusal(_("This post is hidden by the network's coordinator."))
    return ALLOWED
