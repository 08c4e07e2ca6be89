"""Numbered versions under one permanent address."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from resources.models.resource import Resource


class Version(models.Model):
    """The files or the link of a resource as they were; the newest is what its page gives.

    A file's parent is the resource while it is current and its last version afterwards; `files` says which versions
    held it, so that a file kept through five versions lies on the disk once.
    """

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="versions", verbose_name=_("resource"))
    number = models.PositiveIntegerField(_("number"))
    note = models.CharField(_("what changed"), max_length=300, blank=True)
    link = models.URLField(_("link"), max_length=500, blank=True)
    files = models.ManyToManyField(StoredFile, related_name="+", verbose_name=_("files"))
    downloads = models.PositiveIntegerField(_("downloads"), default=0, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    made_at = models.DateTimeField(_("made"))

    class Meta:
        verbose_name, verbose_name_plural = _("version"), _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["resource", "number"], name="resources_version_once")]

    def __str__(self) -> str:
        return f"{self.resource_id}/{self.number}"

    def get_absolute_url(self) -> str:
        """Its own permanent address."""
        return reverse("resources:version", kwargs={"pk": self.resource_id, "number": self.number})
