"""Where a resource comes from and who agreed: adaptations and the ledger of consents."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from resources.enums import About, Licence
from resources.models.resource import Resource


class Origin(models.Model):
    """One resource made by changing another; what licences ask to be said stays said when the first one goes."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="origins", verbose_name=_("resource"))
    original = models.ForeignKey(
        Resource, models.SET_NULL, null=True, related_name="adaptations", verbose_name=_("what it was made from")
    )
    title = models.CharField(_("title"), max_length=200)
    author = models.CharField(_("author"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices)
    number = models.PositiveIntegerField(_("version"), default=1)

    class Meta:
        verbose_name, verbose_name_plural = _("adaptation"), _("adaptations")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["resource", "original"], name="resources_origin_once")]

    def __str__(self) -> str:
        return f"{self.resource_id} ← {self.title}"


class Permit(models.Model):
    """A line of the ledger: who agreed to what, and where the paper is kept (features 2.6). No pupil's name."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="permits", verbose_name=_("resource"))
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    agreed = models.CharField(_("who agreed"), max_length=200)
    kept = models.CharField(_("where the consent is kept"), max_length=200)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("written by")
    )
    written_at = models.DateTimeField(_("written"))

    class Meta:
        verbose_name, verbose_name_plural = _("consent of others"), _("consents of others")
        ordering = ["about", "pk"]
        constraints = [models.UniqueConstraint(fields=["resource", "about"], name="resources_permit_once")]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.get_about_display()}"
