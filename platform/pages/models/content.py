"""The home page and plain pages."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable

from pages.blocks import BodyBlock
from pages.models.base import PublicPage


class HomePage(PublicPage):
    """What Splot is for teachers, what networks made, where networks are."""

    claim = models.CharField(_("the main sentence"), max_length=120, blank=True)
    lead = models.TextField(_("under the main sentence"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text at the end of the page"))

    template = "pages/home.html"
    max_count_per_parent = 1
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "pages.ContentPage",
        "pages.CountiesIndex",
        "pages.OutcomesIndex",
        "pages.NewsIndex",
        "pages.AccessibilityPage",
    ]
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel([FieldPanel("claim"), FieldPanel("lead")], heading=_("Top of the page")),
        InlinePanel("featured", label=_("outcome"), heading=_("Outcomes on the home page"), max_num=4),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name, verbose_name_plural = _("home page"), _("home pages")


class Featured(Orderable):
    """An outcome chosen for the home page."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="featured")
    outcome = models.ForeignKey("pages.OutcomePage", models.CASCADE, related_name="+", verbose_name=_("outcome"))

    panels = [PageChooserPanel("outcome")]

    class Meta(Orderable.Meta):
        verbose_name, verbose_name_plural = _("outcome on the home page"), _("outcomes on the home page")

    def __str__(self) -> str:
        return str(self.outcome)


class ContentPage(PublicPage):
    """Help, privacy, rules, about us."""

    lead = models.TextField(_("in two sentences"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "pages/content.html"
    parent_page_types = ["pages.HomePage", "pages.ContentPage"]
    subpage_types = ["pages.ContentPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name, verbose_name_plural = _("plain page"), _("plain pages")
