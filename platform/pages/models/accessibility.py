"""The accessibility declaration (act of 4 April 2019, annex A of our quality list; AX-16)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from pages.enums import Conformity
from pages.models.base import Obstacle, PublicPage

MANDATORY = (
    "body_name",
    "site_address",
    "published_on",
    "updated_on",
    "conformity",
    "drawn_up_on",
    "reviewed_on",
    "assessed_by",
    "contact_person",
    "contact_email",
    "contact_phone",
    "procedure",
    "shortcuts",
    "building",
)
"""What the act does not let be empty; the page cannot be published without it."""


class AccessibilityPage(PublicPage):
    """The declaration, drawn from fields so that no required part or id can be forgotten."""

    body_name = models.CharField(_("name of the public body"), max_length=200, blank=True)
    site_address = models.URLField(_("address of the site"), blank=True)
    published_on = models.DateField(_("site published on"), null=True, blank=True)
    updated_on = models.DateField(_("last important change on"), null=True, blank=True)
    conformity = models.CharField(_("state of conformity"), max_length=10, choices=Conformity.choices, blank=True)
    gaps = models.TextField(
        _("what is not accessible, why, and what to use instead"),
        blank=True,
        help_text=_("One gap a line. Required unless the site fully meets the act."),
    )
    drawn_up_on = models.DateField(_("declaration drawn up on"), null=True, blank=True)
    reviewed_on = models.DateField(
        _("declaration reviewed on"), null=True, blank=True, help_text=_("At least once a year, by 31 March.")
    )
    assessed_by = models.CharField(
        _("who assessed the site"), max_length=250, blank=True, help_text=_("Own assessment, or the auditor's name.")
    )
    burden = models.TextField(_("analysis of undue burden, when it is invoked"), blank=True)
    contact_person = models.CharField(_("person or unit for contact"), max_length=160, blank=True)
    contact_email = models.EmailField(_("e-mail for contact"), blank=True)
    contact_phone = models.CharField(_("telephone for contact"), max_length=40, blank=True)
    procedure = models.TextField(_("how to demand accessibility and complain"), blank=True)
    shortcuts = models.TextField(_("keyboard shortcuts"), blank=True)
    building = models.TextField(_("access to the building and a sign language interpreter"), blank=True)
    apps = models.TextField(_("mobile applications, when there are any"), blank=True)

    template = "pages/accessibility.html"
    max_count_per_parent = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        MultiFieldPanel(
            [FieldPanel(name) for name in ("body_name", "site_address", "published_on", "updated_on")],
            heading=_("The site"),
        ),
        MultiFieldPanel([FieldPanel("conformity"), FieldPanel("gaps")], heading=_("Conformity")),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("drawn_up_on", "reviewed_on", "assessed_by", "burden")],
            heading=_("The declaration"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("contact_person", "contact_email", "contact_phone", "procedure")],
            heading=_("Contact and complaints"),
        ),
        MultiFieldPanel(
            [FieldPanel(name) for name in ("shortcuts", "building", "apps")], heading=_("Other information")
        ),
    ]

    class Meta:
        verbose_name, verbose_name_plural = _("accessibility declaration"), _("accessibility declarations")

    def obstacles(self, values: dict[str, Any] | None = None) -> list[Obstacle]:
        """Every empty mandatory field, by name."""
        source = values if values is not None else {name: getattr(self, name) for name in (*MANDATORY, "gaps")}
        found: list[Obstacle] = [
            (name, _("The act requires this. The declaration cannot be published without it."))
            for name in MANDATORY
            if not str(source.get(name) or "").strip()
        ]
        if source.get("conformity") in (Conformity.PARTLY, Conformity.NOT) and not (source.get("gaps") or "").strip():
            found.append(("gaps", _("Say what is not accessible and why.")))
        return found

    @property
    def gap_list(self) -> list[str]:
        """The gaps, one by one."""
        return [line.strip() for line in self.gaps.splitlines() if line.strip()]
