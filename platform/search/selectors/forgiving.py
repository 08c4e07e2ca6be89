"""When nothing has all the words: slips of the pen mended; after few results, what stands near them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from search import engines, polish, synonyms
from search.query import Query
from search.selectors import around
from search.selectors.rights import Asker
from search.selectors.shapes import Hit, Row

_TRIED = 12


@dataclass(frozen=True)
class Found:
    """The rows, the question that found them, and how it differs from what was asked.

    The first `complete` rows have everything that was asked for, the others stand near it (search.selectors.around).
    """

    rows: list[Row]
    query: Query
    complete: int
    is_mended: bool = False


def forgivingly(asker: Asker, asked: Query, within: Sequence[set[str]] = ()) -> Found:
    """The rows for the question; mended, when only so something is found; after few of them, what stands near."""
    query = synonyms.widened(asked)
    rows = asker.rows(query, within=within)
    mended = _mended(asker, asked) if not rows else asked
    if mended != asked:
        query = synonyms.widened(mended)
        rows = asker.rows(query, within=within)
    complete = len(rows)
    if around.is_wanted(rows, query):
        filled = around.filled(asker, rows, query, within)
        rows, query, complete = filled.rows, filled.query, filled.complete
    is_mended = mended != asked and bool(rows)
    return Found(rows, query if rows else asked, complete, is_mended=is_mended)


def _mended(asker: Asker, query: Query) -> Query:
    """The question with words that no dictionary knows and that find nothing for this person replaced by near ones."""
    mended = query
    for word in query.needed:
        if not polish.is_known(word) and not asker.finds(synonyms.widened(Query(words=(word,)))):
            better = _nearest(asker, word)
            if better is not None:
                mended = mended.with_word(word, better)
    return mended


def _nearest(asker: Asker, word: str) -> str | None:
    """The known word nearest to `word` that this person can find something with."""
    token = polish.fold(word)
    most = polish.forgiven(token)
    if not most:
        return None
    close = sorted(
        (far, other[0] != token[0], abs(len(other) - len(token)), other)
        for other in engines.embedded().near(token)
        if (far := polish.distance(token, other, most)) <= most
    )
    for *_nearness, other in close[:_TRIED]:
        if asker.finds(Query(words=(other,))):
            return other
    return None


def as_written(hits: list[Hit], query: Query, asked: Query) -> str:
    """The mended words as the first results write them, so that `lodz` is shown as `łódź`."""
    written = []
    seen = [word for hit in hits[:5] for word in polish.words(f"{hit.plain_title} {hit.snippet}")]
    for old, new in zip(query.needed, asked.needed, strict=False):
        if old == new:
            written.append(old)
            continue
        alike = [word for word in seen if polish.fold(word) == new]
        alike += [word for word in seen if new in polish.tokens(word)]
        written.append(alike[0].lower() if alike else new)
    return " ".join(written)
