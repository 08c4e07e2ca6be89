"""The promotion file. It is no page and no snippet: the CMS has no screen for it, so none can leak it (decisions/0014).

`live`: approved by all steps and handed to the public face. The public page is a copy made at that moment (CM-01).
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, RevisionMixin, TaskState, WorkflowMixin, WorkflowState

from directory.models import Stage, Subject
from files.models import StoredFile
from kit import clock
from kit.once import OnceField
from networks.models import Network
from networks.outcomes.enums import Licence, OutcomeKind, WayKind
from networks.outcomes.states import OutcomeState


class Outcome(WorkflowMixin, DraftStateMixin, RevisionMixin, models.Model):
    """What a network worked out and wants to show; complete before it may be approved."""

    network = models.ForeignKey(Network, models.PROTECT, related_name="outcomes", verbose_name=_("network"))
    school_year = models.CharField(_("school year"), max_length=9)
    title = models.CharField(_("title"), max_length=160)
    kind = models.CharField(_("kind"), max_length=20, choices=OutcomeKind.choices, default=OutcomeKind.TOOLKIT)
    summary = models.TextField(_("summary in plain language"), max_length=400, blank=True)
    problem = models.TextField(_("what problem it answers"), max_length=1500, blank=True)
    for_whom = models.CharField(_("for whom"), max_length=250, blank=True)
    how = models.TextField(_("how it works"), blank=True)
    conditions = models.TextField(_("what it needs"), max_length=1500, blank=True)
    evidence = models.TextField(_("how we know that it works"), max_length=1500, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, blank=True)
    no_materials = models.BooleanField(_("everything is in the text, there are no files"), default=False)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="+", verbose_name=_("subjects"))
    stages = models.ManyToManyField(Stage, blank=True, related_name="+", verbose_name=_("stages of education"))
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("proposed by")
    )
    proposed_at = models.DateTimeField(_("proposed"), default=timezone.now)
    version = models.PositiveIntegerField(_("version"), default=1)
    checked_version = models.PositiveIntegerField(_("version checked for personal data"), null=True, blank=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked"), null=True, blank=True)
    returned_words = models.TextField(_("what to change"), max_length=2000, blank=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    live = models.BooleanField(_("public"), default=False, editable=False)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("outcome"), _("outcomes")
        ordering = ["-proposed_at", "-pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its file in the network's space."""
        return reverse("outcomes:file", kwargs={"slug": self.network.slug, "pk": self.pk})

    def review(self) -> TaskState | None:
        """The step of approval it waits at, or None."""
        return (
            TaskState.objects.filter(
                workflow_state__object_id=str(self.pk),
                workflow_state__base_content_type=self.get_base_content_type(),
                workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
                status=TaskState.STATUS_IN_PROGRESS,
            )
            .select_related("task", "workflow_state", "revision")
            .first()
        )

    @property
    def state(self) -> str:
        """Where it is on its way."""
        if self.hidden_at is not None:
            return OutcomeState.HIDDEN
        if self.live:
            return OutcomeState.PUBLIC
        if self.workflow_in_progress:
            return OutcomeState.REVIEW
        return OutcomeState.WITHDRAWN if self.first_published_at else OutcomeState.PREPARED

    @property
    def is_checked(self) -> bool:
        """Whether somebody checked these very words and files for personal data."""
        return self.checked_at is not None and self.checked_version == self.version

    def publish(self, revision: Any, *args: Any, **options: Any) -> None:
        """Every way Wagtail publishes by ends here: only what all steps approved goes public. Writes data only."""
        if not was_approved(self, revision):
            return
        now = clock.now()
        self.first_published_at: datetime | None = self.first_published_at or now
        self.live, self.last_published_at, self.live_revision = True, now, revision
        self.has_unpublished_changes = False
        self.save(update_fields=PUBLISHED)


PUBLISHED = ["live", "first_published_at", "last_published_at", "live_revision", "has_unpublished_changes"]


def was_approved(outcome: Outcome, revision: Any) -> bool:
    """Whether this very version went through all steps of the workflow, in its last round."""
    last = (
        WorkflowState.objects.filter(
            object_id=str(outcome.pk), base_content_type=outcome.get_base_content_type()
        ).order_by("-pk")
    ).first()
    if last is None or last.status != WorkflowState.STATUS_APPROVED:
        return False
    return last.task_states.filter(revision=revision, status=TaskState.STATUS_APPROVED).exists()


class Author(models.Model):
    """Somebody who worked it out."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="authors", verbose_name=_("outcome"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="outcome_authorships", verbose_name=_("person")
    )
    added_at = models.DateTimeField(_("added"), auto_now_add=True)

    class Meta:
        verbose_name, verbose_name_plural = _("author of an outcome"), _("authors of outcomes")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["outcome", "user"], name="outcomes_author_once")]

    def __str__(self) -> str:
        return str(self.user)


class AuthorConsent(models.Model):
    """One act of an author: agreed on these terms then, and maybe took it back later. Never changed otherwise."""

    author = models.ForeignKey(Author, models.CASCADE, related_name="consents", verbose_name=_("author of an outcome"))
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices)
    wording = models.CharField(_("version of the wording"), max_length=20)
    named = models.BooleanField(_("by name"))
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("author's consent"), _("authors' consents")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["author"], condition=Q(withdrawn_at=None), name="outcomes_consent_stands"),
            models.CheckConstraint(
                name="outcomes_consent_days",
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id}: {self.licence}"


class Attachment(models.Model):
    """A picture or a file of the outcome; a copy of it goes to the public page."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="attachments", verbose_name=_("outcome"))
    file = models.OneToOneField(StoredFile, models.CASCADE, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("what it is"), max_length=160, blank=True)
    alt = models.CharField(_("description of the picture"), max_length=250, blank=True)
    is_picture = models.BooleanField(_("picture"), default=False)

    class Meta:
        verbose_name, verbose_name_plural = _("material of an outcome"), _("materials of outcomes")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title or self.file.name


class Station(models.Model):
    """A station on the way to the outcome, in words meant for everybody."""

    outcome = models.ForeignKey(Outcome, models.CASCADE, related_name="way", verbose_name=_("outcome"))
    kind = models.CharField(_("station"), max_length=10, choices=WayKind.choices)
    words = models.CharField(_("in a sentence"), max_length=250)
    happened_on = models.DateField(_("when"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("station on the way"), _("stations on the way")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.words
