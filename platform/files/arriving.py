"""Large files that come piece by piece and go on where a broken connection left them (tus 1.0, core and checksum).

What has come is what lies on the disk: no number in the database can disagree with it.
"""

from __future__ import annotations

import base64
import binascii
import fcntl
import hashlib
import hmac
import os
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext as _

from files import names, services, slots, sniffing
from files.models import Arrival, StoredFile, Usage
from files.services import Arrived
from files.slots import Slot
from kit import clock
from kit.verdicts import NotThere, Refused

SUMS = ("sha1", "sha256")
MOST_AT_ONCE = 20


class Elsewhere(Exception):  # noqa: N818 - an answer (409)
    """The piece does not begin where the file ends."""


class Busy(Exception):  # noqa: N818 - an answer (423)
    """Another piece of the same file is just being written."""


class BadSum(Exception):  # noqa: N818 - an answer (460)
    """The piece is not what its checksum says; it was thrown away."""


class UnknownSum(Exception):  # noqa: N818 - an answer (400)
    """A checksum of a kind we do not know."""


def folder() -> Path:
    """Where unfinished files lie."""
    place = Path(settings.PRIVATE_ROOT) / "arriving"
    place.mkdir(parents=True, exist_ok=True)
    return place


def place_of(arrival: Arrival) -> Path:
    """Its file; the name says nothing about it."""
    return folder() / arrival.pk.hex


def begin(*, by: Any, name: str, size: int, space: str, slot: Slot = slots.DOCUMENT) -> Arrival:
    """Make room for a file of `size` bytes. Raises Refused as `services.receive` would, before a byte has come."""
    tidy = names.cleaned(name)
    sniffing.expected(tidy, slot)
    sniffing.check_size(tidy, size, slot)
    waiting = Arrival.objects.filter(uploaded_by=by)
    if waiting.count() >= MOST_AT_ONCE:
        raise Refused(_("Too many files are on their way. Wait until the first ones are here."))
    coming = waiting.aggregate(sum=Sum("size"))["sum"] or 0
    used = Usage.objects.filter(owner=f"person:{by.pk}").values_list("used", flat=True).first() or 0
    if used + coming + size > settings.QUOTA_PERSON_MB * 1024 * 1024:
        raise Refused(
            _("No room is left: your files already take up the %(limit)s MB a person has.")
            % {"limit": settings.QUOTA_PERSON_MB}
        )
    arrival = Arrival.objects.create(uploaded_by=by, name=tidy, size=size, space=space)
    place_of(arrival).touch()
    return arrival


def arrival_for(user: Any, pk: uuid.UUID) -> Arrival:
    """One's own unfinished file; NotThere for everybody else's."""
    arrival = Arrival.objects.filter(pk=pk, uploaded_by=user.pk).first()
    if arrival is None or not place_of(arrival).exists():
        raise NotThere
    return arrival


def come(arrival: Arrival) -> int:
    """How many bytes have come."""
    return place_of(arrival).stat().st_size


def add(arrival: Arrival, pieces: Iterable[bytes], *, at: int, checksum: str = "") -> int:
    """Write `pieces` behind what has come; gives how many bytes there are now.

    With a `checksum` (`sha1 <base64>`) the whole piece stays or nothing of it; without one whatever came stays, also
    when the connection breaks. Raises Elsewhere, Busy, BadSum, UnknownSum.
    """
    with _alone(arrival) as opened:
        begins = opened.seek(0, os.SEEK_END)
        if at != begins:
            raise Elsewhere
        digest, told = _sum_of(checksum)
        left = arrival.size - begins
        try:
            for piece in pieces:
                part = piece[:left]
                left -= len(part)
                opened.write(part)
                if digest is not None:
                    digest.update(part)
        except BaseException:
            if digest is not None:
                opened.truncate(begins)
            raise
        finally:
            opened.flush()
        if digest is not None and not hmac.compare_digest(digest.digest(), told):
            opened.truncate(begins)
            raise BadSum
        os.fsync(opened.fileno())
        Arrival.objects.filter(pk=arrival.pk).update(moved_at=clock.now())
        return opened.tell()


def _sum_of(checksum: str) -> tuple[Any, bytes]:
    if not checksum:
        return None, b""
    kind, _space, words = checksum.partition(" ")
    if kind not in SUMS:
        raise UnknownSum
    try:
        return hashlib.new(kind, usedforsecurity=False), base64.b64decode(words, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnknownSum from error


@contextmanager
def _alone(arrival: Arrival) -> Iterator[BinaryIO]:
    try:
        opened = place_of(arrival).open("r+b")
    except FileNotFoundError as error:
        raise NotThere from error
    with opened:
        try:
            fcntl.flock(opened.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy from error
        yield opened


def finish(arrival: Arrival, *, slot: Slot = slots.DOCUMENT) -> StoredFile:
    """Take the whole file in as a draft, without copying it. Raises Refused; either way nothing unfinished stays."""
    try:
        with Arrived(place_of(arrival)) as upload:
            upload.name = arrival.name
            return services.receive(by=arrival.uploaded_by, upload=upload, slot=slot, space=arrival.space)
    finally:
        give_up(arrival)


def give_up(arrival: Arrival) -> None:
    """Throw away what has come."""
    place_of(arrival).unlink(missing_ok=True)
    Arrival.objects.filter(pk=arrival.pk).delete()


def sweep() -> int:
    """Files that stopped coming a day ago go; gives how many."""
    stale = list(Arrival.objects.filter(moved_at__lt=clock.now() - services.ORPHAN_AGE))
    for arrival in stale:
        give_up(arrival)
    known = {pk.hex for pk in Arrival.objects.values_list("pk", flat=True)}
    for place in folder().iterdir():
        if place.name not in known:
            place.unlink(missing_ok=True)
    return len(stale)
