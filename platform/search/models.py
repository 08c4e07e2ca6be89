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
