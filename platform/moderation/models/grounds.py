"""The rules decisions rest on, and the words a place watches for."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Ground(models.Model):
    """A rule of the list, with reasons ready to use; an empty place means everywhere.

    A row of a place with the code of a common rule stands for it there; a retired row takes it off the list.
    """

    place = models.CharField(_("place"), max_length=80, blank=True)
    code = models.SlugField(_("name of the rule"), max_length=40, db_index=False)
    words = models.CharField(_("rule"), max_length=200)
    ready = models.TextField(_("ready reasons"), max_length=4000, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=50)
    retired_at = models.DateTimeField(_("taken off the list"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("rule"), _("rules")
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["place", "code"], name="moderation_ground_once")]

    def __str__(self) -> str:
        return self.words


class Watchword(models.Model):
    """A word or phrase watched for in a place, in all its inflected forms; an empty place means everywhere."""

    place = models.CharField(_("place"), max_length=80, blank=True)
    words = models.CharField(_("word or phrase"), max_length=80)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)

    class Meta:
        verbose_name, verbose_name_plural = _("watched word"), _("watched words")
        ordering = ["words"]
        constraints = [models.UniqueConstraint(fields=["place", "words"], name="moderation_watchword_once")]

    def __str__(self) -> str:
        return self.words
