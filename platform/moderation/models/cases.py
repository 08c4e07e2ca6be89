"""A case: one thing that waits for somebody's decision, and the talk about it."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from moderation.enums import CaseState, Why


class Case(models.Model):
    """One thing that waits for a decision; a thing has one open case at most.

    `step` says how far up the stairs of its judges it went, `promised_at` what its author was told, `due_at` when it
    climbs the next step (empty at the top). `report` is set where whoever made it objects to what became of it; a
    notice from outside that is itself the thing needs none.
    """

    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+", db_index=False)
    about_id = models.PositiveBigIntegerField()
    about = GenericForeignKey("about_type", "about_id")
    place = models.CharField(_("place"), max_length=80, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    why = models.CharField(_("why"), max_length=20, choices=Why.choices)
    detail = models.CharField(_("what was noticed"), max_length=200, blank=True)
    against = models.ForeignKey(
        "moderation.Decision",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appeals",
        verbose_name=_("against the decision"),
    )
    report = models.ForeignKey(
        "moderation.Report",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="objections",
        verbose_name=_("report whose maker objects"),
    )
    state = models.CharField(_("state"), max_length=10, choices=CaseState.choices, default=CaseState.WAITING)
    opened_at = models.DateTimeField(_("opened"), default=timezone.now)
    promised_at = models.DateTimeField(_("promised by"))
    due_at = models.DateTimeField(_("goes further"), null=True, blank=True)
    step = models.PositiveSmallIntegerField(_("step"), default=0)
    claimed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("taken by")
    )
    claimed_at = models.DateTimeField(_("taken"), null=True, blank=True)
    closed_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("case"), _("cases")
        ordering = ["promised_at", "id"]
        indexes = [
            models.Index(fields=["state", "promised_at", "id"], name="moderation_cases_waiting"),
            models.Index(fields=["place", "state"], name="moderation_cases_of_place"),
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="moderation_cases_due"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["about_type", "about_id"], condition=models.Q(closed_at=None), name="moderation_case_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.about_type_id}/{self.about_id}: {self.get_why_display()}"

    def get_absolute_url(self) -> str:
        """Where it is decided."""
        return reverse("moderation:case", kwargs={"case_id": self.pk})

    @property
    def is_objection(self) -> bool:
        """Whether whoever reported the thing objects to a decision."""
        return self.why == Why.OBJECTION

    @property
    def party(self) -> Any:
        """With whom those who decide talk: the author, or who objects; None for somebody without an account."""
        if not self.is_objection:
            return self.author
        return self.report.reporter if self.report is not None else None

    def get_talk_url(self) -> str:
        """Where its author and those who decide talk about it."""
        return reverse("moderation:talk", kwargs={"case_id": self.pk})


class Remark(models.Model):
    """One turn of the talk about a case."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="remarks", verbose_name=_("case"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("said by")
    )
    by_author = models.BooleanField(_("said by the author"), default=False)
    words = models.TextField(_("words"), max_length=4000)
    said_at = models.DateTimeField(_("said"), default=timezone.now)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("remark on a case"), _("remarks on a case")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:60]
