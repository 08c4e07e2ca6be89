"""A poll under a post."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from forum.models.posts import Post
from kit import clock


class Poll(models.Model):
    """One question under a post; `ends_at` closes it by itself."""

    post = models.OneToOneField(Post, models.CASCADE, related_name="poll", verbose_name=_("post"))
    question = models.CharField(_("question"), max_length=200)
    is_several = models.BooleanField(_("several answers may be chosen"), default=False)
    is_secret = models.BooleanField(_("nobody sees who chose what"), default=False)
    """When a secret poll ends, who chose what is forgotten; the counts stay."""
    ends_at = models.DateTimeField(_("open until"), null=True, blank=True, db_index=True)
    people = models.PositiveIntegerField(_("how many have voted"), default=0, editable=False)
    made_at = models.DateTimeField(_("made"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("poll"), _("polls")

    def __str__(self) -> str:
        return self.question

    @property
    def is_over(self) -> bool:
        """Whether nobody votes any more."""
        return self.ends_at is not None and self.ends_at <= clock.now()


class PollOption(models.Model):
    """One answer; `votes` is counted when somebody votes."""

    poll = models.ForeignKey(
        Poll, models.CASCADE, related_name="options", db_index=False, verbose_name=pgettext_lazy("of a post", "poll")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    text = models.CharField(_("answer"), max_length=160)
    votes = models.PositiveIntegerField(_("votes"), default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("answer of a poll"), _("answers of a poll")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["poll", "position"], name="forum_poll_option_once")]

    def __str__(self) -> str:
        return self.text


class PollVote(models.Model):
    """What one person chose."""

    option = models.ForeignKey(
        PollOption, models.CASCADE, related_name="chosen", db_index=False, verbose_name=_("answer")
    )
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name, verbose_name_plural = _("vote in a poll"), _("votes in polls")
        constraints = [models.UniqueConstraint(fields=["option", "person"], name="forum_poll_vote_once")]

    def __str__(self) -> str:
        return str(self.option_id)
