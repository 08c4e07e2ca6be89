"""Serving pages, and what machines ask for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as draw_sitemap
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from wagtail.models import Page, Site
from wagtail.views import serve as wagtail_serve

from forum.rules import readable_threads
from kit import clock
from networks.blogs.models import BlogPostPage
from pages import promotion, selectors
from pages.models import PictureRendition
from pages.models.base import address_of
from resources.selectors.harvest import public_resources


@login_not_required
def serve_page(request: HttpRequest, path: str) -> HttpResponse:
    """A page by its address in one query instead of two for every step of the way.

    Wagtail walks down the tree; the stored `url_path` says the same at once. What is not found so (another
    language, a page type with its own addresses) goes Wagtail's way.
    """
    site = Site.find_for_request(request)
    if site is not None and get_language() == settings.LANGUAGE_CODE:
        clean = "/".join(part for part in path.split("/") if part)
        wanted = site.root_page.url_path + (f"{clean}/" if clean else "")
        found = Page.objects.filter(url_path=wanted, path__startswith=site.root_page.path).first()
        if found is not None:
            try:
                request._wagtail_route_for_request = _specific(found).route(request, [])  # type: ignore[attr-defined]
            except Http404:
                request._wagtail_route_for_request = None  # type: ignore[attr-defined]
    return wagtail_serve(request, path)


def _specific(page: Page) -> Page:
    """The page as its own type, with what its template asks of neighbours in the same query."""
    kind = page.specific_class
    if kind is None:
        return page
    return kind._default_manager.select_related(*getattr(kind, "served_with", ())).get(pk=page.pk)


class PublicSitemap(Sitemap):
    """Live, unrestricted pages."""

    limit = 5_000

    def items(self) -> QuerySet[Page]:
        """Pages below the site's home."""
        home = selectors.home()
        if home is None:
            return Page.objects.none()
        return selectors.unrestricted(Page.objects.live().descendant_of(home, inclusive=True)).order_by("path")

    def location(self, item: Page) -> str:
        """The path of the page."""
        return address_of(item)

    def lastmod(self, item: Page) -> Any:
        """When it was last published."""
        return item.last_published_at or item.latest_revision_created_at

    def get_urls(self, page: int = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """With the addresses people use, whatever name the server was asked by."""
        return super().get_urls(page=page, site=_Address(), protocol=settings.BASE_URL.split("://", 1)[0])


class BlogSitemap(PublicSitemap):
    """Blog entries open to everybody; they stand outside the tree."""

    def items(self) -> QuerySet:
        """Approved ones, not withdrawn."""
        return BlogPostPage.objects.for_everybody().select_related("network").order_by("pk")

    def location(self, item: BlogPostPage) -> str:
        """The path of the public page."""
        return item.public_url


class ForumSitemap(PublicSitemap):
    """Conversations of public sections, above the networks."""

    def items(self) -> QuerySet:
        """Those a visitor may read."""
        return readable_threads(AnonymousUser()).filter(merged_into=None).order_by("pk")

    def location(self, item: Any) -> str:
        """The path of the conversation."""
        return item.get_absolute_url()

    def lastmod(self, item: Any) -> Any:
        """When somebody last wrote."""
        return item.last_post_at


class LibrarySitemap(PublicSitemap):
    """Resources anybody may read."""

    def items(self) -> QuerySet:
        """The library's own rule, asked for nobody."""
        return public_resources().order_by("pk")

    def location(self, item: Any) -> str:
        """The path of the resource."""
        return item.get_absolute_url()

    def lastmod(self, item: Any) -> Any:
        """When it was last changed."""
        return item.updated_at


class _Address:
    domain = settings.BASE_URL.split("://", 1)[1]


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """/sitemap.xml"""
    parts = {"pages": PublicSitemap(), "blog": BlogSitemap(), "forum": ForumSitemap(), "library": LibrarySitemap()}
    return draw_sitemap(request, sitemaps=parts)


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """/robots.txt: the public face and the public library are open to search engines, the rooms are not."""
    closed = [settings.CMS_PREFIX, "konto/", "pulpit/", "sieci/", "spotkania/", "wspomaganie/", "szukaj/"]
    closed += ["zasoby/?", "zasoby/moje/"]  # the library itself is public; its lists with facets are endless
    lines = ["User-agent: *", *(f"Disallow: /{path}" for path in closed)]
    lines.append(f"Sitemap: {settings.BASE_URL}{reverse('pages:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """/.well-known/security.txt (RFC 9116): whom to tell about a weakness."""
    face = selectors.menus()
    address = face["security_email"] or face["contact_email"] or settings.DEFAULT_FROM_EMAIL.split("<")[-1].rstrip(">")
    until = (clock.now() + timedelta(days=180)).replace(microsecond=0)
    lines = [
        f"Contact: mailto:{address}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: pl, en",
        f"Canonical: {settings.BASE_URL}{reverse('pages:security')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponse:
    """One size of a picture, by the row that made it; no folder is served by path (CM-06).

    Originals have no address. A picture of a closed collection is for those whom each of its restrictions lets in.
    """
    if not name.isprintable():
        raise Http404
    found = PictureRendition.objects.filter(file=name).select_related("image__collection").first()
    if found is None:
        raise Http404
    closed = list(found.image.collection.get_view_restrictions())
    if not all(restriction.accept_request(request) for restriction in closed):
        raise Http404
    if promotion.is_closed(found.image):
        raise Http404
    try:
        response = FileResponse(found.file.open("rb"))
    except FileNotFoundError as missing:
        raise Http404 from missing
    if closed:
        patch_cache_control(response, private=True, max_age=0)
    else:
        # The name changes with the picture, its size and its focal point.
        patch_cache_control(response, public=True, max_age=31_536_000, immutable=True)
    return response
