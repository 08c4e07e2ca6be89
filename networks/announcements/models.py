"""An announcement and who has read it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.models import County
from kit.once import OnceField
from networks.models import Network


class Announcement(models.Model):
    """Words to everybody in a network, or in all networks of a county (D13)."""

    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="announcements", verbose_name=_("network")
    )
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="announcements", verbose_name=_("county")
    )
    title = models.CharField(_("title"), max_length=160)
    text = models.TextField(_("text"))
    is_important = models.BooleanField(_("important: mail it at once"), default=False)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    published_at = models.DateTimeField(_("published"))
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("announcement"), _("announcements")
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="announcements_one_place",
                condition=Q(network=None, county__isnull=False) | Q(network__isnull=False, county=None),
            )
        ]
        indexes = [models.Index(fields=["network", "-published_at"], name="announcements_of_network")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The announcement's page."""
        return reverse("announcements:detail", kwargs={"pk": self.pk})


class Reading(models.Model):
    """That one person has read an announcement: on its page, or by the link of its letter."""

    announcement = models.ForeignKey(
        Announcement, models.CASCADE, related_name="readings", verbose_name=_("announcement")
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))
    read_at = models.DateTimeField(_("read"))
    by_letter = models.BooleanField(_("confirmed by the letter's link"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("reading of an announcement"), _("readings of announcements")
        constraints = [models.UniqueConstraint(fields=["announcement", "user"], name="announcements_read_once")]

    def __str__(self) -> str:
        return f"{self.user}: {self.read_at}"
