"""What can be found: one row a thing, written by the worker, read by the embedded engine."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


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
    indexed_at = models.DateTimeField(_("indexed"), auto_now=True)

    class Meta:
        verbose_name, verbose_name_plural = _("search document"), _("search documents")
        constraints = [models.UniqueConstraint(fields=["about_type", "about_id"], name="search_document_once")]
        indexes = [models.Index(fields=["kind", "-dated_at"], name="search_by_kind")]

    def __str__(self) -> str:
        return self.title


class Grant(models.Model):
    """One word of audience of one document, where a database can look it up by index."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="grants", verbose_name=_("document"))
    word = models.CharField(_("for whom"), max_length=80)

    class Meta:
        verbose_name, verbose_name_plural = _("audience of a document"), _("audiences of documents")
        constraints = [models.UniqueConstraint(fields=["document", "word"], name="search_grant_once")]

    def __str__(self) -> str:
        return self.word


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
