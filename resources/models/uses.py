"""What came of a resource: notes of those who used it, and reviews."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from resources.enums import Opinion, Outcome
from resources.models.resource import Resource


class UseNote(models.Model):
    """“I used it”: where, when, what I changed, whether it worked (features 2.6)."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="notes", verbose_name=_("resource"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    group = models.CharField(_("class or group"), max_length=80)
    used_on = models.DateField(_("when"))
    minutes = models.PositiveIntegerField(
        _("how many minutes it took"), null=True, blank=True, validators=[MaxValueValidator(1000)]
    )
    outcome = models.CharField(_("how it went"), max_length=10, choices=Outcome.choices)
    changed = models.TextField(_("what I changed"), blank=True)
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("note of use"), _("notes of use")
        ordering = ["-used_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_outcome_display()}"

    def get_absolute_url(self) -> str:
        """Its place on the resource's page."""
        return reverse("resources:detail", kwargs={"pk": self.resource_id}) + f"#uzycie-{self.pk}"


class Review(models.Model):
    """A judgement of somebody who read it closely; one a person, changed at will."""

    resource = models.ForeignKey(Resource, models.CASCADE, related_name="reviews", verbose_name=_("resource"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    opinion = models.CharField(_("opinion"), max_length=20, choices=Opinion.choices)
    text = models.TextField(_("why"))
    number = models.PositiveIntegerField(_("version read"), default=1)
    written_at = models.DateTimeField(_("written"))
    hidden_at = models.DateTimeField(_("hidden"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("review"), _("reviews")
        ordering = ["-written_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["resource", "author"], name="resources_review_once")]

    def __str__(self) -> str:
        return f"{self.resource_id}: {self.get_opinion_display()}"

    def get_absolute_url(self) -> str:
        """Its place on the resource's page."""
        return reverse("resources:detail", kwargs={"pk": self.resource_id}) + f"#recenzja-{self.pk}"
