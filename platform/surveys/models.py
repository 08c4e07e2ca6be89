"""A survey, who has answered it, and what was answered: two lists nothing joins (docs/decisions/0011)."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from kit import clock
from surveys.states import SurveyState


class Survey(models.Model):
    """A questionnaire. `items` is its document (surveys.items); `outcome` what may be shown once it is closed."""

    title = models.CharField(_("title"), max_length=160)
    intro = models.TextField(_("introduction"), max_length=2000, blank=True)
    template = models.SlugField(_("made from the template"), blank=True)
    items = models.JSONField(_("questions"), default=list, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=SurveyState.choices, default=SurveyState.DRAFT)
    revision = models.PositiveIntegerField(_("changes of the draft"), default=0, editable=False)
    closes_on = models.DateField(_("last day for answers"), null=True, blank=True)
    asks_word = models.BooleanField(_("before and after: asks for a word of one's own"), default=False)
    before = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("the survey before it")
    )
    links = models.JSONField(_("digests of links for people without an account"), default=list, blank=True)
    made_at = models.DateTimeField(_("made"))
    opened_at = models.DateTimeField(_("opened"), null=True, editable=False)
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)
    outcome = models.JSONField(_("outcome"), default=dict, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("survey"), _("surveys")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["state", "closes_on"], name="surveys_due")]

    def __str__(self) -> str:
        return self.title

    def takes_answers_on(self, day: date) -> bool:
        """Whether answers are taken on `day`."""
        return self.state == SurveyState.OPEN and self.closes_on is not None and day <= self.closes_on

    @property
    def takes_answers(self) -> bool:
        """Whether answers are taken today."""
        return self.takes_answers_on(clock.today())


class Participation(models.Model):
    """Who has answered: numbers of people and digests of links, each list in the order of its own values."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="participation", verbose_name=_("survey"))
    people = models.JSONField(_("people who have answered"), default=list)
    links = models.JSONField(_("links that were used"), default=list)

    class Meta:
        verbose_name, verbose_name_plural = _("list of who has answered"), _("lists of who has answered")

    def __str__(self) -> str:
        return f"{self.survey_id}"

    @property
    def count(self) -> int:
        """How many have answered."""
        return len(self.people) + len(self.links)


class Sheets(models.Model):
    """What was answered: sheets in the order of their keys, without people, numbers and moments; gone at closing."""

    survey = models.OneToOneField(Survey, models.CASCADE, related_name="sheets", verbose_name=_("survey"))
    sheets = models.JSONField(_("sheets in the order of their keys"), default=list)
    words = models.JSONField(_("steps of scales by words of one's own, until the second survey"), default=list)

    class Meta:
        verbose_name, verbose_name_plural = _("answers of a survey"), _("answers of surveys")

    def __str__(self) -> str:
        return f"{self.survey_id}"
