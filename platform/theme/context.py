"""What every page's shell needs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, Any]:
    """Values of the page shell."""
    return {"site_name": settings.WAGTAIL_SITE_NAME, "demo_mode": settings.DEMO, "cms_prefix": settings.CMS_PREFIX}
