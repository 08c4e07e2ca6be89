"""The library: what members share, with its licence and its readers."""

from __future__ import annotations

import unicodedata

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from directory.models import KeyCompetence, Stage, Subject
from files.models import StoredFile
from kit.once import OnceField
from networks.models import Network
from resources.enums import Area, Kind, Language, Licence, Others, Visibility


def folded(text: str) -> str:
    """Small letters without marks: how words are compared."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


class ResourceQuerySet(models.QuerySet):
    """Adjectives of resources."""

    def shown(self) -> ResourceQuerySet:
        """Those that are not hidden."""
        return self.filter(hidden_at=None)


class Resource(models.Model):
    """One thing of the library: files or a link, with words about it (D50…)."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="resources", verbose_name=_("network"))
    title = models.CharField(_("title"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    kind = models.CharField(_("kind"), max_length=30, choices=Kind.choices, default=Kind.LESSON_PLAN)
    author = models.CharField(_("author"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices)
    language = models.CharField(_("language"), max_length=10, choices=Language.choices, default=Language.POLISH)
    visibility = models.CharField(
        _("who may read it"), max_length=20, choices=Visibility.choices, default=Visibility.NETWORK
    )
    shared_with = models.ManyToManyField(
        Network, blank=True, related_name="+", verbose_name=_("the other networks that may read it")
    )
    link = models.URLField(_("link"), max_length=500, blank=True)
    area = models.CharField(_("statutory area of support"), max_length=20, choices=Area.choices, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    accessibility = models.CharField(_("accessibility"), max_length=300, blank=True)
    review_on = models.DateField(_("to be looked through again"), null=True, blank=True)
    shows_others = models.CharField(
        _("works, faces and pictures of others"), max_length=10, choices=Others.choices, blank=True
    )
    number = models.PositiveIntegerField(_("version"), default=1, editable=False)
    uses = models.PositiveIntegerField(_("uses"), default=0, editable=False)
    good_uses = models.PositiveIntegerField(_("uses that worked"), default=0, editable=False)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="+", verbose_name=_("subjects"))
    stages = models.ManyToManyField(Stage, blank=True, related_name="+", verbose_name=_("stages of education"))
    competences = models.ManyToManyField(KeyCompetence, blank=True, related_name="+", verbose_name=_("key competences"))
    tags = TaggableManager(_("tags"), blank=True)
    files = GenericRelation(StoredFile, content_type_field="parent_type", object_id_field="parent_id")
    folded = models.TextField(editable=False, default="", blank=True)
    downloads = models.PositiveIntegerField(_("downloads"), default=0, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    once = OnceField()

    objects = ResourceQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("resource"), _("resources")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["network", "-id"], name="resources_of_network"),
            models.Index(fields=["visibility", "-id"], condition=Q(hidden_at=None), name="resources_by_readers"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("resources:detail", kwargs={"pk": self.pk})
