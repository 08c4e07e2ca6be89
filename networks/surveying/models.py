"""A survey put to the members of a network's year."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kit.once import OnceField
from networks.models import Edition
from surveys.models import Survey
from surveys.states import SurveyState


class NetworkSurvey(models.Model):
    """Which year asks, who made it, when the silent were reminded; the questionnaire itself is `survey`."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("network's year"))
    survey = models.OneToOneField(Survey, models.CASCADE, related_name="+", verbose_name=_("survey"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("made by")
    )
    reminded_at = models.DateTimeField(_("the silent were reminded"), null=True, editable=False)
    shared_at = models.DateTimeField(_("shown to members"), null=True, editable=False)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("survey of a network"), _("surveys of networks")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.survey.title

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("surveying:survey", kwargs={"slug": self.edition.network.slug, "number": self.pk})

    @property
    def is_draft(self) -> bool:
        """Whether it is still written."""
        return self.survey.state == SurveyState.DRAFT

    @property
    def is_closed(self) -> bool:
        """Whether it has ended for good."""
        return self.survey.state == SurveyState.CLOSED
