"""Words that wait to be read before others see them, and where posts went that were moved.

A post that waits is no post yet: it has no number and stands in no conversation, so that no page, socket, feed, search
or counter can show it by mistake. When it is published the post is made from it.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.models.posts import Post
from forum.models.threads import Section, Thread
from kit.once import OnceField
from networks.models import Network


class HeldState(models.TextChoices):
    """What became of it."""

    WAITING = "waiting", _("waits to be read")
    PUBLISHED = "published", _("published")
    REJECTED = "rejected", _("not published")
    WITHDRAWN = "withdrawn", pgettext_lazy("words that waited", "taken back")


class HeldPost(models.Model):
    """A new conversation (`thread` empty), a reply, or other words for a post (`changes`), that waits.

    `html` are its author's words, whatever a decision changes in them.
    """

    network = models.ForeignKey(
        Network, models.CASCADE, null=True, related_name="+", db_index=False, verbose_name=_("network")
    )
    section = models.ForeignKey(Section, models.CASCADE, related_name="+", verbose_name=_("section"))
    thread = models.ForeignKey(
        Thread, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("thread")
    )
    title = models.CharField(_("title"), max_length=160, blank=True)
    parent = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("answers")
    )
    changes = models.ForeignKey(
        Post, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("other words for")
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    source = models.TextField(_("text as sent"))
    html = models.TextField(_("text"))
    state = models.CharField(_("state"), max_length=10, choices=HeldState.choices, default=HeldState.WAITING)
    post = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("what it became")
    )
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("post that waits"), _("posts that wait")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["network", "author"], condition=Q(state="waiting"), name="forum_held_of_person")
        ]

    def __str__(self) -> str:
        return self.title or (self.thread.title if self.thread else "")

    @property
    def is_waiting(self) -> bool:
        """Whether nobody has decided yet."""
        return self.state == HeldState.WAITING

    def get_absolute_url(self) -> str:
        """Its author's page about it."""
        if self.network is None:
            return reverse("forum:held", kwargs={"section": self.section.slug, "held_id": self.pk})
        return reverse("forum:held", kwargs={"slug": self.network.slug, "held_id": self.pk})


class Trace(models.Model):
    """Post `number` of `thread` stands elsewhere now: its old address leads there."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="+", db_index=False, verbose_name=_("thread"))
    number = models.PositiveIntegerField(_("number"))
    post = models.ForeignKey(Post, models.CASCADE, related_name="+", verbose_name=_("post"))
    parent = models.PositiveIntegerField(_("answered"), default=0)
    """The number of the post it answered there (0: the conversation), so that it can come back to its place."""

    class Meta:
        verbose_name, verbose_name_plural = _("trace of a moved post"), _("traces of moved posts")
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="forum_trace_once")]

    def __str__(self) -> str:
        return f"{self.thread_id}/{self.number}"
