"""What is to be published at a moment chosen by its author."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models.posts import Post
from forum.models.threads import Section, Thread
from kit.once import OnceField
from networks.models import Network


class PlannedPost(models.Model):
    """A reply in `thread`, or (without one) a new conversation, that goes out by itself. Its author alone sees it.

    It is no post yet: it has no number and stands nowhere. When its time comes the post is made from it, under the
    rights its author has then.
    """

    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+", verbose_name=_("network"))
    thread = models.ForeignKey(
        Thread, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("thread")
    )
    parent = models.ForeignKey(
        Post, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("answers")
    )
    section = models.ForeignKey(
        Section, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("section")
    )
    """Where a new conversation begins; above the networks also where a reply's conversation stands."""
    title = models.CharField(_("title"), max_length=160, blank=True)
    is_question = models.BooleanField(_("question"), default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    html = models.TextField(_("text"), blank=True)
    publish_at = models.DateTimeField(_("to be published"), db_index=True)
    made_at = models.DateTimeField(_("written"), default=timezone.now)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("planned post"), _("planned posts")
        ordering = ["publish_at", "id"]

    def __str__(self) -> str:
        return self.title or (self.thread.title if self.thread else "")

    def get_absolute_url(self) -> str:
        """Its author's page about it."""
        if self.network is None:
            slug = self.section.slug if self.section is not None else ""
            return reverse("forum:planned", kwargs={"section": slug, "planned_id": self.pk})
        return reverse("forum:planned", kwargs={"slug": self.network.slug, "planned_id": self.pk})
