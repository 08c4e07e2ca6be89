"""Plain text."""

from __future__ import annotations

from files.reading.words import TEXT_LIMIT, Unfit


def plain_text(place: str) -> str:
    """The text as far as it is searched, when all of it is UTF-8; read in pieces, whatever its size."""
    words: list[str] = []
    length = 0
    try:
        with open(place, encoding="utf-8-sig", newline="") as opened:
            while piece := opened.read(256 * 1024):
                if "\x00" in piece:
                    raise Unfit("disguised")
                if length < TEXT_LIMIT:
                    words.append(piece)
                    length += len(piece)
    except UnicodeDecodeError as error:
        raise Unfit("encoding") from error
    return "".join(words)
