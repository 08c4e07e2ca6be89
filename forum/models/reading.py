"""How far each reader is."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forum.enums import Level, Reading
from forum.models.threads import Thread

VISIT = timedelta(minutes=30)
"""A visit ends when nothing new was looked at for so long."""


class ThreadRead(models.Model):
    """How far one reader is in one thread, and whether replies are to be told."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False, verbose_name=_("reader")
    )
    thread = models.ForeignKey(Thread, models.CASCADE, related_name="reads", db_index=False, verbose_name=_("thread"))
    last_number = models.PositiveIntegerField(_("read up to"), default=0)
    """Up to here nothing is unread; what queries ask for. Follows from `seen` and the thread's `gone`."""
    seen = models.TextField(default="", blank=True, editable=False)
    """Every number the reader has seen, as in `forum.seen`."""
    seen_before = models.TextField(default="", blank=True, editable=False)
    """What was seen when the present visit began: the rest is new in this visit, also when it is looked at twice."""
    hand = models.BooleanField(default=False, editable=False)
    """Whether the reader ever did something here: wrote, began to write, left a sign. Then posts look otherwise."""
    visited_at = models.DateTimeField(null=True, blank=True, editable=False)
    level = models.CharField(_("told of"), max_length=8, choices=Level, default="", blank=True)
    """Empty until the reader chooses or writes: then as `Level.MINE`."""

    class Meta:
        verbose_name, verbose_name_plural = _("reading mark"), _("reading marks")
        constraints = [models.UniqueConstraint(fields=["user", "thread"], name="forum_read_once")]
        indexes = [models.Index(fields=["thread"], condition=Q(level="all"), name="forum_followers")]

    def __str__(self) -> str:
        return f"{self.thread_id}: {self.last_number}"

    def before(self, moment: datetime) -> str:
        """What was seen when the visit began in which `moment` lies; a new one begins after a pause."""
        went_on = self.visited_at is not None and moment - self.visited_at < VISIT
        return self.seen_before if went_on else self.seen

    @property
    def follows(self) -> bool:
        """Whether every reply is to be told."""
        return self.level == Level.ALL


class ReadingManner(models.Model):
    """How one person reads conversations; remembered from the last choice."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+", verbose_name=_("reader")
    )
    reading = models.CharField(_("manner of reading"), max_length=8, choices=Reading, default=Reading.TREE)

    class Meta:
        verbose_name, verbose_name_plural = _("manner of reading"), _("manners of reading")

    def __str__(self) -> str:
        return self.reading
