"""Wagtail API v2 (/api/v2/): what the public face shows, for machines; nothing that a visitor could not open.

Pages are live ones without restrictions, pictures and documents are those of open collections. A picture gives the
sizes that exist, never its original; asking makes and writes nothing. Nobody is signed in here, whatever is sent.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from rest_framework.fields import Field
from rest_framework.renderers import JSONRenderer
from rest_framework.throttling import AnonRateThrottle
from wagtail.api import APIField
from wagtail.api.v2.router import WagtailAPIRouter
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Page

from pages.promotion import closed_documents, closed_pictures

PLAIN = (
    "lead", "dated_on", "problem", "for_whom", "conditions", "evidence", "kind", "licence", "network_name",
    "school_year",
)  # fmt: skip
"""Fields of page types that are given as they stand."""


class Slowly(AnonRateThrottle):
    """So many questions a minute from one address."""

    scope, rate = "api", "240/min"


class ForEverybody:
    """What the three lists have in common: no account, JSON only, readable without signing in."""

    authentication_classes: list[Any] = []
    renderer_classes = [JSONRenderer]
    throttle_classes = [Slowly]

    @classmethod
    def as_view(cls, *args: Any, **options: Any) -> Any:
        """The view, open to visitors."""
        return login_not_required(super().as_view(*args, **options))  # type: ignore[misc]


class PublicPages(ForEverybody, PagesAPIViewSet):
    """Live pages nobody is kept from."""

    @classmethod
    def get_body_fields(cls, model: Any) -> list[APIField]:
        """Those of every page, and what the page's own type says in plain words."""
        own = {field.name for field in model._meta.get_fields()}
        return [*super().get_body_fields(model), *(APIField(name) for name in PLAIN if name in own)]

    def get_base_queryset(self) -> QuerySet[Page]:
        """Those of the site, live, and under no restriction, whatever was opened in this session."""
        return super().get_base_queryset().live().public()


class Sizes(Field):
    """The sizes of a picture that were made when a page was published."""

    def get_attribute(self, instance: Any) -> Any:
        """The picture itself."""
        return instance

    def to_representation(self, picture: Any) -> list[dict[str, Any]]:
        """Address and measures of each, the smallest first."""
        made = sorted(picture.renditions.all(), key=lambda one: (one.width, one.file.name))
        return [{"url": settings.BASE_URL + one.url, "width": one.width, "height": one.height} for one in made]


class PublicPictures(ForEverybody, ImagesAPIViewSet):
    """Pictures of open collections, without their originals."""

    meta_fields = [name for name in ImagesAPIViewSet.meta_fields if name != "download_url"]
    body_fields = [*ImagesAPIViewSet.body_fields, "description", "credit", APIField("sizes", serializer=Sizes())]
    listing_default_fields = ["id", "type", "detail_url", "title", "tags", "credit", "sizes"]
    nested_default_fields = ["id", "type", "detail_url", "title"]

    def get_queryset(self) -> QuerySet:
        """With their sizes."""
        rows = super().get_queryset().exclude(pk__in=closed_pictures().values("pk"))
        return rows.order_by("id").prefetch_related("renditions")


class PublicDocuments(ForEverybody, DocumentsAPIViewSet):
    """Documents of open collections, but for those that left the public with their outcome."""

    def get_queryset(self) -> QuerySet:
        """What can be fetched."""
        return super().get_queryset().exclude(pk__in=closed_documents().values("pk"))


router = WagtailAPIRouter("api")
router.register_endpoint("pages", PublicPages)
router.register_endpoint("images", PublicPictures)
router.register_endpoint("documents", PublicDocuments)
