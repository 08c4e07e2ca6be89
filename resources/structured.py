"""What a public resource says of itself to search engines: schema.org LearningResource with the words of LRMI."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from kit import html
from resources.enums import LICENCE_ADDRESSES, Licence
from resources.models import Resource
from resources.naming import named_author


def learning_resource(resource: Resource) -> dict[str, Any]:
    """JSON-LD of a resource fetched with all its page shows."""
    address = settings.BASE_URL + resource.get_absolute_url()
    author = named_author(resource)
    stages, competences = resource.stages.all(), resource.competences.all()
    told: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": address,
        "url": address,
        "name": resource.title,
        "description": html.text_of(resource.description)[:1000],
        "author": {"@type": "Person", "name": author} if author else None,
        "publisher": {"@type": "Organization", "name": resource.network.title},
        "inLanguage": resource.language if resource.language != "other" else None,
        "learningResourceType": str(resource.get_kind_display()),
        "educationalLevel": [stage.name for stage in stages],
        "about": [subject.name for subject in resource.subjects.all()],
        "teaches": [competence.name for competence in competences],
        "keywords": sorted(tag.name for tag in resource.tags.all()),
        "license": LICENCE_ADDRESSES.get(Licence(resource.licence)),
        "version": str(resource.number),
        "dateCreated": resource.created_at.isoformat(),
        "dateModified": resource.updated_at.isoformat(),
        "isAccessibleForFree": True,
        "accessibilitySummary": resource.accessibility,
        "isBasedOn": [origin.title for origin in resource.origins.all()],
        "encoding": [
            {
                "@type": "MediaObject",
                "contentUrl": settings.BASE_URL + file.address,
                "encodingFormat": file.media_type.split(";")[0],
                "contentSize": str(file.size),
            }
            for file in resource.files.all()
        ],
    }
    return {name: value for name, value in told.items() if value not in (None, "", [])}
