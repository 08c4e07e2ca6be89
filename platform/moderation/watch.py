"""What a machine points out before anybody reads: watched words in all their forms, many links, the same text again.

It only points out: a person decides. Words are compared by their base forms (search.polish), so that one entry meets
all inflected forms of a Polish word; where the dictionary is not installed forms meet only themselves.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from kit import html
from moderation.enums import Why
from moderation.selectors.grounds import watched_words
from search.polish import tokens, words

MOST_LINKS = 5
"""A text with more links to other hosts is read by a person first."""
SHORT = 40
"""Texts shorter than this are said again in good faith ('Dziękuję!')."""
_LINK = re.compile(r'<a [^>]*href="(https?://[^"]+)"')


@dataclass(frozen=True)
class Match:
    """A watched entry and the form in which it stands in the text."""

    entry: str
    form: str

    def __str__(self) -> str:
        return f"{self.entry} → {self.form}" if self.entry.casefold() != self.form.casefold() else self.entry


@dataclass(frozen=True)
class Found:
    """What was noticed, and in words for whoever decides."""

    why: Why
    detail: str


def matches(text: str, entries: Iterable[str]) -> list[Match]:
    """Where the entries stand in the plain text, in any inflected form; a phrase is met word by word."""
    said = words(text)
    bases = [tokens(word) for word in said]
    found = []
    for entry in entries:
        wanted = [tokens(word) for word in words(entry)]
        at = _first(wanted, bases)
        if wanted and at is not None:
            found.append(Match(entry, " ".join(said[at : at + len(wanted)])))
    return found


def _first(wanted: list[frozenset[str]], bases: list[frozenset[str]]) -> int | None:
    for at in range(len(bases) - len(wanted) + 1):
        if all(bases[at + step] & one for step, one in enumerate(wanted)):
            return at
    return None


def links_in(markup: str) -> int:
    """How many different addresses of other hosts the stored HTML leads to."""
    return len(set(_LINK.findall(markup)))


def fingerprint(markup: str) -> str:
    """The words of stored HTML as they are compared with others: without case, marks and spaces; empty when short."""
    text = " ".join(word.casefold() for word in words(html.text_of(markup)))
    return text if len(text) >= SHORT else ""


def says(markup: str, wanted: str) -> bool:
    """Whether stored HTML has this fingerprint; most are told apart without reading them as HTML."""
    if not _BROKEN_WORD.search(markup):
        folded = unicodedata.normalize("NFC", markup).casefold()
        if any(word not in folded for word in wanted.split()):
            return False
    return fingerprint(markup) == wanted


_BROKEN_WORD = re.compile(r"\w(?:<[^<>]*>)+\w|&#|<img")
"""Where a word may be read that does not stand so in the HTML: with a tag inside it, or from beside a picture."""


def noticed(markup: str, *, place: str) -> Found | None:
    """What in the stored HTML calls for a person's eyes in this place, before others see it; None when nothing does."""
    entries = watched_words(place)
    met = matches(html.text_of(markup), entries) if entries else []
    if met:
        return Found(Why.WORDS, ", ".join(str(one) for one in met[:5]))
    links = links_in(markup)
    if links > MOST_LINKS:
        return Found(Why.LINKS, str(links))
    return None
