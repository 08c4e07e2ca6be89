"""The verbs of files: receive, attach, remove, sweep. Bytes first, then the row; never a row without bytes."""

from __future__ import annotations

import hashlib
import logging
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files import File
from django.db import models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from files import names, rules, slots, sniffing
from files.models import FileState, PagePicture, Rendition, StoredFile, Usage, private_storage
from files.registry import LEAVINGS, parent_for
from files.slots import FileType, Slot
from kit import clock, later
from kit.verdicts import Refused, insist

logger = logging.getLogger(__name__)

ORPHAN_AGE = timedelta(hours=24)


class Arrived(File):
    """A finished temporary file; the storage renames it into its place instead of copying."""

    def __init__(self, place: Path) -> None:
        super().__init__(place.open("rb"), name=place.name)
        self.place = place

    def temporary_file_path(self) -> str:
        """Where it lies now."""
        return str(self.place)


@contextmanager
def workbench() -> Iterator[Path]:
    """A folder on the same disk as the private files; whatever stays in it goes when the work ends."""
    base = Path(settings.PRIVATE_ROOT) / "incoming"
    base.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=base) as folder:
        yield Path(folder)


# --- receiving


def receive(*, by: Any, upload: Any, slot: Slot = slots.DOCUMENT, space: str = "") -> StoredFile:
    """Take an uploaded file in as a draft of `by`.

    `upload` is a Django file; `space` names whose quota it fills besides the person's (`network:5`).
    Pictures are written anew without metadata, web pages without anything that acts.
    Raises Refused with a sentence that says what is allowed
    when the file is empty, too large, of another type, disguised, dangerous, or when no room is left.
    """
    name = names.cleaned(upload.name or "")
    kind = sniffing.expected(name, slot)
    sniffing.check_size(name, upload.size or 0, slot)
    with workbench() as bench:
        place = bench / "upload"
        _copy(upload, place, name, slot)
        sniffing.check_start(place, name, kind, slot)
        told = sniffing.check_content(place, name, kind, slot, bench)
        anew = bench / "anew"
        return _keep(by, anew if anew.exists() else place, name, kind, space, told)


def _copy(upload: Any, place: Path, name: str, slot: Slot) -> None:
    if isinstance(upload, Arrived):
        upload.place.rename(place)
        return
    size = 0
    with place.open("wb") as target:
        for chunk in upload.chunks():
            size += len(chunk)
            if size > slot.limit:
                raise Refused(sniffing.too_large(name, slot))
            target.write(chunk)


def _keep(by: Any, place: Path, name: str, kind: FileType, space: str, told: dict) -> StoredFile:
    """Flush, move into place, then commit the row (FU-14); what fails leaves no bytes behind."""
    digest = hashlib.sha256()
    with place.open("rb") as opened:
        while chunk := opened.read(1024 * 1024):
            digest.update(chunk)
        os.fsync(opened.fileno())
    stored = StoredFile(
        name=name,
        media_type=kind.media_type,
        size=place.stat().st_size,
        sha256=digest.hexdigest(),
        uploaded_by=by,
        space=space,
        told=told,
    )
    try:
        with transaction.atomic():
            _book(stored)
            with Arrived(place) as arrived:
                stored.content.save(name, arrived, save=False)
            stored.save(force_insert=True)
            later.enqueue("files.prepare", file_id=str(stored.pk))
    except BaseException:
        if stored.content._committed and stored.content.name:
            stored.content.storage.delete(stored.content.name)
        raise
    return stored


def take_made(*, place: Path, name: str, media_type: str, parent: models.Model) -> StoredFile:
    """Take in a file a server of ours made, as a file of `parent`; it fills nobody's quota and nothing is read of it.

    `place` may lie on another disk and stays where it is. Raises ValueError for a parent nobody signed in.
    """
    if parent_for(parent) is None:
        raise ValueError(f"{parent._meta.label} owns no files")
    with workbench() as bench:
        copied, digest = bench / "made", hashlib.sha256()
        with place.open("rb") as source, copied.open("wb") as target:
            while chunk := source.read(1024 * 1024):
                digest.update(chunk)
                target.write(chunk)
            target.flush()
            os.fsync(target.fileno())
        stored = StoredFile(
            name=names.cleaned(name),
            media_type=media_type,
            size=copied.stat().st_size,
            sha256=digest.hexdigest(),
            state=FileState.READY,
            parent_type=ContentType.objects.get_for_model(parent),
            parent_id=parent.pk,
        )
        with Arrived(copied) as arrived:
            stored.content.save(stored.name, arrived, save=False)
    try:
        stored.save(force_insert=True)
    except BaseException:
        stored.content.storage.delete(stored.content.name)
        raise
    return stored


def is_gone(name: str) -> bool:
    """Whether no private file lies under this name of the storage any more."""
    return not private_storage().exists(name)


def _owners(stored: StoredFile) -> list[tuple[str, int]]:
    owners = [(stored.space, settings.QUOTA_SPACE_MB)] if stored.space else []
    if stored.uploaded_by_id is not None:
        owners.append((f"person:{stored.uploaded_by_id}", settings.QUOTA_PERSON_MB))
    return sorted(owners)


