"""Posts of a conversation."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from forum.models.threads import Thread
from forum.trees import LONGEST, level_of
from kit.once import OnceField


class Posts(models.QuerySet["Post"]):
    """Posts asked for in the words of the forum."""

    def shown(self) -> Posts:
        """Those whose words every reader of the thread may see: the one place that says which these are."""
        return self.filter(hidden_at=None, deleted_at=None)


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
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        db_index=False,  # the index of who wrote when begins with it
        verbose_name=_("author"),
    )
    answers = models.PositiveIntegerField(_("answers"), default=0, editable=False)
    """How many posts answer this one directly and are shown."""
    signs = models.JSONField(_("signs"), default=dict, blank=True, editable=False)
    """How many left each kind of sign, counted when one is left."""
    has_poll = models.BooleanField(default=False, editable=False)
    """Whether a poll stands under it, so that pages without one ask for none."""
    source = models.TextField(_("text as sent"))
    html = models.TextField(_("text"))
    drawn = models.TextField(_("text as drawn"), default="", blank=True, editable=False)
    """`html` with formulas, pictures and files, made once when it is saved; empty where that is the same."""
    excerpt = models.CharField(_("beginning"), max_length=200, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("written"), default=timezone.now)
    edited_at = models.DateTimeField(_("changed"), null=True, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    deleted_at = models.DateTimeField(_("taken back by its author"), null=True, blank=True)
    once = OnceField()

    objects = Posts.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("post"), _("posts")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["thread", "number"], name="forum_post_number"),
            models.UniqueConstraint(fields=["thread", "place"], name="forum_post_place"),
            models.CheckConstraint(name="forum_post_from_one", condition=Q(number__gte=1)),
        ]
        indexes = [
            # What a person wrote lately is asked with every reply; who wrote for years is not read through for it.
            models.Index(fields=["author", "-created_at", "-id"], name="forum_post_author_lately"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.excerpt}"

    def get_absolute_url(self) -> str:
        """The permanent address; it leads to the right page of the thread."""
        return f"{self.thread.get_absolute_url()}wpis/{self.number}/"

    @property
    def is_shown(self) -> bool:
        """Whether every reader of the thread sees its words (the same as `Posts.shown`)."""
        return self.hidden_at is None and self.deleted_at is None

    @property
    def body(self) -> str:
        """The stored HTML to show."""
        return self.drawn or self.html

    @property
    def level(self) -> int:
        """How deep it stands; 0 answers the thread itself."""
        return level_of(self.place)
