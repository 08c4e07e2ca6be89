"""Parts of files: `Range` of RFC 9110, and bytes in pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

PIECE = 64 * 1024
MOST_PARTS = 5


class OutOfRange(Exception):  # noqa: N818 - an answer (416), not an error
    """What was asked for does not lie in the file."""


def wanted(header: str, size: int) -> tuple[int, int] | None:
    """First and last byte asked for; None for the whole file. Raises OutOfRange (416).

    Several parts are answered with the whole file, which the standard allows; more than five are refused (FU-13).
    """
    match = re.fullmatch(r"\s*bytes\s*=(.*)", header, re.IGNORECASE)
    if match is None:
        return None
    parts = [part.strip() for part in match[1].split(",")]
    if len(parts) > MOST_PARTS:
        raise OutOfRange
    spans = [_span(part, size) for part in parts]
    return spans[0] if len(spans) == 1 else None


def _span(part: str, size: int) -> tuple[int, int]:
    match = re.fullmatch(r"([0-9]{0,18})-([0-9]{0,18})", part)
    if match is None or not (match[1] or match[2]):
        raise OutOfRange
    if not match[1]:
        first, last = max(0, size - int(match[2])), size - 1
        if int(match[2]) == 0:
            raise OutOfRange
    else:
        first, last = int(match[1]), int(match[2]) if match[2] else size - 1
    if first >= size or last < first:
        raise OutOfRange
    return first, min(last, size - 1)


def pieces(opened: Any, first: int, last: int) -> Iterator[bytes]:
    """The bytes from `first` to `last`, in pieces."""
    with opened:
        opened.seek(first)
        left = last - first + 1
        while left > 0 and (piece := opened.read(min(PIECE, left))):
            left -= len(piece)
            yield piece
