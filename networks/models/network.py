"""A network and its school years (editions)."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.enums import audience_labels
from directory.models import County, KeyCompetence, SchoolYear, Stage, Subject
from kit.once import OnceField
from networks.enums import JoinPolicy, Kind, Scope
from networks.states import OPEN_STATES, EditionState

TARGET_SIZE = 20
"""A network has about twenty members (BR1); a notice above 25, never a hard stop but the limit a network sets."""
CROWDED = 25
"""A gentle notice above this many people (BR1)."""


def fold(words: str) -> str:
    """Words without case and Polish marks, so that `laka` finds `Łąka` on every database."""
    bare = unicodedata.normalize("NFKD", words.casefold().replace("ł", "l"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


class Network(models.Model):
    """An organised group of teachers or principals of different schools who learn from each other (D23)."""

    title = models.CharField(_("name"), max_length=160)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices, default=Kind.ISSUE)
    scope = models.CharField(_("reach"), max_length=20, choices=Scope.choices, default=Scope.LOCAL)
    county = models.ForeignKey(County, models.PROTECT, related_name="networks", verbose_name=_("county"))
    audience = models.JSONField(_("for whom"), default=list, blank=True)
    subjects = models.ManyToManyField(Subject, blank=True, related_name="networks", verbose_name=_("subjects"))
    stages = models.ManyToManyField(Stage, blank=True, related_name="networks", verbose_name=_("stages of education"))
    competences = models.ManyToManyField(
        KeyCompetence, blank=True, related_name="networks", verbose_name=_("key competences")
    )
    summary = models.CharField(_("in one sentence"), max_length=300, blank=True)
    description = models.TextField(_("description"), blank=True)
    join_policy = models.CharField(_("joining"), max_length=20, choices=JoinPolicy.choices, default=JoinPolicy.REQUEST)
    question = models.CharField(_("question to those who ask to join"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("created by")
    )

    folded = models.CharField(max_length=160, editable=False, default="", db_index=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("network"), _("networks")
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title

    def save(self, **options: Any) -> None:
        """Keep the folded name by which lists are searched."""
        self.folded = fold(self.title)
        super().save(**options)

    @property
    def audience_names(self) -> list[str]:
        """For whom it is, in words (D24)."""
        return audience_labels(self.audience)

    def get_absolute_url(self) -> str:
        """The network's space."""
        return reverse("networks:space", kwargs={"slug": self.slug})


class EditionQuerySet(models.QuerySet):
    """Adjectives of editions."""

    def current(self) -> EditionQuerySet:
        """The latest year of each network that is not a draft."""
        return self.filter(is_current=True)


class Edition(models.Model):
    """One school year of a network: its members, meetings, plan and report belong to it."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="editions", verbose_name=_("network"))
    school_year = models.ForeignKey(SchoolYear, models.PROTECT, related_name="+", verbose_name=_("school year"))
    state = models.CharField(_("state"), max_length=20, choices=EditionState.choices, default=EditionState.DRAFT)
    is_current = models.BooleanField(_("the present one"), default=True)
    goal = models.TextField(_("general goal"), blank=True)
    recommendations = models.TextField(_("recommendations from the year before"), blank=True)
    renewed_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="renewal", verbose_name=_("continues")
    )
    target_size = models.PositiveSmallIntegerField(_("how many people it is meant for"), default=TARGET_SIZE)
    capacity = models.PositiveSmallIntegerField(_("places at most"), default=TARGET_SIZE, null=True, blank=True)
    taken = models.PositiveSmallIntegerField(_("places taken"), default=0, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)
    once = OnceField()

    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = _("network's year"), _("network's years")
        ordering = ["-school_year__starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["network", "school_year"], name="networks_edition_once"),
            models.UniqueConstraint(fields=["network"], condition=Q(is_current=True), name="networks_one_current"),
            models.CheckConstraint(name="networks_within_capacity", condition=Q(taken__lte=F("capacity"))),
        ]

    def __str__(self) -> str:
        return f"{self.network} {self.school_year}"

    @property
    def free(self) -> int | None:
        """Places left; None where the network set no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def is_full(self) -> bool:
        """Whether the next person has to wait for a place."""
        return self.free == 0

    @property
    def is_crowded(self) -> bool:
        """Whether it has grown so large that a gentle notice is due (BR1)."""
        return self.taken > CROWDED

    @property
    def is_open(self) -> bool:
        """Whether members may write (AC-19)."""
        return self.state in OPEN_STATES
