"""The annual report of a network's year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from networks.models.network import Edition
from networks.states import ReportState


class NetworkReport(models.Model):
    """One report a year (BR13): words written by the coordinator, numbers counted by the platform.

    While it is a draft the numbers are counted anew at each reading; presenting it freezes them in `frozen`, and
    `round` says how often it was presented. `words` maps the name of a chapter to plain text; `version` grows with
    every saving (CO-03). `heard` are the counts of members who had read, accepted and remarked when it was handed to
    the county; `public` are the chapters anybody may read once it is published: no names of persons stand there.
    """

    edition = models.OneToOneField(Edition, models.CASCADE, related_name="report", verbose_name=_("network's year"))
    state = models.CharField(_("state"), max_length=20, choices=ReportState.choices, default=ReportState.DRAFT)
    words = models.JSONField(_("words"), default=dict, blank=True)
    frozen = models.JSONField(_("figures as presented"), default=list, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    round = models.PositiveSmallIntegerField(_("how often presented"), default=0, editable=False)
    heard = models.JSONField(_("what members said, in numbers"), default=dict, blank=True, editable=False)
    public = models.JSONField(_("as published"), default=list, blank=True, editable=False)
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
    handed_at = models.DateTimeField(_("handed to the county"), null=True, blank=True)
    published_at = models.DateTimeField(_("published"), null=True, blank=True)
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


class ReportVersion(models.Model):
    """The report as it was presented once: words and figures, whole and frozen, to compare with later ones."""

    report = models.ForeignKey(NetworkReport, models.CASCADE, related_name="versions", verbose_name=_("report"))
    number = models.PositiveSmallIntegerField(_("version"))
    words = models.JSONField(_("words"), default=dict)
    frozen = models.JSONField(_("figures as presented"), default=list)
    presented_at = models.DateTimeField(_("presented"))

    class Meta:
        verbose_name, verbose_name_plural = _("version of the annual report"), _("versions of the annual report")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="networks_report_version_once")]

    def __str__(self) -> str:
        return f"{self.report} {self.number}"


class ReportVoice(models.Model):
    """One member's reading of one presentation: when, whether it was accepted, and a remark."""

    report = models.ForeignKey(NetworkReport, models.CASCADE, related_name="voices", verbose_name=_("report"))
    number = models.PositiveSmallIntegerField(_("version"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"), editable=False
    )
    read_at = models.DateTimeField(_("read"))
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("voice on the annual report"), _("voices on the annual report")
        ordering = ["read_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["report", "number", "user"], name="networks_report_voice_once")]

    def __str__(self) -> str:
        return f"{self.report} {self.number}"
