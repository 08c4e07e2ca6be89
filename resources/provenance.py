"""Resources in the chain of what was made from what; the library takes in results of tasks and more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from files.models import StoredFile
from files.selectors import files_of_all
from networks import rules as networks
from provenance.registry import Card, Seed, maker, thing
from resources import rules, selectors
from resources.models import Resource

SOURCES = ("task_result", "task", "post", "blog_post", "meeting")


def cards(user: Any, pks: Iterable[int]) -> dict[int, Card]:
    """Cards of resources; one query."""
    found = rules.readable_resources(user).filter(pk__in=list(pks))
    return {one.pk: Card(title=one.title, url=one.get_absolute_url(), note=one.get_kind_display()) for one in found}


def files(user: Any, pks: Iterable[int]) -> list[StoredFile]:
    """Files of resources `user` may read; two queries."""
    found = set(rules.readable_resources(user).filter(pk__in=list(pks)).values_list("pk", flat=True))
    return list(files_of_all(Resource, found).defer("text"))


def seed(user: Any, pk: int) -> Seed:
    """What is made of a resource begins with its title and leads to it."""
    resource = selectors.resource_for(user, pk)
    return Seed(title=resource.title, values={"links": [resource.get_absolute_url()]})


def _url(place: Any) -> str:
    return reverse("resources:deposit", kwargs={"slug": place.edition.network.slug})


def _deposits(user: Any, place: Any) -> Any:
    """A member of an open year; the place says it without a question to the database."""
    return networks.may_enter_as(place) and place.edition.is_open


thing("resource", label=_("resource"), icon="library", cards=cards, seed=seed, files=files, page="resources:detail")
maker("resource", label=_("Add it to the library"), icon="library", sources=SOURCES, url=_url, offered=_deposits)
