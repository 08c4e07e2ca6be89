"""The append-only trail of who did what."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _


class ForGoodError(TypeError):
    """Somebody tried to change or remove what is written for good."""


def _never(*_args: Any, **_values: Any) -> NoReturn:
    raise ForGoodError("The trail is only ever written to; an entry is neither changed nor removed.")


class TrailQuerySet(models.QuerySet["TrailEntry"]):
    """Entries can be found and added; nothing else."""

    update = _never
    delete = _never
    bulk_update = _never
    update_or_create = _never
    _raw_delete = _never


class TrailEntry(models.Model):
    """Who did what, with values instead of foreign keys, so that it stays legible.

    Never changed (LO-03): neither here, nor by a queryset, nor past both in the database, which has a trigger.
    """

    at = models.DateTimeField(_("when"), auto_now_add=True, db_index=True)
    by_id = models.PositiveBigIntegerField(_("who (number)"), null=True)
    by_name = models.CharField(_("who"), max_length=200, blank=True)
    action = models.CharField(_("what"), max_length=80, db_index=True)
    about_kind = models.CharField(_("about (kind)"), max_length=80)
    about_id = models.CharField(_("about (number)"), max_length=40)
    about_name = models.CharField(_("about"), max_length=300)
    values = models.JSONField(_("values"), default=dict)

    objects = TrailQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("trail entry"), _("trail")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.action}: {self.about_name}"

    def save(self, *args: Any, **options: Any) -> None:
        """Add the entry; one that is written already stays as it is. Raises ForGoodError."""
        if self.pk is not None:
            _never()
        super().save(*args, **options)

    delete = _never
