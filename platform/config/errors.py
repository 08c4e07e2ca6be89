"""Error pages in the look of the platform; they say nothing about what is inside (IN-13)."""

from __future__ import annotations

import logging
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent or not for this person: one page for both."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke; the number on the page stands in the log."""
    reference = uuid.uuid4().hex[:8]
    logger.error("error page %s shown for %s", reference, request.path)
    return render(request, "500.html", {"reference": reference}, status=500)
