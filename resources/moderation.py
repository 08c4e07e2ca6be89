"""Resources, notes of use and reviews can be hidden by the coordinator, with a reason their author is told."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from kit import html
from kit.verdicts import NotThere
from moderation.registry import moderated
from networks import rules as networks
from networks.models import Membership
from networks.moderation import stairs, where
from resources import rules, selectors, services
from resources.enums import Visibility
from resources.models import Resource, Review, UseNote


def find(user: Any, pk: int) -> Resource:
    """The resource, when `user` may read it."""
    return selectors.resource_for(user, pk)


def judged(user: Any) -> QuerySet[Resource]:
    """The resources `user` decides about."""
    return Resource.objects.filter(network__in=networks.steerable_networks(user))


def judges(resource: Resource) -> list[Any]:
    """The coordinators told of a report."""
    steering = Membership.objects.now().filter(edition__network=resource.network, role__in=networks.STEERING)
    return list(User.objects.filter(pk__in=steering.values("user"), is_active=True))


_ADDRESS = re.compile(r"/zasoby/([0-9]{1,12})/")


def resource_at(path: str) -> Resource | None:
    """The public resource at this path; what is not public is nobody's outside."""
    found = _ADDRESS.match(path)
    public = Resource.objects.shown().filter(visibility=Visibility.PUBLIC)
    return public.filter(pk=int(found[1])).first() if found else None


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
    judged=judged,
    judges=judges,
    words=lambda resource: resource.description,
    place=lambda resource: resource.network.title,
    where=lambda resource: where(resource.network_id),
    stairs=stairs(Resource, "network", lambda resource: resource.network_id),
    at=resource_at,
    rows=lambda: Resource.objects.select_related("network", "created_by"),
)


def _written(model: Any) -> dict[str, Any]:
    """The papers notes and reviews have in common: they live on a resource's page and follow its network."""

    def found(user: Any, pk: int) -> Any:
        written = model.objects.select_related("resource__network", "author").filter(pk=pk).first()
        if written is None or not rules.may_read(user, written.resource):
            raise NotThere
        if written.hidden_at is not None and not rules.may_judge(user, written.resource):
            raise NotThere
        return written

    return {
        "model": model,
        "find": found,
        "may_judge": lambda user, written: rules.may_judge(user, written.resource),
        "author": lambda written: written.author,
        "title": lambda written: written.resource.title,
        "url": lambda written: written.get_absolute_url(),
        "judged": lambda user: model.objects.filter(resource__network__in=networks.steerable_networks(user)),
        "judges": lambda written: judges(written.resource),
        "place": lambda written: written.resource.network.title,
        "where": lambda written: where(written.resource.network_id),
        "stairs": stairs(model, "resource__network", lambda written: written.resource.network_id),
        "rows": lambda: model.objects.select_related("resource__network", "author"),
    }


moderated(
    "use_note",
    label=_("note of use"),
    words=lambda note: html.from_text(note.changed),
    hide=services.hide_note,
    show=services.show_note,
    **_written(UseNote),
)
moderated(
    "review",
    label=_("review of a resource"),
    words=lambda written: html.from_text(written.text),
    hide=services.hide_review,
    show=services.show_review,
    **_written(Review),
)
