"""News of the platform."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.fields import StreamField

from pages.blocks import BodyBlock
from pages.models.base import Obstacle, PublicPage


class NewsIndex(PublicPage):
    """All news, newest first (/aktualnosci/)."""

    lead = models.TextField(_("in two sentences"), max_length=400, blank=True)

    template = "pages/news_index.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name, verbose_name_plural = _("list of news"), _("lists of news")


class NewsPage(PublicPage):
    """One piece of news."""

    dated_on = models.DateField(_("date"))
    lead = models.TextField(_("in two sentences"), max_length=400)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))
    picture = models.ForeignKey(
        "pages.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=250,
        blank=True,
        help_text=_("For people who do not see it: what it shows and why it matters here."),
    )

    template = "pages/news.html"
    served_with = ("picture",)
    card_type = "article"
    parent_page_types = ["pages.NewsIndex"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("dated_on"),
        FieldPanel("lead"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name, verbose_name_plural = _("piece of news"), _("news")

    def obstacles(self, values: dict[str, Any] | None = None) -> list[Obstacle]:
        """Words for the picture (AX-06)."""
        values = values or {"picture": self.picture, "picture_alt": self.picture_alt}
        if values.get("picture") and not values.get("picture_alt"):
            return [("picture_alt", _("Describe the picture for people who do not see it."))]
        return []

    def share_picture(self) -> Any:
        """The picture of the news."""
        return self.picture
