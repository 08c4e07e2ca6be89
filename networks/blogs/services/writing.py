"""Beginning an entry, saving versions of it, its pictures and files."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from files import services as files
from files.models import StoredFile
from files.selectors import files_of
from files.slots import DOCUMENT, PICTURE
from kit import clock, html
from kit.once import once
from kit.verdicts import Refused, insist
from moderation import trail
from networks import rules as networks
from networks.blogs import rules
from networks.blogs.enums import SECTION_KEYS, Form
from networks.blogs.models import BlogAuthor, BlogPicture, BlogPostPage
from networks.blogs.services.planting import blog_of
from networks.models import Network
from provenance import services as provenance
from provenance.registry import Reference
from search import services as search

MOST_TAGS, MOST_FILES = 8, 12
SAME_SITTING = timedelta(minutes=15)
"""What is saved by itself within this time overwrites the version before, so that versions mean something."""


class Clash(Refused):
    """Somebody else saved a newer version meanwhile; `entry` holds it."""


def space_of(network: Network) -> str:
    """The word under which a network's files are booked."""
    return f"network:{network.pk}"


def locked(entry: BlogPostPage) -> BlogPostPage:
    """The entry with its row held until the transaction ends."""
    Page.objects.select_for_update(of=("self",)).filter(pk=entry.pk).first()
    return BlogPostPage.objects.select_related("network").get(pk=entry.pk)


@transaction.atomic
def begin(
    *,
    by: Any,
    network: Network,
    values: dict[str, Any],
    made_from: Reference | None = None,
    key: uuid.UUID | None = None,
) -> BlogPostPage:
    """Begin an entry as a draft only its authors see.

    `values` are those of `save`. The same `key` again gives the same entry. Raises Refused when `by` may not write in
    the network or a word is missing; then nothing has changed.
    """
    insist(rules.may_write(by, network))
    words = _cleaned(by, network, values)

    def make() -> BlogPostPage:
        blog = blog_of(network)
        # Two first entries at once must not take the same place in the tree.
        Page.objects.select_for_update().get(pk=blog.pk)
        blog.refresh_from_db()
        entry = BlogPostPage(network=network, owner=by, live=False, locale=blog.locale, once=key, **words["fields"])
        blog.add_child(instance=entry)
        entry.tags.set(words["tags"])
        entry.save(clean=False)
        BlogAuthor.objects.create(entry=entry, user=by)
        entry.save_revision(user=by, clean=False)
        trail.write(by=by, action="blogs.entry.begin", about=entry, values={"network": network.pk})
        provenance.record(by=by, source=made_from, result=Reference("blog_post", entry.pk))
        return entry

    return once(BlogPostPage.objects.filter(owner=by), key, make)


@transaction.atomic
def save(*, by: Any, entry: BlogPostPage, values: dict[str, Any], seen: int | None, by_itself: bool = False) -> int:
    """Save a version of the entry; readers see nothing of it until it is shown. Gives the version's number.

    `values`: title, lead, form, body (HTML), story {part: HTML}, tags, in_network_name. `seen` is the version the
    writer began from: when somebody else saved a newer one, Clash is raised and nothing changes. `by_itself` says
    that the page saved it, not the person. Raises Refused when `by` may not.
    """
    held = locked(entry)
    insist(rules.may_edit(by, held))
    latest = held.get_latest_revision()
    if latest is not None and seen is not None and latest.pk != seen and latest.user_id != by.pk:
        raise Clash(
            _("%(person)s saved a newer version of this entry meanwhile. What you wrote is still here; compare both.")
            % {"person": latest.user or _("Somebody")}
        )
    words = _cleaned(by, held.network, values)
    draft = latest.as_object() if latest is not None else held
    for name, value in words["fields"].items():
        setattr(draft, name, value)
    draft.tags.set(words["tags"])
    same_sitting = (
        by_itself
        and latest is not None
        and latest.user_id == by.pk
        and latest.created_at > clock.now() - SAME_SITTING
        and latest.pk not in (held.live_revision_id, held.approved_id)
        and held.shown_at is None
    )
    revision = draft.save_revision(user=by, clean=False, overwrite_revision=latest if same_sitting else None)
    return revision.pk


def _cleaned(by: Any, network: Network, values: dict[str, Any]) -> dict[str, Any]:
    """Words as they are stored. Raises Refused with what is missing."""
    title = " ".join(str(values.get("title") or "").split())[:160]
    if not title:
        raise Refused(_("Give the entry a title."))
    story = values.get("story") or {}
    fields = {
        "title": title,
        "lead": " ".join(str(values.get("lead") or "").split())[:400],
        "form": values.get("form") if values.get("form") in Form.values else Form.FREE,
        "body": html.clean(values.get("body") or ""),
        "story": {part: html.clean(story[part]) for part in SECTION_KEYS if story.get(part)},
        "in_network_name": bool(values.get("in_network_name")) and bool(networks.may_steer(by, network)),
    }
    return {"fields": fields, "tags": list(values.get("tags") or [])[:MOST_TAGS]}


@transaction.atomic
def restore(*, by: Any, entry: BlogPostPage, revision: Any) -> int:
    """Make an earlier version the latest one again, as a new version; nothing between is lost."""
    held = locked(entry)
    insist(rules.may_edit(by, held))
    if not held.revisions.filter(pk=revision.pk).exists():
        raise Refused(_("This version is not there any more."))
    return revision.as_object().save_revision(user=by, clean=False, previous_revision=revision).pk


@transaction.atomic
def delete(*, by: Any, entry: BlogPostPage) -> None:
    """Delete an entry nobody has read but its authors, with its versions and files."""
    held = locked(entry)
    insist(rules.may_delete(by, held))
    for file in files_of(held):
        files.remove(file=file)
    trail.write(by=by, action="blogs.entry.delete", about=held, values={"network": held.network_id})
    held.revisions.all().delete()
    held.delete()


@transaction.atomic
def add_picture(*, by: Any, entry: BlogPostPage, upload: Any, alt: str) -> BlogPicture:
    """Add a picture with words for those who do not see it. Raises Refused (AX-06, FU-01)."""
    held = locked(entry)
    insist(rules.may_add_files(by, held))
    alt = " ".join(alt.split())[:250]
    if not alt:
        raise Refused(_("Say in a sentence what the picture shows; some readers do not see it."))
    _room_for_one(held)
    stored = files.receive(by=by, upload=upload, slot=PICTURE, space=space_of(held.network))
    files.attach(by=by, file=stored, parent=held)
    picture = BlogPicture.objects.create(entry=held, file=stored, alt=alt, position=held.pictures.count())
    search.changed(held)
    return picture


@transaction.atomic
def attach(*, by: Any, entry: BlogPostPage, upload: Any) -> StoredFile:
    """Add a file to take. Raises Refused."""
    held = locked(entry)
    insist(rules.may_add_files(by, held))
    _room_for_one(held)
    stored = files.receive(by=by, upload=upload, slot=DOCUMENT, space=space_of(held.network))
    return files.attach(by=by, file=stored, parent=held)


def _room_for_one(entry: BlogPostPage) -> None:
    if files_of(entry).count() >= MOST_FILES:
        raise Refused(_("An entry holds at most %(most)s pictures and files.") % {"most": MOST_FILES})


@transaction.atomic
def drop_file(*, by: Any, entry: BlogPostPage, file_id: uuid.UUID) -> None:
    """Take a picture or a file off the entry, for good."""
    held = locked(entry)
    insist(rules.may_add_files(by, held))
    file = files_of(held).filter(pk=file_id).first()
    if file is None:
        raise Refused(_("This file is not there any more."))
    files.remove(file=file)
