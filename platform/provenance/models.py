"""One thing made from another."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Step(models.Model):
    """`result` was made from `source`. Kinds are words signed into provenance.registry."""

    source_kind = models.CharField(_("from what kind of thing"), max_length=40)
    source_id = models.PositiveBigIntegerField(_("from which"))
    result_kind = models.CharField(_("what kind of thing"), max_length=40)
    result_id = models.PositiveBigIntegerField(_("which"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made from it by")
    )
    made_at = models.DateTimeField(_("step made"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("step"), _("steps")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["source_kind", "source_id", "result_kind", "result_id"], name="provenance_step_once"
            )
        ]
        indexes = [models.Index(fields=["result_kind", "result_id"], name="provenance_back")]

    def __str__(self) -> str:
        return f"{self.source_kind}:{self.source_id} → {self.result_kind}:{self.result_id}"
