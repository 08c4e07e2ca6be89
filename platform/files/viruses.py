"""Asks ClamAV about bytes over its socket (INSTREAM), where there is one; knows nothing else of it (FU-09)."""

from __future__ import annotations

import socket
import struct
from collections.abc import Iterable

from django.conf import settings

PIECE = 64 * 1024
PATIENCE = 60.0
"""Seconds of silence after which the scanner counts as away."""


class Away(Exception):  # noqa: N818 - an answer
    """The scanner cannot be asked now, or it could not tell; the file waits."""


def wanted() -> bool:
    """Whether files are scanned at all on this platform."""
    return bool(settings.CLAMAV)


def found_in(pieces: Iterable[bytes]) -> str:
    """The name of the virus in these bytes; "" for clean ones. Raises Away."""
    try:
        with _connection() as line:
            line.sendall(b"zINSTREAM\0")
            for piece in pieces:
                for at in range(0, len(piece), PIECE):
                    part = piece[at : at + PIECE]
                    line.sendall(struct.pack("!I", len(part)) + part)
            line.sendall(struct.pack("!I", 0))
            told = _answer(line)
    except OSError as error:
        raise Away(str(error)) from error
    if told.endswith(" FOUND"):
        return told.removeprefix("stream:").removesuffix(" FOUND").strip()[:100] or "?"
    if told.endswith(" OK"):
        return ""
    # "INSTREAM size limit exceeded", "... ERROR", silence: nobody has looked at all of it.
    raise Away(told[:200] or "no answer")


def _connection() -> socket.socket:
    """A path is a socket of this machine; host:port is one of another."""
    where = settings.CLAMAV
    if "/" in where:
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        line.settimeout(PATIENCE)
        line.connect(where)
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=PATIENCE)


def _answer(line: socket.socket) -> str:
    told = b""
    while b"\0" not in told and len(told) < 1000 and (piece := line.recv(1000)):
        told += piece
    return told.partition(b"\0")[0].decode("utf-8", "replace").strip()
