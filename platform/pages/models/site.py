"""Menus and the operator's data, edited once for the whole site."""

from __future__ import annotations

from typing import Any

from django.core.cache import caches
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField

from pages.blocks import LinkBlock

CACHE_KEY = "pages.menus"


@register_setting(icon="list-ul")
class SiteFace(BaseGenericSetting):
    """The menus of the header and footer, and who answers for the site."""

    operator = models.CharField(_("who runs the site"), max_length=200, blank=True)
    contact_email = models.EmailField(_("e-mail for questions"), blank=True)
    security_email = models.EmailField(_("e-mail for reports of weaknesses"), blank=True)
    header = StreamField([("link", LinkBlock())], blank=True, max_num=6, verbose_name=_("links of the header"))
    footer = StreamField(
        [
            (
                "group",
                blocks.StructBlock(
                    [
                        ("title", blocks.CharBlock(max_length=60, label=_("title"))),
                        ("links", blocks.ListBlock(LinkBlock(), label=_("links"))),
                    ],
                    icon="list-ul",
                    label=_("Group of links"),
                ),
            )
        ],
        blank=True,
        max_num=4,
        verbose_name=_("links of the footer"),
    )

    panels = [
        MultiFieldPanel(
            [FieldPanel("operator"), FieldPanel("contact_email"), FieldPanel("security_email")],
            heading=_("Who runs the site"),
        ),
        FieldPanel("header"),
        FieldPanel("footer"),
    ]

    class Meta:
        verbose_name = _("menus and contact")

    def __str__(self) -> str:
        return str(_("menus and contact"))

    def save(self, *args: Any, **options: Any) -> None:
        """What pages keep of it is made anew."""
        super().save(*args, **options)
        caches["pieces"].delete(CACHE_KEY)
