"""Why a result matched: its words marked in the original text, in whatever form they stand there."""

from __future__ import annotations

from django.utils.html import escape, format_html_join
from django.utils.safestring import SafeString

from search import polish

SNIPPET = 220


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
    text = " ".join(text.split())
    hits = [(word.start(), polish.tokens(word.group()) & wanted) for word in polish.WORD.finditer(text[:20_000])]
    hits = [(place, found) for place, found in hits if found]
    best, most = 0, 0
    for place, _found in hits:
        near = {token for other, found in hits if place <= other < place + length - 40 for token in found}
        if len(near) > most:
            best, most = place, len(near)
    start = max(0, best - 60)
    if start:
        start = text.find(" ", start) + 1 or start
    piece = text[start : start + length]
    if start + length < len(text):
        piece = piece.rsplit(" ", 1)[0].rstrip(",;:–-") + "…"
    return marked(("…" if start else "") + piece, wanted)
