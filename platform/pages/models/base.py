"""What every public page shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page

from kit.html import excerpt
from kit.registry import Registry
from pages.editing import PublicPageForm

Obstacle = tuple[str, Any]

VALUES: Registry[Callable[[Any, Mapping[str, str]], dict[str, Any]]] = Registry("pages.values")
"""By the name of a page type: (page, query of the address) → values of its template; selectors sign in."""


class PublicPage(Page):
    """A page of the public face. `obstacles` says what still keeps it from going public."""

    base_form_class = PublicPageForm
    show_in_menus_default = False
    card_type = "website"
    served_with: tuple[str, ...] = ()
    """Neighbours fetched together with the page when it is served."""

    promote_panels = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")],
            heading=_("For search engines and shared links"),
        )
    ]

    class Meta:
        abstract = True

    def obstacles(self, values: dict[str, Any] | None = None) -> list[Obstacle]:
        """(field, sentence) for everything that must be mended first.

        `values` are those of the form with its lists of rows; without them the page itself is asked.
        """
        return []

    def publish(self, revision: Any, *args: Any, **options: Any) -> Any:
        """Every way to the public passes here: the button, the workflow, the clock.

        Raises ValidationError while an obstacle stands.
        """
        standing = revision.as_object().obstacles()
        if standing:
            raise ValidationError([sentence for _field, sentence in standing])
        return super().publish(revision, *args, **options)

    @property
    def lead_text(self) -> str:
        """One or two sentences for shared links and search engines."""
        return self.search_description or excerpt(getattr(self, "lead", "") or "", 200)

    @property
    def canonical(self) -> str:
        """The full address."""
        return settings.BASE_URL + address_of(self)

    def share_picture(self) -> Any:
        """The picture shown where the page is shared, or None."""
        return None

    def get_context(self, request: Any, *args: Any, **options: Any) -> dict[str, Any]:
        """The page, the trail to it, and what the selectors signed in for its type."""
        context = super().get_context(request, *args, **options)
        context["trail"] = trail(self)
        values = VALUES.get(self._meta.model_name)
        if values is not None:
            context.update(values(self, request.GET))
        return context


def address_of(page: Page) -> str:
    """The path of a page on the site, from its own row: no query, unlike `page.url` with its locale."""
    return "/" + page.url_path.split("/", 2)[-1]


def trail(page: Page) -> list[tuple[str, str]]:
    """(title, address) of the ancestors below the home page, in one query."""
    steps = range(page.steplen * 3, len(page.path), page.steplen)
    ancestors = Page.objects.filter(path__in=[page.path[:length] for length in steps]).order_by("path")
    return [(parent.title, address_of(parent)) for parent in ancestors] if steps else []
