"""Needs reported to the county, needs and offers of members, proposals with votes, anonymous questions."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from directory.enums import audience_labels
from directory.models import County, Institution
from kit import clock
from kit.once import OnceField
from networks.models import Edition, Network
from networks.needs.enums import BallotKind, Priority, WishKind
from networks.needs.states import WAITING, NeedState


class Need(models.Model):
    """A need of a person or a school, reported to the county, which answers it (D33, D52)."""

    county = models.ForeignKey(County, models.PROTECT, related_name="needs", verbose_name=_("county"))
    institution = models.ForeignKey(
        Institution, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("school or institution")
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("reported by")
    )
    title = models.CharField(_("theme"), max_length=160)
    text = models.TextField(_("description"), max_length=4000)
    audience = models.JSONField(_("for whom"), default=list, blank=True)
    priority = models.CharField(_("priority"), max_length=10, choices=Priority.choices, default=Priority.USUAL)
    state = models.CharField(_("state"), max_length=20, choices=NeedState.choices, default=NeedState.REPORTED)
    network = models.ForeignKey(
        Network, models.SET_NULL, null=True, blank=True, related_name="needs", verbose_name=_("answered by the network")
    )
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    made_at = models.DateTimeField(_("reported on"))
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("reported need"), _("reported needs")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["county", "state"], name="needs_of_county")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The need's page."""
        return reverse("needs:need", kwargs={"number": self.pk})

    @property
    def waits(self) -> bool:
        """Whether the county still owes an answer."""
        return self.state in WAITING

    @property
    def audience_names(self) -> list[str]:
        """For whom it is, in words."""
        return audience_labels(self.audience)


class Voice(models.Model):
    """What the things that members write here share: the year, the day, hiding by the network's moderators."""

    edition = models.ForeignKey(Edition, models.CASCADE, related_name="+", verbose_name=_("network's year"))
    hidden_at = models.DateTimeField(_("hidden"), null=True, editable=False)
    once = OnceField()

    class Meta:
        abstract = True


class Wish(Voice):
    """What a member looks for, or can share (D57)."""

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("author"))
    kind = models.CharField(_("kind"), max_length=10, choices=WishKind.choices)
    title = models.CharField(_("in one sentence"), max_length=200)
    text = models.TextField(_("more"), max_length=2000, blank=True)
    made_at = models.DateTimeField(_("written"))
    closed_at = models.DateTimeField(_("no longer current since"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("need or offer of a member"), _("needs and offers of members")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["edition", "closed_at"], name="needs_wishes")]

    def __str__(self) -> str:
        return self.title


class Proposal(Voice):
    """A topic or an idea put to the members, all year round (D60, D65)."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=BallotKind.choices, default=BallotKind.SUPPORT)
    title = models.CharField(_("question or idea"), max_length=200)
    text = models.TextField(_("description"), max_length=2000, blank=True)
    most = models.PositiveSmallIntegerField(_("answers at most"), default=1)
    closes_on = models.DateField(_("last day of voting"))
    voters = models.PositiveIntegerField(_("people who voted"), default=0, editable=False)
    made_at = models.DateTimeField(_("written"))
    closed_at = models.DateTimeField(_("closed"), null=True, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("proposal"), _("proposals")
        ordering = ["-made_at", "-pk"]
        indexes = [models.Index(fields=["edition", "closes_on"], name="needs_proposals")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The proposal among the others of the network."""
        address = reverse("needs:proposals", kwargs={"slug": self.edition.network.slug})
        return f"{address}#glosowanie-{self.pk}"

    @property
    def is_open(self) -> bool:
        """Whether one can vote today."""
        return self.closed_at is None and clock.today() <= self.closes_on


class Option(models.Model):
    """One answer, with a count and nothing else: who chose it is written nowhere."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="options", verbose_name=_("proposal"))
    position = models.PositiveSmallIntegerField(_("position"))
    title = models.CharField(_("answer"), max_length=200)
    votes = models.PositiveIntegerField(_("votes"), default=0, editable=False)

    class Meta:
        verbose_name, verbose_name_plural = _("answer of a vote"), _("answers of votes")
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["proposal", "position"], name="needs_option_once")]

    def __str__(self) -> str:
        return self.title


class Ballot(models.Model):
    """That a person has voted; not how, and not when."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="ballots", verbose_name=_("proposal"))
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("person"))

    class Meta:
        verbose_name, verbose_name_plural = _("ballot"), _("ballots")
        constraints = [models.UniqueConstraint(fields=["proposal", "user"], name="needs_ballot_once")]

    def __str__(self) -> str:
        return f"{self.proposal_id}"


class Question(Voice):
    """A question asked anonymously: its author is stored nowhere, and only the day is known.

    It has no one-time key either: the key would live on in the asker's browser.
    """

    once = None  # type: ignore[assignment]
    words = models.TextField(_("question"), max_length=2000)
    asked_on = models.DateField(_("asked on"))

    class Meta:
        verbose_name, verbose_name_plural = _("anonymous question"), _("anonymous questions")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        """The question among the others of the network."""
        address = reverse("needs:questions", kwargs={"slug": self.edition.network.slug})
        return f"{address}#pytanie-{self.pk}"


class Reply(models.Model):
    """An answer to an anonymous question, under its author's name."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="replies", verbose_name=_("question"))
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("author")
    )
    words = models.TextField(_("answer"), max_length=4000)
    made_at = models.DateTimeField(_("written"))
    hidden_at = models.DateTimeField(_("hidden"), null=True, editable=False)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("answer to a question"), _("answers to questions")
        ordering = ["made_at", "pk"]

    def __str__(self) -> str:
        return self.words[:80]
