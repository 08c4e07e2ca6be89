"""What a tag is called besides its name, and who follows it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.models import Tag


class TagWay(models.Model):
    """One way of writing a tag: its own name, and those of tags that were merged into it or renamed.

    `key` compares without case, number and marks (`tagging.key_of`), so that one word never makes two tags; `slug` is
    the old word in addresses, which goes on leading to the tag.
    """

    key = models.CharField(_("under what it is known"), max_length=120, unique=True)
    tag = models.ForeignKey(Tag, models.CASCADE, related_name="ways", verbose_name=_("tag"))
    words = models.CharField(_("as it was written"), max_length=100)
    slug = models.CharField(_("word in the address"), max_length=100, blank=True, db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("way of writing a tag"), _("ways of writing tags")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words


class TagFollow(models.Model):
    """A person who wants to know of new resources under a tag."""

    tag = models.ForeignKey(Tag, models.CASCADE, related_name="follows", verbose_name=_("tag"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who follows"))

    class Meta:
        verbose_name, verbose_name_plural = _("followed tag"), _("followed tags")
        constraints = [models.UniqueConstraint(fields=["tag", "user"], name="resources_follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.tag_id}"
