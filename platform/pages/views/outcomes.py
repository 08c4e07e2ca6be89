"""An outcome's picture for shared links, and the outcome for print; both gone with the page (CM-02)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from kit.verdicts import NotThere
from pages import documents, selectors, sharing
from pages.models import OutcomePage

KEPT, SEEN = 24 * 3600, 60
"""Seconds: how long we keep what was drawn (under its own words, so never a stale one), and how long others may."""


def _page(slug: str) -> OutcomePage | None:
    """The outcome, or None when it stood here once. Raises NotThere."""
    try:
        return selectors.outcome_at(slug)
    except NotThere:
        if selectors.was_public(slug):
            return None
        raise


def _kept(words: str, make: Callable[[], bytes]) -> bytes:
    key = f"outcome-{hashlib.sha256(words.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = make()
        cache.set(key, found, KEPT)
    return bytes(found)


def _answer(content: bytes, media_type: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    patch_cache_control(answer, public=True, max_age=SEEN)
    return answer


@login_not_required
@require_safe
def share_picture(request: HttpRequest, slug: str) -> HttpResponse:
    """`pages:outcome_picture`: a PNG drawn from what the page says."""
    page = _page(slug)
    if page is None:
        return HttpResponse(status=410)
    words = {
        "slug": page.network.slug if page.network is not None else page.slug,
        "kind": str(page.get_kind_display()),
        "title": page.title,
        "network": page.network_name,
        "place": page.county.name if page.county else "",
    }
    return _answer(_kept("|".join(["picture", *words.values()]), lambda: sharing.drawn(**words)), "image/png")


@login_not_required
@require_safe
def print_outcome(request: HttpRequest, slug: str) -> HttpResponse:
    """`pages:outcome_print`: a tagged PDF of what the page says."""
    page = _page(slug)
    if page is None:
        return HttpResponse(status=410)
    made = documents.outcome_document(page)
    answer = _answer(_kept(f"pdf|{made!r}", lambda: made.bytes_as("pdf")), "application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{slug}.pdf"'
    return answer
