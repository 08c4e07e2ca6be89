"""What people leave on posts: kind signs, bookmarks, earlier words, citations, consent to further use."""

from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.enums import Sign
from forum.models.posts import Post
from forum.models.threads import Thread


class PostVersion(models.Model):
    """Words of a post as they stood before a change."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="versions", db_index=False, verbose_name=_("post"))
    version = models.PositiveIntegerField(_("version"))
    html = models.TextField(_("text"))
    source = models.TextField(_("text as sent"))
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name, verbose_name_plural = _("earlier version of a post"), _("earlier versions of posts")
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["post", "version"], name="forum_version_once")]

    def __str__(self) -> str:
        return f"{self.post_id}/{self.version}"


class PostMark(models.Model):
    """One person's sign on a post, or a bookmark with a note; bookmarks are seen by nobody else."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False, verbose_name=_("person")
    )
    post = models.ForeignKey(Post, models.CASCADE, related_name="marks", verbose_name=_("post"))
    sign = models.CharField(_("sign"), max_length=8, choices=Sign)
    note = models.CharField(_("note"), max_length=300, blank=True)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("sign on a post"), _("signs on posts")
        constraints = [models.UniqueConstraint(fields=["person", "post", "sign"], name="forum_mark_once")]

    def __str__(self) -> str:
        return f"{self.sign}: {self.post_id}"


class Citation(models.Model):
    """A post that links to another thread, or to a post of it (`number`, 0: the thread as a whole)."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="citations", db_index=False, verbose_name=_("post"))
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="cited_in", verbose_name=_("thread"))
    number = models.PositiveIntegerField(_("number"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("citation"), _("citations")
        constraints = [models.UniqueConstraint(fields=["post", "thread", "number"], name="forum_citation_once")]

    def __str__(self) -> str:
        return f"{self.post_id} → {self.thread_id}/{self.number}"


class Consent(models.Model):
    """Somebody asked an author to let the words of a post be used further; the author agrees or not."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="consent", verbose_name=_("post"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who asks")
    )
    asked_at = models.DateTimeField(_("asked"), default=timezone.now)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    agrees = models.BooleanField(_("agrees"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("consent to further use"), _("consents to further use")

    def __str__(self) -> str:
        return f"{self.post_id}: {self.agrees}"


def new_nonce() -> str:
    """128 random bits (NT-05)."""
    return secrets.token_hex(16)


class NewsFeed(models.Model):
    """A person's secret for reading conversations in a feed reader; a new nonce is a new address, the old one dies."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("person")
    )
    nonce = models.CharField(max_length=32, default=new_nonce, editable=False)
    made_at = models.DateTimeField(_("address made"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("feed of conversations"), _("feeds of conversations")

    def __str__(self) -> str:
        return str(self.person)
