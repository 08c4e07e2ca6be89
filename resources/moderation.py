"""Resources can be hidden by the coordinator, with a reason its author is told."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from moderation.registry import moderated
from resources import rules, selectors, services
from resources.models import Resource


def find(user: Any, pk: int) -> Resource:
    """The resource, when `user` may read it."""
    return selectors.resource_for(user, pk)


moderated(
    "resource",
    label=_("resource"),
    model=Resource,
    find=find,
    may_judge=rules.may_judge,
    author=lambda resource: resource.created_by,
    title=str,
    url=lambda resource: resource.get_absolute_url(),
    hide=services.hide,
    show=services.show,
)
