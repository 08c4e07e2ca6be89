"""What can be found: one row a thing, written by the worker, read by the embedded engine."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from kit import clock
from kit.once import OnceField


class Document(models.Model):
    """The searchable face of one thing.

    `audience` holds words such as `public`, `signed-in`, `network:5`; a reader's own words are asked from
    `search.registry.AUDIENCES`, and hits are checked once more by the entry's `among` (SR-01).
    """

    kind = models.CharField(_("kind"), max_length=40)
    about_type = models.ForeignKey(ContentType, models.CASCADE, related_name="+")
    about_id = models.PositiveBigIntegerField()
    title = models.CharField(_("title"), max_length=300)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300)
    facets = models.JSONField(_("facets"), default=dict)
    audience = models.JSONField(_("for whom"), default=list)
    dated_at = models.DateTimeField(_("date"))
    known_at = models.DateTimeField(_("first found"), default=clock.now, editable=False)
    indexed_at = models.DateTimeField(_("indexed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("search document"), _("search documents")
        constraints = [models.UniqueConstraint(fields=["about_type", "about_id"], name="search_document_once")]
        indexes = [models.Index(fields=["kind", "-dated_at"], name="search_by_kind")]

    def __str__(self) -> str:
        return self.title


class KnownWord(models.Model):
    """A word that stands in some document, both ways round: slips at its end or its beginning are then found."""

    word = models.CharField(_("word"), max_length=60, unique=True)
    backwards = models.CharField(_("backwards"), max_length=60, db_index=True)

    class Meta:
        verbose_name, verbose_name_plural = _("known word"), _("known words")

    def __str__(self) -> str:
        return self.word


class Waiting(models.Model):
    """A document number that Meilisearch has not yet heard of: written with the change, gone when delivered."""

    number = models.PositiveBigIntegerField(_("document"), unique=True)
    since_at = models.DateTimeField(_("since"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("change for the search server"), _("changes for the search server")

    def __str__(self) -> str:
        return str(self.number)


class Synonym(models.Model):
    """Words that mean the same, one way of saying it a line; kept by editors."""

    words = models.TextField(
        _("words that mean the same"), help_text=_("One a line, for example: TIK, then technologie informacyjne.")
    )
    is_near = models.BooleanField(
        _("near in meaning only"),
        default=False,
        help_text=_("Then the other words are sought only where a question finds little."),
    )

    class Meta:
        verbose_name, verbose_name_plural = _("words of one meaning"), _("words of one meaning")
        ordering = ["words"]

    def clean(self) -> None:
        """One way of saying it means nothing the same."""
        if len([line for line in self.words.splitlines() if line.strip()]) < 2:
            raise ValidationError({"words": _("Write at least two ways of saying the same, one a line.")})

    def __str__(self) -> str:
        return " = ".join(line.strip() for line in self.words.splitlines() if line.strip())


class Promoted(models.Model):
    """What editors put above the results of certain questions: a public page or an address everybody may open."""

    words = models.TextField(
        _("questions"), help_text=_("One a line. It is shown when somebody asks for all these words, in any form.")
    )
    title = models.CharField(_("title"), max_length=200)
    note = models.CharField(_("one sentence about it"), max_length=300, blank=True)
    url = models.CharField(
        _("address"),
        max_length=300,
        help_text=_("A path in this site (/pomoc/) or an address that begins with https://"),
    )
    until_on = models.DateField(_("recommended until"), null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = _("promoted result"), _("promoted results")
        ordering = ["title"]

    def clean(self) -> None:
        """A path of ours or a secure address; nothing that a browser could run."""
        if not re.fullmatch(r"/(?!/)\S*|https://[^\s/]+\S*", self.url):
            raise ValidationError(
                {"url": _("Write a path that begins with / or an address that begins with https://.")}
            )

    def __str__(self) -> str:
        return self.title


class Unanswered(models.Model):
    """Questions of one month that found nothing, counted; words only, nobody's name or number (search.journal)."""

    words = models.CharField(_("question"), max_length=200)
    month_on = models.DateField(_("month"))
    times = models.PositiveIntegerField(_("times"), default=0)

    class Meta:
        verbose_name, verbose_name_plural = _("question without an answer"), _("questions without an answer")
        ordering = ["-month_on", "-times", "words"]
        constraints = [models.UniqueConstraint(fields=["words", "month_on"], name="search_unanswered_once")]

    def __str__(self) -> str:
        return self.words


class SavedSearch(models.Model):
    """A question a person keeps, with its narrowing; what is new for it comes with the weekly letter."""

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches", verbose_name=_("owner")
    )
    words = models.CharField(_("question"), max_length=200)
    kind = models.CharField(_("kind"), max_length=40, blank=True)
    facets = models.JSONField(_("narrowed to"), default=list)
    network = models.CharField(_("network"), max_length=100, blank=True)
    by_letter = models.BooleanField(_("what is new comes with the weekly letter"), default=True)
    made_at = models.DateTimeField(_("made"), default=clock.now)
    seen_at = models.DateTimeField(_("last looked at"), default=clock.now)
    once = OnceField()

    class Meta:
        verbose_name, verbose_name_plural = _("saved search"), _("saved searches")
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        """The question asked anew."""
        values = {"q": self.words, "kind": self.kind, "network": self.network}
        asked = [(name, value) for name, value in values.items() if value] + [("f", pair) for pair in self.facets]
        return f"{reverse('search:results')}?{urlencode(asked)}"
