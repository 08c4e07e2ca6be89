"""The annual report of a network's year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Edition
from networks.states import ReportState


class NetworkReport(models.Model):
    """One report a year (BR13): words written by the coordinator, numbers counted by the platform.

    While it is a draft the numbers are counted anew at each reading; presenting it freezes them in `frozen`.
    `words` maps the name of a chapter to plain text; `version` grows with every saving (CO-03).
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="report", verbose_name=_("network's year"))
    state = models.CharField(_("state"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFT)
    words = models.JSONField(_("words"), default=dict, blank=True)
    frozen = models.JSONField(_("figures as presented"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    returned_words = models.TextField(_("what to improve"), max_length=2000, blank=True)
    presented_at = models.DateTimeField(_("presented"), null=True, blank=True)
    presented_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("presented by"),
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    updated_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("annual report"), _("annual reports")
        ordering = ["-edition__school_year__starts_on"]

    def __str__(self) -> str:
        return str(self.edition)
