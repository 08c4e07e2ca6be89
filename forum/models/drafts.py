"""What somebody is writing, kept on the server until it is sent."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models.posts import Post
from forum.models.threads import Section, Thread
from networks.models import Network


class Draft(models.Model):
    """One unfinished text: a reply in `thread` to post number `parent` (0: to the thread), other words for the post
    `changes`, or (with no thread) a new conversation."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False, verbose_name=_("person")
    )
    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+", verbose_name=_("network"))
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="+", verbose_name=_("section"))
    """Above the networks: where it was begun."""
    thread = models.ForeignKey(Thread, models.CASCADE, null=True, related_name="+", verbose_name=_("thread"))
    parent = models.PositiveIntegerField(_("answers"), default=0)
    changes = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("other words for")
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    html = models.TextField(_("text"), blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    saved_at = models.DateTimeField(_("saved"), default=timezone.now)
    key = models.UUIDField(null=True, blank=True, editable=False)
    """The one-time key of the form it is written in: once something was sent with it, nothing is kept under it."""
    came_back = models.BooleanField(_("came back from moderation"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("draft"), _("drafts")
        ordering = ["-saved_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "thread", "parent"],
                condition=Q(thread__isnull=False, changes=None),
                name="forum_draft_of_reply",
            ),
            models.UniqueConstraint(fields=["person", "changes"], name="forum_draft_of_change"),
            models.UniqueConstraint(
                fields=["person", "network"], condition=Q(thread=None), name="forum_draft_of_thread"
            ),
            models.UniqueConstraint(
                fields=["person", "section"],
                condition=Q(thread=None, network=None),
                name="forum_draft_of_common_thread",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.thread_id}/{self.parent}"
