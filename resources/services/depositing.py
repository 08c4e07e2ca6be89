"""Adding to the library, changing what is there, removing it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.core.files.base import File as Copied
from django.db import transaction
from django.utils.translation import gettext as _

from accounts.models import User
from files import rules as files_rules
from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from kit import html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Membership, Network
from notifications.services import notify
from provenance import services as provenance
from provenance.registry import Reference
from resources import rules, stand
from resources.enums import Licence, Others, Visibility
from resources.models import Resource, folded
from resources.notices import NEW_RESOURCE
from resources.services import publishing, versioning
from resources.services.origins import adapted, check_adapted, check_still, keep_permits
from resources.services.tagging import tags_for, tell_later
from search.services import changed

WORDS = (
    "title", "kind", "author", "licence", "language", "visibility", "link", "area", "source", "accessibility",
    "review_on", "shows_others",
)  # fmt: skip
SETS = ("subjects", "stages", "competences", "shared_with")
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
    insist(files_rules.may_fetch(file))
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
    adapted_from: Resource | None = None,
    is_quiet: bool = False,
) -> Resource:
    """Add a resource with its files or its link; the same `key` again gives the same resource (CO-02).

    `values` are the fields of the form (title, description, kind, licence, tags, …); `adapted_from` is the resource
    that was changed to make this one; `is_quiet` tells nobody of it (one of many of an import). Raises Refused when
    `by` may not add here, there is neither file nor link, the licence does not fit the original's, or it is to leave
    the network and the consents are not told.
    """
    return once(
        Resource.objects.filter(created_by=by, network=network),
        key,
        lambda: _deposit(by, network, values, list(drafts), key, made_from, adapted_from, is_quiet),
    )


@transaction.atomic
def _deposit(
    by: Any,
    network: Network,
    values: dict[str, Any],
    drafts: list[StoredFile],
    key: uuid.UUID | None,
    made_from: Reference | None,
    adapted_from: Resource | None,
    is_quiet: bool,
) -> Resource:
    insist(rules.may_deposit(by, network))
    if adapted_from is not None:
        check_adapted(by, adapted_from, values["licence"])
    resource = Resource(network=network, created_by=by, once=key)
    _write(resource, values, have_files=bool(drafts), by=by)
    for draft in _few(drafts):
        files.attach(by=by, file=draft, parent=resource)
    versioning.begin(resource, by=by, held=drafts)
    if adapted_from is not None:
        adapted(by=by, resource=resource, original=adapted_from)
    provenance.record(by=by, source=made_from, result=Reference("resource", resource.pk))
    trail.write(by=by, action="resources.resource.deposit", about=resource, values={"visibility": resource.visibility})
    if not is_quiet:
        _tell_members(resource, by)
        tell_later(resource)
    changed(resource)
    stand.moved()
    return resource


def _tell_members(resource: Resource, by: Any) -> None:
    here = Membership.objects.now().filter(edition__network=resource.network_id)
    notify(
        NEW_RESOURCE,
        to=User.objects.filter(pk__in=here.values("user")),
        by=by,
        about=resource,
        title=_("New in the library: %(title)s") % {"title": resource.title},
        text=html.excerpt(resource.description),
        url=resource.get_absolute_url(),
    )


@transaction.atomic
def change(
    *,
    by: Any,
    resource: Resource,
    values: dict[str, Any],
    drafts: Iterable[StoredFile] = (),
    without: Iterable[StoredFile] = (),
    note: str = "",
) -> Resource:
    """Change words, add files, take files away; other files or another link make a new version, `note` says why.

    Raises Refused when `by` may not, or when neither file nor link would stay; then nothing has changed.
    """
    held = Resource.objects.select_for_update(of=("self",)).select_related("network").get(pk=resource.pk)
    insist(rules.may_edit(by, held))
    gone = {file.pk for file in without}
    kept = [file for file in files_of(held).defer("text") if file.pk not in gone]
    new = list(drafts)
    _few([*kept, *new])
    link_before, public_before = held.link, publishing.is_public(held)
    _write(held, values, have_files=bool(kept or new), by=by)
    leaving = list(files_of(held).filter(pk__in=gone).defer("text"))
    for draft in new:
        files.attach(by=by, file=draft, parent=held)
    if leaving or new or held.link != link_before:
        versioning.following(held, by=by, note=note, held=[*kept, *new], gone=leaving)
        held.save(update_fields=["number", "updated_at"])
    publishing.moved(held.pk, before=public_before, after=publishing.is_public(held))
    trail.write(
        by=by,
        action="resources.resource.change",
        about=held,
        values={"visibility": held.visibility, "added": len(new), "removed": len(gone)},
    )
    changed(held)
    stand.moved()
    return held


@transaction.atomic
def remove(*, by: Any, resource: Resource) -> None:
    """Delete the resource and its files for good. Raises Refused when `by` may not."""
    insist(rules.may_edit(by, resource))
    trail.write(by=by, action="resources.resource.remove", about=resource, values={"network": resource.network.title})
    changed(resource)
    stand.moved()
    publishing.moved(resource.pk, before=publishing.is_public(resource), after=False)
    for file in files_of(resource):
        files.remove(file=file)
    versioning.clear(resource)
    Resource.objects.filter(pk=resource.pk).delete()


def _few(together: list[StoredFile]) -> list[StoredFile]:
    if len(together) > MOST_FILES:
        raise Refused(_("A resource holds at most %(most)s files.") % {"most": MOST_FILES})
    return together


def _write(resource: Resource, values: dict[str, Any], *, have_files: bool, by: Any) -> None:
    for name in WORDS:
        if name in values:
            setattr(resource, name, values[name])
    if "description" in values:
        resource.description = html.clean(values["description"])
    _check(resource, values, have_files=have_files)
    tags = tags_for(list(values.get("tags", []))[:MOST_TAGS]) if "tags" in values else None
    named = [tag.name for tag in tags] if tags is not None else (list(resource.tags.names()) if resource.pk else [])
    resource.folded = folded(" ".join([resource.title, resource.author, *named, html.text_of(resource.description)]))
    resource.save()
    for name in SETS:
        if name in values:
            getattr(resource, name).set(values[name])
    if resource.visibility != Visibility.NETWORKS:
        resource.shared_with.clear()
    if tags is not None:
        resource.tags.set(tags)
    keep_permits(resource, values.get("permits"), by=by, needed=have_files)


def _check(resource: Resource, values: dict[str, Any], *, have_files: bool) -> None:
    """Raise Refused for what no resource may be, whatever form it comes from."""
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
    if have_files and resource.visibility != Visibility.NETWORK and resource.shows_others not in Others.values:
        raise Refused(_("Before it leaves the network, say whether it shows works, faces or pictures of others."))
    if resource.visibility == Visibility.NETWORKS and not values.get("shared_with", resource.pk):
        raise Refused(_("Choose the other networks that may read it."))
    for origin in resource.origins.all() if resource.pk else ():
        insist(check_still(resource, origin))
