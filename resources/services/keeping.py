"""What moderation and downloads do to a resource."""

from __future__ import annotations

from django.db.models import F

from kit import clock
from resources import stand
from resources.enums import Visibility
from resources.models import Resource, Version
from resources.services import publishing
from search.services import changed


def hide(resource: Resource) -> None:
    """Take it from readers' sight (called by moderation, which asked the rule and tells the author)."""
    publishing.moved(resource.pk, before=resource.visibility == Visibility.PUBLIC, after=False)
    Resource.objects.filter(pk=resource.pk).update(hidden_at=clock.now())
    stand.moved()
    changed(resource)


def show(resource: Resource) -> None:
    """Give it back to its readers."""
    publishing.moved(resource.pk, before=False, after=resource.visibility == Visibility.PUBLIC)
    Resource.objects.filter(pk=resource.pk).update(hidden_at=None, updated_at=clock.now())
    stand.moved()
    changed(resource)


def prepared(resource: Resource) -> None:
    """Its files were read: their words go to the index, their first pages to its card."""
    stand.moved()
    changed(resource)


def fetched(resource: Resource) -> None:
    """Count one download of what the page gives; nothing is kept about the person."""
    Resource.objects.filter(pk=resource.pk).update(downloads=F("downloads") + 1)
    Version.objects.filter(resource=resource, number=resource.number).update(downloads=F("downloads") + 1)


def fetched_version(version: Version) -> None:
    """Count one download of an older version."""
    Version.objects.filter(pk=version.pk).update(downloads=F("downloads") + 1)
