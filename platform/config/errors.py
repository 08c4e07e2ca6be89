"""Error pages in the look of the platform; they say nothing about what is inside (IN-13)."""

from __future__ import annotations

import logging
import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

logger = logging.getLogger(__name__)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Absent or not for this person: one page for both."""
    return render(request, "404.html", status=404)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Seen but refused, where the rule that refused gave no words of its own."""
    return render(request, "refused.html", {"reason": _("You may not do this.")}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that makes no sense: a torn address, a broken form."""
    words = _("The browser sent something we cannot read. Go back and try once more.")
    return render(request, "refused.html", {"reason": words}, status=400)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's token is not that of this session (signed in anew, cookies cleared, another tab)."""
    words = _(
        "This form waited too long or you have signed in anew since. Go back, reload the page and send it once more; "
        "what you wrote is kept in this browser."
    )
    return render(request, "refused.html", {"reason": words}, status=403)


def broken(request: HttpRequest) -> HttpResponse:
    """Something broke; the number on the page stands in the log."""
    reference = uuid.uuid4().hex[:8]
    logger.error("error page %s shown for %s", reference, request.path)
    return render(request, "500.html", {"reference": reference}, status=500)
