"""Whether a file is what its name says: extension, leading bytes, parser (FU-02). Says no in plain words."""

from __future__ import annotations

import re
from pathlib import Path

import filetype
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from files import child
from files.names import extension_of
from files.slots import TYPES, FileType, Slot
from kit.verdicts import Refused

_MARKUP = re.compile(
    rb"^(\xef\xbb\xbf)?\s*(<(!doctype|html|script|svg|\?xml|\?php|head|body|iframe)|#!|%!ps)", re.IGNORECASE
)
_PAGE = re.compile(rb"<(!doctype\s+html|html|body)\b", re.IGNORECASE)
TOLD = ("title", "author", "language", "head")
"""What the child may say about a file: its own title, author and language, and how its text begins."""
_ZIPPED = {"docx", "pptx", "xlsx", "odt", "odp", "ods"}


def _allowed(slot: Slot) -> str:
    return _("Allowed here: %(types)s.") % {"types": slot.spoken}


def expected(name: str, slot: Slot) -> FileType:
    """The type the extension promises. Raises Refused when this slot does not take it."""
    extension = extension_of(name)
    for promised in slot.types:
        if extension in TYPES[promised].extensions:
            return TYPES[promised]
    if extension in {".docm", ".pptm", ".xlsm", ".dotm", ".potm", ".xltm"}:
        raise Refused(
            _("“%(name)s” can hold macros, so it cannot be taken. Save it without macros.") % {"name": name}
            + " "
            + _allowed(slot)
        )
    raise Refused(_("Files such as “%(name)s” cannot be taken.") % {"name": name} + " " + _allowed(slot))


def check_size(name: str, size: int, slot: Slot) -> None:
    """Raise Refused when nothing is in the file or too much."""
    if size == 0:
        raise Refused(_("“%(name)s” is empty. Save it once more and choose it again.") % {"name": name})
    if size > slot.limit:
        raise Refused(too_large(name, slot))


def too_large(name: str, slot: Slot) -> str:
    """The sentence about a file over the limit."""
    return _("“%(name)s” is too large. The largest file taken here has %(limit)s.") % {
        "name": name,
        "limit": filesizeformat(slot.limit),
    }


def disguised(name: str, slot: Slot) -> Refused:
    """The refusal of a file that is not what its name says."""
    return Refused(
        _("“%(name)s” is not what its ending says: its content is something else.") % {"name": name}
        + " "
        + _allowed(slot)
    )


def check_start(place: Path, name: str, kind: FileType, slot: Slot) -> None:
    """Raise Refused when the leading bytes are another type's."""
    with place.open("rb") as opened:
        start = opened.read(8192)
    guess = filetype.guess(start)
    if kind.name == "html":
        if b"\x00" in start or not _PAGE.search(start):
            raise disguised(name, slot)
        return
    if kind.name == "txt":
        if b"\x00" in start or guess is not None or _MARKUP.match(start):
            raise disguised(name, slot)
        return
    if not start.startswith(kind.starts) or (kind.name == "webp" and start[8:12] != b"WEBP"):
        raise disguised(name, slot)
    told = guess.extension if guess is not None else ""
    told = {"jpg": "jpeg"}.get(told, told)
    # Office containers whose parts lie in another order look like plain zip; the parser has the last word on them.
    if told != kind.name and not (kind.name in _ZIPPED and told in {"", "zip", *_ZIPPED}):
        raise disguised(name, slot)


def check_content(place: Path, name: str, kind: FileType, slot: Slot, folder: Path) -> dict[str, str]:
    """Have the child open the file; a picture or a web page is written anew into `folder`.

    Gives what the file says of itself. Raises Refused with the child's reason.
    """
    try:
        found = child.ask("check", kind, place, folder)
    except child.Unfit as unfit:
        raise Refused(reason(unfit.how, name, slot)) from unfit
    return {key: str(found[key]) for key in TOLD if found.get(key)}


def reason(how: str, name: str, slot: Slot) -> str:
    """What the child's word means for people."""
    if how == "disguised":
        return str(disguised(name, slot).reason)
    sentences = {
        "password": _("“%(name)s” is protected with a password. Save it without one, so that others can open it."),
        "macros": _("“%(name)s” holds macros or programs. Save it without them."),
        "bomb": _("“%(name)s” unpacks into too much data. Split it or save it anew."),
        "paths": _("“%(name)s” is built in a way that is not safe to unpack. Save it anew."),
        "entities": _("“%(name)s” holds definitions that are not safe to read. Save it anew."),
        "pixels": _("“%(name)s” has more than 25 million pixels. Make the picture smaller."),
        "encoding": _("“%(name)s” is not text in UTF-8. Choose this encoding when saving it."),
        "slow": _("“%(name)s” takes too long to open. Split it or save it anew."),
    }
    broken = _("“%(name)s” is damaged and cannot be opened. Save it once more and choose it again.")
    return sentences.get(how, broken) % {"name": name}
