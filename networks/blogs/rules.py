"""Who may do what with blog entries. Each single check has its queryset twin; a property test keeps them equal."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState, WorkflowState

from accounts import rules as people
from accounts.enums import Role as PersonRole
from kit.verdicts import ALLOWED, Verdict, refusal
from moderation import rules as moderation
from networks import rules as networks
from networks.blogs.enums import CommentState
from networks.blogs.models import BlogAuthor, BlogPostPage, Comment
from networks.models import Network
from networks.moderation import where

REVIEWED = _("This entry waits for approval. Take it back first, then change it.")


def _mine(user: Any) -> QuerySet[BlogAuthor]:
    return BlogAuthor.objects.filter(user_id=user.pk)


def is_author(user: Any, entry: BlogPostPage) -> bool:
    """Whether `user` is one of its authors."""
    return bool(user.pk) and any(author.user_id == user.pk for author in entry.authors.all())


def readable_entries(user: Any) -> QuerySet[BlogPostPage]:
    """Entries `user` may read in a network's space: shown ones, own ones in every state, hidden ones where one steers.

    Public ones have a page of their own for everybody.
    """
    if not user.is_authenticated:
        return BlogPostPage.objects.none()
    here = BlogPostPage.objects.filter(network__in=networks.enterable_networks(user))
    shown = Q(shown_at__isnull=False, hidden_at=None)
    own = Q(pk__in=_mine(user).values("entry"))
    steered = Q(shown_at__isnull=False, network__in=networks.steerable_networks(user))
    return here.filter(shown | own | steered)


def may_read(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may read the entry in the network's space."""
    verdict = networks.may_enter(user, entry.network)
    if not verdict:
        return verdict
    if entry.shown_at is not None and (entry.hidden_at is None or networks.may_steer(user, entry.network)):
        return ALLOWED
    return ALLOWED if is_author(user, entry) else refusal(_("This entry is still being written."))


def may_read_files(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may have its pictures and files: whoever reads it, everybody once it is public, who approves."""
    if entry.live and entry.hidden_at is None and entry.shown_at is not None:
        return ALLOWED
    if not user.is_authenticated:
        return refusal(_("Sign in to see this network."))
    return may_read(user, entry) or may_judge(user, entry)


def may_write(user: Any, network: Network) -> Verdict:
    """Whether `user` may begin an entry in this network's blog (AC-19)."""
    return networks.may_write(user, network)


def editable_entries(user: Any) -> QuerySet[BlogPostPage]:
    """Entries of one's own in networks where one may write; the twin of `may_edit`, review apart."""
    if not user.is_authenticated:
        return BlogPostPage.objects.none()
    return BlogPostPage.objects.filter(
        network__in=networks.writable_networks(user), pk__in=_mine(user).values("entry"), hidden_at=None
    )


def may_author(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` acts as an author of the entry now, whatever its state."""
    verdict = networks.may_write(user, entry.network)
    if not verdict:
        return verdict
    if not is_author(user, entry):
        return refusal(_("Only its authors can do this."))
    if entry.hidden_at is not None:
        return refusal(_("This entry is hidden by a decision of the coordinator."))
    return ALLOWED


def may_edit(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may change the words: an author, unless the entry waits for approval."""
    verdict = may_author(user, entry)
    if verdict and entry.workflow_in_progress:
        return refusal(REVIEWED)
    return verdict


def may_add_files(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may change pictures and files: not while the entry is public, since they would be seen at once."""
    verdict = may_edit(user, entry)
    if verdict and entry.live:
        return refusal(_("Pictures and files of a public entry stay as they were approved. Take it from the public."))
    return verdict


def may_ask_public(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may ask for the entry to be made public: an author, once the network reads it."""
    verdict = may_edit(user, entry)
    if not verdict:
        return verdict
    if entry.shown_at is None:
        return refusal(_("Show it to the network first."))
    if entry.live and not entry.has_unpublished_changes:
        return refusal(_("This entry is public already."))
    return ALLOWED


def may_take_back(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may take the request for the public back."""
    verdict = may_author(user, entry)
    if verdict and not entry.workflow_in_progress:
        return refusal(_("This entry does not wait for anybody."))
    return verdict


def may_judge(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` decides at the step where the entry waits; asked from the workflow's own task."""
    step = entry.review() if user.is_authenticated else None
    if step is None:
        return refusal(_("This entry does not wait for anybody."))
    if not step.task.specific.may_judge(user, entry):
        return refusal(_("Somebody else decides about this entry."))
    return ALLOWED


def judgeable_entries(user: Any) -> QuerySet[BlogPostPage]:
    """Entries that wait for the decision of `user`: of networks one steers, and for editors at the editors' step."""
    if not user.is_authenticated:
        return BlogPostPage.objects.none()
    editors = people.roles_of(user).filter(role=PersonRole.EDITOR)
    return BlogPostPage.objects.filter(
        Q(_waits_at("networkapproval"), network__in=networks.steerable_networks(user))
        | Q(_waits_at("editorsapproval"), Exists(editors))
    )


def _waits_at(step: str) -> Exists:
    return Exists(
        TaskState.objects.filter(
            status=TaskState.STATUS_IN_PROGRESS,
            workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
            workflow_state__object_id=Cast(OuterRef("pk"), CharField()),
            task__content_type__app_label="blogs",
            task__content_type__model=step,
        )
    )


def may_unpublish(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may take it from the public at once: an author, or who steers the network."""
    if not entry.live:
        return refusal(_("This entry is not public."))
    if networks.may_steer(user, entry.network):
        return ALLOWED
    return may_author(user, entry)


def may_delete(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may delete the entry for good: an author, as long as it was never shown."""
    verdict = may_edit(user, entry)
    if verdict and entry.shown_at is not None:
        return refusal(_("The network has read this entry; it stays. You can change it."))
    return verdict


def may_comment(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` may comment: a member who may write and is not paused by a decision, once the entry is shown."""
    verdict = networks.may_write(user, entry.network)
    if verdict and (entry.shown_at is None or entry.hidden_at is not None):
        return refusal(_("Comments open when the entry is shown."))
    return verdict and moderation.may_write(user, where(entry.network_id))


def may_moderate(user: Any, entry: BlogPostPage) -> Verdict:
    """Whether `user` hides and shows the entry and its comments: who steers the network (D36, D62)."""
    return networks.may_steer(user, entry.network)


def readable_comments(user: Any) -> QuerySet[Comment]:
    """Comments `user` may read: of entries one reads, neither waiting, hidden nor taken back, or one's own."""
    here = Comment.objects.filter(entry__in=readable_entries(user), entry__shown_at__isnull=False)
    steered = Q(entry__network__in=networks.steerable_networks(user))
    shown = Q(hidden_at=None, deleted_at=None, state=CommentState.SHOWN)
    return here.filter(shown | Q(author_id=user.pk) | steered & Q(deleted_at=None))


def may_change_comment(user: Any, comment: Comment) -> Verdict:
    """Whether `user` may give the comment other words: its author, as long as it waits to be read."""
    if comment.author_id is None or comment.author_id != user.pk:
        return refusal(_("Only its author can do this."))
    if not comment.is_waiting:
        return refusal(_("Somebody has decided about this meanwhile."))
    return networks.may_write(user, comment.entry.network)
