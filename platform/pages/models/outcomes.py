"""Promoted outcomes: a snapshot for the public, with no live tie to what is private (CM-01)."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable
from wagtail.url_routing import RouteResult

from directory.models import County, Stage, Subject
from networks.models import Network
from networks.outcomes.enums import WayKind
from networks.outcomes.models import Outcome
from networks.outcomes.rules import is_open
from networks.outcomes.selectors import named_authors as may_be_named
from pages.blocks import BodyBlock
from pages.enums import LICENCE_ADDRESSES, Licence, OutcomeKind
from pages.models.base import Obstacle, PublicPage
from pages.wording import folded


class OutcomesIndex(PublicPage):
    """The gallery (/efekty/): what networks made, to find by county, subject, kind and words."""

    lead = models.TextField(_("in two sentences"), max_length=400, blank=True)

    template = "pages/outcomes.html"
    max_count = 1
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.OutcomePage"]
    content_panels = [*PublicPage.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name, verbose_name_plural = _("gallery of outcomes"), _("galleries of outcomes")


class OutcomePage(PublicPage):
    """One promoted outcome, worth sharing.

    The network is a plain reference: what the page says of it (`network_name`, county, year) was written down
    when the outcome was promoted and stays when the network changes or goes.
    """

    lead = models.TextField(_("in two sentences"), max_length=400)
    problem = models.TextField(_("what problem it answers"), max_length=1500)
    for_whom = models.CharField(_("for whom"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=OutcomeKind.choices, default=OutcomeKind.TOOLKIT)
    body = StreamField(BodyBlock(), verbose_name=_("how it works"))
    conditions = models.TextField(_("what it needs"), max_length=1500, blank=True)
    evidence = models.TextField(_("how we know that it works"), max_length=1500, blank=True)
    licence = models.CharField(_("licence"), max_length=20, choices=Licence.choices, default=Licence.CC_BY)
    picture = models.ForeignKey(
        "pages.Picture", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture")
    )
    picture_alt = models.CharField(
        _("description of the picture"),
        max_length=250,
        blank=True,
        help_text=_("For people who do not see it: what it shows and why it matters here."),
    )
    network = models.ForeignKey(
        Network, models.SET_NULL, null=True, blank=True, related_name="outcome_pages", verbose_name=_("network")
    )
    network_name = models.CharField(_("the network's name as it is to stand here"), max_length=160, blank=True)
    county = models.ForeignKey(
        County, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("county")
    )
    school_year = models.CharField(_("school year"), max_length=9, blank=True, help_text="2026/2027")
    subjects = ParentalManyToManyField(Subject, blank=True, related_name="+", verbose_name=_("subjects"))
    stages = ParentalManyToManyField(Stage, blank=True, related_name="+", verbose_name=_("stages of education"))
    words = models.TextField(editable=False, blank=True, default="")
    # Not one to one: a copy made in the CMS keeps the tie, and with it the lock, the consents and the withdrawal.
    promotion = models.ForeignKey(
        Outcome,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="pages",
        verbose_name=_("the file it was promoted by"),
    )

    template = "pages/outcome.html"
    served_with = ("county", "picture", "network", "promotion")
    card_type = "article"
    parent_page_types = ["pages.OutcomesIndex"]
    subpage_types: list[str] = []
    content_panels = [
        *PublicPage.content_panels,
        FieldPanel("lead"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("problem"), FieldPanel("for_whom")], heading=_("What it is for")
        ),
        FieldPanel("body"),
        MultiFieldPanel([FieldPanel("conditions"), FieldPanel("evidence")], heading=_("Before one tries it")),
        InlinePanel("materials", label=_("file"), heading=_("Files to download")),
        FieldPanel("licence"),
        MultiFieldPanel([FieldPanel("picture"), FieldPanel("picture_alt")], heading=_("Picture")),
        InlinePanel("authors", label=_("author"), heading=_("Authors and their consent")),
        MultiFieldPanel(
            [
                FieldPanel("network"),
                FieldPanel("network_name"),
                FieldPanel("county"),
                FieldPanel("school_year"),
                FieldPanel("subjects"),
                FieldPanel("stages"),
            ],
            heading=_("Where it comes from"),
        ),
    ]

    class Meta:
        verbose_name, verbose_name_plural = _("promoted outcome"), _("promoted outcomes")

    def obstacles(self, values: dict[str, Any] | None = None) -> list[Obstacle]:
        """Consent of every named author and words for the picture (CM-08, AX-06)."""
        values = values or {
            "picture": self.picture,
            "picture_alt": self.picture_alt,
            "authors": [
                {"name": row.name, "agreed": row.agreed, "agreed_on": row.agreed_on} for row in self.authors.all()
            ],
        }
        found: list[Obstacle] = []
        if self.promotion is not None and not is_open(self.promotion):
            found.append(
                ("", _("This outcome was withdrawn. It goes public again only by its file, once it is approved."))
            )
        if values.get("picture") and not values.get("picture_alt"):
            found.append(("picture_alt", _("Describe the picture for people who do not see it.")))
        unasked = [
            row["name"]
            for row in values.get("authors", [])
            if row.get("name") and not (row.get("agreed") and row.get("agreed_on"))
        ]
        if unasked:
            sentence = _(
                "Consent to publish the name is missing: %(names)s. Tick it and give its day, or remove the name."
            )
            found.append(("", sentence % {"names": ", ".join(unasked)}))
        return found

    def full_clean(self, *args: Any, **options: Any) -> None:
        """Take name and county from the chosen network while the editor left them empty."""
        if self.network is not None:
            self.network_name = self.network_name or self.network.title
            self.county = self.county or self.network.county
        super().full_clean(*args, **options)

    def save(self, *args: Any, **options: Any) -> None:
        """Keep the words the gallery searches in beside the page."""
        said = " ".join(self.body.stream_block.get_searchable_content(self.body)) if self.body else ""
        names = " ".join(row.name for row in self.named_authors())
        own = [self.title, self.lead, self.problem, self.for_whom, self.conditions, self.evidence, self.network_name]
        self.words = folded(" ".join([*own, names, said]))
        super().save(*args, **options)

    def named_authors(self) -> list[OutcomeAuthor]:
        """Authors who may be named at this moment: asked at every drawing, so that a consent taken back works at once.

        Whoever agreed in a promotion file is asked there; the others are the editors' record.
        """
        rows = [row for row in self.authors.all() if row.agreed and row.agreed_on]
        asked = {row.of_author for row in rows if row.of_author is not None}
        named = may_be_named(asked) if asked else set()
        return [row for row in rows if row.of_author is None or row.of_author in named]

    def route(self, request: HttpRequest, path_components: list[str]) -> RouteResult:
        """A withdrawn outcome says so (410) instead of looking as if it had never been (CM-02)."""
        if not path_components and not self.live and self.first_published_at is not None:
            return RouteResult(self, kwargs={"withdrawn": True})
        return super().route(request, path_components)

    def serve(self, request: HttpRequest, withdrawn: bool = False) -> HttpResponse:
        """The page, or the word that it was withdrawn."""
        if not withdrawn:
            return super().serve(request)
        return render(request, "pages/withdrawn.html", {"index": self.get_parent()}, status=410)

    def share_picture(self) -> Any:
        """The outcome's own picture."""
        return self.picture

    def share_drawing(self) -> str:
        """Its pattern, title and network, drawn on the server."""
        return reverse("pages:outcome_picture", kwargs={"slug": self.slug})

    @property
    def licence_address(self) -> str:
        """Where the licence can be read, or nothing."""
        return LICENCE_ADDRESSES.get(self.licence, "")


