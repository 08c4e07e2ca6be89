"""The text written together in a room: Yjs changes in, a document and its lines out. No database, no clock.

A document is one fragment named FIELD of paragraphs; a paragraph may carry a mark: decision, task, question, material.
Whatever order changes arrive in, and however often, the text is the same.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText, merge_updates

FIELD = "note"
MARKS = ("decision", "task", "question", "material")
LONGEST_UPDATE = 10_000
"""Bytes of one change, so that its frame stays under what a socket takes."""


class StrangeError(Exception):
    """What came is no change of a text."""


@dataclass(frozen=True)
class Line:
    """One line of the text and what it was marked as, or ""."""

    text: str
    mark: str


def decoded(text: Any) -> bytes:
    """Bytes from what a frame carries. Raises StrangeError."""
    if not isinstance(text, str):
        raise StrangeError
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise StrangeError from wrong


def encoded(data: bytes) -> str:
    """What a frame carries of bytes."""
    return base64.b64encode(data).decode("ascii")


def document(updates: Iterable[bytes]) -> Doc:
    """The document of `updates`. Raises StrangeError for one that is none."""
    made: Doc = Doc()
    made.get(FIELD, type=XmlFragment)
    for update in updates:
        try:
            made.apply_update(bytes(update))
        except Exception as wrong:
            raise StrangeError from wrong
    return made


def missing(made: Doc, vector: bytes) -> bytes:
    """What a holder of the state `vector` lacks. Raises StrangeError for a vector that is none."""
    try:
        return made.get_update(vector or None) if vector else made.get_update()
    except Exception as wrong:
        raise StrangeError from wrong


def merged(updates: Iterable[bytes]) -> bytes:
    """One change that does what all do."""
    return merge_updates(*(bytes(update) for update in updates))


def lines(made: Doc) -> list[Line]:
    """The written lines in order; whatever a strange browser put beside paragraphs of text is left out."""
    found = []
    for child in made.get(FIELD, type=XmlFragment).children:
        if not isinstance(child, XmlElement):
            continue
        parts = [part for part in child.children if isinstance(part, XmlText)]
        words = "".join(str(piece) for part in parts for piece, _how in part.diff())
        text = " ".join(words.replace("\x00", " ").split())
        mark = next((value for name, value in child.attributes if name == "mark"), "")
        if text:
            found.append(Line(text, mark if mark in MARKS else ""))
    return found
