"""Several resources as one ZIP that is made while it is sent: files, an index page, licences, attributions.

Nothing is compressed (office files and pictures are already), so the length is known before the first byte and the
memory of the process does not grow with the size of the shelf.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from zipstream import ZipStream

from files.models import StoredFile
from files.names import cleaned
from files.ranges import PIECE
from resources.enums import LICENCE_ADDRESSES, LICENCE_SENTENCES, Licence
from resources.models import Origin, Resource
from resources.naming import named_author


@dataclass(frozen=True)
class Packed:
    """One resource in the package: its folder and what the index page says of it."""

    resource: Resource
    files: list[tuple[StoredFile, str]]
    """(file, its path in the package)."""
    origins: list[Origin]

    @property
    def author(self) -> str:
        """Whom to name."""
        return named_author(self.resource)

    @property
    def licence(self) -> str:
        """The licence in one sentence."""
        return str(LICENCE_SENTENCES[Licence(self.resource.licence)])

    @property
    def licence_address(self) -> str:
        """Where the whole licence stands."""
        return LICENCE_ADDRESSES.get(Licence(self.resource.licence), "")

    @property
    def address(self) -> str:
        """Where it lives on the platform."""
        return settings.BASE_URL + self.resource.get_absolute_url()


def packed(resources: Iterable[Resource]) -> list[Packed]:
    """The resources (with `files` and `created_by` prefetched) with their places in the package."""
    rows = list(resources)
    origins: dict[int, list[Origin]] = {}
    for origin in Origin.objects.filter(resource__in=rows):
        origins.setdefault(origin.resource_id, []).append(origin)
    found = []
    for number, resource in enumerate(rows, 1):
        folder = f"{number:02} {cleaned(resource.title)[:80].rstrip(' .')}"
        taken: set[str] = set()
        files = []
        for file in resource.files.all():
            if not file.is_held and file.content.storage.exists(file.content.name):
                files.append((file, f"{folder}/{_free(file.name, taken)}"))
        found.append(Packed(resource, files, origins.get(resource.pk, [])))
    return found


def _free(name: str, taken: set[str]) -> str:
    """A name nobody in the folder has yet, whatever its case."""
    stem, dot, extension = name.rpartition(".")
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        free = f"{stem} ({number}){dot}{extension}"
    taken.add(free.casefold())
    return free


def package(title: str, words: str, rows: list[Packed], *, also: dict[str, bytes] | None = None) -> ZipStream:
    """The package as a stream whose length is known (`len`); `also` are more files of ours by name."""
    values: dict[str, Any] = {"title": title, "words": words, "rows": rows, "site": settings.BASE_URL}
    stream = ZipStream(sized=True)
    for name, template in (("index.html", "pack.html"), ("licencje.txt", "pack.txt")):
        stream.add(render_to_string(f"resources/{template}", values).encode(), name)
    for name, content in (also or {}).items():
        stream.add(content, name)
    for row in rows:
        for file, path in row.files:
            stream.add(_bytes(file), path, size=file.size)
    return stream


def _bytes(file: StoredFile) -> Iterator[bytes]:
    with file.content.storage.open(file.content.name, "rb") as opened:
        while piece := opened.read(PIECE):
            yield piece
