"""Polls of a room. An anonymous one holds who voted and what was voted apart, so that nothing joins them again."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from kit import clock
from meetings.models.meeting import Meeting


class PollKind(models.TextChoices):
    """What is asked for."""

    SINGLE = "single", pgettext_lazy("poll", "one answer")
    SEVERAL = "several", pgettext_lazy("poll", "several answers")
    SCALE = "scale", pgettext_lazy("poll", "a scale from 1 to 5")
    WORDS = "words", pgettext_lazy("poll", "own words")


class Poll(models.Model):
    """One question to those in a room.

    `voters` are the numbers of those who voted, in the order of numbers. `ballots` are choices by who gave them: by the
    person's number in a named poll; in an anonymous one by the digest of a word only the voter's browser holds, and
    gone once the poll is closed. Neither has an order in time, so nothing says which ballot is whose.
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="polls", verbose_name=_("meeting"))
    question = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind"), max_length=10, choices=PollKind.choices)
    options = models.JSONField(_("answers to choose from"), default=list, blank=True)
    is_anonymous = models.BooleanField(_("anonymous"), default=True)
    voters = models.JSONField(_("who voted"), default=list, blank=True)
    ballots = models.JSONField(_("votes"), default=dict, blank=True)
    results = models.JSONField(_("results"), default=list, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("who asked")
    )
    made_at = models.DateTimeField(_("when it was asked"), default=clock.now)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("poll in a room"), _("polls in rooms")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.question

    @property
    def voted(self) -> int:
        """How many voted."""
        return len(self.voters)
