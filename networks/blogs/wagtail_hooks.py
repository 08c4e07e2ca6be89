"""The CMS lists no blog: explorer, choosers and history, which ask no page for its rights, are told here."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks
from wagtail.log_actions import registry

from networks.blogs.models import BlogIndexPage, BlogPostPage, BlogShelf

for _page in (BlogShelf, BlogIndexPage, BlogPostPage):
    # No line in the CMS's history, which administrators read; what happens to an entry stands in our own trail.
    registry.log_entry_models_by_type.register(_page, value=None, exact_class=True)


@hooks.register("construct_explorer_page_queryset")
def _not_in_the_explorer(parent: Any, pages: Any, request: HttpRequest) -> Any:
    return pages.not_type(BlogShelf, BlogIndexPage, BlogPostPage)


@hooks.register("construct_page_chooser_queryset")
def _not_to_choose(pages: Any, request: HttpRequest) -> Any:
    return pages.not_type(BlogShelf, BlogIndexPage, BlogPostPage)
