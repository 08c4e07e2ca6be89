"""What machines read of a page: schema.org data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings

from pages.models import NewsPage, OutcomePage


def _person(name: str) -> dict[str, str]:
    return {"@type": "Person", "name": name}


def outcome_data(page: OutcomePage, authors: Iterable[Any], subjects: Iterable[Any], stages: Iterable[Any]) -> dict:
    """An outcome as a LearningResource. Only authors who agreed are named."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "name": page.title,
        "description": page.lead,
        "url": page.canonical,
        "inLanguage": "pl",
        "isAccessibleForFree": True,
        "learningResourceType": str(page.get_kind_display()),
        "audience": {"@type": "EducationalAudience", "audienceType": page.for_whom},
        "author": [_person(author.name) for author in authors],
        "about": [str(subject) for subject in subjects],
        "educationalLevel": [str(stage) for stage in stages],
        "publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME},
    }
    if page.licence_address:
        data["license"] = page.licence_address
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.date().isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.date().isoformat()
    return {name: value for name, value in data.items() if value not in ([], "")}


def news_data(page: NewsPage) -> dict[str, Any]:
    """A piece of news as a NewsArticle."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": page.title,
        "description": page.lead,
        "url": page.canonical,
        "inLanguage": "pl",
        "datePublished": page.dated_on.isoformat(),
        "publisher": {"@type": "Organization", "name": settings.WAGTAIL_SITE_NAME},
    }
