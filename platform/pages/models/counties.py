"""Counties and the public faces of their networks."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField

from directory.models import County
from networks.models import Network
from pages.blocks import BodyBlock
from pages.models.base import Obstacle, PublicPage


class CountiesIndex(PublicPage):
    """All counties with their networks (/powiaty/)."""

    lead = models.TextField(_("in two sentences"), max_length=400, blank=True)

    template = "pages/counties.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.CountyPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name, verbose_name_plural = _("list of counties"), _("lists of counties")


class CountyPage(PublicPage):
    """A county's page: who runs support here and which networks work."""

    county = models.OneToOneField(County, models.PROTECT, related_name="page", verbose_name=_("county"))
    lead = models.TextField(_("in two sentences"), max_length=400, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "pages/county.html"
    served_with = ("county",)
    parent_page_types = ["pages.CountiesIndex"]
    subpage_types = ["pages.NetworkPage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("county"), FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name, verbose_name_plural = _("county's page"), _("counties' pages")


class NetworkPage(PublicPage):
    """The public face of a network. Its space, members and materials stay inside."""

    network = models.OneToOneField(
        Network, models.PROTECT, related_name="page", verbose_name=_("network"), editable=False
    )
    shows_coordinator = models.BooleanField(
        _("show the coordinator's name"),
        default=False,
        help_text=_("Only with the coordinator's consent, written down with its day below."),
    )
    coordinator_agreed_on = models.DateField(_("the coordinator agreed on"), null=True, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("text"))

    template = "pages/network.html"
    served_with = ("network__county",)
    parent_page_types = ["pages.CountyPage"]
    subpage_types: list[str] = []
    is_creatable = False
    content_panels = [
        HelpPanel(content=_("Name, summary and subjects come from the network itself; its coordinator changes them.")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("shows_coordinator"), FieldPanel("coordinator_agreed_on")], heading=_("The coordinator")
        ),
    ]

    class Meta:
        verbose_name, verbose_name_plural = _("network's page"), _("networks' pages")

    @property
    def lead(self) -> str:
        """The network's own sentence."""
        return self.network.summary

    def obstacles(self, values: dict[str, Any] | None = None) -> list[Obstacle]:
        """No name without a dated consent (CM-08)."""
        source = values or {name: getattr(self, name) for name in ("shows_coordinator", "coordinator_agreed_on")}
        if source.get("shows_coordinator") and not source.get("coordinator_agreed_on"):
            return [
                (
                    "coordinator_agreed_on",
                    _("Give the day on which the coordinator agreed, or do not show the name."),
                )
            ]
        return []
