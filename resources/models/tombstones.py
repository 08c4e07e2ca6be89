"""What was public once and is no more: harvesters are told, so that they forget it too."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tombstone(models.Model):
    """The number of a resource that was for everybody and is not any longer; nothing else is kept of it."""

    number = models.PositiveBigIntegerField(_("number"), unique=True)
    gone_at = models.DateTimeField(_("gone"), db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("mark of what is gone"), _("marks of what is gone")

    def __str__(self) -> str:
        return str(self.number)
