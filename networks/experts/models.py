"""The register of experts, and requests for one."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from directory.models import County, Subject, Voivodeship
from kit.once import OnceField
from networks.experts.enums import Form, Provider
from networks.experts.states import RequestState
from networks.models import Edition, fold


class ExpertQuerySet(models.QuerySet):
    """Adjectives of experts."""

    def active(self) -> ExpertQuerySet:
        """Those who can be asked."""
        return self.filter(retired_at=None)

    def public(self) -> ExpertQuerySet:
        """Those whose card everybody may see: with a dated consent (CM-08)."""
        return self.active().filter(agreed_on__isnull=False)


class Expert(models.Model):
    """A person who can be asked for, with an account here or without one (D14, D104, D111). Kept by a county."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("kept by the county"))
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="expert_card",
        verbose_name=_("account here"),
    )
    name = models.CharField(_("first and last name"), max_length=160)
    email = models.EmailField(_("e-mail"), blank=True)
    provider = models.CharField(_("who the expert is"), max_length=20, choices=Provider.choices)
    topics = models.CharField(_("topics"), max_length=400, help_text=_("Words separated by commas."))
    subjects = models.ManyToManyField(Subject, blank=True, related_name="+", verbose_name=_("subjects"))
    forms = models.JSONField(_("forms of work"), default=list, blank=True)
    voivodeships = models.ManyToManyField(Voivodeship, blank=True, related_name="+", verbose_name=_("voivodeships"))
    counties = models.ManyToManyField(County, blank=True, related_name="+", verbose_name=_("counties"))
    online = models.BooleanField(_("works online, for anybody"), default=False)
    availability = models.CharField(_("when available"), max_length=200, blank=True)
    about = models.TextField(_("about the expert"), max_length=1500, blank=True)
    agreed_on = models.DateField(_("agreed to a public card on"), null=True, blank=True)
    retired_at = models.DateTimeField(_("taken off the register"), null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("added by")
    )
    created_at = models.DateTimeField(_("added"), auto_now_add=True)
    updated_at = models.DateTimeField(_("changed"), auto_now=True)
    folded = models.CharField(max_length=600, editable=False, default="", db_index=True)
    once = OnceField()

    objects = ExpertQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = pgettext_lazy("register", "expert"), _("experts")
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "email"], condition=~Q(email="") & Q(retired_at=None), name="experts_address_once"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **options: Any) -> None:
        """Keep the folded words by which the register is searched."""
        self.folded = fold(f"{self.name} {self.topics}")[:600]
        super().save(**options)

    def get_absolute_url(self) -> str:
        """The card in the register."""
        return reverse("experts:expert", kwargs={"pk": self.pk})

    @property
    def form_names(self) -> list[str]:
        """Forms in words."""
        labels = dict(Form.choices)
        return [str(labels[value]) for value in self.forms if value in labels]

    @property
    def topic_list(self) -> list[str]:
        """Topics one by one."""
        return [word.strip() for word in self.topics.split(",") if word.strip()]


class ExpertRequest(models.Model):
    """What a network asks the county for: an expert for a theme (template 4.11, D14, D35)."""

    county = models.ForeignKey(County, models.PROTECT, related_name="+", verbose_name=_("county"))
    edition = models.ForeignKey(
        Edition, models.CASCADE, related_name="expert_requests", verbose_name=_("network's year")
    )
    theme = models.CharField(_("theme"), max_length=200)
    form = models.CharField(_("form"), max_length=20, choices=Form.choices, default=Form.WORKSHOP)
    wanted_on = models.DateField(_("day"), null=True, blank=True)
    when = models.CharField(_("or when, in words"), max_length=120, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("hours"), default=2, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    needs = models.TextField(_("what the expert should bring"), max_length=1500, blank=True)
    state = models.CharField(_("state"), max_length=12, choices=RequestState.choices, default=RequestState.SUBMITTED)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked"))
    expert = models.ForeignKey(
        Expert, models.SET_NULL, null=True, blank=True, related_name="requests", verbose_name=_("assigned expert")
    )
    answer = models.TextField(_("answer of the county"), max_length=1500, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    rating = models.PositiveSmallIntegerField(
        _("mark"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    rating_words = models.TextField(_("what it gave the network"), max_length=1500, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("request for an expert"), _("requests for experts")
        ordering = ["-asked_at", "-pk"]
        indexes = [models.Index(fields=["county", "state"], name="experts_of_county")]

    def __str__(self) -> str:
        return self.theme

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("experts:request", kwargs={"pk": self.pk})