class OutcomeStation(Orderable):
    """A station on the way from the need to the result, as the promotion file told it."""

    page = ParentalKey(OutcomePage, on_delete=models.CASCADE, related_name="way")
    kind = models.CharField(_("station"), max_length=10, choices=WayKind.choices)
    words = models.CharField(_("in a sentence"), max_length=250)
    happened_on = models.DateField(_("when"), null=True, blank=True)

    class Meta(Orderable.Meta):
        verbose_name, verbose_name_plural = _("station on the way"), _("stations on the way")

    def __str__(self) -> str:
        return self.words


class OutcomeMaterial(Orderable):
    """A public file of an outcome."""

    page = ParentalKey(OutcomePage, on_delete=models.CASCADE, related_name="materials")
    document = models.ForeignKey("wagtaildocs.Document", models.PROTECT, related_name="+", verbose_name=_("file"))
    title = models.CharField(_("what it is"), max_length=160)

    panels = [FieldPanel("document"), FieldPanel("title")]

    class Meta(Orderable.Meta):
        verbose_name, verbose_name_plural = _("file of an outcome"), _("files of outcomes")

    def __str__(self) -> str:
        return self.title


class OutcomeAuthor(Orderable):
    """A person named as an author, with the consent to be named."""

    page = ParentalKey(OutcomePage, on_delete=models.CASCADE, related_name="authors")
    name = models.CharField(_("first and last name"), max_length=160)
    role = models.CharField(_("position, school"), max_length=200, blank=True)
    agreed = models.BooleanField(_("agreed to be named here"), default=False)
    agreed_on = models.DateField(_("agreed on"), null=True, blank=True)
    of_author = models.PositiveBigIntegerField(_("the author in the promotion file"), null=True, editable=False)

    panels = [FieldPanel("name"), FieldPanel("role"), FieldPanel("agreed"), FieldPanel("agreed_on")]

    class Meta(Orderable.Meta):
        verbose_name, verbose_name_plural = _("author"), _("authors")
        constraints = [
            models.CheckConstraint(
                name="pages_author_consent_dated",
                condition=Q(agreed=False) | Q(agreed_on__isnull=False),
                violation_error_message=_("Give the day on which the author agreed."),
            )
        ]

    def __str__(self) -> str:
        return self.name
