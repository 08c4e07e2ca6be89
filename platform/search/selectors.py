"""Finding: what matches, what of it this person may see, and how it is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.safestring import SafeString

from search import engines, highlight, polish
from search.models import Document
from search.query import Query, has_phrase, parse
from search.registry import AUDIENCES, ENTRIES, PUBLIC, SIGNED_IN

PAGE = 20
BEST, NEWEST = "best", "newest"
_TRIED = 12


@dataclass(frozen=True)
class Hit:
    """One result as it is shown; `title` and `snippet` have the words that were asked for in <mark>."""

    kind: str
    label: str | Promise
    icon: str
    title: SafeString
    plain_title: str
    snippet: SafeString
    url: str
    dated_at: datetime
    facets: dict[str, list[str]]


@dataclass(frozen=True)
class Choice:
    """One kind or one word of a facet, with how many results it has."""

    name: str
    label: str | Promise
    count: int
    chosen: bool = False


@dataclass(frozen=True)
class Results:
    """What was found. Everything in it comes from things the reader may see (SR-02)."""

    query: Query = field(default_factory=Query)
    hits: list[Hit] = field(default_factory=list)
    total: int = 0
    is_capped: bool = False
    kinds: list[Choice] = field(default_factory=list)
    facets: dict[str, list[Choice]] = field(default_factory=dict)
    corrected: str = ""
    page: int = 1
    pages: int = 1


@dataclass(frozen=True)
class _Row:
    number: int
    kind: str
    about_id: int
    facets: dict[str, list[str]]
    audience: list[str]
    dated_at: datetime


def audience_of(user: Any) -> set[str]:
    """The words of audiences `user` belongs to: everybody's, those who signed in, and what the apps say."""
    words = {PUBLIC}
    if user.is_authenticated and user.is_active:
        words.add(SIGNED_IN)
        for function in AUDIENCES:
            words |= function(user)
    return words