def _book(stored: StoredFile) -> None:
    """Take the room in one conditional write each, so that two uploads never share the last megabyte (FU-10)."""
    for owner, limit_mb in _owners(stored):
        Usage.objects.get_or_create(owner=owner)
        won = Usage.objects.filter(owner=owner, used__lte=limit_mb * 1024 * 1024 - stored.size).update(
            used=F("used") + stored.size
        )
        if not won and owner.startswith("person:"):
            raise Refused(
                _("No room is left: your files already take up the %(limit)s MB a person has.") % {"limit": limit_mb}
            )
        if not won:
            raise Refused(
                _("No room is left: the network's files take up all of its %(limit)s MB.") % {"limit": limit_mb}
            )


def _release(stored: StoredFile) -> None:
    for owner, _limit in _owners(stored):
        Usage.objects.filter(owner=owner, used__gte=stored.size).update(used=F("used") - stored.size)


# --- giving a place


@transaction.atomic
def attach(*, by: Any, file: StoredFile, parent: models.Model) -> StoredFile:
    """Make the draft a file of `parent`, whose rules it follows from now on.

    Raises Refused unless `by` uploaded it within the last 24 hours and it has no parent yet (FU-16).
    Whether `by` may add to the parent is asked by the parent's own service.
    """
    held = StoredFile.objects.select_for_update().defer("text").filter(pk=file.pk).first()
    if held is None or parent_for(parent) is None:
        raise Refused(_("This file cannot be attached. Choose it once more."))
    insist(rules.may_attach(by, held))
    held.parent_type = ContentType.objects.get_for_model(parent)
    held.parent_id = parent.pk
    held.save(update_fields=["parent_type", "parent_id"])
    return held


def hand_on(*, file: StoredFile, parent: models.Model) -> None:
    """Give an attached file another parent, whose rules it follows from now on.

    Rights are asked by the service of the two parents. Raises ValueError for a model nobody signed in.
    """
    if parent_for(parent) is None:
        raise ValueError(f"{parent._meta.label} owns no files")
    kind = ContentType.objects.get_for_model(parent)
    StoredFile.objects.filter(pk=file.pk).update(parent_type=kind, parent_id=parent.pk)


@transaction.atomic
def hand_over(*, file: StoredFile, parent: models.Model) -> StoredFile:
    """Give a file another parent, whose rules it follows from now on; the service that calls has asked the rights.

    Raises Refused when nobody signed the parent's kind in.
    """
    if parent_for(parent) is None:
        raise Refused(_("This file cannot be attached. Choose it once more."))
    file.parent_type, file.parent_id = ContentType.objects.get_for_model(parent), parent.pk
    file.save(update_fields=["parent_type", "parent_id"])
    return file


@transaction.atomic
def discard(*, by: Any, file: StoredFile) -> None:
    """Throw a draft of `by` away. Raises Refused when it is not a draft of his or hers."""
    held = StoredFile.objects.select_for_update().defer("text").filter(pk=file.pk).first()
    if held is None:
        return
    insist(rules.may_attach(by, held))
    remove(file=held)


@transaction.atomic
def remove(*, file: StoredFile) -> None:
    """Delete the row, its text and its preview now, the bytes once this is committed (FU-15).

    Rights are asked by the service of the parent, which calls this.
    """
    for leaving in LEAVINGS:
        leaving(file)
    smaller = Rendition.objects.filter(file=file).values_list("content", flat=True)
    pages = PagePicture.objects.filter(file=file).values_list("content", flat=True)
    gone = [name for name in (file.content.name, file.preview.name, *smaller, *pages) if name]
    _release(file)
    StoredFile.objects.filter(pk=file.pk).delete()
    storage = private_storage()

    def clear() -> None:
        for name in gone:
            storage.delete(name)

    transaction.on_commit(clear)


# --- the nightly round


def sweep() -> dict[str, int]:
    """The nightly round: drafts older than a day go, bytes without a row go, missing bytes are reported (FU-14)."""
    told = {"drafts": 0, "orphans": 0, "missing": 0}
    for draft in StoredFile.objects.filter(parent_type=None, uploaded_at__lt=clock.now() - rules.DRAFT_LIVES):
        remove(file=draft)
        told["drafts"] += 1
    storage = private_storage()
    known = set(Rendition.objects.values_list("content", flat=True))
    known.update(PagePicture.objects.values_list("content", flat=True))
    for stored in StoredFile.objects.only("content", "preview").iterator():
        known.update(name for name in (stored.content.name, stored.preview.name) if name)
        if not storage.exists(stored.content.name):
            told["missing"] += 1
            logger.error("the bytes of file %s are missing", stored.pk)
    for name in _lying(storage, ("files", "previews", "renditions", "pages", "incoming")):
        if name not in known and storage.get_modified_time(name) < clock.now() - ORPHAN_AGE:
            storage.delete(name)
            told["orphans"] += 1
    return told


def _lying(storage: Any, folders: tuple[str, ...]) -> Iterator[str]:
    for folder in folders:
        try:
            inner, lying = storage.listdir(folder)
        except FileNotFoundError:
            continue
        yield from (f"{folder}/{name}" for name in lying)
        yield from _lying(storage, tuple(f"{folder}/{name}" for name in inner))
