"""Why a result matched: its words marked in the original text, in whatever form they stand there."""

from __future__ import annotations

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from search import polish

SNIPPET = 220
LOOKED_AT, READ_CLOSELY = 200_000, 20_000
NEW_PAGE = "\f"
"""Stands between the pages of a file's text."""


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    """`text` escaped, with every word that was asked for in <mark>."""
    parts: list[tuple[str, str, str]] = []
    end = 0
    for word in polish.WORD.finditer(text):
        if wanted & polish.tokens(word.group()):
            parts.append((text[end : word.start()], word.group(), ""))
            end = word.end()
    return SafeString(format_html_join("", "{}<mark>{}</mark>{}", parts) + escape(text[end:]))


def snippet(text: str, wanted: frozenset[str], length: int = SNIPPET) -> SafeString:
    """The part of `text` where the most different words that were asked for stand close together, marked."""
    return snippet_on(text, wanted, length)[0]


def snippet_on(text: str, wanted: frozenset[str], length: int = SNIPPET) -> tuple[SafeString, int]:
    """The snippet, and the number of the page it stands on (0 where the text knows no pages)."""
    text = text[:LOOKED_AT]
    hits = _hits(text, wanted)
    best = _closest(hits, length)
    first, last = _page_around(text, best)
    page = text.count(NEW_PAGE, 0, best) + 1 if NEW_PAGE in text and hits else 0
    start = max(first, best - 60)
    if start > first:
        start = text.find(" ", start, last) + 1 or start
    piece = " ".join(text[start : min(last, start + length)].split())
    if start + length < last and " " in piece:
        piece = piece.rsplit(" ", 1)[0].rstrip(",;:–-") + "…"
    return marked(("…" if start > first else "") + piece, wanted), page


def _hits(text: str, wanted: frozenset[str]) -> list[tuple[int, frozenset[str]]]:
    """Where words that were asked for stand. In a long text only words that begin alike are looked at closely."""
    begun = {token[:2] for token in wanted}
    hits = []
    for word in polish.WORD.finditer(text):
        if word.start() > READ_CLOSELY and polish.fold(word.group()[:2]) not in begun:
            continue
        if found := polish.tokens(word.group()) & wanted:
            hits.append((word.start(), found))
    return hits


def _closest(hits: list[tuple[int, frozenset[str]]], length: int) -> int:
    """Where the window with the most different words begins; walks once over the hits."""
    best, most, end = 0, 0, 0
    inside: dict[str, int] = {}
    for place, found in hits:
        while end < len(hits) and hits[end][0] < place + length - 40:
            for token in hits[end][1]:
                inside[token] = inside.get(token, 0) + 1
            end += 1
        near = sum(1 for count in inside.values() if count)
        if near > most:
            best, most = place, near
        for token in found:
            inside[token] -= 1
    return best


def _page_around(text: str, place: int) -> tuple[int, int]:
    """Where the page on which `place` lies begins and ends."""
    last = text.find(NEW_PAGE, place)
    return text.rfind(NEW_PAGE, 0, place) + 1, len(text) if last < 0 else last
