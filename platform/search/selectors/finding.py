"""Finding for the results page, for a room's own list, and while typing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString

from search import engines, highlight, keeping
from search.engines import facet_mark, kind_mark
from search.models import Document
from search.query import Query, parse
from search.registry import ENTRIES
from search.selectors.forgiving import as_written, forgivingly
from search.selectors.known import known
from search.selectors.rights import Asker
from search.selectors.rows import known_since
from search.selectors.shapes import BEST, NEWEST, PAGE, Choice, Hit, Results, Row

MOST_WHO = 3
_SHOWN = ("title", "text", "url", "dated_at")


@dataclass(frozen=True)
class Asked:
    """All of a question that decides its answer, beside who asks it."""

    query: Query
    kinds: tuple[str, ...]
    facets: tuple[tuple[str, tuple[str, ...]], ...]
    inside: tuple[frozenset[str], ...]
    sort: str
    page: int
    size: int
    since: datetime | None


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
    since: datetime | None = None,
) -> Results:
    """What `user` may find for `words`.

    `kinds` and `facets` narrow; `network` keeps what belongs to one network; `since` what became known after it. A word
    without any result is taken for a slip of the pen and replaced by the nearest one that has some
    (`Results.corrected`); after few results come those that have only the most telling words (`Results.complete`).
    """
    query = parse(words)
    if not query:
        return Results(query=query)
    asker = Asker(user)
    inside = [_of_network(network)] if network is not None else []
    asked = Asked(
        query=query,
        kinds=tuple(kinds or ()),
        facets=tuple((name, tuple(chosen)) for name, chosen in (facets or {}).items() if chosen),
        inside=tuple(frozenset(marks) for marks in inside),
        sort=sort, page=page, size=size, since=since,
    )  # fmt: skip
    # What became known after a moment is asked once and never again.
    return known(asker, ("find", asked), lambda: _found(asker, asked)) if since is None else _found(asker, asked)


def _found(asker: Asker, asked: Asked) -> Results:
    """The answer worked out anew: of what the index holds, and of what the asker may read, alone."""
    query, kinds, size = asked.query, list(asked.kinds), asked.size
    inside, facets = [set(marks) for marks in asked.inside], {name: list(chosen) for name, chosen in asked.facets}
    found = forgivingly(asker, query, inside)
    everything = found.rows
    complete = {row.number for row in everything[: found.complete]}
    is_capped = len(everything) >= engines.MOST_HITS
    in_kinds = rows = [row for row in everything if not kinds or row.kind in kinds]
    rows = [row for row in in_kinds if _fits(row, facets)]
    if is_capped and (kinds or facets):
        # The first five hundred hold too few of these: they are asked for by themselves.
        of_kinds = [*inside, {kind_mark(kind) for kind in kinds}] if kinds else inside
        in_kinds = asker.rows(found.query, within=of_kinds)
        chosen = [{facet_mark(name, word) for word in picked} for name, picked in facets.items()]
        rows = asker.rows(found.query, within=[*of_kinds, *chosen]) if chosen else in_kinds
        complete = {row.number for row in rows}
    if asked.since is not None:
        rows = known_since(rows, asked.since)
    if asked.sort == NEWEST:
        rows.sort(key=lambda row: (row.number in complete, row.dated), reverse=True)
    pages = max(1, -(-len(rows) // size))
    page = min(max(1, asked.page), pages)
    hits = shown(rows[(page - 1) * size : page * size], found.query)
    return Results(
        query=query,
        hits=hits,
        total=len(rows),
        is_capped=len(rows) >= engines.MOST_HITS,
        kinds_capped=is_capped,
        facets_capped=len(in_kinds) >= engines.MOST_HITS,
        kinds=_kind_choices(everything, kinds),
        facets=_counted(in_kinds, facets),
        corrected=as_written(hits, query, found.query) if found.is_mended else "",
        words=found.query.tokens(),
        complete=sum(row.number in complete for row in rows),
        who=shown(_who(everything, found.complete), found.query) if page == 1 else [],
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
    found = forgivingly(Asker(user), query, [{kind_mark(kind)}])
    return [row.about_id for row in found.rows[: found.complete] or found.rows]


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
    asker = Asker(user)
    return known(asker, ("suggest", query, size), lambda: shown(asker.rows(query, limit=size * 4)[:size], query))


def _of_network(network: Any) -> set[str]:
    """Marks of what belongs to one network: for its people alone, or named as its own."""
    return {f"network:{network.pk}", facet_mark("network", network.title)}


def _who(rows: list[Row], complete: int) -> list[Row]:
    """Who knows about it: those who name all of it; only where nobody does, those who come close."""
    knowing = [row for row in rows[:complete] if _is_who(row)] or [row for row in rows if _is_who(row)]
    return knowing[:MOST_WHO]


def _is_who(row: Row) -> bool:
    entry = ENTRIES.get(row.kind)
    return entry is not None and entry.knows


def _kind_choices(rows: list[Row], kinds: list[str] | None) -> list[Choice]:
    counts = Counter(row.kind for row in rows)
    return [
        Choice(entry.name, entry.label, counts[entry.name], bool(kinds and entry.name in kinds))
        for entry in ENTRIES
        if counts[entry.name]
    ]


def _fits(row: Row, facets: dict[str, list[str]]) -> bool:
    return all(set(row.facets.get(name, [])) & set(chosen) for name, chosen in facets.items())


def _counted(rows: list[Row], chosen: dict[str, list[str]]) -> dict[str, list[Choice]]:
    """The facets of these rows, as they were counted for whoever may read the same ones."""
    picked = tuple((name, tuple(words)) for name, words in sorted(chosen.items()))
    facts = ("facets", tuple(row.number for row in rows), picked)
    return keeping.of_index(facts, lambda: _facet_choices(rows, chosen))


def _facet_choices(rows: list[Row], chosen: dict[str, list[str]]) -> dict[str, list[Choice]]:
    """For each facet its words with counts; the facet's own choice does not shrink its own list."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    # Rows of the same facets share them (search.selectors.rows).
    alike: dict[int, list[Any]] = {}
    for row in rows:
        alike.setdefault(id(row.facets), [0, row])[0] += 1
    for times, row in alike.values():
        missed = [name for name, picked in chosen.items() if not set(row.facets.get(name, [])) & set(picked)]
        if len(missed) < 2:
            for name, said in row.facets.items():
                if not missed or missed[0] == name:
                    counts = counted[name]
                    for word in said if len(said) == 1 else set(said):
                        counts[word] += times
    result = {}
    for name in sorted(set(counted) | set(chosen)):
        counts = counted[name]
        picked, most = chosen.get(name, []), counts.most_common(12)
        choices = [Choice(word, word, count, word in picked) for word, count in most]
        choices += [Choice(word, word, counts[word], True) for word in picked if word not in dict(most)]
        if len(choices) > 1 or picked:
            result[name] = choices
    return result


def shown(rows: list[Row], query: Query) -> list[Hit]:
    """Rows as hits, marked."""
    if not rows:
        return []
    wanted = query.tokens()
    numbers = [row.number for row in rows]
    documents = {one.pk: one for one in engines.numbered(Document.objects.only(*_SHOWN), numbers).order_by()}
    found = []
    for row in rows:
        document, entry = documents.get(row.number), ENTRIES.get(row.kind)
        if document is None or entry is None:
            continue
        snippet, sheet = highlight.snippet_on(document.text, wanted)
        found.append(
            Hit(
                kind=row.kind,
                label=entry.label,
                icon=entry.icon,
                title=highlight.marked(document.title, wanted),
                plain_title=document.title,
                snippet=snippet,
                url=document.url,
                dated_at=document.dated_at,
                facets=row.facets,
                sheet=sheet,
                number=row.number,
            )
        )
    return found
