"""Shelves of a person and collections of a network."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from networks.models import Network
from resources.enums import Step, Visibility
from resources.models.resource import Resource


class Shelf(models.Model):
    """Resources put side by side: a person's own shelf, or a collection the network's coordinator orders."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("owner")
    )
    network = models.ForeignKey(
        Network, models.CASCADE, null=True, blank=True, related_name="shelves", verbose_name=_("network")
    )
    title = models.CharField(_("name"), max_length=120)
    words = models.TextField(_("what it is for"), blank=True)
    visibility = models.CharField(
        _("who may read it"), max_length=20, choices=Visibility.choices, default=Visibility.NETWORK
    )
    is_path = models.BooleanField(_("a self-study path"), default=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    resources = models.ManyToManyField(Resource, through="Placing", related_name="+", verbose_name=_("resources"))
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("shelf"), _("shelves")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(
                name="resources_shelf_of_one",
                condition=Q(owner__isnull=False, network=None) | Q(owner=None, network__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("resources:shelf", kwargs={"pk": self.pk})


class Placing(models.Model):
    """One resource on one shelf."""

    shelf = models.ForeignKey(Shelf, models.CASCADE, related_name="placings", verbose_name=_("shelf"))
    resource = models.ForeignKey(Resource, models.CASCADE, related_name="placings", verbose_name=_("resource"))
    position = models.PositiveIntegerField(_("position"))
    note = models.CharField(_("note"), max_length=300, blank=True)
    step = models.CharField(_("what to do"), max_length=10, choices=Step.choices, default=Step.READ)

    class Meta:
        verbose_name, verbose_name_plural = _("place on a shelf"), _("places on shelves")
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["shelf", "resource"], name="resources_placing_once")]

    def __str__(self) -> str:
        return f"{self.shelf_id}: {self.resource_id}"


class Walked(models.Model):
    """A step of a self-study path that a person has done; only that person sees it."""

    placing = models.ForeignKey(Placing, models.CASCADE, related_name="walked", verbose_name=_("step"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("who did it"))
    done_at = models.DateTimeField(_("done"))

    class Meta:
        verbose_name, verbose_name_plural = _("step done"), _("steps done")
        constraints = [models.UniqueConstraint(fields=["placing", "user"], name="resources_walked_once")]

    def __str__(self) -> str:
        return f"{self.placing_id}: {self.user_id}"
