"""ZIP containers and the XML in them: looked at before anything is unpacked (FU-07)."""

from __future__ import annotations

import os
import stat
import zipfile
from xml.sax.handler import ContentHandler

from files.reading.words import Unfit


def open_container(place: str, limits: dict) -> zipfile.ZipFile:
    """The container, once its list of entries is harmless (FU-07)."""
    try:
        box = zipfile.ZipFile(place)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unfit("broken") from error
    entries = box.infolist()
    if not entries or len(entries) > limits["entries"]:
        raise Unfit("bomb" if entries else "broken")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > limits["unpacked"] or unpacked > limits["ratio"] * max(os.path.getsize(place), 1):
        raise Unfit("bomb")
    seen = set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            raise Unfit("password")
        if name.startswith("/") or "\\" in name or "\x00" in entry.orig_filename or ":" in name.split("/")[0]:
            raise Unfit("paths")
        if ".." in name.split("/") or stat.S_ISLNK(entry.external_attr >> 16) or name in seen:
            raise Unfit("paths")
        seen.add(name)
    return box


def beginning(box: zipfile.ZipFile, name: str) -> bytes:
    """The first two megabytes of a part."""
    with box.open(name) as part:
        return part.read(2 * 1024 * 1024)


def parse(box: zipfile.ZipFile, name: str, handler: ContentHandler) -> None:
    """Walk one XML part without building a tree, refusing DTDs and entities."""
    from xml.sax import SAXException

    from defusedxml import DefusedXmlException
    from defusedxml.sax import parse as walk

    try:
        with box.open(name) as part:
            walk(part, handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Unfit("entities") from error
    except (SAXException, ValueError) as error:
        raise Unfit("broken") from error
