"""Which needs and offers speak of the same: by the beginnings of their words, without endings and Polish marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from networks.models import fold
from networks.needs.models import Wish

STEM = 5
"""Letters of a word that count: enough to tell words apart, few enough to forget their endings."""
_COMMON_WORDS = """
szukam szuka potrzebuję potrzebujemy mogę możemy podzielić podzielę dzielę oferuję chętnie proszę pomoc pomogę który
która które jakieś jakiś uczniów uczniowie ucznia uczeń uczniami lekcji lekcja lekcje szkole szkoła szkoły szkolny
nauczyciel nauczyciele nauczycieli osoba osoby ktoś kogoś praca pracy materiał materiały materiałów pomysł pomysły
pomysłów przykład przykłady sposób sposoby temat tematy klasa klasy klasach jest mojej moich mamy mają dobre dobry
swoje swoją roku przez oraz przed podczas
"""
COMMON = {fold(word)[:STEM] for word in _COMMON_WORDS.split()}
"""Beginnings that say nothing of the matter."""


def stems(*texts: str) -> set[str]:
    """Beginnings of the words that matter."""
    found = set()
    for word in re.findall(r"[a-z0-9]{3,}", fold(" ".join(texts))):
        if (len(word) >= 4 or word.isupper()) and word[:STEM] not in COMMON:
            found.add(word[:STEM])
    return found


def matches(wish: Wish, others: Iterable[Wish], *, most: int = 3) -> list[Wish]:
    """Those of `others` of the other kind and by other people that share words with `wish`; the closest first."""
    own = stems(wish.title, wish.text)
    if not own:
        return []
    scored = []
    for other in others:
        if other.kind != wish.kind and other.author_id != wish.author_id:
            shared = own & stems(other.title, other.text)
            if shared:
                scored.append((-len(shared), other.pk, other))
    return [other for _score, _pk, other in sorted(scored, key=lambda row: row[:2])[:most]]
