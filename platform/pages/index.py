"""Tells search when a page goes public or is withdrawn.

Wagtail publishes by a button, by a workflow and by the clock, and its signals are the one place all of them pass;
there is no verb of ours to call `changed` from. Nothing else in the project listens to signals.
"""

from __future__ import annotations

from typing import Any

from wagtail.images.models import AbstractImage
from wagtail.signals import page_published, page_unpublished

from pages import pictures
from pages.models import NetworkPage, NewsPage, OutcomePage, PublicPage
from search.services import changed

FOUND = (OutcomePage, NewsPage, NetworkPage)


def told(sender: type, instance: Any, **rest: Any) -> None:
    """Have the index follow a page's way in and out of the public."""
    if isinstance(instance, FOUND):
        changed(instance)


def prepared(sender: type, instance: Any, **rest: Any) -> None:
    """Make the sizes of a page's pictures now, so that no visitor's request has to."""
    if isinstance(instance, PublicPage):
        pictures.make(_pictures_of(instance))


def _pictures_of(page: PublicPage) -> list[Any]:
    found = [picture] if (picture := page.share_picture()) else []
    for block in getattr(page, "body", None) or []:
        if block.block_type in {"picture", "person"} and isinstance(block.value.get("picture"), AbstractImage):
            found.append(block.value["picture"])
    return found


def listen() -> None:
    """Begin to listen; called once when the apps are ready."""
    page_published.connect(told, dispatch_uid="pages.told")
    page_published.connect(prepared, dispatch_uid="pages.prepared")
    page_unpublished.connect(told, dispatch_uid="pages.told.out")
