"""Taking a table of resources in: tried first, then done for the rows that are chosen."""

from __future__ import annotations

import uuid
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from files import services as files
from files.models import StoredFile
from files.reading.containers import open_container
from files.reading.words import Unfit
from files.slots import DOCUMENT
from kit.verdicts import Refused, insist
from moderation import trail
from networks.models import Network
from resources import rules, tables
from resources.models import Resource
from resources.services.depositing import MOST_FILES, deposit, take_in

TABLE = "zasoby.csv"
LIMITS = {"entries": 2_000, "unpacked": 500 * 1024 * 1024, "ratio": 200}
BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError)
"""What reading a spoiled package raises."""
_SPACE = uuid.UUID("6e1d1a0c-3c1e-4b43-9f3f-7a3a1d1d7d52")


@dataclass
class Tried:
    """What would come of one row."""

    line: tables.Line
    drafts: list[StoredFile] = field(default_factory=list)
    key: uuid.UUID | None = None
    known: Resource | None = None
    """What is in the library already, so that the row is left out."""

    @property
    def is_good(self) -> bool:
        """Whether the row can be taken in."""
        return not self.line.wrong and self.known is None


@dataclass
class Brought:
    """What was sent: the table, and the files beside it."""

    lines: list[tables.Line]
    box: zipfile.ZipFile | None = None


def opened(upload: Any, bench: Path) -> Brought:
    """A table, or a package with a table and files beside it. Raises Refused with what is wrong with it."""
    try:
        if not (upload.name or "").casefold().endswith(".zip"):
            return Brought(tables.read(upload.read(tables.MOST_BYTES + 1)))
        box = _package(upload, bench / "package")
        found = [name for name in box.namelist() if name.casefold().endswith(".csv")]
        if len(found) != 1:
            raise Refused(_("The package must hold one table (CSV), for example “%(name)s”.") % {"name": TABLE})
        with box.open(found[0]) as part:
            return Brought(tables.read(part.read(tables.MOST_BYTES + 1)), box)
    except tables.UnreadableError as error:
        raise Refused(str(error)) from error
    except BROKEN as error:
        raise Refused(_("The package is damaged. Make it anew.")) from error


def _package(upload: Any, place: Path) -> zipfile.ZipFile:
    """The package, once its list of entries is harmless; nothing is unpacked yet."""
    most = DOCUMENT.limit
    if upload.size > most:
        raise Refused(_("The package is larger than %(most)s MB.") % {"most": most // 1024 // 1024})
    with place.open("wb") as target:
        for chunk in upload.chunks():
            target.write(chunk)
    sentences = {
        "password": _("The package is protected with a password. Make it without one."),
        "bomb": _("The package unpacks into too much data. Divide it."),
        "paths": _("The package is built in a way that is not safe to unpack. Make it anew."),
    }
    try:
        return open_container(str(place), LIMITS)
    except Unfit as unfit:
        raise Refused(sentences.get(str(unfit), _("The package is damaged. Make it anew."))) from unfit


def attempt(*, by: Any, network: Network, upload: Any) -> list[Tried]:
    """Try every row; the library stays as it is. Files of good rows wait as drafts of `by` for a day.

    Raises Refused when `by` may not, or the table or the package cannot be read.
    """
    insist(rules.may_order(by, network))
    with files.workbench() as bench:
        return _attempted(by, network, opened(upload, bench))


def _attempted(by: Any, network: Network, brought: Brought) -> list[Tried]:
    found: list[Tried] = []
    keys: set[uuid.UUID] = set()
    for line in brought.lines:
        tried = Tried(line)
        if not line.wrong:
            _with_files(by, network, tried, brought.box)
        tried.key = _key(network, line, tried.drafts)
        tried.known = _known(network, tried)
        if tried.is_good and tried.key in keys:
            line.wrong.append(_("The same row stands higher in the table."))
        keys.add(tried.key)
        if tried.is_good:
            _rehearse(by, network, tried)
        if not tried.is_good:
            for draft in tried.drafts:
                files.remove(file=draft)
            tried.drafts = []
        found.append(tried)
    return found


def _with_files(by: Any, network: Network, tried: Tried, box: zipfile.ZipFile | None) -> None:
    """Take the row's files out of the package; each is looked at as one that was sent by itself."""
    line = tried.line
    if not line.files:
        return
    if box is None:
        line.wrong.append(_("Files come in a ZIP package, beside the table."))
        return
    if len(line.files) > MOST_FILES:
        line.wrong.append(_("A resource holds at most %(most)s files.") % {"most": MOST_FILES})
        return
    names = set(box.namelist())
    for name in line.files:
        if name not in names:
            line.wrong.append(_("There is no “%(name)s” in the package.") % {"name": name[:100]})
            return
        if box.getinfo(name).file_size > DOCUMENT.limit:
            line.wrong.append(_("“%(name)s” is too large.") % {"name": name[:100]})
            return
    for name in line.files:
        try:
            content = ContentFile(box.read(name), name=name.rsplit("/", 1)[-1])
            tried.drafts.append(take_in(by=by, network=network, upload=content))
        except Refused as refused:
            line.wrong.append(str(refused.reason))
            return
        except BROKEN:
            line.wrong.append(_("“%(name)s” is damaged in the package.") % {"name": name[:100]})
            return


def _key(network: Network, line: tables.Line, drafts: list[StoredFile]) -> uuid.UUID:
    """What makes a row the same row: its network, title, link and the bytes of its files."""
    parts = [str(network.pk), line.values["title"], line.values["link"], *(draft.sha256 for draft in drafts)]
    return uuid.uuid5(_SPACE, "\n".join(parts))


def _known(network: Network, tried: Tried) -> Resource | None:
    here = Resource.objects.filter(network=network)
    address = tried.line.address.rstrip("/").rpartition("/")[2]
    if tried.line.address and address.isascii() and address.isdigit() and len(address) < 12:
        same = here.filter(pk=int(address), title=tried.line.values["title"]).first()
        if same is not None:
            return same
    return here.filter(once=tried.key).first()


class _RehearsedError(Exception):
    """Undoes what was only tried."""


def _rehearse(by: Any, network: Network, tried: Tried) -> None:
    """Do it and undo it, so that the report says exactly what would happen."""
    try:
        with transaction.atomic():
            deposit(by=by, network=network, values=tried.line.values, drafts=tried.drafts, is_quiet=True)
            raise _RehearsedError
    except _RehearsedError:
        pass
    except Refused as refused:
        tried.line.wrong.append(str(refused.reason))


def take_row(
    *, by: Any, network: Network, values: dict[str, Any], drafts: list[StoredFile], key: uuid.UUID
) -> Resource | None:
    """Take one row in; None when it is in the library already, so that a repeat makes nothing twice.

    Raises Refused as `deposit` does.
    """
    insist(rules.may_order(by, network))
    if Resource.objects.filter(network=network, once=key).exists():
        return None
    return deposit(by=by, network=network, values=values, drafts=drafts, key=key, is_quiet=True)


def told(*, by: Any, network: Network, taken: int) -> None:
    """A line in the trail about a whole import."""
    trail.write(by=by, action="resources.library.import", about=network, values={"taken": taken})
