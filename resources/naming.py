"""Whose name may leave the platform with a resource."""

from __future__ import annotations

from django.db.models import QuerySet

from accounts.rules import may_be_named
from accounts.selectors import agreed_to_be_named
from resources.models import Resource


def with_names(rows: QuerySet[Resource]) -> QuerySet[Resource]:
    """Resources that bring along whether who added them agreed to be named, so that `named_author` asks no more."""
    return rows.select_related("created_by").annotate(names_person=agreed_to_be_named("created_by"))


def named_author(resource: Resource) -> str:
    """The author as typed by whoever added it; else the person who added it, if that person agreed to be named."""
    if resource.author:
        return resource.author
    person = resource.created_by
    if person is None:
        return ""
    brought = getattr(resource, "names_person", None)
    return str(person) if (may_be_named(person) if brought is None else brought) else ""