def find(
    user: Any,
    words: str,
    *,
    kinds: list[str] | None = None,
    facets: dict[str, list[str]] | None = None,
    network: Any = None,
    sort: str = BEST,
    page: int = 1,
    size: int = PAGE,
) -> Results:
    """What `user` may find for `words`.

    `kinds` and `facets` narrow; `network` keeps what belongs to one network; a word without any result is taken
    for a slip of the pen and replaced by the nearest word that has one (`Results.corrected`).
    """
    query = parse(words)
    if not query:
        return Results(query=query)
    audience = audience_of(user)
    found, corrected = _forgivingly(user, query, audience)
    asked = corrected or query
    if network is not None:
        found = [row for row in found if _is_of(row, network)]
    counts = Counter(row.kind for row in found)
    in_kinds = [row for row in found if not kinds or row.kind in kinds]
    facets = {name: chosen for name, chosen in (facets or {}).items() if chosen}
    rows = [row for row in in_kinds if _fits(row, facets)]
    if sort == NEWEST:
        rows.sort(key=lambda row: row.dated_at, reverse=True)
    pages = max(1, -(-len(rows) // size))
    page = min(max(1, page), pages)
    hits = _shown(rows[(page - 1) * size : page * size], asked)
    return Results(
        query=query,
        hits=hits,
        total=len(rows),
        is_capped=len(found) >= engines.MOST_HITS,
        kinds=[
            Choice(entry.name, entry.label, counts[entry.name], bool(kinds and entry.name in kinds))
            for entry in ENTRIES
            if counts[entry.name]
        ],
        facets=_facet_choices(in_kinds, facets),
        corrected=_as_written(hits, query, asked) if corrected else "",
        page=page,
        pages=pages,
    )


def numbers_of(user: Any, words: str, *, kind: str) -> list[int]:
    """The numbers of the things of one kind that `user` may find for `words`, best first.

    For a room's own list, which narrows and pages them itself.
    """
    query = parse(words)
    if not query:
        return []
    found, _corrected = _forgivingly(user, query, audience_of(user))
    return [row.about_id for row in found if row.kind == kind]


def snippets_of(words: str, *, kind: str, numbers: Iterable[int]) -> dict[int, SafeString]:
    """Why each of these things matched: its text around `words`, marked. Ask only for things the reader may read."""
    wanted = parse(words).tokens()
    documents = Document.objects.filter(kind=kind, about_id__in=list(numbers))
    return {document.about_id: highlight.snippet(document.text, wanted) for document in documents}


def suggest(user: Any, words: str, *, size: int = 6) -> list[Hit]:
    """Titles to offer while `words` are being typed; the last word may be unfinished."""
    query = parse(words, prefix=True)
    if not query or len(query.needed[-1]) < 2:
        return []
    rows = _permitted(user, query, audience_of(user), limit=size * 4)
    return _shown(rows[:size], query)


def _permitted(user: Any, query: Query, audience: set[str], *, limit: int = engines.MOST_HITS) -> list[_Row]:
    """Rows that match, asked of the engine by audience and then of the database by right (SR-01)."""
    ranked = engines.present().match(query, audience, limit=limit)
    columns = ("pk", "kind", "about_id", "facets", "audience", "dated_at")
    by_number = {row[0]: _Row(*row) for row in Document.objects.filter(pk__in=ranked).order_by().values_list(*columns)}
    rows = [by_number[number] for number in ranked if number in by_number]
    rows = [row for row in rows if audience & set(row.audience)]
    may = {
        kind: _readable(user, kind, [row.about_id for row in rows if row.kind == kind])
        for kind in {row.kind for row in rows}
    }
    rows = [row for row in rows if row.about_id in may[row.kind]]
    if query.phrases:
        texts = Document.objects.in_bulk([row.number for row in rows])
        rows = [
            row
            for row in rows
            if all(
                has_phrase(texts[row.number].title, phrase) or has_phrase(texts[row.number].text, phrase)
                for phrase in query.phrases
            )
        ]
    return rows


def _readable(user: Any, kind: str, numbers: Iterable[int]) -> set[int]:
    entry = ENTRIES.get(kind)
    if entry is None:
        return set()
    return set(entry.among(user).filter(pk__in=list(numbers)).order_by().values_list("pk", flat=True))


def _forgivingly(user: Any, query: Query, audience: set[str]) -> tuple[list[_Row], Query | None]:
    """The rows, and the question with slips mended when only that found something."""
    rows = _permitted(user, query, audience)
    if rows:
        return rows, None
    mended = query
    for word in query.needed:
        if not _permitted(user, Query(words=(word,)), audience, limit=20):
            better = _nearest(word, lambda one: bool(_permitted(user, Query(words=(one,)), audience, limit=20)))
            if better is None:
                return [], None
            mended = mended.with_word(word, better)
    if mended == query:
        return [], None
    rows = _permitted(user, mended, audience)
    return (rows, mended) if rows else ([], None)


def _nearest(word: str, has_hits: Callable[[str], bool]) -> str | None:
    """The known word nearest to `word` that this person can find something with."""
    token = polish.fold(word)
    most = polish.forgiven(token)
    if not most:
        return None
    near = [(polish.distance(token, other, most), other) for other in engines.embedded().near(token)]
    for _distance, other in sorted((far, other) for far, other in near if far <= most)[:_TRIED]:
        if has_hits(other):
            return other
    return None


def _as_written(hits: list[Hit], query: Query, asked: Query) -> str:
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


def _is_of(row: _Row, network: Any) -> bool:
    named = {str(network.pk), network.slug, network.title}
    return f"network:{network.pk}" in row.audience or bool(named & set(row.facets.get("network", [])))


def _fits(row: _Row, facets: dict[str, list[str]], *, but: str = "") -> bool:
    return all(name == but or set(row.facets.get(name, [])) & set(chosen) for name, chosen in facets.items())


def _facet_choices(rows: list[_Row], chosen: dict[str, list[str]]) -> dict[str, list[Choice]]:
    """For each facet its words with counts; the facet's own choice does not shrink its own list."""
    names = sorted({name for row in rows for name in row.facets} | set(chosen))
    result = {}
    for name in names:
        counts = Counter(word for row in rows if _fits(row, chosen, but=name) for word in set(row.facets.get(name, [])))
        picked = chosen.get(name, [])
        choices = [Choice(word, word, count, word in picked) for word, count in counts.most_common(12)]
        choices += [Choice(word, word, 0, True) for word in picked if word not in dict(counts.most_common(12))]
        if len(choices) > 1 or picked:
            result[name] = choices
    return result


def _shown(rows: list[_Row], query: Query) -> list[Hit]:
    documents = Document.objects.in_bulk([row.number for row in rows])
    wanted = query.tokens()
    shown = []
    for row in rows:
        document, entry = documents.get(row.number), ENTRIES.get(row.kind)
        if document is None or entry is None:
            continue
        shown.append(
            Hit(
                kind=row.kind,
                label=entry.label,
                icon=entry.icon,
                title=highlight.marked(document.title, wanted),
                plain_title=document.title,
                snippet=highlight.snippet(document.text, wanted),
                url=document.url,
                dated_at=document.dated_at,
                facets=document.facets,
            )
        )
    return shown
