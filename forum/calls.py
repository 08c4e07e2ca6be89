"""Calling people in a post: `@Anna Nowak`, or all of one kind at once (`@eksperci`). Nothing here knows of rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from accounts.enums import Role as Office
from networks.enums import Role

KINDS: dict[str, tuple[Role | Office, ...]] = {
    "koordynatorzy": (Role.COORDINATOR, Role.DEPUTY),
    "eksperci": (Role.EXPERT,),
    "dyrektorzy": (Office.DIRECTOR,),
    "sore": (Office.SORE,),
}
"""What is written after the sign, in the language people write here -> whom it means."""

_KIND = re.compile(rf"(?<![\w@.])@({'|'.join(KINDS)})(?!\w)")
_NAME = re.compile(r"(?<![\w@.])@([^\W\d_][\w-]*(?: [^\W\d_][\w-]*)?)")


def folded(words: str) -> str:
    """Words as they are compared: without case, accents and doubled spaces."""
    parts = unicodedata.normalize("NFKD", words.casefold().replace("ł", "l"))
    return " ".join("".join(sign for sign in parts if not unicodedata.combining(sign)).split())


def kinds_in(text: str) -> set[str]:
    """Kinds of people who are called in a text."""
    return {found[1] for found in _KIND.finditer(" ".join(text.casefold().split()))}


def is_called(name: str, text: str) -> bool:
    """Whether the text, casefolded and with single spaces, calls the person of this name."""
    return bool(re.search(rf"@{re.escape(name.casefold())}(?!\w)", text))


def strangers_in(text: str, names: Iterable[str]) -> list[str]:
    """What looks like a call by first and last name in a text but is nobody's among `names`; in order, once each."""
    known, found = {folded(name) for name in names}, []
    for match in _NAME.finditer(" ".join(text.split())):
        words = match[1]
        if folded(words) in KINDS or " " not in words or not all(part[0].isupper() for part in words.split()):
            continue
        # A name of three words is known by its first two; a call may be followed by a capital.
        if not any(name == folded(words) or name.startswith(folded(words) + " ") for name in known):
            found.append(words)
    return list(dict.fromkeys(found))
