"""What the network says under an entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from networks.blogs.enums import CommentState, Reading
from networks.blogs.models.pages import BlogPostPage
from networks.models import Network


class Comment(models.Model):
    """One comment; the network's talk, never shown to the public."""

    entry = models.ForeignKey(BlogPostPage, models.CASCADE, related_name="comments", verbose_name=_("blog entry"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    html = models.TextField(_("text"))
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("taken back by its author"), null=True, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=CommentState.choices, default=CommentState.SHOWN, db_default="shown"
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("comment"), _("comments")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.pk}"

    def get_absolute_url(self) -> str:
        """Its place under the entry."""
        return f"{self.entry.get_absolute_url()}#komentarz-{self.pk}"

    @property
    def is_waiting(self) -> bool:
        """Whether somebody reads it first, before others see it."""
        return self.state == CommentState.WAITING and self.deleted_at is None


class CommentOrder(models.Model):
    """What of a network's comments is read before others see it; a network without a row is open."""

    network = models.OneToOneField(
        Network, models.CASCADE, primary_key=True, related_name="comment_order", verbose_name=_("network")
    )
    mode = models.CharField(
        _("read before others see it"), max_length=12, choices=Reading.choices, default=Reading.OPEN
    )
    first_comments = models.PositiveSmallIntegerField(_("how many first comments"), default=3)
    quiet_from = models.PositiveSmallIntegerField(_("quiet from (hour)"), default=22)
    quiet_until = models.PositiveSmallIntegerField(_("quiet until (hour)"), default=7)
    promise_hours = models.PositiveSmallIntegerField(_("promised within (hours)"), default=24)

    class Meta:
        verbose_name, verbose_name_plural = _("order of comments"), _("orders of comments")

    def __str__(self) -> str:
        return f"{self.network_id}: {self.get_mode_display()}"
