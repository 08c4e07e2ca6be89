"""The verbs of the library."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import File as Copied
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from accounts.models import User
from files import rules as files_rules
from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Membership, Network
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from resources import rules
from resources.enums import Licence
from resources.models import Resource, folded
from resources.notices import NEW_RESOURCE
from search.services import changed

WORDS = ("title", "kind", "author", "licence", "language", "visibility", "link")
SETS = ("subjects", "stages", "competences")
MOST_TAGS, MOST_FILES = 12, 10


def space_of(network: Network) -> str:
    """The word under which a network's files are booked."""
    return f"network:{network.pk}"


def take_in(*, by: Any, network: Network, upload: Any) -> StoredFile:
    """Take one file in as a draft for this network's library.

    Raises Refused when `by` may not add here or the file cannot be taken.
    """
    insist(rules.may_deposit(by, network))
    return files.receive(by=by, upload=upload, space=space_of(network))


def take_over(*, by: Any, network: Network, file: StoredFile) -> StoredFile:
    """Copy a file `by` may read (of a task's result) into a draft for this network's library; the first one stays."""
    insist(files_rules.may_read(by, file))
    with file.content.open("rb") as content:
        return take_in(by=by, network=network, upload=Copied(content, name=file.name))


def deposit(
    *,
    by: Any,
    network: Network,
    values: dict[str, Any],
    drafts: Iterable[StoredFile],
    key: uuid.UUID | None = None,
    made_from: Reference | None = None,
) -> Resource:
    """Add a resource with its files or its link; the same `key` again gives the same resource (CO-02).

    `values` are the fields of the form (title, description, kind, licence, tags, …).
    Raises Refused when `by` may not add here, or there is neither file nor link.
    """
    return once(
        Resource.objects.filter(created_by=by, network=network),
        key,
        lambda: _deposit(by, network, values, list(drafts), key, made_from),
    )


@transaction.atomic
def _deposit(
    by: Any,
    network: Network,
    values: dict[str, Any],
    drafts: list[StoredFile],
    key: uuid.UUID | None,
    made_from: Reference | None,
) -> Resource:
    insist(rules.may_deposit(by, network))
    resource = Resource(network=network, created_by=by, once=key)
    _write(resource, values, have_files=bool(drafts))
    for draft in _few(drafts):
        files.attach(by=by, file=draft, parent=resource)
    provenance.record(by=by, source=made_from, result=Reference("resource", resource.pk))
    trail.write(by=by, action="resources.resource.deposit", about=resource, values={"visibility": resource.visibility})
    members = User.objects.filter(pk__in=Membership.objects.now().filter(edition__network=network).values("user"))
    notify(
        NEW_RESOURCE,
        to=members,
        by=by,
        about=resource,
        title=_("New in the library: %(title)s") % {"title": resource.title},
        text=html.excerpt(resource.description),
        url=resource.get_absolute_url(),
    )
    changed(resource)
    return resource


@transaction.atomic
def change(
    *,
    by: Any,
    resource: Resource,
    values: dict[str, Any],
    drafts: Iterable[StoredFile] = (),
    without: Iterable[StoredFile] = (),
) -> Resource:
    """Change words, add files, take files away.

    Raises Refused when `by` may not, or when neither file nor link would stay; then nothing has changed.
    """
    held = Resource.objects.select_for_update(of=("self",)).select_related("network").get(pk=resource.pk)
    insist(rules.may_edit(by, held))
    gone = {file.pk for file in without}
    kept = [file for file in files_of(held).defer("text") if file.pk not in gone]
    new = list(drafts)
    _few([*kept, *new])
    _write(held, values, have_files=bool(kept or new))
    for file in files_of(held).filter(pk__in=gone):
        files.remove(file=file)
    for draft in new:
        files.attach(by=by, file=draft, parent=held)
    trail.write(
        by=by,
        action="resources.resource.change",
        about=held,
        values={"visibility": held.visibility, "added": len(new), "removed": len(gone)},
    )
    changed(held)
    return held


@transaction.atomic
def remove(*, by: Any, resource: Resource) -> None:
    """Delete the resource and its files for good. Raises Refused when `by` may not."""
    insist(rules.may_edit(by, resource))
    trail.write(by=by, action="resources.resource.remove", about=resource, values={"network": resource.network.title})
    changed(resource)
    for file in files_of(resource):
        files.remove(file=file)
    Resource.objects.filter(pk=resource.pk).delete()


def hide(resource: Resource) -> None:
    """Take it from readers' sight (called by moderation, which asked the rule and tells the author)."""
    Resource.objects.filter(pk=resource.pk).update(hidden_at=clock.now())
    changed(resource)


def show(resource: Resource) -> None:
    """Give it back to its readers."""
    Resource.objects.filter(pk=resource.pk).update(hidden_at=None)
    changed(resource)


def fetched(resource: Resource) -> None:
    """Count one download; nothing is kept about the person."""
    Resource.objects.filter(pk=resource.pk).update(downloads=F("downloads") + 1)


def _few(together: list[StoredFile]) -> list[StoredFile]:
    if len(together) > MOST_FILES:
        raise Refused(_("A resource holds at most %(most)s files.") % {"most": MOST_FILES})
    return together


def _write(resource: Resource, values: dict[str, Any], *, have_files: bool) -> None:
    for name in WORDS:
        if name in values:
            setattr(resource, name, values[name])
    if "description" in values:
        resource.description = html.clean(values["description"])
    if not resource.title.strip():
        raise Refused(_("Give the resource a title."))
    if not have_files and not resource.link:
        raise Refused(_("Add a file or a link."))
    if resource.link and (
        urlsplit(resource.link).scheme not in {"http", "https"} or not html.safe_address(resource.link)
    ):
        raise Refused(_("A link begins with http:// or https://."))
    if resource.licence == Licence.LINK_ONLY and not resource.link:
        raise Refused(_("“Link only” is for resources with a link. Choose the licence of the file."))
    tags = list(values.get("tags", []))[:MOST_TAGS] if "tags" in values else None
    named = tags if tags is not None else (list(resource.tags.names()) if resource.pk else [])
    resource.folded = folded(" ".join([resource.title, resource.author, *named, html.text_of(resource.description)]))
    resource.save()
    for name in SETS:
        if name in values:
            getattr(resource, name).set(values[name])
    if tags is not None:
        resource.tags.set(tags)
