"""Search of the editors' side: Wagtail's own, made safe for whatever is typed.

On SQLite its query builder breaks on a quotation mark and on blanks; here only words reach it.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends import database
from modelsearch.backends.base import EmptySearchResults

from search import polish


class _OnlyWords:
    def _search(self, query_compiler_class: Any, query: Any, model_or_queryset: Any, **options: Any) -> Any:
        if isinstance(query, str):
            query = " ".join(polish.words(query)[:20])
            if not query:
                return EmptySearchResults()
        return super()._search(query_compiler_class, query, model_or_queryset, **options)


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 - the name Wagtail looks for
    """The backend of this database, given only words."""
    kind = type(database.SearchBackend(params))
    return type(kind.__name__, (_OnlyWords, kind), {})(params)
