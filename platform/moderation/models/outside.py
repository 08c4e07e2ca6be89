"""Illegal content reported by somebody without an account."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from moderation.models.decisions import Report


class OutsideReport(models.Model):
    """A notice of illegal content (DS-03); name and e-mail may be missing only where children are abused.

    Where the address leads to a thing we know, `report` is the report its judges see; otherwise administrators decide
    about the notice itself.
    """

    number = models.CharField(_("number"), max_length=20, unique=True)
    address = models.CharField(_("exact address"), max_length=500)
    ground = models.CharField(_("rule"), max_length=40)
    words = models.TextField(_("why it is illegal"), max_length=4000)
    name = models.CharField(_("name"), max_length=120, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    received_at = models.DateTimeField(_("received"), default=timezone.now)
    about_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, blank=True, related_name="+")
    about_id = models.PositiveBigIntegerField(null=True, blank=True)
    about = GenericForeignKey("about_type", "about_id")
    report = models.OneToOneField(
        Report, models.SET_NULL, null=True, blank=True, related_name="outside", verbose_name=_("report to the judges")
    )
    acted_at = models.DateTimeField(_("acted upon"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("notice of illegal content"), _("notices of illegal content")
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        """The page of its number, for whoever sent it."""
        return reverse("moderation:outside_received", kwargs={"number": self.number})
