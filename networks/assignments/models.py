"""A task and what each person does of it (D49)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from kit import clock
from kit.once import OnceField
from networks.assignments.states import WAITING, AssignmentState
from networks.models import Edition, Membership


class Task(models.Model):
    """Something to do by a day, for one, several or all members of a network's year.

    `owner` decides about what is handed in; a handover of the network moves it. `links` are addresses of materials,
    `checklist` the steps somebody wrote for it.
    """

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="tasks", verbose_name=_("network's year"))
    title = models.CharField(_("title of the task"), max_length=160)
    description = models.TextField(_("what to do"), blank=True)
    due_at = models.DateTimeField(_("due"))
    for_all = models.BooleanField(_("for all members, those who join later too"), default=False)
    links = models.JSONField(_("addresses of materials"), default=list, blank=True)
    checklist = models.JSONField(_("steps"), default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("given by")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("looked after by")
    )
    created_at = models.DateTimeField(_("given"), default=clock.now)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)
    withdrawn_words = models.CharField(_("why it was withdrawn"), max_length=500, blank=True)
    files = GenericRelation(StoredFile, content_type_field="parent_type", object_id_field="parent_id")
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("task"), _("tasks")
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["edition", "due_at"], name="assignments_by_due")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The task's page."""
        return reverse("assignments:task", kwargs={"pk": self.pk})

    def is_late_at(self, moment: datetime) -> bool:
        """Whether its day has passed."""
        return self.due_at < moment


class AssignmentQuerySet(models.QuerySet):
    """Adjectives of assignments."""

    def present(self) -> AssignmentQuerySet:
        """Of people who belong to the year now; what those who left had promised is neither counted nor called for."""
        here = Membership.objects.active().filter(edition=OuterRef("task__edition"), user=OuterRef("user"))
        return self.filter(Exists(here), task__withdrawn_at=None)

    def waiting(self) -> AssignmentQuerySet:
        """Those with which the person is to do something."""
        return self.filter(state__in=WAITING)


class Assignment(models.Model):
    """One person's part of a task, with what was handed in and what was said of it."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="assignments", verbose_name=_("task"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="assignments", verbose_name=_("person")
    )
    state = models.CharField(_("state"), max_length=20, choices=AssignmentState.choices, default=AssignmentState.TODO)
    ticked = models.JSONField(_("steps done"), default=list, blank=True)
    text = models.TextField(_("result"), blank=True)
    link = models.URLField(_("link to the result"), max_length=500, blank=True)
    handed_in_at = models.DateTimeField(_("handed in"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    comment = models.TextField(_("comment on the result"), max_length=2000, blank=True)
    assigned_at = models.DateTimeField(_("assigned"), default=clock.now)
    files = GenericRelation(StoredFile, content_type_field="parent_type", object_id_field="parent_id")

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("assignment"), _("assignments")
        ordering = ["task__due_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["task", "user"], name="assignments_once")]
        indexes = [models.Index(fields=["user", "state"], name="assignments_of_person")]

    def __str__(self) -> str:
        return f"{self.user}: {self.task}"

    def get_absolute_url(self) -> str:
        """Its place on the task's page."""
        return f"{self.task.get_absolute_url()}#oddane-{self.pk}"

    @property
    def waits_for_person(self) -> bool:
        """Whether the person is to act."""
        return self.state in WAITING


class Reminder(models.Model):
    """A reminder of a task that went out, or was passed over; each once."""

    task = models.ForeignKey(Task, models.CASCADE, related_name="reminders", verbose_name=_("task"))
    which = models.CharField(_("which reminder"), max_length=20)
    sent_at = models.DateTimeField(_("reminded"), default=clock.now)

    class Meta:
        verbose_name, verbose_name_plural = _("reminder of a task"), _("reminders of tasks")
        constraints = [models.UniqueConstraint(fields=["task", "which"], name="assignments_reminder_once")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.which}"
