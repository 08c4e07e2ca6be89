"""Sections, threads, posts, and how far each reader is.

Counters shown in lists are stored and change in the transaction of the post. A foreign key that begins a composite
index has no index of its own: with both, a database may read a whole busy thread (docs/architecture.md).
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from forum.trees import LEVELS, LONGEST, level_of
from kit.once import OnceField
from networks.models import Network


class Section(models.Model):
    """A part of a network's forum; every network has 'Rozmowy' from the start."""

    network = models.ForeignKey(
        Network, models.CASCADE, related_name="forum_sections", db_index=False, verbose_name=_("network")
    )
    name = models.CharField(_("name"), max_length=80)
    slug = models.SlugField(_("address"), max_length=80)
    position = models.PositiveSmallIntegerField(_("position"), default=50)

    class Meta:
        verbose_name, verbose_name_plural = _("forum section"), _("forum sections")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["network", "slug"], name="forum_section_once")]

    def __str__(self) -> str:
        return self.name


class Thread(models.Model):
    """One conversation. Its address never changes, whatever becomes of its title."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="+", db_index=False, verbose_name=_("network"))
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="threads", db_index=False, verbose_name=_("section")
    )
    title = models.CharField(_("title"), max_length=160)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    created_at = models.DateTimeField(_("opened"), default=timezone.now)
    posts_count = models.PositiveIntegerField(_("posts"), default=0, editable=False)
    last_number = models.PositiveIntegerField(default=0, editable=False)
    last_post_at = models.DateTimeField(_("last post"), default=timezone.now, editable=False)
    last_post_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", db_index=False, editable=False
    )
    is_pinned = models.BooleanField(_("pinned"), default=False)
    locked_at = models.DateTimeField(_("closed"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("thread"), _("threads")
        ordering = ["-last_post_at", "-id"]
        indexes = [
            models.Index(fields=["network", "is_pinned", "-last_post_at", "-id"], name="forum_threads_of_network"),
            models.Index(fields=["section", "is_pinned", "-last_post_at", "-id"], name="forum_threads_of_section"),
        ]

    def __str__(self) -> str:
        return self.title

    @cached_property
    def address(self) -> str:
        """The thread's page, worked out once for all its posts."""
        return self.get_absolute_url()

    def get_absolute_url(self) -> str:
        """The thread's page in its network's space."""
        return reverse("forum:thread", kwargs={"slug": self.network.slug, "thread_id": self.pk})


class Post(models.Model):
    """One post. `html` is cleaned when it is saved and shown as stored; `number` counts from 1 in its thread."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="posts", db_index=False, verbose_name=_("thread"))
    number = models.PositiveIntegerField(_("number"), editable=False)
    parent = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", db_index=False, verbose_name=_("answers")
    )
    depth = models.PositiveIntegerField(default=0, editable=False)
    place = models.CharField(max_length=LONGEST, editable=False)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    source = models.TextField(_("text as sent"))
    html = models.TextField(_("text"))
    excerpt = models.CharField(_("beginning"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("taken back by its author"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("post"), _("posts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="forum_post_number"),
            models.UniqueConstraint(fields=["thread", "place"], name="forum_post_place"),
            models.CheckConstraint(name="forum_post_from_one", condition=Q(number__gte=1)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.excerpt}"

    def get_absolute_url(self) -> str:
        """The permanent address; it leads to the right page of the thread."""
        return f"{self.thread.get_absolute_url()}wpis/{self.number}/"

    @property
    def level(self) -> int:
        """How far it is indented, three at most."""
        return level_of(self.place)

    @property
    def is_flattened(self) -> bool:
        """Whether it answers something its indent no longer shows."""
        return self.depth > LEVELS


class ThreadRead(models.Model):
    """How far one reader is in one thread, and whether replies are to be told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False, verbose_name=_("reader")
    )
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reads", db_index=False, verbose_name=_("thread"))
    last_number = models.PositiveIntegerField(_("read up to"), default=0)
    follows = models.BooleanField(_("follows"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("reading mark"), _("reading marks")
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="forum_read_once")]
        indexes = [models.Index(fields=["thread"], condition=Q(follows=True), name="forum_followers")]

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.last_number}"
