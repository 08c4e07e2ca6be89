"""What the network says under an entry."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from networks.blogs.models.pages import BlogPostPage


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
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("comment"), _("comments")
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.pk}"

    def get_absolute_url(self) -> str:
        """Its place under the entry."""
        return f"{self.entry.get_absolute_url()}#komentarz-{self.pk}"
