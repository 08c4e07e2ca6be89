"""Pages of a PDF as pictures, drawn once in the reading child, a handful at a time so that each has time enough."""

from __future__ import annotations

from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction

from files import child, slots, sniffing
from files.models import PagePicture, StoredFile, private_storage
from files.services import workbench
from kit.verdicts import Refused

AT_ONCE = 10
"""Pages one child draws."""


def draw(*, file: StoredFile, most: int) -> int:
    """Draw every page that is not drawn yet; gives how many pages there are. Meant for the worker.

    Of a document of more than `most` pages nothing is drawn. Raises Refused with a sentence for a file that cannot be
    drawn; a second run draws nothing again.
    """
    before = PagePicture.objects.filter(file=file).count()
    if before:
        return before
    kind = file.type
    with workbench() as bench:
        place = bench / "file"
        try:
            with file.content.open("rb") as source, place.open("wb") as target:
                while chunk := source.read(1024 * 1024):
                    target.write(chunk)
            if kind is None:
                raise child.Unfit("broken")
            sizes: list[list[int]] = []
            while True:
                found = child.ask("draw", kind, place, bench, first=len(sizes) + 1, count=AT_ONCE, most=most)
                sizes += found["drawn"]
                if found["pages"] > most:
                    return int(found["pages"])
                if len(sizes) >= found["pages"]:
                    break
        except (child.Unfit, FileNotFoundError) as error:
            raise Refused(sniffing.reason(getattr(error, "how", "missing"), file.name, slots.SLIDES)) from error
        _keep(file, bench, sizes)
    return len(sizes)


def _keep(file: StoredFile, bench: Path, sizes: list[list[int]]) -> None:
    """Keep all pictures or none; bytes of what could not be kept are cleared."""
    kept: list[str] = []
    try:
        with transaction.atomic():
            for number, (width, height) in enumerate(sizes, start=1):
                name = f"page-{number}.webp"
                page = PagePicture(file=file, number=number, width=width, height=height)
                page.content.save(name, ContentFile((bench / name).read_bytes()), save=False)
                kept.append(page.content.name)
                page.save(force_insert=True)
    except BaseException:
        for name in kept:
            private_storage().delete(name)
        raise
