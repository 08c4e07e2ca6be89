"""What the worker does with a new file: has it scanned and read, keeps what was found, tells the parent's app."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from files import child, slots, sniffing, viruses
from files.models import FileState, Rendition, StoredFile
from files.registry import parent_for
from files.services import workbench
from kit import clock, later

logger = logging.getLogger(__name__)

WAITS = timedelta(minutes=10)


def prepare(*, file_id: str) -> None:
    """Have it scanned, read words, pages and the first page's picture in the child, then tell the parent's app.

    A broken file ends as FAILED with a note, one with a virus as INFECTED; while the scanner is away it waits. A second
    run changes nothing.
    """
    stored = StoredFile.objects.filter(pk=file_id).first()
    if stored is None or stored.state != FileState.WAITING or not _is_clean(stored):
        return
    kind = stored.type
    with workbench() as bench:
        place = bench / "file"
        try:
            with stored.content.open("rb") as source, place.open("wb") as target:
                while chunk := source.read(1024 * 1024):
                    target.write(chunk)
            if kind is None:
                raise child.Unfit("broken")
            found = child.ask("read", kind, place, bench)
        except (child.Unfit, FileNotFoundError) as error:
            how = getattr(error, "how", "missing")
            logger.warning("file %s could not be read: %s", stored.pk, how)
            _finish(stored, state=FileState.FAILED, note=sniffing.reason(how, stored.name, slots.DOCUMENT)[:300])
            return
        picture = bench / "preview.webp"
        preview = ContentFile(picture.read_bytes()) if picture.exists() else None
        text = (bench / "text.txt").read_text(encoding="utf-8")
        smaller = [
            Rendition(
                file=stored, width=width, height=height,
                content=ContentFile((bench / f"{width}.webp").read_bytes(), f"{width}.webp"),
            )
            for width, height in found["renditions"]
        ]  # fmt: skip
    width, height = found["size"] or (None, None)
    _finish(
        stored,
        state=FileState.READY,
        text=text,
        letters=len(text),
        pages=found["pages"],
        width=width,
        height=height,
        preview=preview,
        smaller=smaller,
    )


def _is_clean(stored: StoredFile) -> bool:
    """Whether the scanner found nothing, or there is none; a file with a virus is shut away (FU-09)."""
    if not viruses.wanted():
        return True
    try:
        with stored.content.open("rb") as source:
            found = viruses.found_in(iter(lambda: source.read(viruses.PIECE), b""))
    except FileNotFoundError:
        return True  # reading it says so
    except viruses.Away as away:
        logger.warning("file %s waits for the scanner of viruses: %s", stored.pk, away)
        return False
    if found:
        logger.error("file %s holds %s", stored.pk, found)
        note = _("A virus was found in “%(name)s” (%(virus)s). Nobody can fetch it; remove it and scan your computer.")
        _finish(stored, state=FileState.INFECTED, note=(note % {"name": stored.name, "virus": found})[:300])
    return not found


def prepare_waiting() -> int:
    """Take up again what has waited for ten minutes (the scanner was away); gives how many were asked for."""
    stale = StoredFile.objects.filter(state=FileState.WAITING, uploaded_at__lt=clock.now() - WAITS)
    found = list(stale.values_list("pk", flat=True)[:500]) if viruses.wanted() else []
    for number in found:
        later.enqueue("files.prepare", file_id=str(number))
    return len(found)


def _finish(
    stored: StoredFile, *, preview: ContentFile | None = None, smaller: Iterable[Rendition] = (), **values: Any
) -> None:
    with transaction.atomic():
        held = StoredFile.objects.select_for_update().filter(pk=stored.pk, state=FileState.WAITING).first()
        if held is None:
            return
        for name, value in values.items():
            setattr(held, name, value)
        if preview is not None:
            held.preview.save("preview.webp", preview, save=False)
        held.save(update_fields=[*values, "preview"])
        for rendition in smaller:
            rendition.save()
        parent = held.parent
        papers = parent_for(parent) if parent is not None else None
        if papers is not None and papers.prepared is not None:
            papers.prepared(parent)
