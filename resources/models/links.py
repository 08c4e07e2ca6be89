"""What is known of the other end of a resource's link."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.models.resource import Resource


class LinkCheck(models.Model):
    """When a link was asked last, and how often in a row it did not answer."""

    resource = models.OneToOneField(
        Resource, models.CASCADE, related_name="link_check", primary_key=True, verbose_name=_("resource")
    )
    link = models.URLField(_("link"), max_length=500)
    asked_at = models.DateTimeField(_("last asked"), db_index=True)
    failures = models.PositiveIntegerField(_("times without an answer"), default=0)
    dead_since = models.DateTimeField(_("dead since"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("watch of a link"), _("watches of links")

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.link}"
